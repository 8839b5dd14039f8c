use belroute_shared::{
    devices::DeviceKind,
    routing::{
        explain::Summary,
        profile::{Profile, ReachableDevice},
        trace::{End, Reason, Rings},
    },
};
use leptos::prelude::*;

use super::MyRoute;
use crate::{
    awaited::Awaited,
    clock, intl, text,
    ui::{Emphasised, strong},
    written_numbers::WrittenNumbers,
};

/// What happens when somebody calls now, in one sentence.
#[component]
pub fn Sentence() -> impl IntoView {
    let route = MyRoute::get();
    let sentence = Signal::derive(move || {
        let Some(summary) = route.summary() else {
            return String::new();
        };
        let said = |profile: Option<&Profile>| Some(route.sentence_of(profile?, &summary));
        route.profile.with(said).unwrap_or_default()
    });
    view! {
        <Awaited wait=route.profile rows=1>
            <p class="sentence">
                <Emphasised text=sentence />
            </p>
        </Awaited>
    }
}

/// What happens to a call, in words.
pub(super) fn told(profile: &Profile, summary: &Summary, numbers: WrittenNumbers) -> String {
    let number = strong(profile.extension.as_str());
    match summary {
        Summary::Rings { rings, then } => rings_words(profile, rings, then, number, numbers),
        Summary::Forwards { reason } => forwards_words(reason, number, numbers),
        Summary::Assistants { then } => {
            let assistants = strong(text!(route.your_assistants));
            let first = text!(route.assistants, number, assistants);
            format!("{first} {}", after(then, numbers))
        }
        Summary::AllToMailbox => {
            let mailbox = strong(text!(route.voicemail));
            text!(route.all_mailbox, number, mailbox)
        }
        Summary::Silenced { reason, then } => {
            let (silence, gets) = (strong(text!(route.silence)), gets(then, numbers));
            if let Reason::Silenced { until: Some(until) } = reason {
                let until = strong(&intl::moment(*until, clock::now()));
                text!(route.silenced_until, silence, until, number, gets)
            } else {
                text!(route.silenced, silence, number, gets)
            }
        }
        Summary::Refused => text!(route.refused, number),
        Summary::NoDevice { then } => {
            let none = strong(text!(route.none_connected));
            let mailbox = strong(text!(route.voicemail));
            match then {
                End::Mailbox { .. } => text!(route.no_device_mailbox, number, none, mailbox),
                End::BusyTone | End::Released => text!(route.no_device_busy, number, none),
                _ => text!(
                    route.no_device_gets,
                    number,
                    none,
                    gets = gets(then, numbers)
                ),
            }
        }
        Summary::Busy { then } => text!(route.full_gets, number, gets = gets(then, numbers)),
    }
}

fn rings_words(
    profile: &Profile,
    rings: &Rings,
    then: &End,
    number: String,
    numbers: WrittenNumbers,
) -> String {
    let who = |number: &str| strong(&numbers.who(number));
    let time = strong(&intl::seconds(rings.seconds));
    let mut names = Vec::new();
    if rings.base {
        names.extend(names_of(&profile.devices));
        names.extend(rings.host.as_deref().map(strong));
    }
    names.extend(rings.numbers.iter().map(|it| who(it)));
    let is_one = names.len() == 1;
    let devices = intl::list(&names);
    if !rings.search.is_empty() {
        let tried: Vec<String> = rings.search.iter().map(|it| who(&it.number)).collect();
        let search = intl::list(&tried);
        let first = match (names.is_empty(), is_one) {
            (true, _) => text!(route.search, number, search),
            (false, true) => text!(route.one_then_search, number, devices, time, search),
            (false, false) => text!(route.many_then_search, number, devices, time, search),
        };
        return format!("{first} {}", after(then, numbers));
    }
    let mailbox = strong(text!(route.voicemail));
    match (then, is_one) {
        (End::Mailbox { .. }, true) => {
            text!(route.one_then_mailbox, number, devices, time, mailbox)
        }
        (End::Mailbox { .. }, false) => {
            text!(route.many_then_mailbox, number, devices, time, mailbox)
        }
        (End::Forward { .. }, true) => {
            text!(
                route.one_then_forward,
                number,
                devices,
                time,
                to = goal(then, numbers)
            )
        }
        (End::Forward { .. }, false) => {
            text!(
                route.many_then_forward,
                number,
                devices,
                time,
                to = goal(then, numbers)
            )
        }
        (_, true) => text!(route.one_then_nothing, number, devices, time),
        (_, false) => text!(route.many_then_nothing, number, devices, time),
    }
}

fn forwards_words(reason: &Reason, number: String, numbers: WrittenNumbers) -> String {
    let Reason::Forwards {
        to,
        until,
        is_to_mailbox,
        ..
    } = reason
    else {
        return String::new();
    };
    let to = destination(to, *is_to_mailbox, numbers);
    if let Some(until) = until {
        let until = strong(&intl::moment(*until, clock::now()));
        text!(route.forwards_until, number, to, until)
    } else {
        text!(route.forwards, number, to)
    }
}

fn destination(to: &str, is_to_mailbox: bool, numbers: WrittenNumbers) -> String {
    let to = strong(&numbers.who(to));
    if is_to_mailbox {
        text!(route.mailbox_of, to)
    } else {
        to
    }
}

fn goal(end: &End, numbers: WrittenNumbers) -> String {
    match end {
        End::Forward { to, is_to_mailbox } => destination(to, *is_to_mailbox, numbers),
        _ => String::new(),
    }
}

/// What follows, as a sentence of its own.
fn after(end: &End, numbers: WrittenNumbers) -> String {
    match end {
        End::Mailbox { .. } => text!(
            route.after_mailbox,
            mailbox = strong(text!(route.voicemail))
        ),
        End::Forward { .. } => text!(route.after_forward, to = goal(end, numbers)),
        End::Group | End::BusyTone | End::Released => text!(route.after_nothing).to_owned(),
    }
}

/// What the caller gets, as the end of a sentence.
pub(super) fn gets(end: &End, numbers: WrittenNumbers) -> String {
    match end {
        End::Mailbox { .. } => text!(route.gets_mailbox, mailbox = strong(text!(route.voicemail))),
        End::Forward { .. } => text!(route.gets_forward, to = goal(end, numbers)),
        End::BusyTone => text!(route.gets_busy).to_owned(),
        End::Group | End::Released => text!(route.gets_nothing).to_owned(),
    }
}

/// Desk phone and app, and the names of the devices where two are of the same kind.
fn names_of(devices: &[ReachableDevice]) -> Vec<String> {
    if devices.is_empty() {
        return vec![strong(text!(route.phones))];
    }
    let is_twice = |kind: DeviceKind| devices.iter().filter(|one| one.kind == kind).count() > 1;
    devices
        .iter()
        .map(|device| match device.kind {
            kind if is_twice(kind) => strong(&device.name),
            DeviceKind::Desk => strong(text!(device.desk)),
            DeviceKind::App => strong(text!(device.app)),
            DeviceKind::Softphone => strong(text!(device.softphone)),
        })
        .collect()
}
