use belroute_shared::session::Me;
use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

use super::{away::AwayBar, header::Header, idle::Idle, navigation::Navigation, opened::OpenedBar};
use crate::{
    account,
    calls::{self, Dial, DialPlace, Recent},
    clock::Minute,
    devices::{self, ConnectTheApp, ConnectTheAppDialog},
    features::MyFeatures,
    lazy::{Lazy, Loading, load_ahead},
    live::Live,
    palette::{self, Palette, PaletteDialog},
    paths,
    phonebook::{Book, Phonebook},
    route::{self, MyReach, MyRoute},
    session::Session,
    t,
    undo::{Undo, UndoOffer},
    voicemail::Unread,
    written_numbers::WrittenNumbers,
};

/// What is loaded when the first page can be read: a view of each part, in the order in which they
/// are likely to be wanted.
const AHEAD: &[fn() -> Loading] = &[
    calls::page,
    route::menu,
    account::menu,
    palette::view_of,
    devices::new_and_known,
];

/// Header, menu, page and phonebook, and what they share while somebody is signed in.
#[component]
pub(super) fn Frame(me: Signal<Me>) -> impl IntoView {
    provide_context(me);
    let live = Live::provide();
    Session::get().follow(live);
    Minute::provide();
    Recent::provide(live);
    let unread = Unread::provide(live);
    Dial::provide(me);
    let recent = Recent::get();
    let can_be_read = Memo::new(move |_| recent.have_come());
    Effect::new(move || {
        if can_be_read.get() {
            load_ahead(AHEAD);
            unread.ask();
        }
    });
    Palette::provide();
    Undo::provide(live);
    WrittenNumbers::provide(live);
    MyFeatures::provide();
    MyRoute::provide();
    MyReach::provide(live);
    Book::provide(live);
    let connect = ConnectTheApp::provide();

    let path = use_location().pathname;
    // These have no room for the phonebook beside them, or are it.
    let is_wide = Signal::derive(move || {
        path.with(|path| {
            path == paths::PHONEBOOK
                || [paths::CALLING, paths::COMPANY]
                    .iter()
                    .any(|it| path.starts_with(it))
        })
    });
    let over = move || path.with(|path| (path == paths::ROUTE).then_some("route"));
    view! {
        <a class="skip-link" href="#content">
            {t!(shell.skip)}
        </a>
        <OpenedBar me />
        <AwayBar />
        <div class="frame" data-columns=move || is_wide.get().then_some("two")>
            <Header />
            <Navigation />
            <main class="middle" id="content" tabindex="-1" data-page=over>
                <Outlet />
            </main>
            <Show when=move || !is_wide.get()>
                <aside class="book" id="phonebook" popover="auto" aria-label=t!(phonebook.title)>
                    <Phonebook />
                </aside>
            </Show>
        </div>
        <Menu id="route-menu" class="popover at-start" label=t!(route.title) view=route::menu />
        <Menu id="account-menu" class="popover at-end" label=t!(account.title) view=account::menu />
        <UndoOffer />
        <PaletteDialog />
        <DialPlace />
        <Idle me />
        <Show when=move || connect.is_open()>
            <ConnectTheAppDialog />
        </Show>
    }
}

/// What an avatar of the header opens. Loaded when it is first opened, and kept.
#[component]
fn Menu(
    id: &'static str,
    class: &'static str,
    label: fn() -> &'static str,
    view: fn() -> Loading,
) -> impl IntoView {
    let is_wanted = RwSignal::new(false);
    view! {
        <div
            class=class
            id=id
            popover="auto"
            role="dialog"
            aria-label=label
            on:beforetoggle=move |_: web_sys::Event| is_wanted.set(true)
        >
            <Show when=move || is_wanted.get()>
                <Lazy view rows=3 />
            </Show>
        </div>
    }
}
