//! Why a call went where it went, with the settings and names as they were then.

use belroute_shared::{
    calls::{CallPath, SentOn},
    ids::RuleId,
    number::Extension,
    routing::trace::{End, Fallback, Reason, Stop, StopName, Trace, Verdict, When},
};
use jiff::Timestamp;
use leptos::prelude::*;

use crate::{
    intl, paths,
    route::{Why, moments},
    rules::callers_then,
    t, text,
    ui::Icon,
    written_numbers::WrittenNumbers,
};

/// One sentence, and every stop that the call came to in a fold.
#[component]
pub(super) fn WhyThere(
    path: CallPath,
    /// When the call came.
    at: Timestamp,
) -> impl IntoView {
    let numbers = WrittenNumbers::get();
    let path = StoredValue::new(path);
    let sentence = move || path.with_value(|path| Then { path, numbers, at }.sentence());
    let sent_on = move || path.with_value(|path| path.sent_on.as_ref().map(sent_on));
    let stops = path.with_value(|path| path.trace.stops.clone());
    let stop = move |stop: Stop| {
        let is_decided = matches!(stop.verdict, Verdict::Decided(_));
        let (name, spoken) = (stop.name, is_decided);
        let why = move || {
            path.with_value(|path| {
                let then = Then { path, numbers, at };
                then.with_why(|why| why.stop(&stop))
            })
        };
        view! {
            <li class="stop" data-state=if is_decided { "decided" } else { "passed" }>
                <p>
                    <b>{move || name_of(name)}</b>
                    <small>{why}</small>
                </p>
                <span class="soft small">
                    {move || {
                        if spoken { text!(calls.stop_decided) } else { text!(calls.stop_passed) }
                    }}
                </span>
            </li>
        }
    };
    view! {
        <section class="call-why" aria-labelledby="call-why-heading">
            <h2 id="call-why-heading">{t!(calls.why)}</h2>
            <p>{sent_on} " " {sentence}</p>
            <details class="call-why-stops">
                <summary>{t!(calls.all_stops)}</summary>
                <ol class="stops">{stops.into_iter().map(stop).collect_view()}</ol>
            </details>
            <a class="button" href=paths::ROUTE>
                <Icon name="route" />
                {t!(route.menu)}
            </a>
        </section>
    }
}

fn sent_on(sent_on: &SentOn) -> String {
    match &sent_on.by {
        Some(by) => text!(calls.why_sent_on, who = by.name.clone()),
        None => text!(calls.why_sent_on_by_somebody).to_owned(),
    }
}

/// A call of then.
#[derive(Clone, Copy)]
struct Then<'a> {
    path: &'a CallPath,
    numbers: WrittenNumbers,
    at: Timestamp,
}

impl Then<'_> {
    /// Who was behind a number, by the name of then.
    fn who(&self, number: &str) -> String {
        let then = self.path.name(number).map(str::to_owned);
        then.unwrap_or_else(|| self.numbers.who(number))
    }

    /// What a rule was called, or whose calls it was about.
    fn rule(&self, id: RuleId) -> Option<String> {
        let rule = self.path.rule(id)?;
        let name = rule.name.clone();
        Some(name.unwrap_or_else(|| callers_then(rule, &|number| self.who(number))))
    }

    fn with_why<R>(&self, read: impl FnOnce(&Why<'_>) -> R) -> R {
        read(&Why {
            who: &|number| self.who(number),
            rule: &|rule| self.rule(rule),
            now: self.at,
        })
    }

    /// What decided, why, and what followed where that was nothing that rang.
    fn sentence(&self) -> String {
        let trace = &self.path.trace;
        let Some((stop, reason)) = trace.decided() else {
            return String::new();
        };
        let decided = self.decided(stop, reason);
        let words = match self.followed(trace, reason) {
            Some(end) => text!(calls.why_then, words = decided, end),
            None => decided,
        };
        format!("{words}.")
    }

    fn decided(&self, stop: StopName, reason: &Reason) -> String {
        let name = name_of(stop).to_owned();
        match reason {
            Reason::Forwards {
                to,
                rule,
                until,
                is_to_mailbox,
            } => {
                let to = self.with_why(|why| why.goal(to, *is_to_mailbox));
                let rule = rule.and_then(|rule| self.rule(rule));
                let rule = rule.map(|name| text!(calls.why_rule, name));
                let words = if let Some(rule) = rule {
                    text!(calls.why_sent_by, stop = name, to, rule)
                } else {
                    text!(calls.why_sent, stop = name, to)
                };
                self.until(words, *until)
            }
            Reason::Assistants { extensions, .. } if !extensions.is_empty() => {
                let names = extensions
                    .iter()
                    .map(|it: &Extension| self.who(it.as_str()));
                let names = intl::list(&names.collect::<Vec<_>>());
                text!(calls.why_assistants, names)
            }
            Reason::AllToMailbox => text!(calls.why_mailbox, stop = name),
            Reason::Silenced { until } => {
                self.until(text!(calls.why_silenced, stop = name), *until)
            }
            Reason::NoDevice => text!(calls.why_no_device).to_owned(),
            Reason::OnCall | Reason::AtCapacity { .. } => text!(calls.why_busy).to_owned(),
            Reason::Loop | Reason::TooManyRedirections => text!(calls.why_circle).to_owned(),
            Reason::OfferedByGroup => text!(calls.why_group).to_owned(),
            Reason::Rings(_) => text!(calls.why_rang).to_owned(),
            Reason::Blocked | Reason::Anonymous | Reason::NotAccepted | Reason::RuleActs { .. } => {
                let why = Stop {
                    name: stop,
                    verdict: Verdict::Decided(reason.clone()),
                };
                let why = self.with_why(|it| it.stop(&why));
                format!("{}: {why}", text!(calls.why_refused, stop = name))
            }
            _ => {
                let why = Stop {
                    name: stop,
                    verdict: Verdict::Decided(reason.clone()),
                };
                format!("{name}: {}", self.with_why(|it| it.stop(&why)))
            }
        }
    }

    fn until(&self, words: String, end: Option<Timestamp>) -> String {
        match end {
            Some(end) => text!(why.until, words, end = moments::until(end, self.at)),
            None => words,
        }
    }

    /// What came next where nothing rang.
    fn followed(&self, trace: &Trace, reason: &Reason) -> Option<String> {
        let case = match reason {
            Reason::Silenced { .. } | Reason::OnCall | Reason::AtCapacity { .. } => When::Busy,
            Reason::NoDevice => When::Unreachable,
            _ => return None,
        };
        let fallbacks = || trace.then.iter();
        let is_at_once = |it: &&Fallback| it.when == When::AtOnce;
        let found = fallbacks().find(is_at_once);
        let found = found.or_else(|| fallbacks().find(|it| it.when == case))?;
        Some(match &found.goes_to {
            End::Mailbox { .. } => text!(calls.end_mailbox).to_owned(),
            End::Forward { to, is_to_mailbox } => {
                let to = self.with_why(|why| why.goal(to, *is_to_mailbox));
                text!(calls.end_forward, to)
            }
            End::BusyTone => text!(calls.end_busy).to_owned(),
            End::Group | End::Released => text!(calls.end_nothing).to_owned(),
        })
    }
}

/// What a stop is called: as its row among the settings is, which this part of the program does
/// without.
fn name_of(stop: StopName) -> &'static str {
    match stop {
        StopName::Redirections => text!(calls.stop_redirections),
        StopName::CompanyBlockList => text!(calls.stop_company),
        StopName::CallBlock => text!(calling.block.name),
        StopName::AnonymousCallReject => text!(calling.anonymous.name),
        StopName::SelectiveReject => text!(features.reject.name),
        StopName::SelectiveAccept => text!(features.accept.name),
        StopName::Group => text!(calls.stop_group),
        StopName::SelectiveForward => text!(features.forward.name),
        StopName::Executive => text!(features.executive.name),
        StopName::ForwardAlways => text!(calling.everyone.name),
        StopName::SendAllCalls => text!(calling.all_to_voicemail.name),
        StopName::DoNotDisturb => text!(calling.silence.name),
        StopName::Reachable => text!(route.devices.name),
        StopName::Busy => text!(calls.stop_busy),
        StopName::Ring => text!(calling.lanes.rings),
    }
}
