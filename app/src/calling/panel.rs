use leptos::prelude::*;
use leptos_router::{components::Outlet, hooks::use_location};

use crate::{
    features::MyFeatures,
    opened_panel, paths, t,
    tabs::{Tab, Tabs},
    ui,
};

/// The tabs, and what all pages behind them share.
#[component]
pub(super) fn CallingPanel() -> impl IntoView {
    let features = MyFeatures::get();
    let here = use_location().pathname;
    // The link that led to another page may have gone with the page that it stood on.
    Effect::new(move |before: Option<()>| {
        here.track();
        if before.is_some() {
            request_animation_frame(|| ui::catch_focus(""));
        }
    });
    let tabs = Signal::derive(move || {
        let mut tabs = vec![
            Tab::new(paths::CALL_SETTINGS, t!(calling.settings)),
            Tab::new(paths::SCHEDULES, t!(calling.schedules)),
        ];
        // They are the user's alone.
        if !opened_panel::is_open() {
            tabs.push(Tab::new(paths::CONTACTS, t!(calling.contacts)));
        }
        if features.has_mailbox() {
            tabs.push(Tab::new(paths::VOICEMAIL_SETTINGS, t!(calling.voicemail)));
        }
        tabs.push(Tab::new(paths::CHANGES, t!(changes.title)));
        tabs
    });
    view! {
        <div class="calling">
            <header class="calling-head">
                <h1>{t!(calling.title)}</h1>
            </header>
            <Tabs label=t!(calling.title) tabs />
            <Outlet />
        </div>
    }
}
