//! The same without a browser, for tests of sentences: in Amsterdam, and close to what `Intl` writes.

use belroute_shared::{account::Language, zone::Zone};
use jiff::Timestamp;

use super::Kind;
use crate::language;

/// A moment, in milliseconds since 1970.
#[expect(
    clippy::cast_possible_truncation,
    reason = "moments of tests are small"
)]
pub(super) fn date_of(kind: Kind, milliseconds: f64) -> String {
    let zone = Zone::new("CET-1CEST,M3.5.0,M10.5.0/3").expect("a zone");
    let moment = Timestamp::from_millisecond(milliseconds as i64).expect("a moment");
    let local = zone.local(moment);
    let is_dutch = language::current() == Language::Nl;
    let weekday = match (
        usize::from(local.weekday().to_monday_one_offset().unsigned_abs()),
        is_dutch,
    ) {
        (at, true) => [
            "maandag",
            "dinsdag",
            "woensdag",
            "donderdag",
            "vrijdag",
            "zaterdag",
            "zondag",
        ][at - 1],
        (at, false) => [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ][at - 1],
    };
    let month = if is_dutch { "maart" } else { "March" };
    match kind {
        Kind::Time => format!("{:02}:{:02}", local.hour(), local.minute()),
        Kind::DayKey => local.date().to_string(),
        _ => format!("{weekday} {} {month}", local.day()),
    }
}

/// A number, with its unit where it has one.
pub(super) fn number_in(kind: Kind, number: u32) -> String {
    let is_dutch = language::current() == Language::Nl;
    match kind {
        Kind::Seconds if is_dutch => format!("{number} seconden"),
        Kind::Seconds => format!("{number} seconds"),
        _ => number.to_string(),
    }
}

/// Items as one list.
pub(super) fn joined(items: &[String], kind: &str) -> String {
    let word = match (kind, language::current()) {
        ("conjunction", Language::Nl) => "en",
        ("conjunction", Language::En) => "and",
        (_, Language::Nl) => "of",
        (_, Language::En) => "or",
    };
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
