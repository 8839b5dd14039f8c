use belroute_shared::{
    devices::{Device, DeviceKind, Devices},
    ids::DeviceId,
};
use leptos::{prelude::*, task::spawn_local};

use super::api;
use crate::{
    awaited::Awaited, clock::Minute, explain::explain, fetched::Fetched, intl, t, text, ui::Icon,
};

/// What is connected, and the way to take it away.
#[component]
pub(super) fn DeviceList(devices: Fetched<Devices>) -> impl IntoView {
    let all =
        Memo::new(move |_| devices.with(|it| it.map(|it| it.devices.clone()).unwrap_or_default()));
    let ids =
        Signal::derive(move || all.with(|all| all.iter().map(|one| one.id).collect::<Vec<_>>()));
    let asked = RwSignal::new(None::<DeviceId>);
    let refusal = RwSignal::new(None::<(DeviceId, String)>);
    let remove = Callback::new(move |id: DeviceId| {
        refusal.set(None);
        spawn_local(async move {
            match api::remove(id).await {
                Ok(()) => devices.update(|it| it.devices.retain(|device| device.id != id)),
                Err(error) => {
                    let _ = refusal.try_set(Some((id, explain(&error))));
                }
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
        view! { <OneDevice id device asked refusal remove /> }
    };
    view! {
        <section class="devices" aria-labelledby="devices-heading">
            <h2 id="devices-heading">{t!(devices.mine)}</h2>
            <Awaited wait=devices rows=2>
                <Show when=move || ids.with(Vec::is_empty)>
                    <p class="soft">{t!(devices.none)}</p>
                </Show>
                <ul>
                    <For each=move || ids.get() key=|id| *id children=one />
                </ul>
            </Awaited>
        </section>
    }
}

#[component]
fn OneDevice(
    id: DeviceId,
    device: Memo<Option<Device>>,
    /// The one that is about to be disconnected, once that is confirmed.
    asked: RwSignal<Option<DeviceId>>,
    refusal: RwSignal<Option<(DeviceId, String)>>,
    remove: Callback<DeviceId>,
) -> impl IntoView {
    let now = Minute::signal();
    let part = move |of: fn(&Device) -> String| {
        move || device.with(|device| device.as_ref().map(of).unwrap_or_default())
    };
    let icon = Signal::derive(move || {
        device.with(|device| match device.as_ref().map(|device| device.kind) {
            Some(DeviceKind::Desk) => "phone",
            Some(DeviceKind::Softphone) => "computer",
            Some(DeviceKind::App) | None => "phone-app",
        })
    });
    let name = Signal::derive(part(|device| device.name.clone()));
    let can_disconnect = Signal::derive(move || {
        device.with(|device| device.as_ref().is_some_and(|device| device.can_disconnect))
    });
    let refused = move || {
        refusal
            .get()
            .filter(|(of, _)| *of == id)
            .map(|(_, words)| words)
    };
    view! {
        <li class="device">
            <span class="device-icon" data-state=move || device.with(|it| it.as_ref().map(state))>
                <Icon name=icon />
            </span>
            <span class="device-words">
                <b>{part(|device| device.name.clone())}</b>
                <small>{move || device.with(|it| it.as_ref().map(|it| seen(it, now.get())))}</small>
                <span class="refusal" role="status">{refused}</span>
            </span>
            <Show when=move || can_disconnect.get()>
                <Disconnect
                    name=name
                    is_asked=Signal::derive(move || asked.get() == Some(id))
                    on_ask=move |wanted: bool| asked.set(wanted.then_some(id))
                    on_confirm=move |()| remove.run(id)
                />
            </Show>
        </li>
    }
}

/// Takes a device away once that is confirmed in place. The button that asks stays and takes it
/// back, so that the focus is kept and a second press does no harm.
#[component]
fn Disconnect(
    name: Signal<String>,
    is_asked: Signal<bool>,
    #[prop(into)] on_ask: Callback<bool>,
    #[prop(into)] on_confirm: Callback<()>,
) -> impl IntoView {
    let label =
        move || (!is_asked.get()).then(|| text!(devices.disconnect_name, name = name.get()));
    view! {
        <span class="device-confirm">
            <button
                type="button"
                class="button quiet"
                aria-label=label
                on:click=move |_| on_ask.run(!is_asked.get_untracked())
            >
                {move || {
                    if is_asked.get() { text!(action.cancel) } else { text!(devices.disconnect) }
                }}
            </button>
            <Show when=move || is_asked.get()>
                <button type="button" class="button danger" on:click=move |_| on_confirm.run(())>
                    {t!(devices.disconnect_confirm)}
                </button>
            </Show>
        </span>
    }
}

fn state(device: &Device) -> &'static str {
    if device.is_registered { "free" } else { "off" }
}

fn seen(device: &Device, now: jiff::Timestamp) -> String {
    match device.last_seen_at {
        _ if device.is_registered => text!(devices.reachable).to_owned(),
        Some(at) => text!(devices.last_seen, time = intl::moment(at, now)),
        None => text!(devices.never_seen).to_owned(),
    }
}
