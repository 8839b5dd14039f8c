//! How long something lasts: `een uur`, `90 min`, `1 uur en een kwartier`, `drie dagen`.

use jiff::Timestamp;

use super::{
    Circumstances,
    words::{Word, after, digits, leading_digits, number, without},
};
use crate::{schedules::days_later, zone::Zone};

/// Units with their minutes.
const UNITS: [(i64, &[&str]); 5] = [
    (
        1,
        &["m", "min", "mins", "minuut", "minuten", "minute", "minutes"],
    ),
    (15, &["kwartier", "kwartiertje"]),
    (
        60,
        &[
            "u", "uur", "uren", "uurtje", "h", "hr", "hrs", "hour", "hours",
        ],
    ),
    (DAY, &["d", "dag", "dagen", "day", "days"]),
    (7 * DAY, &["w", "week", "weken", "weeks"]),
];

/// Words that say no more than that a span follows.
const BEFORE: [&str; 10] = [
    "in", "over", "nog", "de", "het", "the", "komende", "komend", "next", "another",
];

const HALF: [&str; 2] = ["half", "halve"];
const AND: [&str; 2] = ["en", "and"];
const AND_A_HALF: [&str; 3] = ["en een half", "en een halve", "and a half"];
const DAY: i64 = 24 * 60;

/// A span of time, in minutes. Days are counted on the wall, where one may have 23 hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Span {
    days: i64,
    minutes: i64,
}

/// When a span that begins now is over, if the words are one.
///
/// Hours end on a whole minute, as [`in_an_hour`](crate::settings::until::in_an_hour) does.
pub(super) fn end(words: &[Word], circumstances: &Circumstances) -> Option<Timestamp> {
    read(words)?.end(circumstances.now, circumstances.zone)
}

impl Span {
    fn end(self, now: Timestamp, zone: &Zone) -> Option<Timestamp> {
        let mut from = now;
        if self.days > 0 {
            let local = zone.local(now);
            from = zone.moment(days_later(local.date(), self.days).to_datetime(local.time()))?;
        }
        let seconds = from.as_second() + self.minutes * 60;
        Timestamp::from_second(seconds - seconds.rem_euclid(60)).ok()
    }
}

fn read(words: &[Word]) -> Option<Span> {
    let mut rest = without(words, &BEFORE);
    let mut span = Span::default();
    // "The next hour" is one of them; next week is a day.
    let is_one = rest.len() < words.len();
    if let [word] = rest
        && is_one
        && let Some(unit) = unit(&word.key).filter(|unit| *unit < DAY)
    {
        span.add(100, unit);
        return Some(span);
    }
    loop {
        let (hundredths, unit, behind) = term(rest)?;
        span.add(hundredths, unit);
        if behind.is_empty() {
            return Some(span);
        }
        rest = after(behind, &AND).unwrap_or(behind);
    }
}

impl Span {
    /// Days and weeks go by the calendar, what is left of them by the clock.
    fn add(&mut self, hundredths: i64, unit: i64) {
        let minutes = hundredths * unit / 100;
        if unit >= DAY {
            self.days += minutes / DAY;
            self.minutes += minutes % DAY;
        } else {
            self.minutes += minutes;
        }
    }
}

/// One number, in hundredths, with its unit, in minutes.
fn term(words: &[Word]) -> Option<(i64, i64, &[Word])> {
    let (first, rest) = words.split_first()?;
    if first.is(&["halfuur", "halfuurtje"]) {
        return Some((50, 60, rest));
    }
    if let Some((hundredths, unit)) = together(&first.key) {
        return Some((hundredths, unit, rest));
    }
    let (mut hundredths, rest) = amount(words)?;
    let (word, mut rest) = rest.split_first()?;
    let unit = unit(&word.key)?;
    if let Some(behind) = after(rest, &AND_A_HALF) {
        hundredths += 50;
        rest = behind;
    }
    Some((hundredths, unit, rest))
}

/// How many, in hundredths.
fn amount(words: &[Word]) -> Option<(i64, &[Word])> {
    let (first, mut rest) = words.split_first()?;
    if first.is(&["anderhalf", "anderhalve"]) {
        return Some((150, rest));
    }
    if first.is(&HALF) {
        return Some((50, without(rest, &["a", "an"])));
    }
    let is_one = first.is(&["een", "a", "an"]);
    if is_one && let Some(behind) = after(rest, &HALF) {
        return Some((50, without(behind, &["a", "an"])));
    }
    let mut hundredths = if is_one {
        100
    } else {
        number(&first.key)
            .map(|whole| whole * 100)
            .or_else(|| hundredths(&first.key))?
    };
    if let Some(behind) = after(rest, &AND_A_HALF) {
        hundredths += 50;
        rest = behind;
    }
    Some((hundredths, rest))
}

/// `2h`, `90min`, `1,5u`.
fn together(key: &str) -> Option<(i64, i64)> {
    let end = key.find(|letter: char| letter.is_ascii_alphabetic())?;
    let (amount, unit) = key.split_at(end);
    Some((hundredths(amount)?, self::unit(unit)?))
}

/// `90`, `1.5`, `0,25`.
fn hundredths(text: &str) -> Option<i64> {
    let (whole, fraction) = leading_digits(text);
    let whole = digits(whole, 4)? * 100;
    let Some(fraction) = fraction.strip_prefix(['.', ',']) else {
        return fraction.is_empty().then_some(whole);
    };
    let tenth = if fraction.len() == 1 { 10 } else { 1 };
    Some(whole + digits(fraction, 2)? * tenth)
}

fn unit(key: &str) -> Option<i64> {
    let known = UNITS.iter().find(|(_, names)| names.contains(&key));
    known.map(|(minutes, _)| *minutes)
}
