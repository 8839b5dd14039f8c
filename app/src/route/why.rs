//! Why a call went past a stop, or where that stop says.

use belroute_shared::{
    ids::RuleId,
    number::Extension,
    routing::trace::{Reason, Rings, Stop, StopName, Verdict},
};
use jiff::Timestamp;

use super::moments;
use crate::{intl, text};

/// What reasons are put into words with. They may be those of a call long ago: then names are as
/// they were.
#[derive(Clone, Copy)]
pub(crate) struct Why<'a> {
    /// Who has a number, or how people write it.
    pub(crate) who: &'a dyn Fn(&str) -> String,
    /// What a rule is called; `None` where it has no name.
    pub(crate) rule: &'a dyn Fn(RuleId) -> Option<String>,
    /// The moment at which it is read.
    pub(crate) now: Timestamp,
}

impl Why<'_> {
    /// What a call did at a stop, and why.
    pub(crate) fn stop(&self, stop: &Stop) -> String {
        match &stop.verdict {
            Verdict::Passed(reason) => self.passed(stop.name, reason),
            Verdict::Decided(reason) => self.decided(stop.name, reason),
        }
    }

    fn passed(&self, stop: StopName, reason: &Reason) -> String {
        match reason {
            Reason::RuleActs { rule } => text!(why.let_through, rule = self.rule(*rule)),
            _ => self.reason(stop, reason),
        }
    }

    fn decided(&self, stop: StopName, reason: &Reason) -> String {
        match reason {
            Reason::RuleActs { rule } => text!(why.turned_away, rule = self.rule(*rule)),
            _ => self.reason(stop, reason),
        }
    }

    fn reason(&self, stop: StopName, reason: &Reason) -> String {
        match reason {
            Reason::Off => text!(why.off).to_owned(),
            Reason::NoRules => text!(why.no_rules).to_owned(),
            Reason::NoRuleFits => text!(why.no_rule_fits).to_owned(),
            Reason::Exempt { rule } => text!(why.exempt, rule = self.rule(*rule)),
            Reason::RuleActs { rule } => self.rule(*rule),
            Reason::FirstTime => text!(why.first_time).to_owned(),
            Reason::Loop => text!(why.circle).to_owned(),
            Reason::TooManyRedirections => text!(why.too_many).to_owned(),
            Reason::NotListed => text!(why.not_listed).to_owned(),
            Reason::Blocked if stop == StopName::CompanyBlockList => {
                text!(why.blocked_company).to_owned()
            }
            Reason::Blocked => text!(why.blocked).to_owned(),
            Reason::NotAnonymous => text!(why.not_anonymous).to_owned(),
            Reason::Anonymous => text!(why.anonymous).to_owned(),
            Reason::NotAccepted => text!(why.not_accepted).to_owned(),
            Reason::OfferedByGroup => text!(why.group).to_owned(),
            Reason::Forwards {
                to,
                rule,
                until,
                is_to_mailbox,
            } => {
                let to = self.goal(to, *is_to_mailbox);
                let words = if let Some(rule) = rule {
                    text!(why.forwards_rule, rule = self.rule(*rule), to)
                } else {
                    text!(why.forwards, to)
                };
                self.until(words, *until)
            }
            Reason::Assistants { extensions, .. } => self.assistants(extensions),
            Reason::AllToMailbox => text!(why.all_mailbox).to_owned(),
            Reason::Silenced { until } => self.until(text!(why.silenced).to_owned(), *until),
            Reason::DevicesRegistered { .. } => text!(why.registered).to_owned(),
            Reason::NoDevice => text!(why.no_device).to_owned(),
            Reason::Free => text!(why.free).to_owned(),
            Reason::Waiting => text!(why.waiting).to_owned(),
            Reason::OnCall => text!(why.on_call).to_owned(),
            Reason::AtCapacity { capacity } => {
                text!(why.at_capacity, count = intl::count(u32::from(*capacity)))
            }
            Reason::Rings(rings) => self.rings(rings),
        }
    }

    /// Where a forward leads.
    pub(crate) fn goal(&self, to: &str, is_to_mailbox: bool) -> String {
        let to = (self.who)(to);
        if is_to_mailbox {
            text!(route.mailbox_of, to)
        } else {
            to
        }
    }

    fn rule(&self, rule: RuleId) -> String {
        match (self.rule)(rule) {
            Some(name) => text!(why.rule, name),
            None => text!(why.a_rule).to_owned(),
        }
    }

    fn until(&self, words: String, end: Option<Timestamp>) -> String {
        match end {
            Some(end) => text!(why.until, words, end = moments::until(end, self.now)),
            None => words,
        }
    }

    fn assistants(&self, extensions: &[Extension]) -> String {
        if extensions.is_empty() {
            return text!(why.assistants_none).to_owned();
        }
        let names: Vec<String> = extensions
            .iter()
            .map(|it| (self.who)(it.as_str()))
            .collect();
        text!(why.assistants, names = intl::list(&names))
    }

    /// What rang, for how long, and what was tried after that.
    fn rings(&self, rings: &Rings) -> String {
        let mut names = Vec::new();
        if rings.base {
            names.push(text!(why.your_phones).to_owned());
        }
        if let Some(host) = &rings.host {
            names.push(text!(route.phone_of, name = host.clone()));
        }
        names.extend(rings.numbers.iter().map(|it| (self.who)(it)));
        let search = rings.search.iter().map(|it| {
            let time = intl::seconds(it.seconds);
            text!(why.tried, who = (self.who)(&it.number), time)
        });
        let mut parts = Vec::new();
        if !names.is_empty() {
            let (what, time) = (intl::list(&names), intl::seconds(rings.seconds));
            parts.push(text!(why.ring, what, time));
        }
        parts.extend(search);
        let words = intl::capitalised(&parts.join(text!(why.then)));
        if rings.is_priority {
            text!(why.rings_priority, words)
        } else {
            words
        }
    }
}
