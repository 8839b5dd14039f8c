//! Days: `morgen`, `friday`, `volgende week dinsdag`, `24 december`, `24-12`, `2026-12-24`.

use jiff::civil::Date;

use super::{
    clock::{self, Part},
    words::{Word, after, digits, leading_digits, without},
};
use crate::{
    civil,
    schedules::{days_later, monday_of},
};

/// The days of the week from Monday, by the names that a whole word may have.
pub(super) const WEEKDAYS: [&[&str]; 7] = [
    &["maandag", "monday", "ma", "maa", "mon"],
    &["dinsdag", "tuesday", "di", "din", "tue", "tues"],
    &["woensdag", "wednesday", "wo", "woe", "wed"],
    &["donderdag", "thursday", "do", "don", "thu", "thur", "thurs"],
    &["vrijdag", "friday", "vr", "vri", "vrij", "fri"],
    &["zaterdag", "saturday", "za", "zat", "sat"],
    &["zondag", "sunday", "zo", "zon", "sun"],
];

/// The months from January.
pub(super) const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "jan"],
    &["februari", "february", "feb"],
    &["maart", "march", "mrt", "mar"],
    &["april", "apr"],
    &["mei", "may"],
    &["juni", "june", "jun"],
    &["juli", "july", "jul"],
    &["augustus", "august", "aug"],
    &["september", "sep", "sept"],
    &["oktober", "october", "okt", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

/// The week that begins on the next Monday.
pub(super) const NEXT_WEEK: [&str; 4] = [
    "volgende week",
    "next week",
    "komende week",
    "de volgende week",
];

/// Words before a day of the week that change nothing: it is the next one anyhow.
const NEXT: [&str; 7] = [
    "volgende",
    "komende",
    "aanstaande",
    "next",
    "coming",
    "this",
    "deze",
];

/// A day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// This one.
    On(Date),
    /// The next with this month and day.
    EveryYear { month: i64, day: i64 },
}

/// A day as read: which, which part of it if that was said, and what stands behind it.
type Found<'w> = (Day, Option<Part>, &'w [Word]);

/// A day that the words begin with.
pub(super) fn read(words: &[Word], today: Date) -> Option<Found<'_>> {
    let (day, part, rest) = in_one_word(words, today)
        .or_else(|| relative(words, today).map(|(day, rest)| (day, None, rest)))
        .or_else(|| dated(words).map(|(day, rest)| (day, None, rest)))?;
    if part.is_none()
        && let Some((part, rest)) = clock::part(rest)
    {
        return Some((day, Some(part), rest));
    }
    Some((day, part, rest))
}

/// `vanavond`, `morgenochtend`, `maandagmiddag`, `tonight`, `this afternoon`.
fn in_one_word(words: &[Word], today: Date) -> Option<Found<'_>> {
    if let Some(rest) = after(words, &["tonight"]) {
        return Some((Day::On(today), Some(Part::Evening), rest));
    }
    if after(words, &["this", "deze"]).is_some()
        && let Some((part, rest)) = clock::part(words)
    {
        return Some((Day::On(today), Some(part), rest));
    }
    let (word, rest) = words.split_first()?;
    let parts = [
        ("ochtend", Part::Morning),
        ("middag", Part::Afternoon),
        ("avond", Part::Evening),
    ];
    let mut stems = parts
        .iter()
        .filter_map(|(end, part)| Some((word.key.strip_suffix(end)?, *part)));
    let (stem, part) = stems.next()?;
    let date = match stem {
        "van" => today,
        "morgen" => days_later(today, 1),
        _ => next(stem, today)?,
    };
    Some((Day::On(date), Some(part), rest))
}

fn relative(words: &[Word], today: Date) -> Option<(Day, &[Word])> {
    let near: [(i64, &[&str]); 3] = [
        (0, &["vandaag", "today"]),
        (1, &["morgen", "tomorrow"]),
        (
            2,
            &["overmorgen", "day after tomorrow", "the day after tomorrow"],
        ),
    ];
    for (days, names) in near {
        if let Some(rest) = after(words, names) {
            return Some((Day::On(days_later(today, days)), rest));
        }
    }
    let monday = days_later(monday_of(today), 7);
    if let Some(rest) = after(words, &NEXT_WEEK) {
        let named = rest
            .split_first()
            .and_then(|(word, rest)| Some((weekday(&word.key)?, rest)));
        let (days, rest) = named.unwrap_or((0, rest));
        return Some((Day::On(days_later(monday, days)), rest));
    }
    let (word, rest) = without(words, &NEXT).split_first()?;
    if let Some(rest) = after(rest, &NEXT_WEEK) {
        let days = weekday(&word.key)?;
        return Some((Day::On(days_later(monday, days)), rest));
    }
    Some((Day::On(next(&word.key, today)?), rest))
}

/// Days since Monday.
fn weekday(key: &str) -> Option<i64> {
    let days = WEEKDAYS.iter().position(|names| names.contains(&key))?;
    days.try_into().ok()
}

/// The next day of the week of that name; not today.
fn next(key: &str, today: Date) -> Option<Date> {
    let this_week = days_later(monday_of(today), weekday(key)?);
    let days = if this_week > today { 0 } else { 7 };
    Some(days_later(this_week, days))
}

/// `24 december`, `24th of dec 2026`, `december 24`, and days in digits.
fn dated(words: &[Word]) -> Option<(Day, &[Word])> {
    let words = without(words, &["de", "the"]);
    let (first, rest) = words.split_first()?;
    if let Some(day) = in_digits(&first.key) {
        return Some((day, rest));
    }
    let (day, month, rest) = if let Some(month) = month(&first.key) {
        let (second, rest) = without(rest, &["the"]).split_first()?;
        (day_of_month(&second.key)?, month, rest)
    } else {
        let (second, rest) = without(rest, &["of", "van"]).split_first()?;
        (day_of_month(&first.key)?, month(&second.key)?, rest)
    };
    let year = rest
        .first()
        .filter(|word| word.key.len() == 4)
        .and_then(|word| digits(&word.key, 4));
    match year {
        Some(year) => Some((Day::On(civil::date(year, month, day)?), &rest[1..])),
        None => Some((every_year(month, day)?, rest)),
    }
}

/// `24-12`, `24/12`, `24-12-2026`, `24-12-26`, `2026-12-24`.
fn in_digits(key: &str) -> Option<Day> {
    let mut parts = key.split(['-', '/']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    let number = |text: &str| digits(text, 2);
    let Some(third) = third else {
        return every_year(number(second)?, number(first)?);
    };
    let (year, day) = match (first.len(), third.len()) {
        (4, _) => (digits(first, 4)?, number(third)?),
        (_, 4) => (digits(third, 4)?, number(first)?),
        (_, 2) => (2000 + number(third)?, number(first)?),
        _ => return None,
    };
    civil::date(year, number(second)?, day).map(Day::On)
}

/// A day that at least leap years have.
fn every_year(month: i64, day: i64) -> Option<Day> {
    civil::date(2024, month, day).map(|_| Day::EveryYear { month, day })
}

fn month(key: &str) -> Option<i64> {
    let before = MONTHS.iter().position(|names| names.contains(&key))?;
    i64::try_from(before + 1).ok()
}

/// `24`, `24e`, `24th`.
fn day_of_month(key: &str) -> Option<i64> {
    let (day, ending) = leading_digits(key);
    let is_good = matches!(ending, "" | "e" | "ste" | "de" | "st" | "nd" | "rd" | "th");
    if is_good { digits(day, 2) } else { None }
}
