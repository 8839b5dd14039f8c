//! The way that a call may take: whom it visits, and what each of them does with it.
//!
//! A plan is decided when the engine asks, and the engine tells of phones and numbers. Only with
//! what was decided can it be said that one phone rang because of a forward, and another beside the
//! user's own.

use belroute_shared::{
    ids::UserId,
    routing::{
        decide::Decision,
        plan::{Plan, Ring},
        trace::{End, Fallback, Reason, StopName, Trace, When},
    },
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{outcome::Fate, place::Place};
use crate::entity::call_fact;

/// So many visits are remembered of one call.
const MOST_VISITS: usize = 64;

/// Whom a call may visit, in the order in which it does.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Way {
    visits: Vec<Visit>,
    /// Somebody who sends it on does not want the next to be told.
    is_hidden: bool,
}

/// One user on the way.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Visit {
    user: UserId,
    /// Who sent the call on to here, by his place in the list.
    by: Option<usize>,
    /// Whether the call comes here in any case, not only when somebody does not answer.
    is_certain: bool,
    /// What rings beside or after his own phones: numbers, and extensions of colleagues.
    rings: Vec<String>,
    /// Numbers and extensions that he sends the call on to, where nobody is visited.
    sends_to: Vec<String>,
    /// He sends it on to the mailbox of a colleague.
    sends_to_mailbox: bool,
    stop: Option<Stop>,
}

/// How a visit ends before anything rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Stop {
    /// A setting of the user turned the caller away.
    Refused,
    /// The call was sent on in a circle, or too often.
    Lost,
}

/// Where somebody's call went on to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Onward {
    User(Uuid),
    Number(String),
}

impl Way {
    /// The way that was decided, with the trace of each visit. `hides` says whether a user does not
    /// want a colleague to be told that he sent a call on; the plan does not say so where nothing
    /// rings at that colleague's.
    pub(super) fn decided(
        decision: &Decision,
        hides: impl Fn(UserId) -> bool,
    ) -> (Self, Vec<&Trace>) {
        let mut way = Self {
            visits: Vec::new(),
            is_hidden: is_hidden(&decision.plan),
        };
        let mut traces = Vec::new();
        way.add(&decision.trace, None, true, &mut traces);
        let mut senders = way.visits.iter().filter_map(|visit| visit.by);
        way.is_hidden |= senders.any(|by| hides(way.visits[by].user));
        (way, traces)
    }

    /// The way that is known of a call to a user.
    pub(super) fn of(fact: &call_fact::Model, callee: Uuid) -> Self {
        let known = fact.way.as_deref().map(serde_json::from_str::<Self>);
        match known {
            Some(Ok(way)) if !way.visits.is_empty() => way,
            _ => Self {
                visits: vec![Visit::new(UserId(callee), None, true)],
                is_hidden: false,
            },
        }
    }

    /// As it is kept; nothing where it says no more than who was called.
    pub(super) fn text(&self) -> Option<String> {
        let is_plain = |visit: &Visit| {
            visit.sends_to.is_empty() && !visit.sends_to_mailbox && visit.stop.is_none()
        };
        if self.visits.len() < 2 && !self.is_hidden && self.visits.iter().all(is_plain) {
            return None;
        }
        serde_json::to_string(self).ok()
    }

    fn add<'a>(
        &mut self,
        trace: &'a Trace,
        by: Option<usize>,
        is_certain: bool,
        traces: &mut Vec<&'a Trace>,
    ) {
        let known = self
            .visits
            .iter()
            .position(|visit| visit.user == trace.user && visit.by == by);
        let here = known.unwrap_or(self.visits.len());
        if here == MOST_VISITS {
            return;
        }
        if known.is_none() {
            self.visits.push(Visit::new(trace.user, by, is_certain));
            traces.push(trace);
        }
        self.visits[here].is_certain |= is_certain;
        let Some((stop, reason)) = trace.decided() else {
            return;
        };
        self.visits[here].stop = stop_of(stop, reason);
        match reason {
            Reason::Forwards {
                to, is_to_mailbox, ..
            } => {
                if let Some(next) = trace.next.as_deref() {
                    self.add(next, Some(here), is_certain, traces);
                } else {
                    self.send(here, to, *is_to_mailbox);
                }
            }
            Reason::Rings(rings) => {
                let searched = rings.search.iter().map(|tried| &tried.number);
                let numbers = rings.numbers.iter().chain(searched).cloned();
                self.visits[here].rings.extend(numbers);
            }
            Reason::Assistants { extensions, .. } => {
                let numbers = extensions.iter().map(ToString::to_string);
                self.visits[here].rings.extend(numbers);
            }
            _ => {}
        }
        // With one way on there is no case to wait for, but where assistants are asked first.
        let is_only = trace.then.len() == 1 && stop != StopName::Executive;
        for Fallback {
            when,
            goes_to,
            next,
        } in &trace.then
        {
            let is_certain = is_certain && (is_only || *when == When::AtOnce);
            if let End::Forward { to, is_to_mailbox } = goes_to {
                if let Some(next) = next.as_deref() {
                    self.add(next, Some(here), is_certain, traces);
                } else {
                    self.send(here, to, *is_to_mailbox);
                }
            }
        }
    }

    /// Notes that a call is sent on where nobody is visited.
    fn send(&mut self, here: usize, to: &str, is_to_mailbox: bool) {
        self.visits[here].sends_to.push(to.to_owned());
        self.visits[here].sends_to_mailbox |= is_to_mailbox;
    }

    /// The next party is not told through whom the call came.
    pub(super) fn is_hidden(&self) -> bool {
        self.is_hidden
    }

    /// Who sent the call on to a visit, by his place in the list.
    pub(super) fn by(&self, visit: usize) -> Option<usize> {
        self.visits[visit].by
    }

    /// The user of a visit.
    pub(super) fn user(&self, visit: usize) -> Uuid {
        self.visits[visit].user.0
    }

    /// What was decided about the call at a visit. One that is lost in the end was sent on in vain
    /// by all through whom it came.
    pub(super) fn fate(&self, visit: Option<usize>) -> Fate {
        let mut certain = self.visits.iter().filter(|it| it.is_certain);
        let stop = visit.and_then(|visit| self.visits[visit].stop);
        if stop == Some(Stop::Refused) {
            Fate::Refused
        } else if stop.is_some() || certain.any(|it| it.stop == Some(Stop::Lost)) {
            Fate::Lost
        } else {
            Fate::Open
        }
    }

    /// The visit of a user at which the call stays with him.
    pub(super) fn visit_of(&self, user: Uuid) -> Option<usize> {
        let of_him = |visit: &Visit| visit.user.0 == user;
        let stays = |visit: &Visit| of_him(visit) && visit.stop.is_none();
        let visits = &self.visits;
        visits
            .iter()
            .position(stays)
            .or_else(|| visits.iter().position(of_him))
    }

    /// Visits that a call has made when it is at one of them; `None` for those that it makes in any
    /// case. Whoever is visited twice is there once.
    pub(super) fn reached(&self, owner: Option<usize>) -> Vec<usize> {
        let behind: Vec<usize> = owner.map(|it| self.up_to(it).collect()).unwrap_or_default();
        let mut reached: Vec<usize> = Vec::new();
        for (place, visit) in self.visits.iter().enumerate() {
            let is_new = reached.iter().all(|it| self.visits[*it].user != visit.user);
            if (visit.is_certain || behind.contains(&place)) && is_new {
                reached.push(place);
            }
        }
        reached
    }

    /// A visit and those through which the call came to it.
    pub(super) fn up_to(&self, visit: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(visit), |it| self.visits[*it].by)
    }

    /// Whose visit makes something ring.
    pub(super) fn owner(&self, place: &Place) -> Option<usize> {
        let names = |number: &str| {
            self.visits.iter().position(|visit| {
                let mut all = visit.rings.iter().chain(&visit.sends_to);
                all.any(|it| it == number)
            })
        };
        let owner = match place {
            Place::Phone { user, .. } => self.visit_of(user.id).or_else(|| names(&user.extension)),
            Place::Mailbox(Some(user)) => self
                .visit_of(user.id)
                .or_else(|| self.visits.iter().position(|visit| visit.sends_to_mailbox)),
            Place::Mailbox(None) => None,
            Place::Number(number) => names(number),
            Place::Announcement => self.visits.iter().position(|visit| visit.stop.is_some()),
        };
        owner.or_else(|| self.visits.iter().rposition(|visit| visit.is_certain))
    }

    /// Whether something rings because this user sent the call on.
    pub(super) fn is_beyond(&self, visit: usize, owner: usize, place: &Place) -> bool {
        match place {
            _ if owner != visit => true,
            Place::Number(number) => self.visits[visit].sends_to.contains(number),
            Place::Mailbox(Some(user)) => user.id != self.user(visit),
            _ => false,
        }
    }

    /// Where a user has sent the call that rings somewhere now.
    pub(super) fn onward(&self, visit: usize, at: Option<(usize, &Place)>) -> Option<Onward> {
        if let Some((owner, place)) = at {
            let mut behind = self.up_to(owner);
            if let Some(next) = behind.find(|it| self.visits[*it].by == Some(visit)) {
                return Some(Onward::User(self.user(next)));
            }
            if owner == visit && self.is_beyond(visit, owner, place) {
                match place {
                    Place::Number(number) => return Some(Onward::Number(number.clone())),
                    Place::Mailbox(Some(user)) => return Some(Onward::User(user.id)),
                    _ => {}
                }
            }
        }
        let mut certain = self.visits.iter().filter(|it| it.is_certain);
        let next = certain.find(|it| it.by == Some(visit))?;
        Some(Onward::User(next.user.0))
    }
}

impl Visit {
    fn new(user: UserId, by: Option<usize>, is_certain: bool) -> Self {
        Self {
            user,
            by,
            is_certain,
            rings: Vec::new(),
            sends_to: Vec::new(),
            sends_to_mailbox: false,
            stop: None,
        }
    }
}

fn stop_of(stop: StopName, reason: &Reason) -> Option<Stop> {
    match (stop, reason) {
        (StopName::Redirections, _) => Some(Stop::Lost),
        (
            StopName::CompanyBlockList
            | StopName::CallBlock
            | StopName::AnonymousCallReject
            | StopName::SelectiveReject
            | StopName::SelectiveAccept,
            _,
        ) => Some(Stop::Refused),
        _ => None,
    }
}

/// Whether some leg of a plan is not told who sent the call on.
fn is_hidden(plan: &Plan) -> bool {
    let Plan::Ring(Ring {
        steps,
        on_busy,
        on_no_answer,
        on_unreachable,
        ..
    }) = plan
    else {
        return false;
    };
    let mut diversions = steps
        .iter()
        .flat_map(|step| &step.targets)
        .filter_map(|target| target.diversion.as_ref());
    let mut next = [on_busy, on_no_answer, on_unreachable]
        .into_iter()
        .flatten();
    diversions.any(|diversion| diversion.privacy.is_some()) || next.any(|plan| is_hidden(plan))
}
