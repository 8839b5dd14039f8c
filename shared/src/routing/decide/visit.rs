//! One user whom a call visits: the order of his stops.

use jiff::civil::DateTime;
use smol_str::SmolStr;

use super::{Walk, elsewhere::send_all_calls, forward::sip, journey::Journey};
use crate::{
    ids::ScheduleId,
    routing::{
        directory::Directory,
        plan::{Plan, Ring, Step, Target},
        profile::Profile,
        trace::{Fallback, Reason, Stop, StopName, Trace, Verdict},
    },
    rule::{
        RuleFeature,
        judge::{Circumstances, Judgement, judge},
    },
};

/// A visit that goes on.
pub(super) struct Visit<'a> {
    pub(super) profile: &'a Profile,
    pub(super) journey: Journey,
    /// What the clock on the user's wall shows.
    local: DateTime,
    stops: Vec<Stop>,
    /// Schedules that were asked, and whether they are in force.
    in_force: Vec<(ScheduleId, bool)>,
    /// The user's first public number as an address.
    pub(super) public_address: Option<SmolStr>,
}

/// How a stop ends a visit.
pub(super) struct Ended {
    pub(super) plan: Plan,
    pub(super) reason: Reason,
    pub(super) then: Vec<Fallback>,
    pub(super) next: Option<Box<Trace>>,
}

impl Ended {
    /// The caller is turned away, and nothing follows.
    pub(super) fn refused(plan: Plan, reason: Reason) -> Self {
        Self {
            plan,
            reason,
            then: Vec::new(),
            next: None,
        }
    }
}

/// What a stop says: go on, or the visit is over.
pub(super) type Said = Result<Reason, Box<Ended>>;

impl<'a> Visit<'a> {
    /// Asks the rules of a setting about the call.
    pub(super) fn judge<D: Directory>(
        &mut self,
        walk: &Walk<'_, D>,
        feature: RuleFeature,
    ) -> Judgement<'a> {
        let profile = self.profile;
        let (local, known) = (self.local, &mut self.in_force);
        let mut is_in_force = |id: ScheduleId| {
            if let Some((_, is_now)) = known.iter().find(|(known, _)| *known == id) {
                return *is_now;
            }
            let schedule = profile.schedules.iter().find(|it| it.id == id);
            let is_now = schedule.is_some_and(|it| it.is_in_force(local));
            known.push((id, is_now));
            is_now
        };
        let circumstances = Circumstances {
            caller: &walk.call.caller,
            // Which number was called is known of the user who was called first.
            called: walk
                .call
                .called
                .as_deref()
                .filter(|_| self.journey.is_first),
            own_numbers: &profile.numbers,
        };
        judge(profile.rules.of(feature), circumstances, &mut is_in_force)
    }

    fn pass(&mut self, name: StopName, reason: Reason) {
        self.stops.push(Stop {
            name,
            verdict: Verdict::Passed(reason),
        });
    }

    fn end(mut self, name: StopName, ended: Ended) -> (Plan, Trace) {
        self.stops.push(Stop {
            name,
            verdict: Verdict::Decided(ended.reason),
        });
        let trace = Trace {
            user: self.profile.user,
            name: self.profile.name.clone(),
            extension: self.profile.extension.clone(),
            stops: self.stops,
            then: ended.then,
            next: ended.next,
        };
        (ended.plan, trace)
    }
}

impl<D: Directory> Walk<'_, D> {
    /// Leads the call past the stops of a user.
    pub(super) fn visit(&mut self, profile: &Profile, journey: Journey) -> (Plan, Trace) {
        let mut visit = Visit {
            profile,
            journey,
            local: profile.zone.local(self.now),
            stops: Vec::with_capacity(14),
            in_force: Vec::new(),
            public_address: profile
                .numbers
                .first()
                .map(|number| sip(number.as_str(), &self.directory.network().domain).into()),
        };
        let is_group = self.call.is_offered_by_group && visit.journey.is_first;
        /// A stop of the table below.
        macro_rules! stop {
            ($name:ident, $said:expr) => {
                match $said {
                    Ok(reason) => visit.pass(StopName::$name, reason),
                    Err(ended) => return visit.end(StopName::$name, *ended),
                }
            };
        }
        stop!(Redirections, self.redirections(&visit));
        if !self.call.caller.is_internal {
            if let Some(said) = self.company_block_list(&visit) {
                stop!(CompanyBlockList, said);
            }
            stop!(CallBlock, self.call_block(&visit, is_group));
        }
        stop!(
            AnonymousCallReject,
            self.anonymous_call_reject(&visit, is_group)
        );
        stop!(SelectiveReject, self.selective_reject(&mut visit, is_group));
        stop!(SelectiveAccept, self.selective_accept(&mut visit, is_group));
        // From here on the call is let in.
        self.note_mail(&mut visit);
        if is_group {
            visit.pass(StopName::Group, Reason::OfferedByGroup);
        } else {
            stop!(SelectiveForward, self.selective_forward(&mut visit));
            if let Some(executive) = &profile.executive {
                stop!(Executive, self.executive(&mut visit, executive));
            }
            stop!(ForwardAlways, self.forward_always(&visit));
            if profile.mailbox.is_some() {
                stop!(SendAllCalls, send_all_calls(&visit));
            }
        }
        stop!(DoNotDisturb, self.do_not_disturb(&visit, is_group));
        let line = self.line(&mut visit, is_group);
        stop!(Reachable, self.reachable(&visit, &line));
        stop!(Busy, self.busy(&visit, &line));
        let ended = self.ring(&mut visit, &line);
        visit.end(StopName::Ring, ended)
    }

    /// A refusal that is said to the caller, where there is somebody to say it.
    pub(super) fn announced(&self, what: &str, code: u16, reason: &str) -> Plan {
        let refusal = Plan::reject(code, reason);
        let Some(media) = &self.directory.network().media else {
            return refusal;
        };
        let target = Target::new(format!("sip:say-{what}@{media};code={code}"));
        Plan::Ring(Ring {
            steps: vec![Step::new(vec![target], ANNOUNCEMENT_SECONDS)],
            on_busy: Some(Box::new(refusal.clone())),
            on_no_answer: Some(Box::new(refusal)),
            ..Ring::default()
        })
    }
}

/// How long an announcement may take before the caller is released without it.
const ANNOUNCEMENT_SECONDS: u16 = 30;
