//! Days and the weeks that they lie in. Weeks begin on Monday (ISO 8601).

use jiff::civil::Date;

use super::{Weekday, occurrences::since_monday};
use crate::civil::{day_number, day_of, days_since_1970};

/// So many days later, or earlier if they are negative; no further than the calendar goes.
pub fn days_later(day: Date, days: i64) -> Date {
    let end = if days < 0 { Date::MIN } else { Date::MAX };
    day_of(day_number(day).saturating_add(days)).unwrap_or(end)
}

/// The Monday of a day's week; the calendar's first day, if that week begins before it.
pub fn monday_of(day: Date) -> Date {
    days_later(day, -since_monday(day_number(day)))
}

/// Which day of the week it is.
pub fn weekday_of(day: Date) -> Weekday {
    let since = usize::try_from(since_monday(day_number(day))).unwrap_or_default();
    Weekday::ALL.get(since).copied().unwrap_or(Weekday::Monday)
}

/// How many days it is from one day to another; negative if that comes before.
pub fn days_between(from: Date, to: Date) -> i64 {
    day_number(to) - day_number(from)
}

/// The number of a day's week in its year, 1 to 53. A week belongs to the year of its Thursday.
pub fn week_number(day: Date) -> i64 {
    let thursday = days_later(monday_of(day), 3);
    let first = days_since_1970(thursday.year().into(), 1, 1);
    (day_number(thursday) - first) / 7 + 1
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_week_begins_on_monday_and_has_a_number() {
        let sunday = date(2026, 3, 8);
        assert_eq!(monday_of(sunday), date(2026, 3, 2));
        assert_eq!(monday_of(date(2026, 3, 2)), date(2026, 3, 2));
        assert_eq!(weekday_of(sunday), Weekday::Sunday);
        assert_eq!(days_later(sunday, -8), date(2026, 2, 28));
        assert_eq!(days_between(sunday, date(2026, 3, 1)), -7);
        assert_eq!(week_number(sunday), 10);
        // The last days of a year may belong to the next, and the first to the one before.
        assert_eq!(week_number(date(2024, 12, 30)), 1);
        assert_eq!(week_number(date(2027, 1, 3)), 53);
    }

    #[test]
    fn nothing_leads_beyond_the_calendar() {
        assert_eq!(days_later(Date::MAX, 1), Date::MAX);
        assert_eq!(days_later(Date::MIN, -1), Date::MIN);
        assert_eq!(days_later(Date::MAX, i64::MIN), Date::MIN);
        assert!(monday_of(Date::MIN) >= Date::MIN);
        assert!((1..=53).contains(&week_number(Date::MAX)));
        assert!((1..=53).contains(&week_number(Date::MIN)));
    }

    proptest! {
        #[test]
        fn weeks_are_numbered_as_jiff_numbers_them(days in -700_000i64..2_900_000) {
            let day = day_of(days).unwrap();
            let week = day.iso_week_date();
            prop_assert_eq!(week_number(day), i64::from(week.week()));
            prop_assert_eq!(
                i64::from(weekday_of(day).number()),
                i64::from(day.weekday().to_monday_zero_offset())
            );
        }
    }
}
