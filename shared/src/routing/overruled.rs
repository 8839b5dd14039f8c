//! What overrules what: settings that are on and never act, because an earlier one decides.
//!
//! Only what is certain is told: the setting would not act on any call, whoever calls and whenever,
//! as long as the earlier one is on. Calls that a hunt group or queue offers are left out of it: for
//! them most settings do not act at all.

#[cfg(test)]
mod tests;

use jiff::Timestamp;

use super::profile::Profile;
use crate::{
    rule::{CallsFrom, Rule},
    settings::{executive::FilterType, sequential_ring::SequentialRing},
    typed_number::TypedNumber,
};

/// The settings that act on a call, in the order in which they do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Acting {
    /// Callers on the user's own block list.
    CallBlock,
    /// Callers who withhold their number.
    AnonymousCallReject,
    /// Chosen callers are turned away.
    SelectiveReject,
    /// Chosen callers alone get through.
    SelectiveAccept,
    /// A mail about the call.
    CallNotify,
    /// Chosen callers are sent elsewhere.
    SelectiveForward,
    /// Assistants take calls.
    Executive,
    /// Every call is sent elsewhere.
    ForwardAlways,
    /// Every call goes to the mailbox.
    SendAllCalls,
    /// Do not disturb.
    DoNotDisturb,
    /// A second call while one goes on.
    CallWaiting,
    /// Another ring for chosen callers.
    PriorityAlert,
    /// Other numbers one after the other.
    SequentialRing,
    /// Other numbers at the same time.
    SimultaneousRing,
    /// The user's other phones.
    SingleNumberReach,
    /// Where calls go that find him busy.
    ForwardBusy,
    /// The mailbox takes calls that find him busy.
    VoicemailBusy,
    /// Where calls go that nobody answers.
    ForwardNoAnswer,
    /// The mailbox takes calls that nobody answers.
    VoicemailUnanswered,
    /// Where calls go when no phone of his can be reached.
    ForwardNotReachable,
}

impl Acting {
    /// All of them, in their order.
    pub const ALL: [Self; 20] = [
        Self::CallBlock,
        Self::AnonymousCallReject,
        Self::SelectiveReject,
        Self::SelectiveAccept,
        Self::CallNotify,
        Self::SelectiveForward,
        Self::Executive,
        Self::ForwardAlways,
        Self::SendAllCalls,
        Self::DoNotDisturb,
        Self::CallWaiting,
        Self::PriorityAlert,
        Self::SequentialRing,
        Self::SimultaneousRing,
        Self::SingleNumberReach,
        Self::ForwardBusy,
        Self::VoicemailBusy,
        Self::ForwardNoAnswer,
        Self::VoicemailUnanswered,
        Self::ForwardNotReachable,
    ];
}

/// The setting that comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overruling {
    /// Which.
    pub by: Acting,
    /// When it ends by itself, where that is known.
    pub until: Option<Timestamp>,
}

impl Overruling {
    fn by(by: Acting) -> Self {
        Self { by, until: None }
    }
}

/// What keeps a setting from acting on any call that comes in now; `None` where nothing certainly
/// does. Whether the setting is on is not asked.
pub fn overruled(profile: &Profile, what: Acting, now: Timestamp) -> Option<Overruling> {
    decides_all(profile, now)
        .into_iter()
        .flatten()
        .find(|it| it.by < what && !is_left_over(profile, it.by, what))
        .or_else(|| by_what_rings(profile, what))
        .or_else(|| by_a_forward(profile, what))
}

/// The settings that decide about every call, in their order.
fn decides_all(profile: &Profile, now: Timestamp) -> [Option<Overruling>; 7] {
    let (settings, rules) = (&profile.settings, &profile.rules);
    let on = |is_on: bool, by: Acting| is_on.then(|| Overruling::by(by));
    let reject = settings.selective_reject.enabled && act_on_all(&rules.selective_reject);
    let accept = settings.selective_accept.enabled && let_nobody_in(&rules.selective_accept);
    let chosen = &settings.selective_forward;
    let leads_somewhere =
        |rule: &Rule| rule.forward_to.is_some() || chosen.default_phone_number_to_forward.is_some();
    let chosen = chosen.enabled
        && act_on_all(&rules.selective_forward)
        && rules.selective_forward.iter().all(leads_somewhere);
    let assistants = profile.executive.as_ref().is_some_and(|it| {
        it.filtering.enabled
            && match it.filtering.filter_type {
                FilterType::AllCalls => true,
                FilterType::CustomCallFilters => act_on_all(&rules.executive_call_filtering),
                FilterType::AllInternalCalls | FilterType::AllExternalCalls => false,
            }
    });
    let always = &settings.call_forwarding.call_forwarding.always;
    let voicemail = &settings.voicemail;
    let all_to_mailbox =
        profile.mailbox.is_some() && voicemail.enabled && voicemail.send_all_calls.enabled;
    let silence = settings.do_not_disturb;
    [
        on(reject, Acting::SelectiveReject),
        on(accept, Acting::SelectiveAccept),
        on(chosen, Acting::SelectiveForward),
        on(assistants, Acting::Executive),
        (always.destination.is_some() && always.is_active_at(now)).then_some(Overruling {
            by: Acting::ForwardAlways,
            until: always.enabled_until,
        }),
        on(all_to_mailbox, Acting::SendAllCalls),
        silence.is_active_at(now).then_some(Overruling {
            by: Acting::DoNotDisturb,
            until: silence.enabled_until,
        }),
    ]
}

/// Whether a setting is asked after all once another one has decided, or may have been asked before.
fn is_left_over(profile: &Profile, by: Acting, what: Acting) -> bool {
    match what {
        // Who does not want to be disturbed counts as busy.
        Acting::ForwardBusy | Acting::VoicemailBusy => by == Acting::DoNotDisturb,
        // Calls that no assistant takes count as not answered.
        Acting::ForwardNoAnswer | Acting::VoicemailUnanswered => {
            by >= Acting::Executive && has_assistants(profile)
        }
        _ => false,
    }
}

fn has_assistants(profile: &Profile) -> bool {
    let executive = profile.executive.as_ref();
    executive.is_some_and(|it| it.filtering.enabled)
}

/// A rule about every caller at any time.
fn is_about_all(rule: &Rule) -> bool {
    rule.is_active
        && rule.calls_from == CallsFrom::AnyPhoneNumber
        && rule.schedule.is_none()
        && rule.calls_to.is_empty()
}

/// Whether a setting with these rules acts on every call.
fn act_on_all(rules: &[Rule]) -> bool {
    let has_exceptions = rules.iter().any(|rule| !rule.acts && rule.is_active);
    !has_exceptions && rules.iter().any(|rule| rule.acts && is_about_all(rule))
}

/// Whether rules that let callers in let in nobody. Without any rule all are let in.
fn let_nobody_in(rules: &[Rule]) -> bool {
    let lets_somebody_in = rules.iter().any(|rule| rule.acts && rule.is_active);
    let keeps_all_out = rules.iter().any(|rule| !rule.acts && is_about_all(rule));
    !rules.is_empty() && (!lets_somebody_in || keeps_all_out)
}

/// The search, where it acts on every call, whether the user's own phones can be reached or not.
fn search_for_all(profile: &Profile) -> Option<&SequentialRing> {
    let search = &profile.settings.sequential_ring;
    let goes_on = search.continue_if_base_location_is_busy_enabled
        || !search.ring_base_location_first_enabled;
    let acts = search.enabled
        && !search.phone_numbers.is_empty()
        && goes_on
        && act_on_all(&profile.rules.sequential_ring);
    acts.then_some(search)
}

/// Where one setting of the lane in which it rings leaves nothing to another.
fn by_what_rings(profile: &Profile, what: Acting) -> Option<Overruling> {
    let search = search_for_all(profile);
    let is_base_out = search.is_some_and(|it| !it.ring_base_location_first_enabled);
    let needs_base = [
        Acting::CallWaiting,
        Acting::PriorityAlert,
        Acting::SimultaneousRing,
        Acting::SingleNumberReach,
    ];
    if is_base_out && needs_base.contains(&what) {
        return Some(Overruling::by(Acting::SequentialRing));
    }
    let searched = |number: &TypedNumber| {
        search.is_some_and(|it| it.phone_numbers.iter().any(|it| it.phone_number == *number))
    };
    let along = &profile.settings.simultaneous_ring;
    let is_along_for_all =
        along.enabled && !along.criterias_enabled && !along.do_not_ring_if_on_call_enabled;
    match what {
        Acting::SimultaneousRing => {
            let mut numbers = along.phone_numbers.iter().map(|it| &it.phone_number);
            let are_all_searched = !along.phone_numbers.is_empty() && numbers.all(searched);
            are_all_searched.then(|| Overruling::by(Acting::SequentialRing))
        }
        Acting::SingleNumberReach => {
            let reach = &profile.settings.single_number_reach;
            let all = reach.numbers.iter().map(|it| &it.settings);
            let numbers: Vec<_> = all.filter(|it| it.enabled).collect();
            let rings_along = |number: &TypedNumber| {
                is_along_for_all
                    && along
                        .phone_numbers
                        .iter()
                        .any(|it| it.phone_number == *number)
            };
            if numbers.is_empty() {
                None
            } else if numbers.iter().all(|it| rings_along(&it.phone_number)) {
                Some(Overruling::by(Acting::SimultaneousRing))
            } else if numbers.iter().all(|it| searched(&it.phone_number)) {
                Some(Overruling::by(Acting::SequentialRing))
            } else {
                None
            }
        }
        _ => None,
    }
}

/// A forward comes before the mailbox, unless what it leads to may have been tried for the call
/// already: then it is passed.
fn by_a_forward(profile: &Profile, what: Acting) -> Option<Overruling> {
    let forwards = &profile.settings.call_forwarding.call_forwarding;
    let (is_on, to, by) = match what {
        Acting::VoicemailBusy => {
            let busy = &forwards.busy;
            (busy.enabled, &busy.destination, Acting::ForwardBusy)
        }
        Acting::VoicemailUnanswered => {
            let no_answer = &forwards.no_answer;
            (
                no_answer.enabled,
                &no_answer.destination,
                Acting::ForwardNoAnswer,
            )
        }
        _ => return None,
    };
    let to = to.as_ref().filter(|_| is_on)?;
    (!may_be_tried_before(profile, to)).then(|| Overruling::by(by))
}

/// Whether a call that is to be sent on to a number may have rung there before. Who is behind a
/// number is not known here, so an internal one may be any of the public ones.
fn may_be_tried_before(profile: &Profile, to: &TypedNumber) -> bool {
    let is_own = profile.extension.as_str() == to.as_str()
        || profile.numbers.iter().any(|it| it.as_str() == to.as_str());
    let settings = &profile.settings;
    let reach = settings.single_number_reach.numbers.iter();
    let along = settings.simultaneous_ring.phone_numbers.iter();
    let search = settings.sequential_ring.phone_numbers.iter();
    let mut numbers = reach
        .map(|it| &it.settings.phone_number)
        .chain(along.map(|it| &it.phone_number))
        .chain(search.map(|it| &it.phone_number));
    let is_public = to.as_str().starts_with('+');
    is_own || has_assistants(profile) || numbers.any(|it| !is_public || it == to)
}
