//! The pages of a panel inside the panel, one tab for each.

use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::language;

/// One of the pages.
#[derive(Clone, Copy)]
pub struct Tab {
    /// Where it is.
    pub path: &'static str,
    /// What it is called.
    pub text: fn() -> &'static str,
}

impl Tab {
    /// A page and its name.
    pub const fn new(path: &'static str, text: fn() -> &'static str) -> Self {
        Self { path, text }
    }
}

/// How much of the tab beside the present one is shown, in pixels: one sees that there is more.
const BESIDE: i32 = 32;

/// Links to the pages; the present one is marked and kept in view.
#[component]
pub fn Tabs(
    /// What the pages are of.
    label: fn() -> &'static str,
    /// The pages.
    #[prop(into)]
    tabs: Signal<Vec<Tab>>,
) -> impl IntoView {
    let here = use_location().pathname;
    let node = NodeRef::<html::Nav>::new();
    Effect::new(move || {
        here.track();
        tabs.track();
        // The words of another language have another width.
        language::current();
        request_animation_frame(move || reveal_current(node));
    });
    let tab = move |tab: Tab| {
        let Tab { path, text } = tab;
        let is_current = move || {
            here.with(|here| {
                here.strip_prefix(path)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        view! {
            <a class="tab" href=path aria-current=move || is_current().then_some("page")>
                {text}
            </a>
        }
    };
    view! {
        <nav class="tabs panel-tabs" node_ref=node aria-label=label>
            {move || tabs.get().into_iter().map(tab).collect_view()}
        </nav>
    }
}

/// Scrolls the tab of the present page into view, and not the page, as `scrollIntoView` might.
fn reveal_current(tabs: NodeRef<html::Nav>) {
    let Some(tabs) = tabs.try_get_untracked().flatten() else {
        return;
    };
    let current = tabs.query_selector("[aria-current]").ok().flatten();
    if let Some(tab) = current.and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
        let most = tab.offset_left() - BESIDE;
        let least = tab.offset_left() + tab.offset_width() + BESIDE - tabs.client_width();
        tabs.set_scroll_left(tabs.scroll_left().max(least).min(most));
    }
}
