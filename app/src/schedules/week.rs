use belroute_shared::{
    civil::{read_date, write_date},
    schedules::{Standing, days_later, monday_of, standing, week},
};
use jiff::civil::{Date, DateTime};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};

use super::{
    days::{Piece, WeekDay, days, minute_of},
    opened::Opened,
    words,
};
use crate::{intl::wall, paths, t, text, ui::Icon};

/// One week of the schedule, day below day: a bar from midnight to midnight, and beside it the same
/// in words. The week stands in the address.
#[component]
pub(super) fn Week(opened: Opened) -> impl IntoView {
    let map = use_query_map();
    let today = opened.today;
    let monday = Memo::new(move |_| {
        let wanted = map.with(|map| map.get("week"));
        let wanted = wanted.and_then(|text| read_date(&text));
        monday_of(wanted.unwrap_or_else(|| today.get()))
    });
    let path = use_location().pathname;
    let navigate = use_navigate();
    let show = Callback::new(move |day: Date| {
        let day = monday_of(day);
        let week = (day != monday_of(today.get_untracked())).then(|| ("week", write_date(day)));
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&paths::request(&path.get_untracked(), week), options);
    });
    let shown = Memo::new(move |_| opened.events_with_draft());
    let of_week = Memo::new(move |_| {
        let monday = monday.get();
        shown.with(|(events, _)| days(&week(events, monday), monday))
    });
    let is_draft = move || shown.with(|(_, is_draft)| *is_draft);
    view! {
        <section class="card schedule-card" aria-labelledby="week-heading">
            <header class="week-head">
                <h2 id="week-heading" aria-live="polite">
                    {move || words::of_week_from(monday.get())}
                </h2>
                <Steps monday today show />
            </header>
            <ol class="week" data-state=move || is_draft().then_some("draft")>
                {move || {
                    of_week
                        .get()
                        .into_iter()
                        .map(|day| view! { <Day day now=opened.now today /> })
                        .collect_view()
                }}
            </ol>
            <p class="week-scale" aria-hidden="true">
                <span class="week-hours-scale">
                    {[0, 6, 12, 18, 24].map(|hour| view! { <span>{hour}</span> }).collect_view()}
                </span>
            </p>
            <Show when=is_draft>
                <p class="week-note">{t!(schedules.with_draft)}</p>
            </Show>
            <Elsewhere opened monday of_week show />
        </section>
    }
}

/// To the weeks beside it, and back to the present one.
#[component]
fn Steps(monday: Memo<Date>, today: Memo<Date>, show: Callback<Date>) -> impl IntoView {
    let is_present = Memo::new(move |_| monday.get() == monday_of(today.get()));
    let step = move |days: i64| show.run(days_later(monday.get_untracked(), days));
    view! {
        <div class="week-steps">
            <button
                type="button"
                class="icon-button"
                aria-label=t!(schedules.week_before)
                on:click=move |_| step(-7)
            >
                <Icon name="back" />
            </button>
            <button
                type="button"
                class="button quiet"
                aria-disabled=move || is_present.get().to_string()
                on:click=move |_| show.run(today.get_untracked())
            >
                {t!(schedules.this_week)}
            </button>
            <button
                type="button"
                class="icon-button"
                aria-label=t!(schedules.week_after)
                on:click=move |_| step(7)
            >
                <Icon name="next" />
            </button>
        </div>
    }
}

/// A day. The bar is a drawing of what stands beside it.
#[component]
fn Day(day: WeekDay, now: Memo<Option<DateTime>>, today: Memo<Date>) -> impl IntoView {
    let WeekDay { day, pieces } = day;
    let is_today = move || day == today.get();
    let minute = move || {
        let now = now.get().filter(|now| now.date() == day)?;
        Some(minute_of(now.time()))
    };
    let bar = |piece: &Piece| {
        let (from, long) = (piece.from, piece.until - piece.from);
        view! { <rect class="week-force" x=from.to_string() y="0" width=long.to_string() height="1" /> }
    };
    let bars = pieces.iter().map(bar).collect_view();
    let is_empty = pieces.is_empty();
    let hours = move || {
        // Between two times a line may be broken, within one it may not.
        let told = pieces.iter().enumerate().map(|(place, piece)| {
            let before = if place == 0 { "" } else { ", " };
            view! {
                {before}
                <span class="week-piece">{words::of_piece(*piece)}</span>
            }
        });
        told.collect_view()
    };
    view! {
        <li class="week-day" aria-current=move || is_today().then_some("date")>
            <span class="week-name">
                <b>{move || wall::short_weekday(belroute_shared::schedules::weekday_of(day))}</b>
                <span>{day.day().to_string()}</span>
                <Show when=is_today>
                    <span class="visually-hidden">{t!(schedules.today)}</span>
                </Show>
            </span>
            <svg
                class="week-bar"
                viewBox="0 0 1440 1"
                preserveAspectRatio="none"
                aria-hidden="true"
                focusable="false"
            >
                {bars}
                <path class="week-hour" d="M360 0V1M720 0V1M1080 0V1" />
                {move || {
                    minute()
                        .map(|minute| {
                            view! { <path class="week-now" d=format!("M{minute} 0V1") /> }
                        })
                }}
            </svg>
            <span class="week-hours" class:none=is_empty>
                {is_empty.then(|| t!(schedules.not_in_force))}
                {hours}
            </span>
        </li>
    }
}

/// Where the schedule is in force if not in this week, and the way there.
#[component]
fn Elsewhere(
    opened: Opened,
    monday: Memo<Date>,
    of_week: Memo<Vec<WeekDay>>,
    show: Callback<Date>,
) -> impl IntoView {
    let next = Memo::new(move |_| {
        let is_empty = of_week.with(|days| days.iter().all(|day| day.pieces.is_empty()));
        let end = days_later(monday.get(), 7).at(0, 0, 0, 0);
        let (events, _) = opened.events_with_draft();
        match standing(&events, end) {
            _ if !is_empty => None,
            Standing::InForce { .. } => Some(end.date()),
            Standing::Ahead { from } => Some(from.date()),
            Standing::Over => None,
        }
    });
    move || {
        next.get().map(|day| {
            view! {
                <p class="week-note">
                    {t!(schedules.not_this_week)} " "
                    <button type="button" class="link" on:click=move |_| show.run(day)>
                        {move || text!(schedules.show_next, day = wall::day_with_year(day))}
                    </button>
                </p>
            }
        })
    }
}
