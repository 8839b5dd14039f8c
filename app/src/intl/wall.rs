//! Days and times on the wall, which belong to no zone.

use belroute_shared::{
    schedules::{Weekday, days_later},
    zone::Zone,
};
use jiff::civil::{Date, DateTime, Time, date};

use super::{Kind, date_in};

/// Some Monday.
const MONDAY: Date = date(2026, 3, 2);

/// `14:05`.
pub fn time(time: Time) -> String {
    in_words(Kind::WallTime, MONDAY.to_datetime(time))
}

/// `Friday 25 December`.
pub fn day(day: Date) -> String {
    of_day(Kind::WallDay, day)
}

/// `Friday 25 December 2026`.
pub fn day_with_year(day: Date) -> String {
    of_day(Kind::WallDayWithYear, day)
}

/// `25 December`.
pub fn date_of(day: Date) -> String {
    of_day(Kind::WallDate, day)
}

/// `25 December 2026`.
pub fn date_with_year(day: Date) -> String {
    of_day(Kind::WallDateWithYear, day)
}

/// `Friday`.
pub fn weekday(weekday: Weekday) -> String {
    of_weekday(Kind::Weekday, weekday)
}

/// `Fri`.
pub fn short_weekday(weekday: Weekday) -> String {
    of_weekday(Kind::ShortWeekday, weekday)
}

/// `December`.
pub fn month(day: Date) -> String {
    of_day(Kind::Month, day)
}

fn of_weekday(kind: Kind, weekday: Weekday) -> String {
    of_day(kind, days_later(MONDAY, weekday.number().into()))
}

fn of_day(kind: Kind, day: Date) -> String {
    in_words(kind, day.at(0, 0, 0, 0))
}

/// Read as a moment of universal time, in which it is then written.
fn in_words(kind: Kind, local: DateTime) -> String {
    let moment = Zone::utc().moment(local);
    moment
        .map(|moment| date_in(kind, moment))
        .unwrap_or_default()
}
