//! What rings, and what is tried after that.

use std::mem;

use super::{
    Walk,
    elsewhere::back_to_group,
    journey::Tried,
    legs::{Dress, LeftOut, Legs, base_legs, busy_at},
    visit::{Ended, Said, Visit},
};
use crate::{
    routing::{
        directory::Directory,
        plan::{CallerHears, Outcome, Plan, Ring, Step},
        profile::Profile,
        trace::{End, Fallback, Reason, Rings, Tried as TriedNumber, When},
    },
    rule::{RuleFeature, judge::Judgement},
    settings::{
        rings::{MOST_RINGS, RING_SECONDS},
        sequential_ring::SequentialRing,
        simultaneous_ring::SimultaneousRing,
        single_number_reach::ReachNumberSettings,
    },
    typed_number::TypedNumber,
};

/// The ring of an important caller (RFC 7462, 7.3).
const PRIORITY_ALERT: &str = "<urn:alert:priority:high>";
/// Seconds between the words to a caller who is being looked for.
const COMFORT_SECONDS: u16 = 20;

/// What of a user can ring for this call.
pub(super) struct Line<'a> {
    /// Whether this is a call that a group offers.
    is_group: bool,
    /// Answered calls that he has now.
    active_calls: u16,
    /// Whether any of his own phones can be reached.
    is_reachable: bool,
    /// The search, where it acts on this call.
    sequential: Option<&'a SequentialRing>,
    /// The numbers that ring along, where they do.
    simultaneous: Option<&'a SimultaneousRing>,
    /// His other phones.
    reach: Vec<&'a ReachNumberSettings>,
}

impl Line<'_> {
    fn has_numbers(&self) -> bool {
        self.simultaneous.is_some() || !self.reach.is_empty()
    }

    fn is_busy(&self, profile: &Profile) -> bool {
        self.active_calls >= busy_at(profile)
    }
}

/// Whether a search goes on without the user's own phones.
fn goes_on(search: &SequentialRing) -> bool {
    search.continue_if_base_location_is_busy_enabled || !search.ring_base_location_first_enabled
}

impl<D: Directory> Walk<'_, D> {
    /// Finds out what can ring.
    pub(super) fn line<'a>(&self, visit: &mut Visit<'a>, is_group: bool) -> Line<'a> {
        let profile = visit.profile;
        let (calls, registered) = if visit.journey.is_first {
            (self.call.active_calls, self.call.is_registered)
        } else {
            (None, None)
        };
        let active_calls = calls.unwrap_or(profile.active_calls);
        let is_own = registered.unwrap_or(!profile.devices.is_empty()) && !profile.has_guest;
        let is_guest = profile.guest_at.as_ref().is_some_and(|it| it.is_registered);
        let mut line = Line {
            is_group,
            active_calls,
            is_reachable: is_own || is_guest,
            sequential: None,
            simultaneous: None,
            reach: Vec::new(),
        };
        if is_group {
            return line;
        }
        let settings = &profile.settings;
        let search = &settings.sequential_ring;
        if search.enabled
            && !search.phone_numbers.is_empty()
            && (line.is_reachable || goes_on(search))
            && matches!(
                visit.judge(self, RuleFeature::SequentialRing),
                Judgement::Acts(_)
            )
        {
            line.sequential = Some(search);
        }
        let along = &settings.simultaneous_ring;
        let is_silent = along.do_not_ring_if_on_call_enabled && active_calls > 0;
        if along.enabled
            && !along.phone_numbers.is_empty()
            && !is_silent
            && (!along.criterias_enabled
                || matches!(
                    visit.judge(self, RuleFeature::SimultaneousRing),
                    Judgement::Acts(_)
                ))
        {
            line.simultaneous = Some(along);
        }
        let reach = &settings.single_number_reach;
        if reach.enabled {
            let numbers = reach.numbers.iter().map(|it| &it.settings);
            line.reach = numbers.filter(|it| it.enabled).collect();
        }
        line
    }

    pub(super) fn reachable(&mut self, visit: &Visit<'_>, line: &Line<'_>) -> Said {
        if line.is_reachable {
            return Ok(Reason::DevicesRegistered {
                count: visit.profile.devices.len(),
            });
        }
        if line.has_numbers() || line.sequential.is_some() {
            return Ok(Reason::NoDevice);
        }
        let ended = self.instead(visit, line.is_group, When::Unreachable, Reason::NoDevice);
        Err(Box::new(ended))
    }

    pub(super) fn busy(&mut self, visit: &Visit<'_>, line: &Line<'_>) -> Said {
        let profile = visit.profile;
        if !line.is_busy(profile) {
            return Ok(if line.active_calls == 0 {
                Reason::Free
            } else {
                Reason::Waiting
            });
        }
        let reason = if line.active_calls >= profile.capacity {
            Reason::AtCapacity {
                capacity: profile.capacity,
            }
        } else {
            Reason::OnCall
        };
        let rings_elsewhere = match line.sequential {
            Some(search) => goes_on(search),
            None => line.has_numbers(),
        };
        if rings_elsewhere {
            return Ok(reason);
        }
        Err(Box::new(self.instead(
            visit,
            line.is_group,
            When::Busy,
            reason,
        )))
    }

    pub(super) fn ring(&mut self, visit: &mut Visit<'_>, line: &Line<'_>) -> Ended {
        let is_busy = line.is_busy(visit.profile);
        let search = line.sequential;
        let has_first_step = match search {
            Some(search) => search.ring_base_location_first_enabled && !is_busy,
            None => true,
        };
        let mut rings = Rings {
            seconds: ring_seconds(visit.profile, line),
            ..Rings::default()
        };
        let mut steps = Vec::new();
        let mut left_out = LeftOut::default();
        if has_first_step {
            let legs = self.first_step(visit, line, is_busy, &mut rings);
            left_out = left_out.and(legs.left_out);
            if !legs.targets.is_empty() {
                let next_on = search
                    .filter(|search| !goes_on(search))
                    .map(|_| vec![Outcome::NoAnswer]);
                steps.push(Step {
                    next_on,
                    ..Step::new(legs.targets, rings.seconds)
                });
            }
        } else {
            let takes_part = search.is_some_and(|it| it.ring_base_location_first_enabled);
            left_out.is_busy |= takes_part && is_busy;
        }
        for number in search.iter().flat_map(|search| &search.phone_numbers) {
            let mut legs = Legs::default();
            let dress = Dress::follow_me(number.answer_confirmation_required_enabled);
            self.number_leg(visit, &number.phone_number, dress, &mut legs);
            left_out = left_out.and(legs.left_out);
            if legs.targets.is_empty() {
                continue;
            }
            let seconds = number.number_of_rings * RING_SECONDS;
            steps.push(Step::new(legs.targets, seconds));
            rings.search.push(TriedNumber {
                number: number.phone_number.to_string(),
                seconds,
            });
        }
        if steps.is_empty() {
            let when = match left_out {
                LeftOut { has_rung: true, .. } => When::NoAnswer,
                LeftOut { is_busy: true, .. } => When::Busy,
                _ => When::Unreachable,
            };
            return self.instead(visit, line.is_group, when, Reason::Rings(rings));
        }
        let caller_hears = search
            .filter(|_| !rings.search.is_empty())
            .and_then(|search| self.comfort(search));
        let ring = Ring {
            steps,
            caller_hears,
            ..Ring::default()
        };
        self.with_fallbacks(visit, line.is_group, left_out.is_busy, ring, rings)
    }

    /// The user's own phones, and what rings at the same time.
    fn first_step(
        &mut self,
        visit: &mut Visit<'_>,
        line: &Line<'_>,
        is_busy: bool,
        rings: &mut Rings,
    ) -> Legs {
        let profile = visit.profile;
        let mut legs = Legs::default();
        let along = line.simultaneous.map_or(0, |it| it.phone_numbers.len());
        legs.targets.reserve(1 + along + line.reach.len());
        let own = Tried::Colleague(profile.user);
        if is_busy {
            legs.left_out.is_busy = true;
        } else if visit.journey.has_tried(&own) {
            legs.left_out.has_rung = true;
        } else if line.is_reachable {
            rings.is_priority = !line.is_group && self.is_priority(visit);
            rings.base = true;
            rings.host = profile.guest_at.as_ref().map(|host| host.name.clone());
            let alert_info = rings.is_priority.then_some(PRIORITY_ALERT);
            base_legs(visit, alert_info, &mut legs);
        }
        // From here on his phones have had the call, whether they rang or could not be reached.
        visit.journey.note(own);
        // A number that several settings name rings once, as the first of these says: one that is
        // searched for later does not ring now.
        let is_searched = |number: &TypedNumber| {
            let mut searched = line.sequential.iter().flat_map(|it| &it.phone_numbers);
            searched.any(|it| it.phone_number == *number)
        };
        for number in line.simultaneous.iter().flat_map(|it| &it.phone_numbers) {
            if !is_searched(&number.phone_number) {
                let dress = Dress::follow_me(number.answer_confirmation_enabled);
                self.number_leg(visit, &number.phone_number, dress, &mut legs);
            }
        }
        for number in &line.reach {
            let is_along = line
                .simultaneous
                .iter()
                .flat_map(|it| &it.phone_numbers)
                .any(|it| it.phone_number == number.phone_number);
            if !is_along && !is_searched(&number.phone_number) {
                let dress = Dress::follow_me(number.answer_confirmation_enabled);
                self.number_leg(visit, &number.phone_number, dress, &mut legs);
            }
        }
        rings.numbers = mem::take(&mut legs.numbers);
        legs
    }

    fn is_priority(&self, visit: &mut Visit<'_>) -> bool {
        visit.profile.settings.priority_alert.enabled
            && matches!(
                visit.judge(self, RuleFeature::PriorityAlert),
                Judgement::Acts(_)
            )
    }

    /// What a caller hears while he is looked for; nobody says it without a media server.
    fn comfort(&self, search: &SequentialRing) -> Option<CallerHears> {
        self.directory.network().media.as_ref()?;
        Some(CallerHears {
            announcement: "search".to_owned(),
            every_seconds: COMFORT_SECONDS,
            stop_key: search.calls_to_voicemail_enabled.then(|| "#".to_owned()),
        })
    }

    fn with_fallbacks(
        &mut self,
        visit: &Visit<'_>,
        is_group: bool,
        has_busy: bool,
        mut ring: Ring,
        rings: Rings,
    ) -> Ended {
        let mut then = Vec::new();
        if is_group {
            ring.on_busy = Some(Box::new(back_to_group(When::Busy)));
            ring.on_no_answer = Some(Box::new(back_to_group(When::NoAnswer)));
            ring.on_unreachable = Some(Box::new(back_to_group(When::Unreachable)));
            then.extend([When::NoAnswer, When::Busy].map(|when| Fallback {
                when,
                goes_to: End::Group,
                next: None,
            }));
        } else {
            let mut follow = |when: When| {
                let (plan, goes_to, next) = self.fallback(visit, when);
                then.push(Fallback {
                    when,
                    goes_to,
                    next,
                });
                Box::new(plan)
            };
            ring.on_no_answer = Some(follow(When::NoAnswer));
            let on_busy = follow(When::Busy);
            // One that is busy makes the whole busy, also where the others cannot be reached.
            if !has_busy {
                let on_unreachable = follow(When::Unreachable);
                ring.on_unreachable = Some(on_unreachable).filter(|plan| *plan != on_busy);
            }
            ring.on_busy = Some(on_busy);
        }
        Ended {
            plan: Plan::Ring(ring),
            reason: Reason::Rings(rings),
            then,
            next: None,
        }
    }
}

/// How long the first to ring do.
fn ring_seconds(profile: &Profile, line: &Line<'_>) -> u16 {
    let settings = &profile.settings;
    let no_answer = &settings.call_forwarding.call_forwarding.no_answer;
    let unanswered = &settings.voicemail.send_unanswered_calls;
    let has_mailbox = profile.mailbox.is_some() && settings.voicemail.enabled;
    let rings = match line.sequential {
        _ if line.is_group => MOST_RINGS,
        Some(search) => search.base_location_number_of_rings,
        None if no_answer.enabled => no_answer.number_of_rings,
        None if has_mailbox && unanswered.enabled => unanswered.number_of_rings,
        None => MOST_RINGS,
    };
    rings.min(MOST_RINGS) * RING_SECONDS
}
