use belroute_shared::session::Me;
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

use super::{header::Header, idle::Idle, navigation::Navigation};
use crate::{
    account::AccountMenu,
    caller_number::CallerNumber,
    calls::Recent,
    clock::Minute,
    devices::{ConnectTheApp, ConnectTheAppDialog},
    live::Live,
    paths,
    phonebook::{Book, Phonebook},
    route::{MyRoute, RouteMenu},
    session::Session,
    t,
};

/// Header, menu, page and phonebook, and what they share while somebody is signed in.
#[component]
pub(super) fn Frame(me: Signal<Me>) -> impl IntoView {
    provide_context(me);
    let live = Live::provide();
    Session::get().follow(live);
    Minute::provide();
    Recent::provide(live);
    MyRoute::provide(live);
    CallerNumber::provide(live);
    let caller_number = CallerNumber::get();
    Book::provide(live);
    let connect = ConnectTheApp::provide();

    let path = use_location().pathname;
    let is_phonebook_page = Signal::derive(move || path.get() == paths::PHONEBOOK);
    view! {
        <a class="skip-link" href="#content">
            {t!(shell.skip)}
        </a>
        <div class="frame" data-columns=move || is_phonebook_page.get().then_some("two")>
            <Header />
            <Navigation />
            <main class="middle" id="content" tabindex="-1">
                <Outlet />
            </main>
            <Show when=move || !is_phonebook_page.get()>
                <aside class="book" id="phonebook" popover="auto" aria-label=t!(phonebook.title)>
                    <Phonebook />
                </aside>
            </Show>
        </div>
        <div
            class="popover at-start"
            id="route-menu"
            popover="auto"
            role="dialog"
            aria-label=t!(route.title)
            on:beforetoggle=move |_: web_sys::Event| caller_number.ensure()
        >
            <RouteMenu />
        </div>
        <div
            class="popover at-end"
            id="account-menu"
            popover="auto"
            role="dialog"
            aria-label=t!(account.title)
        >
            <AccountMenu />
        </div>
        <Idle me />
        <Show when=move || connect.is_open()>
            <ConnectTheAppDialog />
        </Show>
    }
}
