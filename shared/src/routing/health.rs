//! What is likely not meant in somebody's settings: usual mistakes, each with the stop it is about.
//!
//! Nothing here keeps anybody from saving. What another setting leaves nothing to is found by
//! [`overruled`]; forwarding in a circle is found at the server, which alone knows what colleagues
//! have set.

#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp};

use super::{
    lanes::Place,
    overruled::{Acting, Overruling, overruled},
    profile::Profile,
};
use crate::{
    ids::ScheduleId,
    rule::{Rule, RuleFeature},
    schedules::{Standing, standing},
    typed_number::TypedNumber,
};

/// Forwarding every call for longer than this was likely forgotten.
const LONG: SignedDuration = SignedDuration::from_hours(3 * 24);

/// Something that is likely not meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A setting that is on and never acts.
    Overruled {
        /// Which.
        what: Acting,
        /// What comes first.
        by: Overruling,
    },
    /// None of the user's phones can be reached.
    NoDevice,
    /// Every call has been sent elsewhere for days.
    LongForwarding {
        /// At least since then.
        since: Timestamp,
    },
    /// A number outside rings without anybody having to press a key: a mailbox there takes calls.
    WithoutConfirmation {
        /// In which setting.
        what: Acting,
        /// Which.
        number: TypedNumber,
    },
    /// Nobody at all gets through while none of these schedules is in force.
    NobodyOutside {
        /// Which; none where rules let nobody in at any time.
        schedules: Vec<ScheduleId>,
    },
    /// A rule refers to a schedule that never comes: it is empty.
    EmptySchedule {
        /// In which setting.
        what: RuleFeature,
        /// Which.
        schedule: ScheduleId,
    },
    /// A rule refers to a schedule that is over for good.
    OverSchedule {
        /// In which setting.
        what: RuleFeature,
        /// Which.
        schedule: ScheduleId,
    },
}

impl Finding {
    /// Whether it is the same as another finding, be it for another reason.
    pub fn is_about_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Overruled { what, .. }, Self::Overruled { what: other, .. }) => what == other,
            (one, other) => one == other,
        }
    }

    /// The drawn stop that it is about.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::Overruled { what, .. } | Self::WithoutConfirmation { what, .. } => {
                place_of(*what)
            }
            Self::NoDevice => Some(Place::Devices),
            Self::LongForwarding { .. } => Some(Place::ForwardAlways),
            Self::NobodyOutside { .. } => Some(Place::SelectiveAccept),
            Self::EmptySchedule { what, .. } | Self::OverSchedule { what, .. } => {
                place_of_rules(*what)
            }
        }
    }
}

/// Where a setting is drawn; a mail about a call is not.
pub fn place_of(what: Acting) -> Option<Place> {
    Some(match what {
        Acting::CallBlock => Place::CallBlock,
        Acting::AnonymousCallReject => Place::AnonymousCallReject,
        Acting::SelectiveReject => Place::SelectiveReject,
        Acting::SelectiveAccept => Place::SelectiveAccept,
        Acting::CallNotify => return None,
        Acting::SelectiveForward => Place::SelectiveForward,
        Acting::Executive => Place::Executive,
        Acting::ForwardAlways => Place::ForwardAlways,
        Acting::SendAllCalls => Place::SendAllCalls,
        Acting::DoNotDisturb => Place::DoNotDisturb,
        Acting::CallWaiting | Acting::PriorityAlert => Place::Devices,
        Acting::SequentialRing => Place::SequentialRing,
        Acting::SimultaneousRing => Place::SimultaneousRing,
        Acting::SingleNumberReach => Place::SingleNumberReach,
        Acting::ForwardBusy | Acting::VoicemailBusy => Place::Busy,
        Acting::ForwardNoAnswer | Acting::VoicemailUnanswered => Place::NoAnswer,
        Acting::ForwardNotReachable => Place::NotReachable,
    })
}

/// Where a setting with rules is drawn.
fn place_of_rules(what: RuleFeature) -> Option<Place> {
    place_of(acting_of(what))
}

/// What a setting with rules does with calls.
pub fn acting_of(what: RuleFeature) -> Acting {
    match what {
        RuleFeature::CallNotify => Acting::CallNotify,
        RuleFeature::ExecutiveCallFiltering => Acting::Executive,
        RuleFeature::PriorityAlert => Acting::PriorityAlert,
        RuleFeature::SelectiveAccept => Acting::SelectiveAccept,
        RuleFeature::SelectiveForward => Acting::SelectiveForward,
        RuleFeature::SelectiveReject => Acting::SelectiveReject,
        RuleFeature::SequentialRing => Acting::SequentialRing,
        RuleFeature::SimultaneousRing => Acting::SimultaneousRing,
    }
}

/// Everything that is found, in the order of the stops.
pub fn findings(profile: &Profile, now: Timestamp) -> Vec<Finding> {
    let mut found = overruled_settings(profile, now);
    let is_reachable = !profile.devices.is_empty() && !profile.has_guest
        || profile.guest_at.as_ref().is_some_and(|it| it.is_registered);
    if !is_reachable {
        found.push(Finding::NoDevice);
    }
    found.extend(long_forwarding(profile, now));
    found.extend(unconfirmed(profile));
    found.extend(nobody_outside(profile));
    found.extend(dead_schedules(profile, now));
    found.sort_by_key(Finding::place);
    found
}

fn overruled_settings(profile: &Profile, now: Timestamp) -> Vec<Finding> {
    let acting = Acting::ALL
        .into_iter()
        .filter(|it| is_on(profile, *it, now));
    let found = acting.filter_map(|what| {
        let by = overruled(profile, what, now)?;
        Some(Finding::Overruled { what, by })
    });
    found.collect()
}

/// Whether something is switched on that a person has chosen, and has what it needs to act.
///
/// The mailbox is left out where a forward comes first: that is how both are meant to stand.
pub fn is_on(profile: &Profile, what: Acting, now: Timestamp) -> bool {
    let (settings, rules) = (&profile.settings, &profile.rules);
    let forwards = &settings.call_forwarding;
    let voicemail = &settings.voicemail;
    let has = |feature: RuleFeature| rules.of(feature).iter().any(|rule| rule.is_active);
    match what {
        Acting::CallBlock => !settings.call_block.numbers.is_empty(),
        Acting::AnonymousCallReject => settings.anonymous_call_reject.enabled,
        Acting::SelectiveReject => {
            settings.selective_reject.enabled && has(RuleFeature::SelectiveReject)
        }
        Acting::SelectiveAccept => {
            settings.selective_accept.enabled && has(RuleFeature::SelectiveAccept)
        }
        Acting::CallNotify => settings.call_notify.enabled && has(RuleFeature::CallNotify),
        Acting::SelectiveForward => {
            settings.selective_forward.enabled && has(RuleFeature::SelectiveForward)
        }
        Acting::Executive => profile
            .executive
            .as_ref()
            .is_some_and(|it| it.filtering.enabled),
        Acting::ForwardAlways => {
            let always = &forwards.call_forwarding.always;
            always.destination.is_some() && always.is_active_at(now)
        }
        Acting::SendAllCalls => {
            profile.mailbox.is_some() && voicemail.enabled && voicemail.send_all_calls.enabled
        }
        Acting::DoNotDisturb => settings.do_not_disturb.is_active_at(now),
        // As it comes, nobody has chosen it.
        Acting::CallWaiting | Acting::VoicemailBusy | Acting::VoicemailUnanswered => false,
        Acting::PriorityAlert => settings.priority_alert.enabled && has(RuleFeature::PriorityAlert),
        Acting::SequentialRing => {
            settings.sequential_ring.enabled
                && !settings.sequential_ring.phone_numbers.is_empty()
                && has(RuleFeature::SequentialRing)
        }
        Acting::SimultaneousRing => {
            settings.simultaneous_ring.enabled
                && !settings.simultaneous_ring.phone_numbers.is_empty()
        }
        Acting::SingleNumberReach => {
            let reach = &settings.single_number_reach;
            reach.enabled && reach.numbers.iter().any(|it| it.settings.enabled)
        }
        Acting::ForwardBusy => forwards.call_forwarding.busy.enabled,
        Acting::ForwardNoAnswer => forwards.call_forwarding.no_answer.enabled,
        Acting::ForwardNotReachable => forwards.business_continuity.enabled,
    }
}

fn long_forwarding(profile: &Profile, now: Timestamp) -> Option<Finding> {
    let always = &profile.settings.call_forwarding.call_forwarding.always;
    let since = profile.forwarding_changed_at?;
    let is_long = is_on(profile, Acting::ForwardAlways, now)
        && always.enabled_until.is_none()
        && now.duration_since(since) > LONG;
    is_long.then_some(Finding::LongForwarding { since })
}

/// Numbers outside in what rings, without a key to press.
fn unconfirmed(profile: &Profile) -> Vec<Finding> {
    let settings = &profile.settings;
    let (along, search) = (&settings.simultaneous_ring, &settings.sequential_ring);
    let reach = &settings.single_number_reach;
    let reached = reach
        .numbers
        .iter()
        .map(|it| &it.settings)
        .filter(|it| reach.enabled && it.enabled && !it.answer_confirmation_enabled)
        .map(|it| (Acting::SingleNumberReach, &it.phone_number));
    let alongside = along
        .phone_numbers
        .iter()
        .filter(|it| along.enabled && !it.answer_confirmation_enabled)
        .map(|it| (Acting::SimultaneousRing, &it.phone_number));
    let searched = search
        .phone_numbers
        .iter()
        .filter(|it| search.enabled && !it.answer_confirmation_required_enabled)
        .map(|it| (Acting::SequentialRing, &it.phone_number));
    let is_own = |number: &TypedNumber| {
        let mut own = profile.numbers.iter();
        own.any(|it| it.as_str() == number.as_str())
    };
    reached
        .chain(alongside)
        .chain(searched)
        .filter(|(_, number)| number.as_str().starts_with('+') && !is_own(number))
        .map(|(what, number)| Finding::WithoutConfirmation {
            what,
            number: number.clone(),
        })
        .collect()
}

/// Rules that let callers in at some times alone, or never.
fn nobody_outside(profile: &Profile) -> Option<Finding> {
    let rules = &profile.rules.selective_accept;
    if !profile.settings.selective_accept.enabled || rules.is_empty() {
        return None;
    }
    let mut schedules = Vec::new();
    for rule in rules.iter().filter(|rule| rule.is_active && rule.acts) {
        let schedule = rule.schedule?;
        if !schedules.contains(&schedule) {
            schedules.push(schedule);
        }
    }
    Some(Finding::NobodyOutside { schedules })
}

fn dead_schedules(profile: &Profile, now: Timestamp) -> Vec<Finding> {
    let local = profile.zone.local(now);
    let mut found = Vec::new();
    for what in RuleFeature::ALL {
        if !is_on(profile, acting_of(what), now) {
            continue;
        }
        let mut named: Vec<ScheduleId> = profile
            .rules
            .of(what)
            .iter()
            .filter(|rule: &&Rule| rule.is_active)
            .filter_map(|rule| rule.schedule)
            .collect();
        named.sort_unstable();
        named.dedup();
        for id in named {
            let Some(schedule) = profile.schedules.iter().find(|it| it.id == id) else {
                continue;
            };
            if schedule.events.is_empty() {
                found.push(Finding::EmptySchedule { what, schedule: id });
            } else if standing(&schedule.events, local) == Standing::Over {
                found.push(Finding::OverSchedule { what, schedule: id });
            }
        }
    }
    found
}
