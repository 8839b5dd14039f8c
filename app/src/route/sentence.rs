use belroute_shared::{
    devices::DeviceKind,
    routing::{explain::Summary, profile::ReachableDevice, trace::End},
};
use leptos::prelude::*;

use super::MyRoute;
use crate::{
    awaited::Awaited,
    intl, session, text,
    ui::{Emphasised, strong},
};

/// What happens when somebody calls now, in one sentence.
#[component]
pub fn Sentence() -> impl IntoView {
    let route = MyRoute::get();
    let me = session::me();
    let extension = move || me.with(|me| me.extension.to_string());
    let sentence = Signal::derive(move || {
        let summary = route.summary();
        summary
            .map(|summary| words(&summary, &extension()))
            .unwrap_or_default()
    });
    view! {
        <Awaited wait=route.profile rows=1>
            <p class="sentence">
                <Emphasised text=sentence />
            </p>
        </Awaited>
    }
}

fn words(summary: &Summary, extension: &str) -> String {
    let number = strong(extension);
    match summary {
        Summary::Rings {
            devices,
            seconds,
            then,
        } => {
            let time = strong(&intl::seconds(*seconds));
            let names = names_of(devices);
            let mailbox = strong(text!(route.voicemail));
            match (then, devices.len() == 1) {
                (End::Mailbox, true) => text!(
                    route.one_then_mailbox,
                    number,
                    devices = names,
                    time,
                    mailbox
                ),
                (End::Mailbox, false) => text!(
                    route.many_then_mailbox,
                    number,
                    devices = names,
                    time,
                    mailbox
                ),
                (_, true) => text!(route.one_then_nothing, number, devices = names, time),
                (_, false) => text!(route.many_then_nothing, number, devices = names, time),
            }
        }
        Summary::Refused => text!(route.refused, number),
        Summary::NoDevice { then } => {
            let none = strong(text!(route.none_connected));
            let mailbox = strong(text!(route.voicemail));
            match then {
                End::Mailbox => text!(route.no_device_mailbox, number, none, mailbox),
                End::BusyTone | End::Released => text!(route.no_device_busy, number, none),
            }
        }
        Summary::AtCapacity { then } => {
            let mailbox = strong(text!(route.voicemail));
            match then {
                End::Mailbox => text!(route.full_mailbox, number, mailbox),
                End::BusyTone | End::Released => text!(route.full_busy, number),
            }
        }
    }
}

/// `desk phone and app`, and the names of the devices where two are of the same kind.
fn names_of(devices: &[ReachableDevice]) -> String {
    if devices.is_empty() {
        return strong(text!(route.phones));
    }
    let is_twice = |kind: DeviceKind| devices.iter().filter(|one| one.kind == kind).count() > 1;
    let names: Vec<String> = devices
        .iter()
        .map(|device| match device.kind {
            kind if is_twice(kind) => strong(&device.name),
            DeviceKind::Desk => strong(text!(device.desk)),
            DeviceKind::App => strong(text!(device.app)),
            DeviceKind::Softphone => strong(text!(device.softphone)),
        })
        .collect();
    intl::list(&names)
}
