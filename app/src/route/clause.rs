//! What happens to a call as the end of a sentence: "your desk phone rings for 18 seconds, then
//! voicemail answers".
//!
//! It fits behind every beginning, also in Dutch, where all beginnings put the verb first.

use belroute_shared::{
    devices::DeviceKind,
    number::Extension,
    routing::{
        explain::Summary,
        profile::{Profile, ReachableDevice},
        trace::{End, Reason, Rings, StopName},
    },
};
use jiff::Timestamp;

use super::moments;
use crate::{intl, text, ui::strong};

/// What words are made with.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    /// Whose route it is.
    pub(super) profile: &'a Profile,
    /// Who has a number, or how people write it.
    pub(super) who: &'a dyn Fn(&str) -> String,
    /// The moment at which it is read.
    pub(super) now: Timestamp,
}

impl Told<'_> {
    /// What happens.
    pub(super) fn clause(&self, summary: &Summary) -> String {
        match summary {
            Summary::Rings { rings, then } => self.then(self.rings(rings), then),
            Summary::Forwards { reason } => self.forwards(reason),
            Summary::Assistants { extensions, then } => self.assistants(extensions, then),
            Summary::AllToMailbox => text!(route.mailbox_at_once, mailbox = mailbox()),
            Summary::Silenced { reason, then } => self.silenced(reason, then),
            Summary::Refused { stop, .. } => refused(*stop).to_owned(),
            Summary::NoDevice { then } => {
                let none = strong(text!(route.none));
                text!(route.none_connected, none, gets = self.gets(then))
            }
            Summary::Busy { then } => text!(route.full, gets = self.gets(then)),
        }
    }

    /// What the caller gets.
    pub(super) fn gets(&self, end: &End) -> String {
        match end {
            End::Mailbox { .. } => text!(route.gets_mailbox, mailbox = mailbox()),
            End::Forward { to, is_to_mailbox } => {
                text!(route.gets_forward, to = self.goal(to, *is_to_mailbox))
            }
            End::BusyTone => text!(route.gets_busy).to_owned(),
            End::Group => text!(route.gets_group).to_owned(),
            End::Released => text!(route.gets_nothing).to_owned(),
        }
    }

    /// Where a forward leads.
    pub(super) fn goal(&self, to: &str, is_to_mailbox: bool) -> String {
        let to = strong(&(self.who)(to));
        if is_to_mailbox {
            text!(route.mailbox_of, to)
        } else {
            to
        }
    }

    /// An end, as a sentence names it.
    pub(super) fn end(&self, end: Timestamp) -> String {
        strong(&moments::until(end, self.now))
    }

    fn rings(&self, rings: &Rings) -> String {
        let who = |number: &str| strong(&(self.who)(number));
        let mut names = Vec::new();
        let mut is_one = true;
        if rings.base && !self.profile.has_guest {
            let mut own = names_of(&self.profile.devices).into_iter();
            // Phones that are known only by that they can be reached are told as several.
            is_one = self.profile.devices.len() == 1;
            names.extend(own.next().map(|first| text!(route.your, devices = first)));
            names.extend(own);
        }
        if let Some(host) = &rings.host {
            names.push(text!(route.phone_of, name = strong(host)));
        }
        names.extend(rings.numbers.iter().map(|it| who(it)));
        let tried: Vec<String> = rings.search.iter().map(|it| who(&it.number)).collect();
        let numbers = intl::list(&tried);
        if names.is_empty() {
            return text!(route.search_only, numbers);
        }
        let (what, time) = (intl::list(&names), strong(&intl::seconds(rings.seconds)));
        let first = if names.len() == 1 && is_one {
            text!(route.ring_one, what, time)
        } else {
            text!(route.ring_many, what, time)
        };
        if tried.is_empty() {
            first
        } else {
            text!(route.search_after, first, numbers)
        }
    }

    fn then(&self, first: String, end: &End) -> String {
        match end {
            End::Mailbox { .. } => text!(route.then_mailbox, first, mailbox = mailbox()),
            End::Forward { to, is_to_mailbox } => {
                text!(
                    route.then_forward,
                    first,
                    to = self.goal(to, *is_to_mailbox)
                )
            }
            End::Group => text!(route.then_group, first),
            End::BusyTone | End::Released => text!(route.then_nothing, first),
        }
    }

    fn forwards(&self, reason: &Reason) -> String {
        let Reason::Forwards {
            to,
            until,
            is_to_mailbox,
            ..
        } = reason
        else {
            return String::new();
        };
        let what = text!(route.goes_to, to = self.goal(to, *is_to_mailbox));
        match until {
            Some(until) => text!(route.until, what, end = self.end(*until)),
            None => what,
        }
    }

    fn assistants(&self, extensions: &[Extension], then: &End) -> String {
        let all = self.profile.executive.iter().flat_map(|it| &it.assistants);
        let name = |extension: &Extension| {
            let mut all = all.clone();
            let known = all.find(|it| it.extension == *extension);
            strong(&known.map_or_else(|| extension.to_string(), |it| it.name.clone()))
        };
        let names: Vec<String> = extensions.iter().map(name).collect();
        match names.len() {
            0 => text!(route.assistant_none, gets = self.gets(then)),
            1 => self.then(text!(route.assistant_one, names = intl::list(&names)), then),
            _ => self.then(
                text!(route.assistant_many, names = intl::list(&names)),
                then,
            ),
        }
    }

    fn silenced(&self, reason: &Reason, then: &End) -> String {
        let (silence, gets) = (strong(text!(route.silence)), self.gets(then));
        if let Reason::Silenced { until: Some(until) } = reason {
            text!(route.silent_until, end = self.end(*until), silence, gets)
        } else {
            text!(route.silent, silence, gets)
        }
    }
}

fn mailbox() -> String {
    strong(text!(route.voicemail))
}

fn refused(stop: StopName) -> &'static str {
    match stop {
        StopName::CompanyBlockList => text!(route.refused_company),
        StopName::CallBlock => text!(route.refused_block),
        StopName::AnonymousCallReject => text!(route.refused_anonymous),
        StopName::SelectiveReject => text!(route.refused_reject),
        StopName::SelectiveAccept => text!(route.refused_accept),
        _ => text!(route.refused_loop),
    }
}

/// Desk phone and app, and the names of the devices where two are of the same kind.
pub(crate) fn names_of(devices: &[ReachableDevice]) -> Vec<String> {
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
