//! The picture of a route: its stops in four lanes, and which of them a call lights up.
//!
//! What is drawn is a view over the call settings. Several steps of a decision can belong to one
//! drawn stop, and what rings belongs to several.

#[cfg(test)]
mod tests;

use super::{
    profile::Profile,
    trace::{End, Reason, Rings, StopName, Trace, Verdict, When},
};
use crate::settings::executive::RolloverAction;

/// A stop as it is drawn, in the order of the lanes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// Block lists, the company's and the user's own.
    CallBlock,
    /// Callers who withhold their number.
    AnonymousCallReject,
    /// Chosen callers are turned away.
    SelectiveReject,
    /// Chosen callers alone get through.
    SelectiveAccept,
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
    /// The user's own phones.
    Devices,
    /// His other phones.
    SingleNumberReach,
    /// Other numbers at the same time.
    SimultaneousRing,
    /// Other numbers one after the other.
    SequentialRing,
    /// What follows when he is busy.
    Busy,
    /// What follows when nobody answers.
    NoAnswer,
    /// What follows when no phone of his can be reached.
    NotReachable,
}

impl Place {
    /// All of them, in their order.
    pub const ALL: [Self; 16] = [
        Self::CallBlock,
        Self::AnonymousCallReject,
        Self::SelectiveReject,
        Self::SelectiveAccept,
        Self::SelectiveForward,
        Self::Executive,
        Self::ForwardAlways,
        Self::SendAllCalls,
        Self::DoNotDisturb,
        Self::Devices,
        Self::SingleNumberReach,
        Self::SimultaneousRing,
        Self::SequentialRing,
        Self::Busy,
        Self::NoAnswer,
        Self::NotReachable,
    ];

    /// Where a step of a decision is drawn. What rings has several places; this is the first.
    pub fn of(stop: StopName) -> Option<Self> {
        Some(match stop {
            StopName::Redirections | StopName::Group => return None,
            StopName::CompanyBlockList | StopName::CallBlock => Self::CallBlock,
            StopName::AnonymousCallReject => Self::AnonymousCallReject,
            StopName::SelectiveReject => Self::SelectiveReject,
            StopName::SelectiveAccept => Self::SelectiveAccept,
            StopName::SelectiveForward => Self::SelectiveForward,
            StopName::Executive => Self::Executive,
            StopName::ForwardAlways => Self::ForwardAlways,
            StopName::SendAllCalls => Self::SendAllCalls,
            StopName::DoNotDisturb => Self::DoNotDisturb,
            StopName::Reachable | StopName::Busy | StopName::Ring => Self::Devices,
        })
    }

    /// Where a case is drawn in which nobody answers.
    fn of_case(when: When) -> Option<Self> {
        match when {
            When::AtOnce => None,
            When::Busy => Some(Self::Busy),
            When::NoAnswer => Some(Self::NoAnswer),
            When::Unreachable => Some(Self::NotReachable),
        }
    }
}

/// What a call does at a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Light {
    /// It does not come there.
    Dark,
    /// It goes past.
    Passed,
    /// It goes where this stop says.
    Decides,
    /// It goes there if what was decided comes to nothing.
    Follows,
}

/// A route with a call in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lights([Light; Place::ALL.len()]);

impl Lights {
    /// No call.
    pub const DARK: Self = Self([Light::Dark; Place::ALL.len()]);

    /// What a call lights up at the user whose profile this is.
    pub fn of(trace: &Trace, profile: &Profile) -> Self {
        let mut lights = Self::DARK;
        for stop in &trace.stops {
            let Some(place) = Place::of(stop.name) else {
                continue;
            };
            match &stop.verdict {
                Verdict::Passed(_) => lights.pass(place),
                Verdict::Decided(Reason::Rings(rings)) => lights.ring(rings, profile),
                Verdict::Decided(_) => lights.set(place, Light::Decides),
            }
        }
        lights.follow(trace, profile);
        lights
    }

    /// That of a stop.
    pub fn at(&self, place: Place) -> Light {
        self.0[place as usize]
    }

    /// Those that decide; several where several things ring.
    pub fn deciding(&self) -> impl Iterator<Item = Place> {
        Place::ALL
            .into_iter()
            .filter(|place| self.at(*place) == Light::Decides)
    }

    fn set(&mut self, place: Place, light: Light) {
        self.0[place as usize] = light;
    }

    fn pass(&mut self, place: Place) {
        // His own phones are passed only once it is known that they do not ring.
        if place != Place::Devices && self.at(place) == Light::Dark {
            self.set(place, Light::Passed);
        }
    }

    fn ring(&mut self, rings: &Rings, profile: &Profile) {
        let along = &profile.settings.simultaneous_ring;
        let is_along = |number: &String| {
            along.enabled
                && along
                    .phone_numbers
                    .iter()
                    .any(|it| it.phone_number.as_str() == number)
        };
        let has_base = rings.base || rings.host.is_some();
        let lit = |is_lit: bool| {
            if is_lit {
                Light::Decides
            } else {
                Light::Passed
            }
        };
        self.set(Place::Devices, lit(has_base));
        let others = rings.numbers.iter();
        self.set(
            Place::SingleNumberReach,
            lit(others.clone().any(|it| !is_along(it))),
        );
        self.set(Place::SimultaneousRing, lit(others.clone().any(is_along)));
        let is_first = !has_base && rings.numbers.is_empty();
        let search = if rings.search.is_empty() {
            Light::Passed
        } else if is_first {
            Light::Decides
        } else {
            Light::Follows
        };
        self.set(Place::SequentialRing, search);
        if self.deciding().next().is_none() {
            // Nothing is left that could ring: his own phones are what the call came for.
            self.set(Place::Devices, Light::Decides);
        }
    }

    /// What follows when the stop that decided comes to nothing.
    fn follow(&mut self, trace: &Trace, profile: &Profile) {
        let is_assisted = trace
            .decided()
            .is_some_and(|(stop, _)| stop == StopName::Executive);
        let rolls_over = profile
            .executive
            .as_ref()
            .is_some_and(|it| it.alert.rollover_action != RolloverAction::NoAnswerProcessing);
        if is_assisted && rolls_over {
            return;
        }
        for fallback in &trace.then {
            let Some(place) = Place::of_case(fallback.when) else {
                continue;
            };
            if fallback.goes_to == End::Group {
                continue;
            }
            self.set(place, Light::Follows);
            let is_as_busy = place == Place::NotReachable
                && !profile.settings.call_forwarding.business_continuity.enabled;
            if is_as_busy {
                self.set(Place::NotReachable, Light::Passed);
                self.set(Place::Busy, Light::Follows);
            }
        }
    }
}
