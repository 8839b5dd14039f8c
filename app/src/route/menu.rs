use leptos::prelude::*;

use super::{Sentence, TemporaryLine, for_a_while::ForAWhile};
use crate::{
    caller_number::{CallerNumber, CallerNumberChoice},
    devices::ConnectTheApp,
    live::Live,
    paths, session, t,
    ui::{Icon, close_popover},
};

/// Calls to me and calls from me: my number, what happens, what can be set for a while, the number
/// others see, and the app.
#[component]
pub fn RouteMenu() -> impl IntoView {
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
            <TemporaryLine />
            <a class="button" href=paths::ROUTE on:click=|_| close_popover("route-menu")>
                <Icon name="route" />
                {t!(route.open)}
            </a>
        </div>
        <ForAWhile />
        <hr />
        <CallerNumberChoice group="menu-number" />
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
