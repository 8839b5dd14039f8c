use belroute_shared::routing::{explain::Summary, outlook::Outlook, trace::Reason};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{MyRoute, clause::Told, moments};
use crate::{
    awaited::Awaited,
    text,
    ui::{Emphasised, strong},
};

/// What happens when somebody calls now, and until when.
#[component]
pub fn Sentence() -> impl IntoView {
    let route = MyRoute::get();
    let sentence = Signal::derive(move || route.sentence_now().unwrap_or_default());
    view! {
        <Awaited wait=route.profile() rows=1>
            <p class="sentence">
                <Emphasised text=sentence />
            </p>
        </Awaited>
    }
}

impl Told<'_> {
    /// What happens to a call that comes in now.
    pub(super) fn now(&self, summary: &Summary) -> String {
        text!(
            route.if_now,
            number = self.number(),
            what = self.clause(summary)
        )
    }

    /// The same, and what happens once that changes by itself.
    pub(super) fn outlook(&self, outlook: &Outlook) -> String {
        let first = self.now(&outlook.now);
        let Some(next) = &outlook.next else {
            return first;
        };
        let what = self.clause(&next.then);
        let second = if end_of(&outlook.now) == Some(next.at) {
            text!(route.after, what)
        } else {
            let moment = strong(&moments::until(next.at, self.now));
            text!(route.from, moment, what)
        };
        format!("{first} {second}")
    }

    /// What happens to the call of somebody, at a moment.
    pub(super) fn of_caller(&self, who: &str, at: Option<Timestamp>, summary: &Summary) -> String {
        let when = at.map_or_else(
            || text!(route.when_now).to_owned(),
            |at| moments::at(at, self.now),
        );
        text!(
            route.if_caller,
            who = strong(who),
            number = self.number(),
            when,
            what = self.clause(summary)
        )
    }

    fn number(&self) -> String {
        strong(self.profile.extension.as_str())
    }
}

/// The end that a sentence names already.
fn end_of(summary: &Summary) -> Option<Timestamp> {
    match summary {
        Summary::Forwards {
            reason: Reason::Forwards { until, .. },
        }
        | Summary::Silenced {
            reason: Reason::Silenced { until },
            ..
        } => *until,
        _ => None,
    }
}
