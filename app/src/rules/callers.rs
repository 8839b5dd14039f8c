use belroute_shared::{
    rule::{CallsFrom, MOST_NUMBERS},
    typed_number::{Takes, TypedNumber},
};
use leptos::prelude::*;

use super::draft::Draft;
use crate::{
    explain::explain_code,
    form::Submission,
    settings::{AddNumber, ListHeading, NumberLine},
    t,
    ui::{Choice, Tick},
};

/// Whose calls a rule is about.
#[component]
pub(super) fn Whose(
    draft: Draft,
    submission: Submission,
    /// What the ids of its fields begin with.
    prefix: String,
) -> impl IntoView {
    let option = |from: CallsFrom, words: fn() -> &'static str| {
        (from, Signal::derive(move || words().to_owned()))
    };
    let mut options = vec![option(CallsFrom::AnyPhoneNumber, t!(rules.any))];
    if draft.feature.takes_classes() {
        options.push(option(CallsFrom::AnyInternal, t!(rules.internal)));
        options.push(option(CallsFrom::AnyExternal, t!(rules.external)));
    }
    options.push(option(CallsFrom::SelectPhoneNumbers, t!(rules.chosen)));
    let is_selected = Memo::new(move |_| draft.calls_from.get() == CallsFrom::SelectPhoneNumbers);
    let error = submission.error_of("callsFrom");
    let prefix = StoredValue::new(prefix);
    view! {
        <Choice
            name=format!("{}-from", prefix.get_value())
            label=t!(rules.whose)
            options
            chosen=draft.calls_from
            on_change=move |from| draft.calls_from.set(from)
        />
        {move || error.get().map(|error| view! { <p class="field-error">{error}</p> })}
        <Show when=move || is_selected.get()>
            <Numbers draft submission prefix=prefix.get_value() />
        </Show>
    }
}

/// The chosen numbers, and the callers who have none to be chosen by.
#[component]
fn Numbers(draft: Draft, submission: Submission, prefix: String) -> impl IntoView {
    let id = |part: &str| format!("{prefix}-{part}");
    let heading = id("numbers");
    let listed = draft.numbers;
    let count = Signal::derive(move || listed.with(Vec::len));
    let on_add = move |number: TypedNumber| listed.update(|all| all.push(number));
    view! {
        <section class="number-list" role="group" aria-labelledby=heading.clone()>
            <ListHeading id=heading.clone() text=t!(rules.numbers) count most=MOST_NUMBERS />
            <ul>
                <For each=move || listed.get() key=TypedNumber::clone let:number>
                    <Line draft submission number />
                </For>
            </ul>
        </section>
        <AddNumber
            id=id("number")
            label=t!(rules.number)
            takes=Takes::CallerPattern
            most=MOST_NUMBERS
            listed
            on_add
            refused=submission.error_of("phoneNumbers")
            typed=draft.pending
        />
        <p class="soft small">{t!(rules.numbers_text)}</p>
        <Tick id=id("anonymous") label=t!(rules.also_anonymous) value=draft.has_anonymous />
        <Tick id=id("unavailable") label=t!(rules.also_unavailable) value=draft.has_unavailable />
    }
}

#[component]
fn Line(draft: Draft, submission: Submission, number: TypedNumber) -> impl IntoView {
    let listed = draft.numbers;
    let this = StoredValue::new(number);
    let is_this = move |it: &TypedNumber| this.with_value(|this| this == it);
    let error = Signal::derive(move || {
        let at = listed.with(|all| all.iter().position(is_this))?;
        submission.error_at(&format!("phoneNumbers.{at}"), explain_code)
    });
    let on_remove = move |()| listed.update(|all| all.retain(|it| !is_this(it)));
    view! { <NumberLine number=this.get_value() error on_remove /> }
}
