use belroute_shared::live::LiveEvent;
use leptos::prelude::*;

use super::{ConnectTheApp, api, list::DeviceList, pairing::NewDevice};
use crate::{fetched::Fetched, live::Live, t, ui::Dialog};

/// A code for a new phone, and the phones there are.
#[component]
pub fn ConnectTheAppDialog() -> impl IntoView {
    let connect = ConnectTheApp::get();
    let devices = Fetched::idle(api::list).started();
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Devices | LiveEvent::Resync) {
            devices.refetch();
        }
    });
    view! {
        <Dialog
            label=t!(devices.connect)
            close_label=t!(action.close)
            on_close=move |()| connect.close()
        >
            <NewDevice />
            <DeviceList devices />
        </Dialog>
    }
}
