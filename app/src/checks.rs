//! Rules that are met one by one while somebody types: of a password, of a PIN.

use std::time::Duration;

use belroute_shared::password::lines::LineState;
use leptos::prelude::*;

use crate::{text, ui::Icon};

/// Silence after the last key before the rules are read out.
const PAUSE: Duration = Duration::from_millis(1200);

/// A rule for something that is being chosen, and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// How far it is.
    pub state: LineState,
    /// The rule.
    pub words: String,
}

/// The words of those that are so far.
pub fn words_of(checks: &[Check], state: LineState) -> Vec<String> {
    let found = checks.iter().filter(|check| check.state == state);
    found.map(|check| check.words.clone()).collect()
}

/// Rules that are met one by one while somebody types, each with a mark of how far it is.
#[component]
pub fn Checks(
    /// Its id, for the field that it describes.
    id: &'static str,
    /// What they are rules for.
    label: fn() -> &'static str,
    /// The rules.
    #[prop(into)]
    checks: Signal<Vec<Check>>,
    /// What a screen reader says when one stops to type; empty while nothing is typed.
    #[prop(into)]
    summary: Signal<String>,
) -> impl IntoView {
    let said = after_a_pause(summary);
    let one = |check: Check| {
        let (state, icon, word) = match check.state {
            LineState::Open => ("open", "ring", String::new()),
            LineState::Met => ("met", "check", [" ", text!(password.met)].concat()),
            LineState::Broken => ("broken", "cross", [" ", text!(password.broken)].concat()),
        };
        view! {
            <li class="check" data-state=state>
                <Icon name=icon />
                <span>{check.words} <span class="visually-hidden">{word}</span></span>
            </li>
        }
    };
    view! {
        <ul class="checks" id=id aria-label=label>
            {move || checks.get().into_iter().map(one).collect_view()}
        </ul>
        <p class="visually-hidden" role="status">
            {move || said.get()}
        </p>
    }
}

/// Not at every key.
fn after_a_pause(summary: Signal<String>) -> RwSignal<String> {
    let said = RwSignal::new(String::new());
    Effect::new(move || {
        let summary = summary.get();
        let waiting = set_timeout_with_handle(move || said.set(summary), PAUSE);
        on_cleanup(move || {
            if let Ok(waiting) = waiting {
                waiting.clear();
            }
        });
    });
    said
}
