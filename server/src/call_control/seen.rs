//! What each of those whom a call may visit can be told of how it was decided.
//!
//! It is cut when it is decided, before anything is kept: what waits for the call to come to
//! somebody, and what stays with his row, has nothing of what others have set.

use belroute_shared::{
    calls::{CallPath, ColleagueThen, NameThen, RuleThen, SentOn},
    ids::{RuleId, UserId},
    routing::{
        profile::Profile,
        trace::{End, Fallback, Reason, Stop, Trace, Verdict},
    },
    rule::{Rule, RuleFeature},
};
use uuid::Uuid;

use super::way::Way;
use crate::calls::kept;

/// With whom it was decided.
pub(super) trait Known {
    /// A user whom the route visits.
    fn visited(&self, user: UserId) -> Option<&Profile>;
    /// Name of the colleague or dial plan behind a number that the route has asked about.
    fn name(&self, number: &str) -> Option<&str>;
}

/// What waits beside a fact: a line for each user, with his id and what is his.
pub(super) fn text(way: &Way, traces: &[&Trace], known: &impl Known) -> Option<String> {
    let mut lines: Vec<String> = Vec::new();
    for (visit, trace) in traces.iter().enumerate() {
        // A user has one row of the call, whatever else it comes back for.
        if way.visit_of(trace.user.0) != Some(visit) {
            continue;
        }
        let Some(profile) = known.visited(trace.user) else {
            continue;
        };
        let by = way.by(visit).and_then(|by| traces.get(by));
        let sent_on = by.map(|by| SentOn {
            by: (!way.is_hidden()).then(|| ColleagueThen {
                name: by.name.clone(),
                extension: by.extension.clone(),
            }),
        });
        let path = cut(trace, profile, sent_on, known);
        if let Some(text) = kept::write(&path) {
            lines.push(format!("{} {text}", trace.user.0.simple()));
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// A user's own, out of what waits beside a fact.
pub(super) fn of_user(text: &str, user: Uuid) -> Option<&str> {
    let id = user.simple().to_string();
    text.lines().find_map(|line| {
        let (owner, path) = line.split_once(' ')?;
        (owner == id).then_some(path)
    })
}

/// What a user can be told of a visit to him.
fn cut(trace: &Trace, profile: &Profile, sent_on: Option<SentOn>, known: &impl Known) -> CallPath {
    let then = trace.then.iter().map(|fallback| Fallback {
        when: fallback.when,
        goes_to: fallback.goes_to.clone(),
        next: None,
    });
    let trace = Trace {
        user: trace.user,
        name: trace.name.clone(),
        extension: trace.extension.clone(),
        stops: trace.stops.clone(),
        then: then.collect(),
        next: None,
    };
    let rules = trace.stops.iter().filter_map(|stop| rule_of(reason(stop)));
    let rules = rules.filter_map(|id| rule_then(profile, id)).collect();
    let mut names: Vec<NameThen> = Vec::new();
    for number in numbers(&trace) {
        let name = known.name(&number).or_else(|| assistant(profile, &number));
        if let Some(name) = name.filter(|_| names.iter().all(|it| it.number != number)) {
            let name = name.to_owned();
            names.push(NameThen { number, name });
        }
    }
    CallPath {
        trace,
        sent_on,
        rules,
        names,
    }
}

fn reason(stop: &Stop) -> &Reason {
    let (Verdict::Passed(reason) | Verdict::Decided(reason)) = &stop.verdict;
    reason
}

fn rule_of(reason: &Reason) -> Option<RuleId> {
    match reason {
        Reason::Exempt { rule } | Reason::RuleActs { rule } => Some(*rule),
        Reason::Forwards { rule, .. } => *rule,
        _ => None,
    }
}

fn rule_then(profile: &Profile, id: RuleId) -> Option<RuleThen> {
    let mut all = RuleFeature::ALL
        .into_iter()
        .flat_map(|it| profile.rules.of(it));
    let rule: &Rule = all.find(|rule| rule.id == id)?;
    let schedule = rule.schedule.and_then(|id| {
        let mut all = profile.schedules.iter();
        all.find(|schedule| schedule.id == id)
    });
    Some(RuleThen {
        id,
        name: rule.name.clone(),
        schedule: schedule.map(|it| it.name.clone()),
        calls_from: rule.calls_from,
        phone_numbers: rule.phone_numbers.clone(),
        anonymous_callers: rule.anonymous_callers,
        unavailable_callers: rule.unavailable_callers,
    })
}

/// Numbers and extensions that a trace names.
fn numbers(trace: &Trace) -> Vec<String> {
    let mut numbers = Vec::new();
    for stop in &trace.stops {
        match reason(stop) {
            Reason::Forwards { to, .. } => numbers.push(to.clone()),
            Reason::Assistants { extensions, .. } => {
                numbers.extend(extensions.iter().map(ToString::to_string));
            }
            Reason::Rings(rings) => {
                numbers.extend(rings.numbers.iter().cloned());
                numbers.extend(rings.search.iter().map(|tried| tried.number.clone()));
            }
            _ => {}
        }
    }
    for fallback in &trace.then {
        if let End::Forward { to, .. } = &fallback.goes_to {
            numbers.push(to.clone());
        }
    }
    numbers
}

/// Assistants are known by themselves, and not by their numbers.
fn assistant<'a>(profile: &'a Profile, extension: &str) -> Option<&'a str> {
    let mut all = profile.executive.iter().flat_map(|it| &it.assistants);
    let found = all.find(|it| it.extension.as_str() == extension);
    found.map(|it| it.name.as_str())
}

#[cfg(test)]
mod tests;
