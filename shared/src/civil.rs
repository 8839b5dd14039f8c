//! Days and times on the wall, without any zone: how they are written, read and counted.
//!
//! jiff reads many forms of them; a browser would have to download all of that to read the one form
//! that is ours (see `instant.rs`). It would download its calendar arithmetic as well, where a
//! count of days is enough.

use jiff::civil::{Date, Time};

/// Days of the Gregorian calendar since 1970-01-01; negative before.
pub(crate) fn day_number(date: Date) -> i64 {
    days_since_1970(date.year().into(), date.month().into(), date.day().into())
}

/// The day with a number; `None` beyond the calendar, which goes from year -9999 to 9999.
pub(crate) fn day_of(number: i64) -> Option<Date> {
    if !(day_number(Date::MIN)..=day_number(Date::MAX)).contains(&number) {
        return None;
    }
    // Eras of 400 years have equal lengths; within one, years are counted from March.
    let shifted = number + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, turn) = if month < 10 {
        (month + 3, 0)
    } else {
        (month - 9, 1)
    };
    date(era * 400 + year + turn, month, day)
}

/// A day out of its three numbers, if the calendar has it.
pub(crate) fn date(year: i64, month: i64, day: i64) -> Option<Date> {
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

/// Days of a month; none if there is no such month.
pub(crate) fn days_in(year: i64, month: i64) -> i64 {
    let is_leap_year = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 => 28 + i64::from(is_leap_year),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    }
}

/// Days in the Gregorian calendar; a year is counted from March, so that its last day is the one
/// that comes and goes.
pub(crate) fn days_since_1970(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 {
        (year, month - 3)
    } else {
        (year - 1, month + 9)
    };
    let before_the_year =
        year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    before_the_year + (month * 153 + 2) / 5 + day - 719_469
}

/// Numbers, each with exactly so many digits.
pub(crate) fn fields<const N: usize>(
    text: &str,
    separator: char,
    digits: [usize; N],
) -> Option<[i64; N]> {
    let mut parts = text.split(separator);
    let mut numbers = [0; N];
    for (number, digits) in numbers.iter_mut().zip(digits) {
        let part = parts.next()?;
        let is_good = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        *number = if is_good {
            part.parse().ok()?
        } else {
            return None;
        };
    }
    parts.next().is_none().then_some(numbers)
}

/// `2026-12-25`.
pub fn read_date(text: &str) -> Option<Date> {
    let [year, month, day] = fields(text, '-', [4, 2, 2])?;
    date(year, month, day)
}

/// `08:30`.
pub fn read_time(text: &str) -> Option<Time> {
    let [hour, minute] = fields(text, ':', [2, 2])?;
    Time::new(hour.try_into().ok()?, minute.try_into().ok()?, 0, 0).ok()
}

/// `2026-12-25`.
pub fn write_date(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// `08:30`; seconds are not written.
pub fn write_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A day as on the wire.
pub(crate) mod day {
    use jiff::civil::Date;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands it over so")]
    pub(crate) fn serialize<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&super::write_date(*day))
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let text = String::deserialize(from)?;
        super::read_date(&text).ok_or_else(|| D::Error::custom("not a day"))
    }
}

/// Serde of a value that may be absent; used with `default`, which covers the field that is.
macro_rules! optional {
    ($(#[$doc:meta])* $name:ident: $type:ty, $read:ident, $write:ident) => {
        $(#[$doc])*
        pub(crate) mod $name {
            use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

            #[expect(clippy::ref_option, reason = "serde hands it over so")]
            pub(crate) fn serialize<S: Serializer>(
                value: &Option<$type>,
                to: S,
            ) -> Result<S::Ok, S::Error> {
                match value {
                    Some(value) => to.serialize_str(&crate::civil::$write(*value)),
                    None => to.serialize_none(),
                }
            }

            pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
                from: D,
            ) -> Result<Option<$type>, D::Error> {
                let text = Option::<String>::deserialize(from)?;
                let value = text.map(|text| {
                    crate::civil::$read(&text)
                        .ok_or_else(|| D::Error::custom("neither a day nor a time"))
                });
                value.transpose()
            }
        }
    };
}

optional! {
    /// A day as on the wire, or none.
    optional_day: jiff::civil::Date, read_date, write_date
}
optional! {
    /// A time as on the wire, or none.
    optional_time: jiff::civil::Time, read_time, write_time
}

#[cfg(test)]
mod tests {
    use jiff::civil;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_day_and_a_time_are_read_and_rubbish_is_refused() {
        assert_eq!(read_date("2026-12-25"), Some(civil::date(2026, 12, 25)));
        assert_eq!(read_date("2024-02-29"), Some(civil::date(2024, 2, 29)));
        assert_eq!(read_date("0000-01-01"), Some(civil::date(0, 1, 1)));
        for bad in [
            "",
            "2026-02-29",
            "2026-13-01",
            "2026-00-01",
            "2026-01-00",
            "2026-1-01",
            "26-01-01",
            "+026-01-01",
            "-026-01-01",
            "2026-01-01-01",
            "2026-01-01T00:00",
            "20260101",
        ] {
            assert_eq!(read_date(bad), None, "{bad}");
        }
        assert_eq!(read_time("08:30"), Some(civil::time(8, 30, 0, 0)));
        assert_eq!(read_time("23:59"), Some(civil::time(23, 59, 0, 0)));
        for bad in ["", "24:00", "08:60", "8:30", "08:30:00", "0830", "-8:30"] {
            assert_eq!(read_time(bad), None, "{bad}");
        }
    }

    #[test]
    fn nothing_lies_beyond_the_calendar() {
        assert_eq!(day_of(day_number(Date::MAX)), Some(Date::MAX));
        assert_eq!(day_of(day_number(Date::MIN)), Some(Date::MIN));
        for beyond in [
            day_number(Date::MAX) + 1,
            day_number(Date::MIN) - 1,
            i64::MAX,
            i64::MIN,
        ] {
            assert_eq!(day_of(beyond), None);
        }
    }

    proptest! {
        #[test]
        fn days_are_counted_as_jiff_counts_them(days in -4_300_000i64..2_900_000) {
            let hours = jiff::SignedDuration::from_hours(days * 24);
            let expected = civil::date(1970, 1, 1).checked_add(hours).unwrap();
            prop_assert_eq!(day_of(days), Some(expected));
            prop_assert_eq!(day_number(expected), days);
            let (year, month) = (expected.year().into(), expected.month().into());
            prop_assert_eq!(days_in(year, month), i64::from(expected.days_in_month()));
        }

        #[test]
        fn what_is_written_is_read_as_the_same(
            day in -719_528i64..2_932_896, hour in 0i8..24, minute in 0i8..60,
        ) {
            let day = day_of(day).unwrap();
            prop_assert_eq!(read_date(&write_date(day)), Some(day));
            prop_assert_eq!(write_date(day), day.to_string());
            let time = civil::time(hour, minute, 0, 0);
            prop_assert_eq!(read_time(&write_time(time)), Some(time));
        }
    }
}
