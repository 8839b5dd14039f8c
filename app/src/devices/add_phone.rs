use belroute_shared::devices::{DeviceKind, Devices, NewDevice};
use leptos::prelude::*;

use super::{api, list::Given};
use crate::{
    fetched::Fetched,
    form::{Form, Submission},
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
            <NewPhone devices given is_open />
        </Show>
    }
}

#[component]
fn NewPhone(
    devices: Fetched<Devices>,
    given: RwSignal<Option<Given>>,
    is_open: RwSignal<bool>,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let submission = Submission::new(&["name"]);
    let input = NodeRef::new();
    // The focus follows to where one goes on.
    ui::focus_when_there(input);
    let on_submit = move |()| {
        let new = NewDevice {
            name: name.get_untracked().trim().to_owned(),
            kind: DeviceKind::Desk,
        };
        let request = async move {
            let provisioning = api::create(&new).await?;
            Ok((new.name, provisioning))
        };
        submission.send(request, move |made| {
            let _ = given.try_set(Some(made));
            let _ = is_open.try_set(false);
            devices.refetch();
        });
    };
    view! {
        <Form
            submission
            on_submit
            submit=t!(devices.add_confirm)
            class="add-phone"
            on_cancel=move |()| is_open.set(false)
        >
            <ui::Field
                id="phone-name"
                label=t!(devices.name)
                value=name
                error=submission.error_of("name")
                autocomplete="off"
                node_ref=input
            />
        </Form>
    }
}
