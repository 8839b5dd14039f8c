//! What happens as time goes by: until when a decision holds, what comes after it, and a whole day.
//!
//! A decision changes by itself only where a schedule begins or ends to be in force, or where
//! something that was set for a while is over. Those moments can be counted, so that nobody has to
//! ask every second.

#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{
    call::IncomingCall,
    decide::{Decision, decide},
    directory::Directory,
    explain::{Summary, summarise},
    profile::Profile,
};
use crate::schedules::next_change;

/// How far ahead a change is looked for.
const HORIZON: SignedDuration = SignedDuration::from_hours(8 * 24);
/// So many moments are looked at: more than eight days of ordinary hours have.
const MOST_MOMENTS: usize = 200;

/// What happens to a call now, and what will.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// What happens now.
    pub now: Summary,
    /// The first change by itself within eight days.
    pub next: Option<Next>,
}

/// A change by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Next {
    /// From this moment on.
    pub at: Timestamp,
    /// What happens then.
    pub then: Summary,
}

/// A part of a day in which the same is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// From when.
    pub from: Timestamp,
    /// Until when, exclusively.
    pub until: Timestamp,
    /// What is decided.
    pub decision: Decision,
}

/// What happens to a call, and what will.
pub fn outlook(
    profile: &Profile,
    directory: &impl Directory,
    call: &IncomingCall,
    now: Timestamp,
) -> Outlook {
    let at = |moment| summarise(&decide(profile, directory, call, moment).trace);
    let first = at(now);
    let mut moment = now;
    let mut next = None;
    for _ in 0..MOST_MOMENTS {
        let Some(later) = next_moment(profile, moment) else {
            break;
        };
        if later.duration_since(now) > HORIZON {
            break;
        }
        let then = at(later);
        if then != first {
            next = Some(Next { at: later, then });
            break;
        }
        moment = later;
    }
    Outlook { now: first, next }
}

/// What is decided in the course of a day on the user's wall, from midnight to midnight.
///
/// The stretches are in order, without a gap, and neighbours differ. A day has at least one, also
/// where the clock is put forward or back.
pub fn day(
    profile: &Profile,
    directory: &impl Directory,
    call: &IncomingCall,
    date: Date,
) -> Vec<Stretch> {
    let midnight = |date: Date| {
        profile
            .zone
            .moment(date.to_datetime(jiff::civil::Time::midnight()))
    };
    let Some((start, end)) = midnight(date).zip(date.tomorrow().ok().and_then(midnight)) else {
        return Vec::new();
    };
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut from = start;
    for _ in 0..MOST_MOMENTS {
        let until = next_moment(profile, from).map_or(end, |it| it.min(end));
        let decision = decide(profile, directory, call, from);
        match stretches.last_mut() {
            Some(last) if last.decision == decision => last.until = until,
            _ => stretches.push(Stretch {
                from,
                until,
                decision,
            }),
        }
        from = until;
        if from >= end {
            break;
        }
    }
    if let Some(last) = stretches.last_mut() {
        last.until = end;
    }
    stretches
}

/// The next moment, later than `after`, at which something that a decision depends on changes by
/// itself.
pub fn next_moment(profile: &Profile, after: Timestamp) -> Option<Timestamp> {
    let settings = &profile.settings;
    let always = &settings.call_forwarding.call_forwarding.always;
    let silence = settings.do_not_disturb;
    let ends = [
        always.enabled_until.filter(|_| always.enabled),
        silence.enabled_until.filter(|_| silence.enabled),
    ];
    let local = profile.zone.local(after);
    let schedules = profile
        .schedules
        .iter()
        .filter_map(|schedule| profile.zone.moment(next_change(&schedule.events, local)?));
    ends.into_iter()
        .flatten()
        .chain(schedules)
        .filter(|moment| *moment > after)
        .min()
}
