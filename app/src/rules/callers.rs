use belroute_shared::{
    rule::{CallsFrom, MOST_NUMBERS},
    typed_number::Takes,
};
use leptos::{html, prelude::*};

use super::draft::{Draft, Line, number_fields};
use crate::{
    form::Submission,
    number_field::NumberField,
    t, text,
    ui::{self, Choice, Icon, Tick},
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
    let (text_id, error_id) = (id("numbers-text"), id("numbers-error"));
    let has_room = Memo::new(move |_| draft.lines.with(|lines| lines.len() < MOST_NUMBERS));
    let error = submission.error_of("phoneNumbers");
    let described_by = {
        let (text_id, error_id) = (text_id.clone(), error_id.clone());
        move || match error.with(Option::is_some) {
            true => format!("{error_id} {text_id}"),
            false => text_id.clone(),
        }
    };
    let line_prefix = StoredValue::new(id("number"));
    // A number that was asked for is typed next; those that were there are not.
    let is_asked = StoredValue::new(false);
    let add = move |_| {
        is_asked.set_value(true);
        draft.add_line();
    };
    view! {
        <fieldset class="rule-numbers" aria-describedby=described_by>
            <legend>{t!(rules.numbers)}</legend>
            <p class="soft small" id=text_id>
                {t!(rules.numbers_text)}
            </p>
            <For each=move || draft.lines.get() key=|line| line.slot let:line>
                <NumberLine
                    draft
                    line
                    submission
                    id=format!("{}-{}", line_prefix.get_value(), line.slot)
                    is_asked=is_asked.get_value()
                />
            </For>
            {move || {
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="field-error" id=error_id.clone()>
                                {error}
                            </p>
                        }
                    })
            }}
            <Show
                when=move || has_room.get()
                fallback=|| {
                    view! {
                        <p class="soft small">
                            {move || text!(rules.numbers_full, count = MOST_NUMBERS.to_string())}
                        </p>
                    }
                }
            >
                <button type="button" class="button quiet" on:click=add>
                    <Icon name="plus" />
                    {t!(rules.add_number)}
                </button>
            </Show>
            <Tick
                id=id("anonymous")
                label=t!(rules.also_anonymous)
                value=draft.has_anonymous
            />
            <Tick
                id=id("unavailable")
                label=t!(rules.also_unavailable)
                value=draft.has_unavailable
            />
        </fieldset>
    }
}

#[component]
fn NumberLine(
    draft: Draft,
    line: Line,
    submission: Submission,
    id: String,
    /// It was asked for, and is typed next.
    is_asked: bool,
) -> impl IntoView {
    let at = Memo::new(move |_| {
        draft
            .lines
            .with(|lines| lines.iter().position(|it| it.slot == line.slot))
            .unwrap_or_default()
    });
    let errors: Vec<Signal<Option<String>>> = number_fields()
        .iter()
        .map(|field| submission.error_of(field))
        .collect();
    let error = Signal::derive(move || errors.get(at.get())?.get());
    let place = move || (at.get() + 1).to_string();
    let label = Signal::derive(move || text!(rules.number_of, place = place()));
    let remove = move || text!(rules.remove_number, place = place());
    let input = NodeRef::<html::Input>::new();
    if is_asked {
        ui::focus_when_there(input);
    }
    let has_others = move || draft.lines.with(|lines| lines.len() > 1);
    view! {
        <div class="rule-number">
            <NumberField
                id
                label
                value=line.number
                error
                takes=Takes::CallerPattern
                node_ref=input
            />
            <Show when=has_others>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=remove
                    on:click=move |_| draft.remove_line(line)
                >
                    <Icon name="cross" />
                </button>
            </Show>
        </div>
    }
}
