use belroute_shared::devices::{DeviceKind, NewDevice, Provisioning};
use leptos::{either::Either, prelude::*, task::spawn_local};
use leptos_router::hooks::use_params_map;
use web_sys::SubmitEvent;

use super::{api, credentials::Credentials};
use crate::{
    door::Door,
    explain::{explain, explain_code},
    http::HttpError,
    lazy::{Lazy, Place},
    shell, t, text, ui,
};

/// Where the link of a code leads: the phone says what it is called, uses the code up, and learns
/// what a SIP app has to be told.
#[component]
pub fn ConnectPage() -> impl IntoView {
    ui::title(|| text!(devices.connect).to_owned());
    Effect::new(shell::remove_skeleton);
    view! {
        <Door>
            <Lazy view=super::connect_a_phone rows=3 place=Place::Door(t!(devices.connect)) />
        </Door>
    }
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
    let error = RwSignal::new(None::<HttpError>);
    let is_busy = RwSignal::new(false);
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let code = params.with_untracked(|params| params.get("code").unwrap_or_default());
        let app = NewDevice {
            name: name.get_untracked(),
            kind: DeviceKind::App,
        };
        error.set(None);
        is_busy.set(true);
        spawn_local(async move {
            match api::redeem(&code, &app).await {
                Ok(connected) => provisioning.set(Some(connected)),
                Err(refused) => {
                    is_busy.set(false);
                    error.set(Some(refused));
                }
            }
        });
    };
    let name_error = Signal::derive(move || {
        error.with(|error| {
            let code = error.as_ref()?.code_of("name")?;
            Some(explain_code(code).to_owned())
        })
    });
    let other_error = move || {
        let refused = error
            .get()
            .filter(|error| error.code_of("name").is_none())?;
        Some(view! { <ui::Note is_problem=true>{explain(&refused)}</ui::Note> })
    };
    view! {
        <h1>{t!(devices.connect)}</h1>
        <p class="soft">{t!(devices.connect_text)}</p>
        <form class="form" novalidate on:submit=on_submit aria-busy=move || is_busy.get().to_string()>
            <ui::Field
                id="device-name"
                label=t!(devices.name)
                value=name
                error=name_error
                autocomplete="off"
            />
            <div class="form-message" role="alert">
                {other_error}
            </div>
            <button
                type="submit"
                class="button main wide"
                aria-disabled=move || is_busy.get().to_string()
            >
                {t!(devices.connect_phone)}
            </button>
        </form>
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
