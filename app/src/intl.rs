//! Numbers, moments and durations in the language of the panel, by the browser's own `Intl`.
//!
//! Every function follows the language: read in a closure, it runs again when that changes. Moments
//! are shown in the organisation's time zone, wherever the browser is.

mod browser;
#[cfg(test)]
mod plain;
pub mod wall;

use jiff::Timestamp;
use js_sys::Date;

use crate::text;
#[cfg(not(test))]
use browser::{date_of, joined, number_in};
#[cfg(test)]
use plain::{date_of, joined, number_in};

pub use browser::set_zone;

/// The kinds of formatters; each is made once for a language, because making one is slow.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Time,
    TimeWithSeconds,
    Day,
    DayWithYear,
    Exact,
    DayKey,
    Count,
    TwoDigits,
    Seconds,
    Minutes,
    Hours,
    LongMinutes,
    LongHours,
    WallTime,
    WallDay,
    WallDayWithYear,
    WallDate,
    WallDateWithYear,
    Weekday,
    ShortWeekday,
    Month,
}

impl Kind {
    /// Whether it is of what a clock on the wall shows, wherever that is.
    fn is_of_the_wall(self) -> bool {
        matches!(
            self,
            Self::WallTime
                | Self::WallDay
                | Self::WallDayWithYear
                | Self::WallDate
                | Self::WallDateWithYear
                | Self::Weekday
                | Self::ShortWeekday
                | Self::Month
        )
    }
}

/// `14:05`.
pub fn time(moment: Timestamp) -> String {
    date_in(Kind::Time, moment)
}

/// `14:05:09`.
pub fn time_with_seconds(moment: Timestamp) -> String {
    date_in(Kind::TimeWithSeconds, moment)
}

/// `Sunday 22 November 2026 at 14:05:09`.
pub fn exact(moment: Timestamp) -> String {
    date_in(Kind::Exact, moment)
}

/// `2026-11-22`: the day in the organisation's zone, to group by and to compare.
pub fn day_key(moment: Timestamp) -> String {
    date_in(Kind::DayKey, moment)
}

/// `Today`, `Yesterday`, `Friday 20 November`, and the year where it is another one.
pub fn day(moment: Timestamp, now: Timestamp) -> String {
    let (key, today) = (day_key(moment), day_key(now));
    // A day with 25 hours still has this moment in it.
    let yesterday = date_of(Kind::DayKey, milliseconds(now) - 86_400_000.0);
    if key == today {
        text!(time.today).to_owned()
    } else if yesterday == key {
        text!(time.yesterday).to_owned()
    } else if key[..4] == today[..4] {
        capitalised(&date_in(Kind::Day, moment))
    } else {
        capitalised(&date_in(Kind::DayWithYear, moment))
    }
}

/// `Friday 20 November`, with the year where it is another one, as inside a sentence.
pub fn plain_day(moment: Timestamp, now: Timestamp) -> String {
    if day_key(moment)[..4] == day_key(now)[..4] {
        date_in(Kind::Day, moment)
    } else {
        date_in(Kind::DayWithYear, moment)
    }
}

/// A moment as short as it can be understood: the time today, else the day with it.
pub fn moment(moment: Timestamp, now: Timestamp) -> String {
    if day_key(moment) == day_key(now) {
        time(moment)
    } else {
        format!("{}, {}", day(moment, now), time(moment))
    }
}

/// `1,234`.
pub fn count(number: u32) -> String {
    number_in(Kind::Count, number)
}

/// `2:13` or `1:02:13`: how long a call took.
pub fn stopwatch(seconds: u32) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let rest = number_in(Kind::TwoDigits, rest);
    if hours == 0 {
        return format!("{}:{rest}", number_in(Kind::Count, minutes));
    }
    let minutes = number_in(Kind::TwoDigits, minutes);
    format!("{}:{minutes}:{rest}", number_in(Kind::Count, hours))
}

/// `18 seconds`.
pub fn seconds(seconds: u16) -> String {
    number_in(Kind::Seconds, u32::from(seconds))
}

/// `2 min` or `3 hr`, rounded down.
pub fn roughly(seconds: u32) -> String {
    if seconds < 3600 {
        number_in(Kind::Minutes, seconds / 60)
    } else {
        number_in(Kind::Hours, seconds / 3600)
    }
}

/// `45 minutes` or `2 hours`.
pub fn span(minutes: u16) -> String {
    if minutes.is_multiple_of(60) {
        number_in(Kind::LongHours, u32::from(minutes / 60))
    } else {
        number_in(Kind::LongMinutes, u32::from(minutes))
    }
}

/// `A, B and C`.
pub fn list(items: &[String]) -> String {
    joined(items, "conjunction")
}

/// `A, B or C`.
pub fn list_or(items: &[String]) -> String {
    joined(items, "disjunction")
}

/// A text without case and accents, for finding it. The browser has the tables for that.
pub fn folded(text: &str) -> String {
    let apart = js_sys::JsString::from(text)
        .normalize("NFD")
        .to_lower_case();
    String::from(apart)
        .chars()
        .filter(|letter| !('\u{300}'..='\u{36f}').contains(letter))
        .collect()
}

/// `2026-11-22T13:05:09.000Z`, for programs that read the page.
pub fn for_programs(moment: Timestamp) -> String {
    String::from(Date::new(&milliseconds(moment).into()).to_iso_string())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "milliseconds of any date are exact in f64"
)]
fn milliseconds(moment: Timestamp) -> f64 {
    moment.as_millisecond() as f64
}

fn date_in(kind: Kind, moment: Timestamp) -> String {
    date_of(kind, milliseconds(moment))
}

/// A sentence with a capital at its start.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}
