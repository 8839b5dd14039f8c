use belroute_shared::devices::{DeviceKind, NewDevice, Provisioning};
use leptos::{either::Either, prelude::*};
use leptos_router::hooks::use_params_map;

use super::{api, credentials::Credentials};
use crate::{
    door::DoorPage,
    form::{Form, Submission},
    t, text, ui,
};

/// Where the link of a code leads: the phone says what it is called, uses the code up, and learns
/// what a SIP app has to be told.
#[component]
pub fn ConnectPage() -> impl IntoView {
    view! { <DoorPage title=t!(devices.connect) view=super::connect_a_phone rows=3 /> }
}

/// What stands on the card.
#[component]
pub(super) fn ConnectAPhone() -> impl IntoView {
    let provisioning = RwSignal::new(None::<Provisioning>);
    move || match provisioning.get() {
        None => Either::Left(view! { <NameThePhone provisioning /> }),
        Some(provisioning) => Either::Right(view! { <Settings provisioning /> }),
    }
}

#[component]
fn NameThePhone(provisioning: RwSignal<Option<Provisioning>>) -> impl IntoView {
    let params = use_params_map();
    let name = RwSignal::new(text!(devices.my_phone).to_owned());
    let submission = Submission::new(&["name"]);
    let on_submit = move |()| {
        let code = params.with_untracked(|params| params.get("code").unwrap_or_default());
        let app = NewDevice {
            name: name.get_untracked(),
            kind: DeviceKind::App,
        };
        let request = async move { api::redeem(&code, &app).await };
        submission.send(request, move |connected| provisioning.set(Some(connected)));
    };
    view! {
        <h1>{t!(devices.connect)}</h1>
        <p class="soft">{t!(devices.connect_text)}</p>
        <Form submission on_submit submit=t!(devices.connect_phone) is_wide=true>
            <ui::Field
                id="device-name"
                label=t!(devices.name)
                value=name
                error=submission.error_of("name")
                autocomplete="off"
            />
        </Form>
    }
}

/// What a SIP app has to be told.
#[component]
fn Settings(provisioning: Provisioning) -> impl IntoView {
    view! {
        <h1>{t!(devices.connect_done)}</h1>
        <p class="soft">{t!(devices.connect_settings)}</p>
        <Credentials provisioning />
    }
}
