use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::{
    api::CHANGES,
    things,
    words::{ACCOUNT, EXTRA_NUMBERS, NAMES, SELECTED, name_of},
};
use crate::{
    features::MyFeatures,
    paths,
    settings::settings_of,
    t, text,
    ui::{DayField, Icon, Select},
};

/// Lines of one part of the list.
const ROWS: &str = "50";

/// What the address says that is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filters {
    by: String,
    setting: String,
    from: String,
    until: String,
}

impl Filters {
    /// Those of the address.
    pub(super) fn here() -> Memo<Self> {
        let map = use_query_map();
        Memo::new(move |_| {
            let get = |key: &str| map.with(|map| map.get(key)).unwrap_or_default();
            Self {
                by: get("by"),
                setting: get("setting"),
                from: get("from"),
                until: get("until"),
            }
        })
    }

    /// Whether everything is wanted.
    pub(super) fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many of them leave something out.
    fn count(&self) -> usize {
        let all = [&self.by, &self.setting, &self.from, &self.until];
        all.into_iter().filter(|it| !it.is_empty()).count()
    }

    /// Path and query of the request.
    pub(super) fn request(&self) -> String {
        let fixed = [("about", "settings".to_owned()), ("max", ROWS.to_owned())];
        paths::request(CHANGES, fixed.into_iter().chain(self.given()))
    }

    /// The address of the page.
    fn address(&self) -> String {
        paths::request(paths::CHANGES, self.given())
    }

    fn given(&self) -> impl Iterator<Item = (&'static str, String)> {
        // A word of nobody's is no filter.
        let by = ["me", "others"].iter().find(|it| **it == self.by);
        let pairs = [
            ("by", by.copied().unwrap_or_default().to_owned()),
            ("setting", self.setting.clone()),
            ("from", self.from.clone()),
            ("until", self.until.clone()),
        ];
        pairs.into_iter().filter(|(_, value)| !value.is_empty())
    }
}

/// By whom, of which setting, first and last day; all of it stands in the address.
#[component]
pub(super) fn FilterBar(filters: Memo<Filters>) -> impl IntoView {
    let navigate = use_navigate();
    let set = move |write: fn(&mut Filters, String), value: String| {
        let mut wanted = filters.get_untracked();
        write(&mut wanted, value);
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&wanted.address(), options);
    };
    let set = StoredValue::new_local(set);
    let set = move |write: fn(&mut Filters, String), value: String| {
        set.with_value(|set| set(write, value));
    };
    // Where there is room they are always there.
    let is_open = RwSignal::new(false);
    let words = move || match filters.with(Filters::count) {
        0 => text!(audit.filter).to_owned(),
        count => text!(audit.filter_count, count = count.to_string()),
    };
    view! {
        <button
            type="button"
            class="button audit-filter"
            aria-expanded=move || is_open.get().to_string()
            aria-controls="changes-filters"
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            {words}
            <Icon name=Signal::derive(move || if is_open.get() { "up" } else { "down" }) />
        </button>
        <div
            class="audit-filters"
            id="changes-filters"
            data-state=move || is_open.get().then_some("open")
        >
            <Select
                id="changes-by"
                label=t!(changes.by)
                value=Signal::derive(move || filters.with(|it| it.by.clone()))
                options=Signal::derive(people)
                on_change=move |by| set(|filters, by| filters.by = by, by)
            />
            <Select
                id="changes-setting"
                label=t!(changes.setting)
                value=Signal::derive(move || filters.with(|it| it.setting.clone()))
                options=settings()
                on_change=move |setting| set(|filters, setting| filters.setting = setting, setting)
            />
            <DayField
                id="changes-from"
                label=t!(audit.from)
                value=Signal::derive(move || filters.with(|it| it.from.clone()))
                on_change=move |day| set(|filters, day| filters.from = day, day)
            />
            <DayField
                id="changes-until"
                label=t!(audit.until)
                value=Signal::derive(move || filters.with(|it| it.until.clone()))
                on_change=move |day| set(|filters, day| filters.until = day, day)
            />
        </div>
    }
}

/// A word of the address, and what it says.
type Choice = (String, String);

fn people() -> Vec<Choice> {
    let choice = |word: &str, text: &str| (word.to_owned(), text.to_owned());
    vec![
        choice("", text!(changes.by_everybody)),
        choice("me", text!(changes.by_me)),
        choice("others", text!(changes.by_others)),
    ]
}

/// The settings that the user has, by their names.
fn settings() -> Signal<Vec<Choice>> {
    let features = MyFeatures::get();
    Signal::derive(move || {
        let all = (String::new(), text!(changes.setting_all).to_owned());
        let rows = settings_of(features).into_iter();
        let rows = rows.map(|(name, settings)| (settings.join(","), name.to_owned()));
        let others = [
            things::SCHEDULES,
            things::CONTACTS,
            things::SPEED_DIALS,
            SELECTED,
            ACCOUNT,
            NAMES,
            EXTRA_NUMBERS,
        ]
        .into_iter();
        let others = others.filter_map(|it| Some((it.to_owned(), name_of(it)?.to_owned())));
        [all].into_iter().chain(rows).chain(others).collect()
    })
}
