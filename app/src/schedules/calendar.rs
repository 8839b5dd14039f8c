use belroute_shared::{
    error::Code,
    schedules::{
        ScheduleEvent,
        import::{CalendarPreview, LARGEST_FILE},
    },
};
use leptos::{prelude::*, task::spawn_local};
use web_sys::{File, KeyboardEvent};

use super::{
    api::{self, COUNTRIES},
    change::Change,
    offers::Offers,
    opened::Opened,
    owner::Owner,
    picked::{Offer, offers, under_own_names},
    saving::Saving,
    words,
};
use crate::{
    explain::{explain, explain_code},
    form::Form,
    http::Request,
    t, text,
    ui::{Choice, ChooseFile, Note},
};

/// Where events come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The holidays of a country.
    Holidays,
    /// A file.
    File,
}

/// What a calendar has brought to choose from.
#[derive(Clone, Copy)]
pub(super) struct Calendar {
    owner: Owner,
    /// Events that are there already.
    existing: Signal<Vec<ScheduleEvent>>,
    pub(super) preview: RwSignal<Option<CalendarPreview>>,
    /// Which of them are picked, by their places.
    picked: RwSignal<Vec<bool>>,
    country: RwSignal<&'static str>,
    is_busy: RwSignal<bool>,
    refusal: RwSignal<Option<String>>,
    /// Counts requests: an answer that another one has overtaken is dropped.
    asked: StoredValue<u32>,
}

impl Calendar {
    pub(super) fn new(owner: Owner, existing: Signal<Vec<ScheduleEvent>>) -> Self {
        Self {
            owner,
            existing,
            preview: RwSignal::new(None),
            picked: RwSignal::new(Vec::new()),
            country: RwSignal::new(""),
            is_busy: RwSignal::new(false),
            refusal: RwSignal::new(None),
            asked: StoredValue::new(0),
        }
    }

    /// Puts it away.
    pub(super) fn clear(self) {
        self.asked.update_value(|asked| *asked += 1);
        self.preview.set(None);
        self.picked.set(Vec::new());
        self.country.set("");
        self.is_busy.set(false);
        self.refusal.set(None);
    }

    /// What it offers.
    pub(super) fn offers(self) -> Vec<Offer> {
        let existing = self.existing.get();
        let found = self.preview.get().map(|it| it.events);
        offers(found.unwrap_or_default(), &existing)
    }

    /// Whether an offer is picked. What is there already is not taken twice.
    pub(super) fn is_picked(self, place: usize) -> bool {
        self.picked
            .with(|picked| picked.get(place).copied().unwrap_or(false))
    }

    /// Picks an offer, or leaves it.
    pub(super) fn pick(self, place: usize, is_picked: bool) {
        self.refusal.set(None);
        self.picked.update(|picked| {
            if let Some(it) = picked.get_mut(place) {
                *it = is_picked;
            }
        });
    }

    /// Picks all offers, or none.
    pub(super) fn pick_all(self, is_picked: bool) {
        self.refusal.set(None);
        self.picked.update(|picked| picked.fill(is_picked));
    }

    /// The events that are picked, as the schedule can have them.
    pub(super) fn events(self) -> Vec<ScheduleEvent> {
        let offers = self.offers().into_iter().enumerate();
        let picked = offers
            .filter(|(place, offer)| !offer.is_known && self.is_picked(*place))
            .map(|(_, offer)| offer.event);
        under_own_names(picked.collect(), &self.existing.get())
    }

    /// The same for a form that is sent. Where nothing is picked, that is said here and nowhere else.
    pub(super) fn sent_events(self) -> Vec<ScheduleEvent> {
        let events = untrack(|| self.events());
        if events.is_empty() {
            self.refusal
                .set(Some(text!(schedules.pick_some).to_owned()));
        }
        events
    }

    fn fetch(self, request: Request<CalendarPreview>) {
        self.asked.update_value(|asked| *asked += 1);
        let asked = self.asked.get_value();
        self.preview.set(None);
        self.refusal.set(None);
        self.is_busy.set(true);
        spawn_local(async move {
            let answer = request.await;
            if self.asked.try_get_value() != Some(asked) {
                return;
            }
            self.is_busy.set(false);
            match answer {
                Ok(preview) => {
                    self.picked.set(vec![true; preview.events.len()]);
                    self.preview.set(Some(preview));
                }
                Err(error) => self.refusal.set(Some(explain(&error))),
            }
        });
    }

    fn read(self, file: File) {
        #[expect(
            clippy::cast_precision_loss,
            reason = "a quarter of a million is exact"
        )]
        let is_too_large = file.size() > LARGEST_FILE as f64;
        if is_too_large {
            self.clear();
            self.refusal
                .set(Some(explain_code(Code::TooLarge).to_owned()));
            return;
        }
        let owner = self.owner;
        self.fetch(Box::pin(async move { api::preview(owner, &file).await }));
    }

    fn read_country(self, country: &str) {
        let country = COUNTRIES.into_iter().find(|it| *it == country);
        let Some(country) = country else {
            return self.clear();
        };
        self.country.set(country);
        self.fetch(Box::pin(api::holidays(country)));
    }
}

/// Where the events come from, and what they would be.
#[component]
pub(super) fn CalendarChoice(calendar: Calendar, source: Source) -> impl IntoView {
    let is_file = source == Source::File;
    let choose = Callback::new(move |file| calendar.read(file));
    let has_preview = move || calendar.preview.with(Option::is_some);
    view! {
        <div class="calendar" aria-busy=move || calendar.is_busy.get().to_string()>
            {if is_file {
                view! {
                    <ChooseFile
                        icon="calendar"
                        text=t!(schedules.choose_file)
                        kinds=t!(schedules.file_kinds)
                        accept=".ics,text/calendar"
                        on_choose=choose
                    />
                }
                    .into_any()
            } else {
                view! { <Country calendar /> }.into_any()
            }}
            <div role="alert">
                {move || {
                    calendar.refusal.get().map(|text| view! { <Note is_problem=true>{text}</Note> })
                }}
            </div>
            <p class="soft" role="status">
                {move || calendar.is_busy.get().then(t!(schedules.reading))}
            </p>
            <Show when=has_preview>
                <Offers calendar />
            </Show>
        </div>
    }
}

#[component]
fn Country(calendar: Calendar) -> impl IntoView {
    let option = move |country: &'static str| {
        view! {
            <option value=country prop:selected=move || calendar.country.get() == country>
                {move || words::of_country(country)}
            </option>
        }
    };
    view! {
        <div class="field calendar-country">
            <label for="calendar-country">{t!(schedules.country)}</label>
            <select
                id="calendar-country"
                on:change:target=move |event| calendar.read_country(&event.target().value())
            >
                <option value="" prop:selected=move || calendar.country.get().is_empty()>
                    {t!(schedules.choose_country)}
                </option>
                {COUNTRIES.map(option).collect_view()}
            </select>
        </div>
    }
}

/// Events of a calendar for a schedule that is there: chosen, looked at, and only then saved.
#[component]
pub(super) fn ImportInPlace(opened: Opened, on_close: Callback<()>) -> impl IntoView {
    let calendar = Calendar::new(opened.owner, Signal::derive(move || opened.events()));
    let source = RwSignal::new(Source::Holidays);
    let saving = Saving::new(opened, &["events"]);
    let option = |source: Source| {
        (
            source,
            Signal::derive(move || words::of_source(source).to_owned()),
        )
    };
    let on_submit = move |()| {
        let events = calendar.sent_events();
        if !events.is_empty() {
            saving.save(Change::Import(events), move || on_close.run(()));
        }
    };
    let count = Memo::new(move |_| calendar.events().len());
    let submit = Signal::derive(move || words::of_addition(count.get()));
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            on_close.run(());
        }
    };
    let error = saving
        .submission
        .error_in_words("events", |code| match code {
            Code::TooMany => text!(schedules.too_many),
            other => explain_code(other),
        });
    view! {
        <div class="event-body" on:keydown=on_key>
            <Form submission=saving.submission on_submit submit on_cancel=on_close>
                <Choice
                    name="calendar-source"
                    label=t!(schedules.source)
                    options=[Source::Holidays, Source::File].map(option).to_vec()
                    chosen=source
                    on_change=move |it| {
                        calendar.clear();
                        source.set(it);
                    }
                />
                {move || view! { <CalendarChoice calendar source=source.get() /> }}
                {move || error.get().map(|text| view! { <Note is_problem=true>{text}</Note> })}
            </Form>
        </div>
    }
}
