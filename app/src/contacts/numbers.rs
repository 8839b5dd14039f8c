use belroute_shared::{
    contacts::{LabelledNumber, MOST_NUMBERS, NumberLabel, number_field},
    error::Code,
};
use leptos::{html, prelude::*};

use crate::{
    company::words,
    explain::explain_code,
    form::Submission,
    t, text,
    ui::{self, Field, Icon},
};

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

impl Line {
    fn new(slot: usize) -> Self {
        Self {
            slot,
            number: RwSignal::new(String::new()),
            label: RwSignal::new(NumberLabel::Work),
        }
    }

    fn fill(self, number: String, label: NumberLabel) -> Self {
        self.number.set(number);
        self.label.set(label);
        self
    }
}

/// The numbers of a contact while they are typed; there is always a line to type in.
#[derive(Clone, Copy)]
pub(super) struct Lines {
    /// Every line that there may be. They belong to the form, not to a button that goes when there is
    /// no room for more.
    slots: StoredValue<[Line; MOST_NUMBERS]>,
    /// Those that there are.
    all: RwSignal<Vec<Line>>,
}

impl Lines {
    pub(super) fn of(saved: Vec<LabelledNumber>) -> Self {
        let lines = Self {
            slots: StoredValue::new(std::array::from_fn(Line::new)),
            all: RwSignal::new(Vec::new()),
        };
        lines.fill(saved);
        lines
    }

    /// Begins anew with these.
    pub(super) fn fill(self, saved: Vec<LabelledNumber>) {
        let line = |(line, saved): (Line, LabelledNumber)| {
            let number = if saved.display.is_empty() {
                saved.number
            } else {
                saved.display
            };
            line.fill(number, saved.label)
        };
        let slots = self.slots.get_value().into_iter();
        self.all.set(slots.zip(saved).map(line).collect());
        if self.all.with_untracked(Vec::is_empty) {
            self.add();
        }
    }

    /// What was typed. Numbers that were left empty are taken away first, so that what is wrong is
    /// told beside the right one.
    pub(super) fn typed(self) -> Vec<LabelledNumber> {
        let is_typed = |line: &Line| line.number.with_untracked(|it| !it.trim().is_empty());
        let has_empty = self
            .all
            .with_untracked(|lines| lines.len() > 1 && !lines.iter().all(is_typed));
        if has_empty {
            self.all.update(|lines| {
                let first = lines.first().copied();
                lines.retain(is_typed);
                if lines.is_empty() {
                    lines.extend(first);
                }
            });
        }
        let lines = self.all.get_untracked();
        let number = |line: Line| LabelledNumber {
            number: line.number.get_untracked(),
            label: line.label.get_untracked(),
            display: String::new(),
        };
        lines.into_iter().filter(is_typed).map(number).collect()
    }

    fn add(self) {
        let is_free = |line: &Line| self.all.with_untracked(|lines| !lines.contains(line));
        if let Some(line) = self.slots.get_value().into_iter().find(is_free) {
            let label = if self.all.with_untracked(Vec::is_empty) {
                NumberLabel::Work
            } else {
                NumberLabel::Mobile
            };
            let line = line.fill(String::new(), label);
            self.all.update(|lines| lines.push(line));
        }
    }

    fn place_of(self, line: Line) -> Option<usize> {
        self.all
            .with(|lines| lines.iter().position(|other| other.slot == line.slot))
    }
}

/// The lines, and a button for another.
#[component]
pub(super) fn NumberFields(
    lines: Lines,
    submission: Submission,
    /// What is said where there is no number.
    none: fn(Code) -> &'static str,
) -> impl IntoView {
    let has_room = move || lines.all.with(|lines| lines.len() < MOST_NUMBERS);
    view! {
        <fieldset class="contact-numbers">
            <legend class="visually-hidden">{t!(contacts.numbers)}</legend>
            <For each=move || lines.all.get() key=|line| line.slot let:line>
                <NumberLine lines line submission none />
            </For>
            <Show when=has_room>
                <button type="button" class="button quiet" on:click=move |_| lines.add()>
                    <Icon name="plus" />
                    {t!(contacts.add_number)}
                </button>
            </Show>
        </fieldset>
    }
}

#[component]
fn NumberLine(
    lines: Lines,
    line: Line,
    submission: Submission,
    none: fn(Code) -> &'static str,
) -> impl IntoView {
    let id = IDS.get(line.slot).copied().unwrap_or_default();
    let place = Memo::new(move |_| lines.place_of(line).unwrap_or_default());
    let error = Signal::derive(move || {
        let place = place.get();
        let of_all = (place == 0).then(|| submission.error_at("numbers", none));
        let its = submission.error_at(&number_field(place), explain_code);
        its.or(of_all.flatten())
    });
    let written = move || (place.get() + 1).to_string();
    let has_others = move || lines.all.with(|lines| lines.len() > 1);
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
        <div class="labelled-number">
            <Field
                id
                label=Signal::derive(move || text!(contacts.number_of, place = written()))
                value=line.number
                error
                autocomplete="off"
                node_ref=input
            />
            <select
                class="select"
                aria-label=move || text!(contacts.kind_of, place = written())
                on:change:target=move |event| choose(event.target().value())
            >
                {NumberLabel::ALL.map(option).collect_view()}
            </select>
            <Show when=has_others>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=move || text!(contacts.remove_number, place = written())
                    on:click=move |_| {
                        lines.all.update(|lines| lines.retain(|it| it.slot != line.slot));
                    }
                >
                    <Icon name="cross" />
                </button>
            </Show>
        </div>
    }
}
