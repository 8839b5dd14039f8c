//! Days that come once a year. All are numbers of days since 1970-01-01.

use jiff::civil::Date;

use super::since_monday;
use crate::{
    civil::{date, day_number, day_of, days_since_1970},
    schedules::{Month, WeekOfMonth, Weekday},
};

/// 29 February can be eight years away: 1896 and 1904 are leap years, 1900 is none.
const LONGEST_GAP_YEARS: i64 = 8;

/// One day of every year that has it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Yearly {
    Date(u8, Month),
    Day(Weekday, WeekOfMonth, Month),
}

impl Yearly {
    pub(super) fn last_until(self, day: i64) -> Option<i64> {
        let year = year_of(day);
        let years = (year - LONGEST_GAP_YEARS..=year).rev();
        years
            .filter_map(|year| self.in_year(year))
            .find(|it| *it <= day)
    }

    pub(super) fn next_after(self, day: i64) -> Option<i64> {
        let year = year_of(day);
        let mut years = year..=year + LONGEST_GAP_YEARS;
        years.find_map(|year| self.in_year(year).filter(|it| *it > day))
    }

    fn in_year(self, year: i64) -> Option<i64> {
        match self {
            Self::Date(day, month) => date(year, month.number().into(), day.into()).map(day_number),
            Self::Day(day, week, month) => {
                let first = day_number(date(year, month.number().into(), 1)?);
                let ahead = (i64::from(day.number()) - since_monday(first)).rem_euclid(7);
                Some(first + ahead + i64::from(week.number()) * 7)
            }
        }
    }
}

/// The year of a day. One beyond the calendar is in the year beyond.
fn year_of(day: i64) -> i64 {
    match day_of(day) {
        Some(date) => date.year().into(),
        None if day < days_since_1970(0, 1, 1) => i64::from(Date::MIN.year()) - 1,
        None => i64::from(Date::MAX.year()) + 1,
    }
}
