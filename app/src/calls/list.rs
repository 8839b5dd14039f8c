use std::collections::HashMap;

use belroute_shared::{
    calls::{Call, CallFilter},
    ids::CallId,
};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{api::Listed, row::CallRow};
use crate::{
    awaited::Awaited,
    clock::{self, Minute},
    explain::explain,
    fetched::Fetched,
    intl, t, text,
    ui::{Empty, Note},
};

/// Calls of one day, newest first.
#[derive(Clone, PartialEq)]
struct Day {
    key: String,
    moment: Timestamp,
    calls: Vec<CallId>,
}

/// A list of calls in one of its states: loading, failed, empty, or filled and perhaps out of date.
#[component]
pub(super) fn CallList(
    shown: Signal<Fetched<Listed>>,
    /// Leads to the details.
    path_of: Callback<CallId, String>,
    /// Stands there when there are none.
    #[prop(into)]
    empty: ViewFn,
) -> impl IntoView {
    let empty = StoredValue::new(empty);
    let is_empty = Signal::derive(move || {
        shown
            .get()
            .with(|listed| listed.is_none_or(|listed| listed.calls.is_empty()))
    });
    view! {
        <OutOfDate shown />
        {move || {
            view! {
                <Awaited wait=shown.get() rows=8>
                    <Show when=move || is_empty.get() fallback=move || view! { <Days shown path_of /> }>
                        {move || empty.with_value(ViewFn::run)}
                    </Show>
                </Awaited>
            }
        }}
    }
}

/// Says that the list could not be renewed, and from when it is.
#[component]
fn OutOfDate(shown: Signal<Fetched<Listed>>) -> impl IntoView {
    let now = Minute::signal();
    move || {
        let shown = shown.get();
        let (error, at) = (shown.error()?, shown.fetched_at()?);
        let since = intl::moment(at, now.get());
        Some(view! {
            <Note>
                {explain(&error)} " " {text!(live.as_of, time = since)}
                <button type="button" class="link" on:click=move |_| shown.refetch()>
                    {t!(action.retry)}
                </button>
            </Note>
        })
    }
}

/// Says that there are no calls of a kind at all.
#[component]
pub(super) fn NoCalls(filter: CallFilter) -> impl IntoView {
    match filter {
        CallFilter::All => view! {
            <Empty icon="phone" title=t!(calls.none) text=t!(calls.none_text) />
        },
        CallFilter::Missed => view! {
            <Empty icon="check" title=t!(calls.none_missed) text=t!(calls.none_missed_text) />
        },
        CallFilter::Incoming => view! {
            <Empty icon="incoming" title=t!(calls.none_incoming) text=t!(calls.none_text) />
        },
        CallFilter::Outgoing => view! {
            <Empty icon="outgoing" title=t!(calls.none_outgoing) text=t!(calls.none_text) />
        },
    }
}

/// Calls that go on, then the others by day. Rows are kept while they stay in the list, so that the
/// focus and the place on the page do, too.
#[component]
fn Days(shown: Signal<Fetched<Listed>>, path_of: Callback<CallId, String>) -> impl IntoView {
    let calls = Memo::new(move |_| {
        shown.get().with(|listed| {
            let calls = listed.map(|listed| listed.calls.iter());
            calls
                .into_iter()
                .flatten()
                .map(|call| (call.id, call.clone()))
                .collect::<HashMap<_, _>>()
        })
    });
    let live = Memo::new(move |_| shown.get().with(live_calls_of));
    let days = Memo::new(move |_| shown.get().with(days_of));
    let second = clock::second_while(Signal::derive(move || live.with(|live| !live.is_empty())));
    let now = Minute::signal();

    let row = move |id: CallId| {
        let call = Memo::new(move |last: Option<&Option<Call>>| {
            calls
                .with(|calls| calls.get(&id).cloned())
                .or_else(|| last.cloned().flatten())
        });
        view! { <CallRow id call second path_of /> }
    };
    let day = move |day: Day| {
        let (key, moment) = (day.key, day.moment);
        let ids = Memo::new({
            let key = key.clone();
            move |_| {
                days.with(|days| {
                    let day = days.iter().find(|day| day.key == key);
                    day.map(|day| day.calls.clone()).unwrap_or_default()
                })
            }
        });
        let heading = format!("day-{key}");
        view! {
            <section aria-labelledby=heading.clone()>
                <h2 class="day" id=heading.clone()>
                    {move || intl::day(moment, now.get())}
                </h2>
                <ul>
                    <For each=move || ids.get() key=|id| *id children=row />
                </ul>
            </section>
        }
    };
    view! {
        <div class="call-days">
            <ul class="live-calls" aria-label=t!(calls.going_on)>
                <For each=move || live.get() key=|id| *id children=row />
            </ul>
            <For each=move || days.get() key=|day| day.key.clone() children=day />
        </div>
    }
}

fn live_calls_of(listed: Option<&Listed>) -> Vec<CallId> {
    let calls = listed.map(|listed| listed.calls.iter());
    let live = calls
        .into_iter()
        .flatten()
        .filter(|call| call.outcome.is_live());
    live.map(|call| call.id).collect()
}

fn days_of(listed: Option<&Listed>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    let calls = listed.map(|listed| listed.calls.iter());
    for call in calls
        .into_iter()
        .flatten()
        .filter(|call| !call.outcome.is_live())
    {
        let key = intl::day_key(call.started_at);
        match days.last_mut() {
            Some(day) if day.key == key => day.calls.push(call.id),
            _ => days.push(Day {
                key,
                moment: call.started_at,
                calls: vec![call.id],
            }),
        }
    }
    days
}
