//! An event in words.

use belroute_shared::schedules::{ScheduleEvent, WeekOfMonth, Weekday};
use jiff::civil::{Date, Time};

use super::at;
use crate::{
    intl::{self, capitalised, wall},
    schedules::said::{Hours, Last, On, Said},
    text,
};

/// When an event comes.
pub(in crate::schedules) fn of_event(event: &ScheduleEvent, today: Date) -> String {
    let said = Said::of(event, today);
    let hours = of_hours(&said);
    let days = of_days(&said.on, said.hours, today);
    let from = said
        .from
        .map(|day| text!(schedules.since_day, day = wall::date_with_year(day)));
    let ends = said.ends.map(|last| match last {
        Last::On(day) => text!(schedules.until_day, day = wall::date_with_year(day)),
        Last::Times(1) => text!(schedules.once).to_owned(),
        Last::Times(times) => text!(schedules.times, count = intl::count(times.into())),
    });
    let parts = [Some(days), hours, from, ends];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    capitalised(&parts.join(", "))
}

fn of_days(on: &On, hours: Hours, today: Date) -> String {
    match on {
        On::Day(day) => day_of(*day, today),
        On::Days(first, last) => {
            let (from, to) = (day_of(*first, today), day_of(*last, today));
            if let Hours::Later(start, end, _) = hours {
                let (from, to) = (at(from, start), at(to, end));
                text!(schedules.range, from = from, to = to)
            } else {
                text!(schedules.range_of_days, from = from, to = to)
            }
        }
        On::EveryDays(1) => text!(schedules.every_day).to_owned(),
        On::EveryDays(step) => text!(schedules.every_days, count = intl::count((*step).into())),
        On::Weekdays(runs, 1) => of_runs(runs),
        On::Weekdays(runs, step) => text!(
            schedules.every_weeks,
            days = of_runs(runs),
            count = intl::count((*step).into())
        ),
        On::YearlyByDate(day, month) => {
            // A leap year, because it has all dates.
            let date = Date::new(2028, number(month.number()), number(*day));
            let date = date.map(wall::date_of).unwrap_or_default();
            text!(schedules.every_year, day = date)
        }
        On::YearlyByDay(week, day, month) => {
            let month = Date::new(2028, number(month.number()), 1);
            text!(
                schedules.every_year_on,
                week = of_week(*week),
                day = wall::weekday(*day),
                month = month.map(wall::month).unwrap_or_default()
            )
        }
    }
}

fn number(number: u8) -> i8 {
    i8::try_from(number).unwrap_or_default()
}

/// `first`, as in the first Monday.
pub(in crate::schedules) fn of_week(week: WeekOfMonth) -> &'static str {
    match week {
        WeekOfMonth::First => text!(schedules.first),
        WeekOfMonth::Second => text!(schedules.second),
        WeekOfMonth::Third => text!(schedules.third),
        WeekOfMonth::Fourth => text!(schedules.fourth),
    }
}

fn of_runs(runs: &[(Weekday, Weekday)]) -> String {
    if runs == [(Weekday::Monday, Weekday::Sunday)] {
        return text!(schedules.every_day).to_owned();
    }
    let told = runs.iter().map(|(first, last)| {
        let from = wall::short_weekday(*first);
        if first == last {
            return from;
        }
        format!("{from}–{}", wall::short_weekday(*last))
    });
    intl::list(&told.collect::<Vec<_>>())
}

/// The hours of each time; none where the days say them already.
fn of_hours(said: &Said) -> Option<String> {
    let is_told = matches!(said.on, On::Days(..));
    match said.hours {
        _ if is_told => None,
        Hours::WholeDays(1) => Some(text!(schedules.all_day).to_owned()),
        Hours::WholeDays(days) => {
            let days = u32::try_from(days).unwrap_or_default();
            Some(text!(schedules.whole_days, count = intl::count(days)))
        }
        Hours::Within(start, end) => Some(format!("{}–{}", wall::time(start), wall::time(end))),
        Hours::UntilMidnight(start) => Some(until_midnight(start)),
        Hours::Later(start, end, 1) => Some(text!(
            schedules.next_day,
            from = wall::time(start),
            to = wall::time(end)
        )),
        Hours::Later(start, end, days) => Some(text!(
            schedules.days_later,
            from = wall::time(start),
            to = wall::time(end),
            count = intl::count(u32::try_from(days).unwrap_or_default())
        )),
    }
}

pub(super) fn until_midnight(start: Time) -> String {
    format!("{}–{}", wall::time(start), text!(schedules.midnight))
}

fn day_of(day: Date, today: Date) -> String {
    if day.year() == today.year() {
        wall::day(day)
    } else {
        wall::day_with_year(day)
    }
}
