//! How a moment is read from the wire: in the one form that is written there, RFC 3339 in UTC.
//!
//! jiff reads many forms more and explains at length what is wrong with one. A browser would have
//! to download all of that, a tenth of the program, to read what our own server wrote.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, de::Error};

use crate::civil::{days_in, days_since_1970, fields};

/// A moment.
pub(crate) fn required<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    let text = String::deserialize(from)?;
    read(&text).ok_or_else(|| D::Error::custom("not a moment"))
}

/// A moment, or none; used with `default`, which covers the field that is absent.
pub fn optional<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    let moment = text.map(|text| read(&text).ok_or_else(|| D::Error::custom("not a moment")));
    moment.transpose()
}

/// `2026-11-22T13:05:09.25Z`, with up to nine digits behind the seconds or none.
pub fn read(text: &str) -> Option<Timestamp> {
    let (date, time) = text.strip_suffix('Z')?.split_once('T')?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let [year, month, day] = fields(date, '-', [4, 2, 2])?;
    let [hour, minute, second] = fields(time, ':', [2, 2, 2])?;
    let is_good =
        (1..=days_in(year, month)).contains(&day) && hour < 24 && minute < 60 && second < 60;
    if !is_good {
        return None;
    }
    let seconds = days_since_1970(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    Timestamp::new(seconds, nanoseconds(fraction)?).ok()
}

fn nanoseconds(fraction: &str) -> Option<i32> {
    let is_good =
        (1..=9).contains(&fraction.len()) && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let padded = format!("{fraction:0<9}");
    if is_good { padded.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::phonebook::Presence;

    #[test]
    fn a_moment_is_read_and_rubbish_is_refused() {
        let since = |json: &str| serde_json::from_str::<Presence>(json).map(|read| read.since);
        let noon: Timestamp = "2026-11-22T12:00:00Z".parse().unwrap();
        let good = r#"{"state":"inCall","since":"2026-11-22T12:00:00Z"}"#;
        assert_eq!(since(good).unwrap(), Some(noon));
        assert_eq!(since(r#"{"state":"inCall"}"#).unwrap(), None);
        assert_eq!(since(r#"{"state":"inCall","since":null}"#).unwrap(), None);
        assert!(since(r#"{"state":"inCall","since":"noon"}"#).is_err());
        for bad in [
            "",
            "2026-11-22",
            "2026-11-22T12:00:00",
            "2026-11-22T12:00:00+01:00",
            "2026-02-29T12:00:00Z",
            "2026-13-01T12:00:00Z",
            "2026-00-01T12:00:00Z",
            "2026-01-00T12:00:00Z",
            "2026-11-22T24:00:00Z",
            "2026-11-22T12:60:00Z",
            "2026-11-22T12:00:60Z",
            "2026-11-22T12:00:00.Z",
            "2026-11-22T12:00:00.1234567890Z",
            "2026-11-2T12:00:00Z",
            "+2026-11-22T12:00:00Z",
            "2026-11-22T12:00:00:00Z",
            "2026-11-22T+1:00:00Z",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert!(read("2024-02-29T23:59:59.999999999Z").is_some());
        assert!(read("2000-02-29T00:00:00Z").is_some());
        assert!(read("1900-02-29T00:00:00Z").is_none());
    }

    proptest! {
        #[test]
        fn what_jiff_writes_is_read_as_the_same_moment(
            seconds in -62_135_596_800i64..253_402_207_200,
            nanoseconds in 0i32..1_000_000_000,
        ) {
            let moment = Timestamp::new(seconds, nanoseconds).unwrap();
            prop_assert_eq!(read(&moment.to_string()), Some(moment));
        }

        #[test]
        fn what_is_read_is_what_jiff_reads(text in "[0-9]{4}-[0-9]{2}-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-5][0-9]Z") {
            prop_assert_eq!(read(&text), text.parse().ok());
        }
    }
}
