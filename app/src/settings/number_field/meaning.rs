use std::time::Duration;

use belroute_shared::typed_number::{Takes, TypedNumber};
use leptos::prelude::*;

use crate::{text, written_numbers::WrittenNumbers};

/// A pause in typing that is long enough to ask.
const PAUSE: Duration = Duration::from_millis(250);

/// What the server makes of a number: who has it, and how it is written.
#[component]
pub(super) fn Meaning(
    id: String,
    /// What is typed.
    value: Signal<String>,
    takes: Takes,
) -> impl IntoView {
    let numbers = WrittenNumbers::get();
    let settled = RwSignal::new(value.get_untracked());
    Effect::new(move |is_later: Option<()>| {
        let text = value.get();
        if is_later.is_none() {
            return;
        }
        let pause = set_timeout_with_handle(move || drop(settled.try_set(text)), PAUSE);
        on_cleanup(move || {
            if let Ok(pause) = pause {
                pause.clear();
            }
        });
    });
    let words = move || meaning(&settled.get(), takes, numbers);
    view! {
        <p class="number-meaning" id=id aria-live="polite">
            {words}
        </p>
    }
}

fn meaning(typed: &str, takes: Takes, numbers: WrittenNumbers) -> String {
    let Ok(looked) = TypedNumber::new(typed).look(takes) else {
        return String::new();
    };
    let number = looked.as_str();
    if number.contains(['*', '?']) {
        return text!(calling.pattern_text).to_owned();
    }
    let Some(found) = numbers.looked_up(number) else {
        return String::new();
    };
    match (found.number, found.name) {
        (None, _) => text!(errors.not_a_number).to_owned(),
        (Some(_), Some(name)) => format!("{name} · {}", found.display),
        (Some(_), None) => found.display,
    }
}
