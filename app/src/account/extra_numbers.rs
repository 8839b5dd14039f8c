use belroute_shared::{
    error::Code,
    extra_numbers::{
        ExtraNumber, ExtraNumberLabel, ExtraNumbers, MOST_EXTRA_NUMBERS, ShownExtraNumbers,
        number_field,
    },
    live::LiveEvent,
    settings::Setting as _,
    typed_number::TypedNumber,
};
use leptos::{html, prelude::*, task::spawn_local};

use super::api;
use crate::{
    awaited::Awaited,
    explain::explain_code,
    fetched::Fetched,
    form::{Form, Submission},
    http::Tagged,
    intl,
    live::Live,
    t, text,
    ui::{self, Field, Icon, KeptFocus, SaveNote, Tick},
};

/// An id of the page for each number, and for what can be ticked beside it.
const IDS: [(&str, &str); MOST_EXTRA_NUMBERS] = [
    ("extra-number-1", "extra-number-1-shown"),
    ("extra-number-2", "extra-number-2-shown"),
    ("extra-number-3", "extra-number-3-shown"),
    ("extra-number-4", "extra-number-4-shown"),
    ("extra-number-5", "extra-number-5-shown"),
];

/// One number while it is typed.
#[derive(Clone, Copy, PartialEq)]
struct Line {
    /// Which of [`IDS`] it has, wherever it stands.
    slot: usize,
    number: RwSignal<String>,
    label: RwSignal<ExtraNumberLabel>,
    is_shown: RwSignal<bool>,
}

impl Line {
    fn new(slot: usize) -> Self {
        Self {
            slot,
            number: RwSignal::new(String::new()),
            label: RwSignal::new(ExtraNumberLabel::default()),
            is_shown: RwSignal::new(false),
        }
    }
}

/// The numbers while they are typed, and as they were last read.
#[derive(Clone, Copy)]
struct Lines {
    /// Every line that there may be. They belong to the form, not to a button that goes when there is
    /// no room for more.
    slots: StoredValue<[Line; MOST_EXTRA_NUMBERS]>,
    /// Those that there are.
    all: RwSignal<Vec<Line>>,
    begun: StoredValue<ExtraNumbers>,
    tag: StoredValue<Option<String>>,
}

impl Lines {
    fn of(read: Tagged<ShownExtraNumbers>) -> Self {
        let lines = Self {
            slots: StoredValue::new(std::array::from_fn(Line::new)),
            all: RwSignal::new(Vec::new()),
            begun: StoredValue::new(ExtraNumbers::default()),
            tag: StoredValue::new(None),
        };
        lines.fill(read);
        lines
    }

    /// Begins anew with these.
    fn fill(self, read: Tagged<ShownExtraNumbers>) {
        // A line that is drawn stays, so that the focus does.
        let drawn = self.all.try_get_untracked().unwrap_or_default();
        let slots = self.slots.try_get_value().into_iter().flatten();
        let free = slots.filter(|line| !drawn.contains(line));
        let lines = drawn.iter().copied().chain(free);
        let lines: Vec<Line> = lines
            .zip(read.value.extra_numbers)
            .map(|(line, it)| {
                let _ = line.number.try_set(it.display);
                let _ = line.label.try_set(it.extra_number.label);
                let _ = line.is_shown.try_set(it.extra_number.shown_to_colleagues);
                line
            })
            .collect();
        let _ = self.all.try_set(lines);
        let _ = self.begun.try_set_value(self.typed());
        let _ = self.tag.try_set_value(read.tag);
    }

    fn typed(self) -> ExtraNumbers {
        let lines = self.all.try_get_untracked().unwrap_or_default();
        let number = |line: Line| ExtraNumber {
            number: TypedNumber::new(line.number.get_untracked()),
            label: line.label.get_untracked(),
            shown_to_colleagues: line.is_shown.get_untracked(),
        };
        ExtraNumbers {
            extra_numbers: lines.into_iter().map(number).collect(),
        }
    }

    /// Whether something was typed since they were read; so, too, once the page has gone.
    fn is_changed(self) -> bool {
        let begun = self.begun.try_get_value();
        begun != Some(self.typed())
    }

    fn add(self) {
        let is_free = |line: &Line| self.all.with_untracked(|lines| !lines.contains(line));
        if let Some(line) = self.slots.get_value().into_iter().find(is_free) {
            line.number.set(String::new());
            line.label.set(ExtraNumberLabel::default());
            line.is_shown.set(false);
            self.all.update(|lines| lines.push(line));
        }
    }

    fn place_of(self, line: Line) -> Option<usize> {
        self.all
            .with(|lines| lines.iter().position(|other| other.slot == line.slot))
    }
}

/// Further numbers on which the user can be reached.
#[component]
pub(super) fn ExtraNumbersGroup() -> impl IntoView {
    let read = Fetched::idle(api::extra_numbers).started();
    let content = move || read.get_untracked().map(|read| view! { <Writing read /> });
    view! {
        <section class="extra-numbers" aria-labelledby="extra-numbers-title">
            <h3 id="extra-numbers-title">{t!(extra_numbers.title)}</h3>
            <p class="soft small">{t!(extra_numbers.text)}</p>
            <Awaited wait=read rows=2>
                {content}
            </Awaited>
        </section>
    }
}

#[component]
fn Writing(read: Tagged<ShownExtraNumbers>) -> impl IntoView {
    let lines = Lines::of(read);
    let submission = Submission::new(&["extraNumbers*"]);
    let saved = RwSignal::new(false);
    // What is changed elsewhere is shown, unless something is being typed here.
    let follow = move || {
        if submission.is_under_way() || lines.is_changed() {
            return;
        }
        spawn_local(async move {
            if let Ok(now) = api::extra_numbers().await
                && !lines.is_changed()
                && lines.tag.try_get_value() != Some(now.tag.clone())
            {
                lines.fill(now);
            }
        });
    };
    Live::get().on(move |event| {
        let is_news = match event {
            LiveEvent::Setting { setting } => setting == ExtraNumbers::NAME,
            LiveEvent::Resync => true,
            _ => false,
        };
        if is_news {
            follow();
        }
    });
    let on_submit = move |()| {
        saved.set(false);
        let typed = lines.typed();
        if !submission.passes(typed.look()) {
            return;
        }
        let save = api::replace_extra_numbers(typed, lines.tag.get_value());
        submission.send_and(save, move |answer| match answer {
            Ok(now) => {
                lines.fill(now);
                saved.set(true);
            }
            Err(refused) => {
                if refused.code() == Some(Code::Stale) {
                    // What was typed stays, and is what there is once it is sent again.
                    spawn_local(async move {
                        if let Ok(now) = api::extra_numbers().await {
                            let _ = lines.tag.try_set_value(now.tag);
                        }
                    });
                }
                submission.refuse(refused);
            }
        });
    };
    let outcome: Signal<Option<Result<String, String>>> =
        Signal::derive(move || saved.get().then(|| Ok(text!(action.saved).to_owned())));
    let note = ViewFn::from(move || view! { <SaveNote outcome /> });
    let has_room = move || lines.all.with(|lines| lines.len() < MOST_EXTRA_NUMBERS);
    let is_empty = move || lines.all.with(Vec::is_empty);
    view! {
        <Form submission on_submit submit=t!(extra_numbers.save) beside=note>
            <Show when=is_empty>
                <p>{t!(extra_numbers.none)}</p>
            </Show>
            <For each=move || lines.all.get() key=|line| line.slot let:line>
                <NumberLine lines line submission />
            </For>
            <Show
                when=has_room
                fallback=move || view! { <p class="soft small">{most}</p> }
            >
                <button type="button" class="button quiet" on:click=move |_| lines.add()>
                    <Icon name="plus" />
                    {t!(extra_numbers.add)}
                </button>
            </Show>
        </Form>
    }
}

fn most() -> String {
    let count = u32::try_from(MOST_EXTRA_NUMBERS).unwrap_or(u32::MAX);
    text!(extra_numbers.most, count = intl::count(count))
}

#[component]
fn NumberLine(lines: Lines, line: Line, submission: Submission) -> impl IntoView {
    let (id, shown_id) = IDS.get(line.slot).copied().unwrap_or_default();
    let place = Memo::new(move |_| lines.place_of(line).unwrap_or_default());
    let error = Signal::derive(move || {
        let place = place.get();
        let of_all = (place == 0).then(|| submission.error_at("extraNumbers", explain_code));
        let its = submission.error_at(&number_field(place), explain_code);
        its.or(of_all.flatten())
    });
    let written = move || (place.get() + 1).to_string();
    let focus = KeptFocus::new();
    let input = NodeRef::<html::Input>::new();
    // A number that was asked for is typed next; those that were there are not.
    if line.number.with_untracked(String::is_empty) {
        ui::focus_when_there(input);
    }
    let option = move |it: ExtraNumberLabel| {
        view! {
            <option value=it.word() prop:selected=move || line.label.get() == it>
                {move || super::words::of_label(it)}
            </option>
        }
    };
    let choose = move |word: String| {
        let mut all = ExtraNumberLabel::ALL.into_iter();
        let chosen = all.find(|it| it.word() == word);
        line.label.set(chosen.unwrap_or_default());
    };
    view! {
        <div class="labelled-number">
            <Field
                id
                label=Signal::derive(move || text!(extra_numbers.number_of, place = written()))
                value=line.number
                error
                autocomplete="off"
                keys="tel"
                node_ref=input
            />
            <select
                class="select"
                aria-label=move || text!(extra_numbers.kind_of, place = written())
                on:change:target=move |event| choose(event.target().value())
            >
                {ExtraNumberLabel::ALL.map(option).collect_view()}
            </select>
            <button
                type="button"
                class="icon-button"
                aria-label=move || text!(extra_numbers.remove, place = written())
                on:click=move |event| {
                    focus.press(&event);
                    // What is wrong is told by the places, which are others now.
                    submission.clear();
                    lines.all.update(|lines| lines.retain(|it| it.slot != line.slot));
                }
            >
                <Icon name="cross" />
            </button>
            <Tick
                id=shown_id
                label=Signal::derive(move || text!(extra_numbers.shown_of, place = written()))
                value=line.is_shown
            />
        </div>
    }
}
