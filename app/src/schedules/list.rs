use belroute_shared::schedules::{Schedule, ScheduleLevel, ScheduleType, WholeSchedules};
use leptos::prelude::*;

use super::{
    api, now::local_now, opened::is_about_schedules, owner::Owner, standing::StandingChip, words,
};
use crate::{
    awaited::Awaited,
    fetched::Fetched,
    live::Live,
    t, text,
    ui::{self, Empty, Icon},
};

/// The schedules of an owner. A user sees those of his company as well, which he can use.
#[component]
pub(super) fn ScheduleLists(owner: Owner) -> impl IntoView {
    ui::title(|| text!(schedules.title).to_owned());
    let all = Fetched::idle(api::list).started();
    Live::get().on(move |event| {
        if is_about_schedules(event) {
            all.refetch();
        }
    });
    view! {
        <section class="card" aria-labelledby="schedules-heading">
            <header class="card-head">
                <h2 id="schedules-heading">
                    {move || match owner {
                        Owner::Mine => text!(schedules.mine),
                        Owner::Company => text!(schedules.title),
                    }}
                </h2>
                <a class="button main schedule-add" href=owner.new_page()>
                    <Icon name="plus" />
                    {t!(schedules.add)}
                </a>
            </header>
            <Awaited wait=all rows=4>
                <Rows owner all level=owner.level() />
            </Awaited>
        </section>
        {(owner == Owner::Mine)
            .then(|| {
                view! {
                    <section class="card" aria-labelledby="company-schedules-heading">
                        <header class="card-head">
                            <h2 id="company-schedules-heading">{t!(schedules.company)}</h2>
                            <p class="soft small">{t!(schedules.company_text)}</p>
                        </header>
                        <Awaited wait=all rows=4>
                            <Rows owner all level=ScheduleLevel::Location />
                        </Awaited>
                    </section>
                }
            })}
    }
}

/// The schedules of one level.
#[component]
fn Rows(owner: Owner, all: Fetched<WholeSchedules>, level: ScheduleLevel) -> impl IntoView {
    let listed = Memo::new(move |_| {
        all.with(|all| {
            let all = all.into_iter().flat_map(|all| &all.schedules);
            all.filter(|it| it.level == level)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let is_empty = move || listed.with(Vec::is_empty);
    let (title, text) = if owner.may_change(level) {
        (
            t!(schedules.none),
            match owner {
                Owner::Mine => t!(schedules.none_text),
                Owner::Company => t!(schedules.none_company_text),
            },
        )
    } else {
        (
            t!(schedules.none_of_company),
            t!(schedules.none_of_company_text),
        )
    };
    view! {
        <Show
            when=move || !is_empty()
            fallback=move || view! { <Empty icon="calendar" title text /> }
        >
            <ul>
                {move || {
                    let rows = listed.get().into_iter();
                    rows.map(|it| view! { <Row owner it /> }).collect_view()
                }}
            </ul>
        </Show>
    }
}

#[component]
fn Row(owner: Owner, it: Schedule) -> impl IntoView {
    let now = local_now();
    let kind = it.kind;
    let events = Memo::new(move |_| it.events.clone());
    let when = move || {
        let now = now.get()?;
        Some(events.with(|events| words::of_events(kind, events, now)))
    };
    let icon = match kind {
        ScheduleType::BusinessHours => "clock",
        ScheduleType::Holidays => "calendar",
    };
    let is_empty = events.with_untracked(Vec::is_empty);
    let is_shut = !owner.may_change(it.level);
    view! {
        <li class="schedule-row">
            <span class="company-icon">
                <Icon name=icon />
            </span>
            <span class="company-words">
                <a class="company-link" href=owner.page(kind, it.id)>
                    {it.name}
                </a>
                <small>{when}</small>
            </span>
            <span class="schedule-marks">
                {(!is_empty).then(|| view! { <StandingChip events now /> })}
                <span class="chip">
                    {is_shut.then(|| view! { <Icon name="lock" /> })}
                    {move || words::of_kind(kind)}
                </span>
            </span>
        </li>
    }
}
