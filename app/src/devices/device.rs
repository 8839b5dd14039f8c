use belroute_shared::{
    devices::{Device, DeviceKind},
    ids::DeviceId,
};
use leptos::prelude::*;

use crate::{clock::Minute, intl, text, ui::Icon};

/// What can be done with a device, once that is confirmed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// Another password; the one it has is worth nothing any more.
    Renew,
    /// It rings no more and is forgotten.
    Disconnect,
}

#[component]
pub(super) fn OneDevice(
    id: DeviceId,
    device: Memo<Option<Device>>,
    /// The deed that waits to be confirmed, and for which device.
    asked: RwSignal<Option<(DeviceId, Deed)>>,
    refusal: RwSignal<Option<(DeviceId, String)>>,
    on_confirm: Callback<(DeviceId, Deed)>,
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
    let is_own = Signal::derive(move || {
        device.with(|device| device.as_ref().is_some_and(|device| device.can_disconnect))
    });
    let refused = move || {
        refusal
            .get()
            .filter(|(of, _)| *of == id)
            .map(|(_, words)| words)
    };
    let deed = move |deed: Deed| {
        let is_asked = Signal::derive(move || asked.get() == Some((id, deed)));
        let on_ask = move |wanted: bool| asked.set(wanted.then_some((id, deed)));
        view! { <Confirmed deed name is_asked on_ask on_confirm=move |()| on_confirm.run((id, deed)) /> }
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
            <Show when=move || is_own.get()>
                <span class="device-confirm">{deed(Deed::Renew)} {deed(Deed::Disconnect)}</span>
            </Show>
        </li>
    }
}

/// Does something once that is confirmed in place. The button that asks stays and takes it back, so
/// that the focus is kept and a second press does no harm.
#[component]
fn Confirmed(
    deed: Deed,
    name: Signal<String>,
    is_asked: Signal<bool>,
    #[prop(into)] on_ask: Callback<bool>,
    #[prop(into)] on_confirm: Callback<()>,
) -> impl IntoView {
    let label = move || {
        (!is_asked.get()).then(|| match deed {
            Deed::Renew => text!(devices.renew_name, name = name.get()),
            Deed::Disconnect => text!(devices.disconnect_name, name = name.get()),
        })
    };
    let words = move || match deed {
        _ if is_asked.get() => text!(action.cancel),
        Deed::Renew => text!(devices.renew),
        Deed::Disconnect => text!(devices.disconnect),
    };
    let yes = move || match deed {
        Deed::Renew => text!(devices.renew_confirm),
        Deed::Disconnect => text!(devices.disconnect_confirm),
    };
    view! {
        <button
            type="button"
            class="button quiet"
            aria-label=label
            on:click=move |_| on_ask.run(!is_asked.get_untracked())
        >
            {words}
        </button>
        <Show when=move || is_asked.get()>
            <button type="button" class="button danger" on:click=move |_| on_confirm.run(())>
                {yes}
            </button>
        </Show>
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
