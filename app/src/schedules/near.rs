//! A day as one speaks of it today.

use belroute_shared::schedules::{Weekday, days_between, weekday_of};
use jiff::civil::Date;

/// A day, seen from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Near {
    Today,
    Tomorrow,
    /// Within the next six days.
    Weekday(Weekday),
    /// In the same year.
    Date(Date),
    /// In another year.
    DateWithYear(Date),
}

impl Near {
    pub(super) fn of(day: Date, today: Date) -> Self {
        match days_between(today, day) {
            0 => Self::Today,
            1 => Self::Tomorrow,
            2..=6 => Self::Weekday(weekday_of(day)),
            _ if day.year() == today.year() => Self::Date(day),
            _ => Self::DateWithYear(day),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_said_by_how_far_away_it_is() {
        let today = date(2026, 12, 24);
        let near = |year, month, day| Near::of(date(year, month, day), today);
        assert_eq!(near(2026, 12, 24), Near::Today);
        assert_eq!(near(2026, 12, 25), Near::Tomorrow);
        assert_eq!(near(2026, 12, 30), Near::Weekday(Weekday::Wednesday));
        assert_eq!(near(2026, 12, 31), Near::Date(date(2026, 12, 31)));
        assert_eq!(near(2026, 12, 23), Near::Date(date(2026, 12, 23)));
        assert_eq!(near(2027, 1, 1), Near::DateWithYear(date(2027, 1, 1)));
    }
}
