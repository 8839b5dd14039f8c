use belroute_shared::live::LiveEvent;
use leptos::prelude::*;

use super::{ConnectTheApp, api, list::DeviceList, pairing::NewDevice};
use crate::{fetched::Fetched, lazy::Lazy, live::Live, t, ui::Dialog};

/// Connecting a phone, from wherever one is.
#[component]
pub fn ConnectTheAppDialog() -> impl IntoView {
    let connect = ConnectTheApp::get();
    view! {
        <Dialog
            label=t!(devices.connect)
            close_label=t!(action.close)
            on_close=move |()| connect.close()
        >
            <Lazy view=super::new_and_known rows=4 />
        </Dialog>
    }
}

/// What the dialog holds.
#[component]
pub(super) fn NewAndKnown() -> impl IntoView {
    let devices = Fetched::idle(api::list).started();
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Devices | LiveEvent::Resync) {
            devices.refetch();
        }
    });
    view! {
        <NewDevice />
        <DeviceList devices />
    }
}
