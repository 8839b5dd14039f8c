use leptos::prelude::*;

use crate::ui::{Field, Tick};

/// A number while somebody types it.
#[derive(Clone, Copy)]
pub(super) struct Number(pub(super) RwSignal<String>);

impl Number {
    /// Of what is saved.
    pub(super) fn of(saved: u16) -> Self {
        Self(RwSignal::new(saved.to_string()))
    }

    /// What is typed; what is no number is too small for every rule.
    pub(super) fn get(self) -> u16 {
        let read = |text: &String| text.trim().parse();
        self.0.with_untracked(read).unwrap_or_default()
    }
}

/// A rule that can be off, and the number that it goes by.
#[derive(Clone, Copy)]
pub(super) struct Counted {
    pub(super) is_on: RwSignal<bool>,
    pub(super) number: Number,
}

impl Counted {
    /// Of what is saved.
    pub(super) fn of(is_on: bool, number: u16) -> Self {
        Self {
            is_on: RwSignal::new(is_on),
            number: Number::of(number),
        }
    }
}

/// A labelled number.
#[component]
pub(super) fn NumberField(
    id: &'static str,
    label: fn() -> &'static str,
    value: Number,
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div class="rules-number">
            <Field
                id
                label=Signal::derive(move || label().to_owned())
                value=value.0
                error
                autocomplete="off"
                keys="numeric"
            />
        </div>
    }
}

/// A rule to tick. Its number stays on the page while it is off: it is checked all the same.
#[component]
pub(super) fn CountedRule(
    /// Ids of the box and of the number.
    ids: (&'static str, &'static str),
    /// The rule as a sentence.
    label: fn() -> &'static str,
    /// What the number counts.
    count: fn() -> &'static str,
    rule: Counted,
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <Tick
            id=ids.0
            label=Signal::derive(move || label().to_owned())
            value=rule.is_on
        />
        <NumberField id=ids.1 label=count value=rule.number error />
    }
}
