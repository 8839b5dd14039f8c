use leptos::{html, prelude::*};
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast as _;
use web_sys::HtmlElement;

use crate::{language, paths, session, t};

/// A page of the company panel.
#[derive(Clone, Copy)]
struct Tab {
    path: &'static str,
    text: fn() -> &'static str,
}

const fn tab(path: &'static str, text: fn() -> &'static str) -> Tab {
    Tab { path, text }
}

/// All of them.
const TABS: &[Tab] = &[
    tab(paths::COMPANY_USERS, t!(company.users)),
    tab(paths::COMPANY_NUMBERS, t!(company.numbers)),
    tab(paths::COMPANY_DIAL_PLANS, t!(company.dial_plans)),
    tab(paths::COMPANY_PHONEBOOK, t!(contacts.title)),
    tab(paths::COMPANY_BLOCK_LIST, t!(block_list.title)),
    tab(paths::COMPANY_SIGN_IN_RULES, t!(sign_in_rules.title)),
    tab(paths::COMPANY_AUDIT_LOG, t!(company.audit_log)),
];

/// How much of the tab beside the present one is shown, in pixels: one sees that there is more.
const BESIDE: i32 = 32;

/// One tab for each. Who only manages the phonebook has no other.
#[component]
pub(super) fn Tabs() -> impl IntoView {
    let here = use_location().pathname;
    let me = session::me();
    let tabs = NodeRef::<html::Nav>::new();
    Effect::new(move || {
        here.track();
        // The words of another language have another width.
        language::current();
        request_animation_frame(move || reveal_current(tabs));
    });
    let may =
        move |tab: &&Tab| tab.path == paths::COMPANY_PHONEBOOK || me.with(|me| me.is_administrator);
    let tab = move |tab: &Tab| {
        let Tab { path, text } = *tab;
        let is_current = move || {
            here.with(|here| {
                here.strip_prefix(path)
                    .is_some_and(|rest| !rest.starts_with('-'))
            })
        };
        view! {
            <a class="tab" href=path aria-current=move || is_current().then_some("page")>
                {text}
            </a>
        }
    };
    view! {
        <nav class="tabs company-tabs" node_ref=tabs aria-label=t!(company.title)>
            {move || TABS.iter().filter(may).map(tab).collect_view()}
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
