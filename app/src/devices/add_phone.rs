use belroute_shared::devices::{DeviceKind, Devices, NewDevice};
use leptos::{prelude::*, task::spawn_local};
use web_sys::SubmitEvent;

use super::{api, list::Given};
use crate::{
    explain::{explain, explain_code},
    fetched::Fetched,
    http::HttpError,
    t, ui,
};

/// Adds a phone that has no camera for the code: it gets a name, and what it has to be told is
/// shown once.
#[component]
pub(super) fn AddPhone(devices: Fetched<Devices>, given: RwSignal<Option<Given>>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    view! {
        <Show
            when=move || is_open.get()
            fallback=move || {
                view! {
                    <button
                        type="button"
                        class="button add-phone"
                        on:click=move |_| is_open.set(true)
                    >
                        {t!(devices.add)}
                    </button>
                }
            }
        >
            <Form devices given is_open />
        </Show>
    }
}

#[component]
fn Form(
    devices: Fetched<Devices>,
    given: RwSignal<Option<Given>>,
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let error = RwSignal::new(None::<HttpError>);
    let is_busy = RwSignal::new(false);
    let input = NodeRef::<leptos::html::Input>::new();
    // The focus follows to where one goes on.
    Effect::new(move || {
        if let Some(input) = input.get() {
            let _ = input.focus();
        }
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if is_busy.get_untracked() {
            return;
        }
        let new = NewDevice {
            name: name.get_untracked().trim().to_owned(),
            kind: DeviceKind::Desk,
        };
        error.set(None);
        is_busy.set(true);
        spawn_local(async move {
            match api::create(&new).await {
                Ok(provisioning) => {
                    let _ = given.try_set(Some((new.name, provisioning)));
                    let _ = is_open.try_set(false);
                    devices.refetch();
                }
                Err(refused) => {
                    let _ = is_busy.try_set(false);
                    let _ = error.try_set(Some(refused));
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
        <form
            class="form add-phone"
            novalidate
            on:submit=on_submit
            aria-busy=move || is_busy.get().to_string()
        >
            <ui::Field
                id="phone-name"
                label=t!(devices.name)
                value=name
                error=name_error
                autocomplete="off"
                node_ref=input
            />
            <div class="form-message" role="alert">
                {other_error}
            </div>
            <span class="add-phone-buttons">
                <button
                    type="submit"
                    class="button main"
                    aria-disabled=move || is_busy.get().to_string()
                >
                    {t!(devices.add_confirm)}
                </button>
                <button type="button" class="button" on:click=move |_| is_open.set(false)>
                    {t!(action.cancel)}
                </button>
            </span>
        </form>
    }
}
