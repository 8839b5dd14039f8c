use belroute_shared::company::contacts::{
    ContactSettings, LabelledNumber, MOST_NUMBERS, NumberLabel,
};
use leptos::{html, prelude::*};

use crate::{
    company::words,
    form::Submission,
    t, text,
    ui::{self, Field, Icon, LongField},
};

/// The fields that can show an error.
pub(super) const FIELDS: &[&str] = &[
    "name",
    "company",
    "numbers.0.number",
    "numbers.1.number",
    "numbers.2.number",
    "numbers.3.number",
    "numbers.4.number",
    "email",
    "note",
];
/// Where the numbers begin among them.
const FIRST_NUMBER: usize = 2;
/// An id of the page for each number.
const IDS: [&str; MOST_NUMBERS] = ["number-1", "number-2", "number-3", "number-4", "number-5"];

/// One number while it is typed.
#[derive(Clone, Copy, PartialEq)]
struct Line {
    /// Which of [`IDS`] it has, wherever it stands.
    slot: usize,
    number: RwSignal<String>,
    label: RwSignal<NumberLabel>,
}

/// A contact while it is typed.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    name: RwSignal<String>,
    company: RwSignal<String>,
    lines: RwSignal<Vec<Line>>,
    email: RwSignal<String>,
    note: RwSignal<String>,
}

impl Draft {
    /// Of somebody new, or of what is saved.
    pub(super) fn of(saved: Option<ContactSettings>) -> Self {
        let saved = saved.unwrap_or_default();
        let line = |(slot, number): (usize, LabelledNumber)| Line {
            slot,
            number: RwSignal::new(number.display),
            label: RwSignal::new(number.label),
        };
        let lines: Vec<Line> = saved.numbers.into_iter().enumerate().map(line).collect();
        let draft = Self {
            name: RwSignal::new(saved.name),
            company: RwSignal::new(saved.company.unwrap_or_default()),
            lines: RwSignal::new(lines),
            email: RwSignal::new(saved.email.unwrap_or_default()),
            note: RwSignal::new(saved.note.unwrap_or_default()),
        };
        if draft.lines.with_untracked(Vec::is_empty) {
            draft.add_line();
        }
        draft
    }

    /// What was typed. Numbers that were left empty are taken away first, so that what is wrong is
    /// told beside the right one.
    pub(super) fn settings(self) -> ContactSettings {
        self.lines.update(|lines| {
            let first = lines.first().copied();
            lines.retain(|line| line.number.with_untracked(|it| !it.trim().is_empty()));
            if lines.is_empty() {
                lines.extend(first);
            }
        });
        let lines = self.lines.get_untracked();
        let numbers = lines.into_iter().map(|line| LabelledNumber {
            number: line.number.get_untracked(),
            label: line.label.get_untracked(),
            display: String::new(),
        });
        ContactSettings {
            name: self.name.get_untracked(),
            company: Some(self.company.get_untracked()),
            numbers: numbers.collect(),
            email: Some(self.email.get_untracked()),
            note: Some(self.note.get_untracked()),
        }
        .tidied()
    }

    fn add_line(self) {
        let free = |lines: &Vec<Line>| {
            (0..MOST_NUMBERS).find(|slot| lines.iter().all(|line| line.slot != *slot))
        };
        if let Some(slot) = self.lines.with_untracked(free) {
            let label = if self.lines.with_untracked(Vec::is_empty) {
                NumberLabel::Work
            } else {
                NumberLabel::Mobile
            };
            self.lines.update(|lines| {
                lines.push(Line {
                    slot,
                    number: RwSignal::new(String::new()),
                    label: RwSignal::new(label),
                });
            });
        }
    }

    fn place_of(self, line: Line) -> Option<usize> {
        self.lines
            .with(|lines| lines.iter().position(|other| other.slot == line.slot))
    }
}

/// The fields.
#[component]
pub(super) fn ContactFields(draft: Draft, submission: Submission) -> impl IntoView {
    let name = NodeRef::new();
    // The dialog that opens takes the focus for its first button; this is said after that.
    Effect::new(move || {
        if name.get().is_some() {
            request_animation_frame(move || ui::focus(name));
        }
    });
    let has_room = move || draft.lines.with(|lines| lines.len() < MOST_NUMBERS);
    let error_of = move |field| submission.error_of(field);
    view! {
        <div class="company-fields">
            <Field
                id="contact-name"
                label=t!(contacts.name)
                value=draft.name
                error=error_of("name")
                autocomplete="off"
                node_ref=name
            />
            <Field
                id="contact-company"
                label=t!(contacts.company)
                value=draft.company
                error=error_of("company")
                autocomplete="off"
            />
        </div>
        <fieldset class="contact-numbers">
            <legend class="visually-hidden">{t!(contacts.numbers)}</legend>
            <For each=move || draft.lines.get() key=|line| line.slot let:line>
                <NumberLine draft line submission />
            </For>
            <Show when=has_room>
                <button
                    type="button"
                    class="button quiet"
                    on:click=move |_| draft.add_line()
                >
                    <Icon name="plus" />
                    {t!(contacts.add_number)}
                </button>
            </Show>
        </fieldset>
        <Field
            id="contact-email"
            label=t!(contacts.email)
            value=draft.email
            error=error_of("email")
            autocomplete="off"
        />
        <LongField
            id="contact-note"
            label=t!(contacts.note)
            value=draft.note
            error=error_of("note")
        />
    }
}

#[component]
fn NumberLine(draft: Draft, line: Line, submission: Submission) -> impl IntoView {
    let id = IDS.get(line.slot).copied().unwrap_or_default();
    let place = Memo::new(move |_| draft.place_of(line).unwrap_or_default());
    let errors: Vec<Signal<Option<String>>> = FIELDS[FIRST_NUMBER..][..MOST_NUMBERS]
        .iter()
        .map(|field| submission.error_of(field))
        .collect();
    let error = Signal::derive(move || errors.get(place.get())?.get());
    let label = move || text!(contacts.number_of, place = (place.get() + 1).to_string());
    let kind = move || text!(contacts.kind_of, place = (place.get() + 1).to_string());
    let remove = move || {
        text!(
            contacts.remove_number,
            place = (place.get() + 1).to_string()
        )
    };
    let has_others = move || draft.lines.with(|lines| lines.len() > 1);
    let input = NodeRef::<html::Input>::new();
    // A number that was asked for is typed next; those that were there are not.
    if place.get_untracked() > 0 && line.number.with_untracked(String::is_empty) {
        ui::focus_when_there(input);
    }
    let option = move |it: NumberLabel| {
        view! {
            <option value=it.word() prop:selected=move || line.label.get() == it>
                {move || words::of_label(it)}
            </option>
        }
    };
    let choose = move |word: String| {
        let chosen = NumberLabel::ALL.into_iter().find(|it| it.word() == word);
        line.label.set(chosen.unwrap_or_default());
    };
    view! {
        <div class="contact-number">
            <Field
                id
                label=Signal::derive(label)
                value=line.number
                error
                autocomplete="off"
                node_ref=input
            />
            <select
                class="select"
                aria-label=kind
                on:change:target=move |event| choose(event.target().value())
            >
                {NumberLabel::ALL.map(option).collect_view()}
            </select>
            <Show when=has_others>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=remove
                    on:click=move |_| {
                        draft.lines.update(|lines| lines.retain(|it| it.slot != line.slot));
                    }
                >
                    <Icon name="cross" />
                </button>
            </Show>
        </div>
    }
}
