use belroute_shared::{
    devices::{Device, Devices, Provisioning},
    ids::DeviceId,
};
use leptos::{html, prelude::*, task::spawn_local};

use super::{
    add_phone::AddPhone,
    api,
    credentials::Credentials,
    device::{Deed, OneDevice},
};
use crate::{awaited::Awaited, explain::explain, fetched::Fetched, http::HttpError, t, text};

/// What a device has to be told, under the name it has here.
pub(super) type Given = (String, Provisioning);

/// What is connected, the way to take it away, and the way to add a phone by hand.
#[component]
pub(super) fn DeviceList(devices: Fetched<Devices>) -> impl IntoView {
    let all =
        Memo::new(move |_| devices.with(|it| it.map(|it| it.devices.clone()).unwrap_or_default()));
    let ids =
        Signal::derive(move || all.with(|all| all.iter().map(|one| one.id).collect::<Vec<_>>()));
    let asked = RwSignal::new(None);
    let refusal = RwSignal::new(None::<(DeviceId, String)>);
    let given = RwSignal::new(None::<Given>);
    let on_confirm = Callback::new(move |(id, deed): (DeviceId, Deed)| {
        refusal.set(None);
        spawn_local(async move {
            let outcome = match deed {
                Deed::Disconnect => disconnect(devices, id).await,
                Deed::Renew => renew(all, id, given).await,
            };
            if let Err(error) = outcome {
                let _ = refusal.try_set(Some((id, explain(&error))));
            }
            let _ = asked.try_set(None);
            devices.refetch();
        });
    });
    let one = move |id: DeviceId| {
        let device = Memo::new(move |last: Option<&Option<Device>>| {
            let now = all.with(|all| all.iter().find(|one| one.id == id).cloned());
            now.or_else(|| last.cloned().flatten())
        });
        view! { <OneDevice id device asked refusal on_confirm /> }
    };
    view! {
        <section class="devices" aria-labelledby="devices-heading">
            <h2 id="devices-heading">{t!(devices.mine)}</h2>
            {move || given.get().map(|given_now| view! { <JustGiven given_now given /> })}
            <Awaited wait=devices rows=2>
                <Show when=move || ids.with(Vec::is_empty)>
                    <p class="soft">{t!(devices.none)}</p>
                </Show>
                <ul>
                    <For each=move || ids.get() key=|id| *id children=one />
                </ul>
            </Awaited>
            <AddPhone devices given />
        </section>
    }
}

async fn disconnect(devices: Fetched<Devices>, id: DeviceId) -> Result<(), HttpError> {
    api::remove(id).await?;
    devices.update(|it| it.devices.retain(|device| device.id != id));
    Ok(())
}

async fn renew(
    all: Memo<Vec<Device>>,
    id: DeviceId,
    given: RwSignal<Option<Given>>,
) -> Result<(), HttpError> {
    let provisioning = api::renew(id).await?;
    let find = |all: &Vec<Device>| all.iter().find(|one| one.id == id).cloned();
    // The window may be closed already.
    let name = all.try_with_untracked(find).flatten();
    let name = name.map(|device| device.name).unwrap_or_default();
    let _ = given.try_set(Some((name, provisioning)));
    Ok(())
}

/// What a device has to be told, until one says that it was.
#[component]
fn JustGiven(given_now: Given, given: RwSignal<Option<Given>>) -> impl IntoView {
    let (name, provisioning) = given_now;
    let heading = NodeRef::<html::P>::new();
    // Brings it into view, and screen readers to it.
    Effect::new(move || {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    view! {
        <div class="given">
            <p node_ref=heading tabindex="-1">
                {move || text!(devices.given, name = name.clone())}
            </p>
            <Credentials provisioning />
            <button type="button" class="button main" on:click=move |_| given.set(None)>
                {t!(devices.given_done)}
            </button>
        </div>
    }
}
