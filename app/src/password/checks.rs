use std::time::Duration;

use belroute_shared::password::lines::{Line, LineState};
use leptos::prelude::*;

use super::PasswordDraft;
use crate::{intl, t, text, ui::Icon};

/// Silence after the last key before the rules are read out.
const PAUSE: Duration = Duration::from_millis(1200);

/// The rules, each with a mark of how far it is.
#[component]
pub(super) fn Checks(id: &'static str, draft: PasswordDraft) -> impl IntoView {
    let lines = draft.lines();
    let said = after_a_pause(draft, lines);
    let one = move |line: Line| {
        let (state, icon, word) = match line.state {
            LineState::Open => ("open", "ring", ""),
            LineState::Met => ("met", "check", text!(password.met)),
            LineState::Broken => ("broken", "cross", text!(password.broken)),
        };
        view! {
            <li class="check" data-state=state>
                <Icon name=icon />
                <span>{draft.words(&line)} <span class="visually-hidden">{word}</span></span>
            </li>
        }
    };
    view! {
        <ul class="checks" id=id aria-label=t!(password.rules)>
            {move || lines.get().into_iter().map(one).collect_view()}
        </ul>
        <p class="visually-hidden" role="status">
            {move || said.get()}
        </p>
    }
}

/// What a screen reader says: not at every key, but when one stops to type.
fn after_a_pause(draft: PasswordDraft, lines: Memo<Vec<Line>>) -> RwSignal<String> {
    let said = RwSignal::new(String::new());
    Effect::new(move || {
        let summary = if draft.password.with(String::is_empty) {
            String::new()
        } else {
            lines.with(|lines| summary(draft, lines))
        };
        let waiting = set_timeout_with_handle(move || said.set(summary), PAUSE);
        on_cleanup(move || {
            if let Ok(waiting) = waiting {
                waiting.clear();
            }
        });
    });
    said
}

fn summary(draft: PasswordDraft, lines: &[Line]) -> String {
    let of = |state| {
        let found = lines.iter().filter(|line| line.state == state);
        found.map(|line| draft.words(line)).collect::<Vec<_>>()
    };
    let (broken, open) = (of(LineState::Broken), of(LineState::Open));
    match (broken.is_empty(), open.is_empty()) {
        (true, true) => text!(password.all_met).to_owned(),
        (true, false) => text!(password.still, rules = intl::list(&open)),
        (false, _) => broken.join(". "),
    }
}
