//! What one reads about schedules, in the language of the panel.

mod choices;
mod event;

use belroute_shared::schedules::{
    ScheduleEvent, ScheduleType, Standing, days_later, standing, week_number,
};
use jiff::civil::{Date, DateTime, Time};

use super::{
    days::{Piece, time_of},
    near::Near,
    order::in_order,
};
use crate::{
    intl::{self, wall},
    text,
};
pub(super) use choices::{
    of_addition, of_all, of_change, of_country, of_lasts, of_left_out, of_more, of_reason,
    of_repeats, of_source, of_start,
};
pub(super) use event::of_event;
use event::until_midnight;

/// What a schedule is for.
pub(super) fn of_kind(kind: ScheduleType) -> &'static str {
    match kind {
        ScheduleType::BusinessHours => text!(schedules.business_hours),
        ScheduleType::Holidays => text!(schedules.holidays),
    }
}

/// When a schedule is in force, as short as a list has room for: what comes next, and how much
/// more there is.
pub(super) fn of_events(kind: ScheduleType, events: &[ScheduleEvent], now: DateTime) -> String {
    let Some(event) = in_order(kind, events, now).into_iter().next() else {
        return text!(schedules.empty).to_owned();
    };
    let when = of_event(event, now.date());
    let when = match kind {
        ScheduleType::BusinessHours => when,
        ScheduleType::Holidays => format!("{}: {when}", event.name),
    };
    match events.len() - 1 {
        0 => when,
        more => text!(schedules.and_more, when = when, count = count(more)),
    }
}

/// How a schedule stands now.
pub(super) fn of_standing(events: &[ScheduleEvent], now: DateTime) -> String {
    match standing(events, now) {
        Standing::InForce { until: Some(until) } => {
            text!(schedules.in_force_until, moment = of_end(until, now.date()))
        }
        Standing::InForce { until: None } => text!(schedules.in_force).to_owned(),
        Standing::Ahead { from } => text!(schedules.ahead, moment = of_moment(from, now.date())),
        Standing::Over if events.is_empty() => text!(schedules.empty).to_owned(),
        Standing::Over => text!(schedules.over).to_owned(),
    }
}

/// A moment ahead, as short as it can be understood.
fn of_moment(moment: DateTime, today: Date) -> String {
    let (near, time) = (Near::of(moment.date(), today), moment.time());
    match near {
        Near::Today => wall::time(time),
        _ if time == Time::midnight() => of_near(near),
        _ => at(of_near(near), time),
    }
}

fn at(day: String, time: Time) -> String {
    format!("{day} {}", wall::time(time))
}

/// The end of something: at midnight it is the day that is over.
fn of_end(end: DateTime, today: Date) -> String {
    if end.time() != Time::midnight() {
        return of_moment(end, today);
    }
    let last = days_later(end.date(), -1);
    text!(schedules.end_of, day = of_near(Near::of(last, today)))
}

fn of_near(near: Near) -> String {
    match near {
        Near::Today => text!(schedules.today).to_owned(),
        Near::Tomorrow => text!(schedules.tomorrow).to_owned(),
        Near::Weekday(day) => wall::weekday(day),
        Near::Date(day) => wall::day(day),
        Near::DateWithYear(day) => wall::day_with_year(day),
    }
}

/// Times of one day.
pub(super) fn of_piece(piece: Piece) -> String {
    match (time_of(piece.from), time_of(piece.until)) {
        _ if piece.is_whole() => text!(schedules.all_day).to_owned(),
        (Some(from), Some(until)) => format!("{}–{}", wall::time(from), wall::time(until)),
        (Some(from), None) => until_midnight(from),
        (None, _) => String::new(),
    }
}

/// The week from a Monday: its number and its days.
pub(super) fn of_week_from(monday: Date) -> String {
    let sunday = days_later(monday, 6);
    let number = week_number(monday);
    text!(
        schedules.week,
        number = number.to_string(),
        from = wall::date_of(monday),
        to = wall::date_with_year(sunday)
    )
}

/// A count as people write it.
fn count(count: usize) -> String {
    intl::count(u32::try_from(count).unwrap_or(u32::MAX))
}
