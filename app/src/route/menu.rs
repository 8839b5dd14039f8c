use leptos::prelude::*;

use super::Sentence;
use crate::{
    caller_number::{CallerNumber, CallerNumberChoice},
    devices::ConnectTheApp,
    live::Live,
    session, t,
    ui::{Icon, close_popover},
};

/// Calls to me and calls from me: my number, what happens, the number others see, and the app.
#[component]
pub fn RouteMenu() -> impl IntoView {
    view! {
        <Content group="menu-number" />
    }
}

/// The same as a page: on a phone, and for whoever comes by the menu at the left.
#[component]
pub fn RoutePage() -> impl IntoView {
    view! {
        <section class="card narrow-page">
            <header class="card-head">
                <h1>{t!(route.title)}</h1>
            </header>
            <div class="narrow-content">
                <Content group="page-number" />
            </div>
        </section>
    }
}

#[component]
fn Content(
    /// Name of the group of radio buttons: menu and page can be in one document.
    group: &'static str,
) -> impl IntoView {
    CallerNumber::provide(Live::get());
    let me = session::me();
    let connect = ConnectTheApp::get();
    let direct = move || me.with(|me| me.direct_number_display.clone());
    view! {
        <div class="menu-top">
            <span class="menu-top-number">{move || me.with(|me| me.extension.to_string())}</span>
            <span class="soft">
                {t!(route.my_number)}
                {move || direct().map(|direct| view! { <span class="nowrap">{format!(" · {direct}")}</span> })}
            </span>
        </div>
        <div class="sentence-box">
            <Sentence />
        </div>
        <CallerNumberChoice group />
        <Show when=ConnectTheApp::is_offered>
            <hr />
            <button
                type="button"
                class="menu-row"
                on:click=move |_| {
                    close_popover("route-menu");
                    connect.open();
                }
            >
                <Icon name="phone-app" />
                <span>
                    {t!(devices.connect)}
                    <small>{t!(devices.connect_text)}</small>
                </span>
            </button>
        </Show>
    }
}
