//! What is looked for among all calls. It stands in the address and nowhere else.

use belroute_shared::{calls::CallQuery, ids::CallId, search::MAX_QUERY};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_query_map},
};

use super::narrow::{Lengths, Lines, Orders, Outcomes, When, WithMessage};
use crate::{
    paths, t, text,
    ui::{self, Icon},
};

/// What the address asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) query: CallQuery,
    /// Something was left out, because nobody offers it.
    pub(super) is_cut: bool,
}

impl Asked {
    /// What that of the page asks for.
    pub(super) fn here() -> Memo<Self> {
        let map = use_query_map();
        Memo::new(move |_| {
            let pairs: Vec<_> = map.get().into_iter().collect();
            let pairs = pairs.iter().map(|(name, value)| (&**name, value.as_str()));
            let (query, refused) = CallQuery::read(pairs);
            Self {
                query,
                is_cut: !refused.is_empty(),
            }
        })
    }
}

/// The list of what is looked for, and a call opened over it.
pub(super) fn path(query: &CallQuery, call: Option<CallId>) -> String {
    let path = call.map_or_else(
        || paths::CALLS.to_owned(),
        |id| format!("{}/{id}", paths::CALLS),
    );
    paths::request(&path, query.pairs())
}

/// Only what the tabs say, in the same order.
pub(super) fn without_filters(query: &CallQuery) -> CallQuery {
    CallQuery {
        filter: query.filter,
        order: query.order,
        ..CallQuery::default()
    }
}

/// Leads to the list of what is looked for.
type Lead = Box<dyn Fn(&CallQuery)>;

/// Changes what is looked for. The way back leads to the page before, not through each letter.
#[derive(Clone, Copy)]
pub(super) struct Go(StoredValue<Lead, LocalStorage>, Memo<CallQuery>);

impl Go {
    pub(super) fn from(query: Memo<CallQuery>) -> Self {
        let navigate = use_navigate();
        let go = move |wanted: &CallQuery| {
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&path(wanted, None), options);
        };
        Self(StoredValue::new_local(Box::new(go)), query)
    }

    pub(super) fn to(self, change: impl FnOnce(&mut CallQuery)) {
        let mut wanted = self.1.get_untracked();
        change(&mut wanted);
        self.0.with_value(|go| go(&wanted));
    }
}

/// The box for a name or a number.
#[component]
pub(super) fn Find(query: Memo<CallQuery>) -> impl IntoView {
    let go = Go::from(query);
    let find = move |text: String| {
        go.to(|query| query.text = text.chars().take(MAX_QUERY).collect());
    };
    view! {
        <div class="calls-find">
            <ui::Find
                label=t!(calls.find)
                value=Signal::derive(move || query.with(|it| it.text.clone()))
                on_type=find
            />
        </div>
    }
}

/// Everything else that calls are narrowed down by.
#[component]
pub(super) fn Narrow(query: Memo<CallQuery>) -> impl IntoView {
    // Where there is room they are always there.
    let is_open = RwSignal::new(false);
    let words = move || match query.with(CallQuery::count) {
        0 => text!(audit.filter).to_owned(),
        count => text!(audit.filter_count, count = count.to_string()),
    };
    view! {
        <button
            type="button"
            class="button audit-filter"
            aria-expanded=move || is_open.get().to_string()
            aria-controls="calls-filters"
            on:click=move |_| is_open.update(|open| *open = !*open)
        >
            {words}
            <Icon name=Signal::derive(move || if is_open.get() { "up" } else { "down" }) />
        </button>
        <div
            class="audit-filters"
            id="calls-filters"
            role="group"
            aria-label=t!(calls.filters)
            data-state=move || is_open.get().then_some("open")
        >
            <Outcomes query />
            <When query />
            <Lines query />
            <Lengths query />
            <Orders query />
            <WithMessage query />
        </div>
    }
}
