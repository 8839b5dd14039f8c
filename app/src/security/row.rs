use leptos::prelude::*;

use crate::ui::Icon;

/// Something that opens the account, or has opened it: what it is called, since when, and what can
/// be done with it.
#[component]
pub(super) fn Row(
    /// A drawing of it.
    icon: &'static str,
    /// It is in use here and now.
    #[prop(optional)]
    is_current: bool,
    /// What it is called.
    name: Signal<String>,
    /// Since when, and where.
    #[prop(into)]
    words: Signal<String>,
    /// The buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <li class="security-row">
            <span class="device-icon" data-state=is_current.then_some("free")>
                <Icon name=icon />
            </span>
            <span class="device-words">
                <b>{move || name.get()}</b>
                <small>{move || words.get()}</small>
            </span>
            <span class="security-tools">{children()}</span>
        </li>
    }
}
