//! When: a day, a time, both, or how long from now.

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
};

use super::{
    Circumstances,
    clock::{self, Clock, NOON, Part},
    day::{self, Day, MONTHS, NEXT_WEEK, WEEKDAYS},
    span,
    words::{NUMBERS, Word, after, without},
};
use crate::{
    civil,
    schedules::{days_later, monday_of},
    settings::until,
};

/// How far away a moment may be, in days.
const FURTHEST: i64 = 730;

/// How many ways to end a word that is being typed are offered.
const MOST_ENDINGS: usize = 3;

/// Words between a day and a time, or before either.
const BETWEEN: [&str; 10] = [
    "om", "at", "op", "on", "de", "the", "rond", "around", "tegen", "by",
];

/// What the words before a moment say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Until it.
    Until,
    /// Until it is over, where it is a day.
    Through,
    /// For so long.
    For,
    /// At it.
    At,
    /// Nothing.
    Bare,
}

/// The manner that the words begin with, and the words of the moment.
pub(super) fn manner(words: &[Word]) -> Option<(Manner, &[Word])> {
    if let Some(rest) = after(words, &["t/m", "tot en met", "through", "tm"]) {
        return Some((Manner::Through, rest));
    }
    if let Some(rest) = after(words, &["tot", "until", "untill", "till", "til"]) {
        return Some((Manner::Until, rest));
    }
    let rest = after(words, &["voor", "for", "gedurende"])?;
    Some((Manner::For, rest))
}

/// Whether a word is the beginning of one that tells a manner.
pub(super) fn begins_a_manner(word: &Word) -> bool {
    let all = ["tot", "until", "through", "voor", "for", "gedurende"];
    all.iter().any(|it| it.starts_with(&word.key))
}

/// The moments that are offered where none was typed.
pub(super) fn usual(circumstances: &Circumstances) -> Vec<Timestamp> {
    let Circumstances { now, zone, .. } = *circumstances;
    let all = [
        until::in_an_hour(now),
        circumstances.end_of_working_day,
        until::tomorrow_at_eight(now, zone),
    ];
    sensible(all.into_iter().flatten(), now)
}

/// What the words may mean, best first; none unless all of them are understood.
pub(super) fn moments(
    words: &[Word],
    manner: Manner,
    circumstances: &Circumstances,
) -> Vec<Timestamp> {
    let reader = Reader {
        circumstances,
        today: circumstances.zone.local(circumstances.now).date(),
        is_through: manner == Manner::Through,
    };
    let lasting = span::end(words, circumstances);
    let found = match manner {
        Manner::Until | Manner::Through | Manner::At => {
            let mut found = reader.on_the_clock(words);
            if found.is_empty() {
                found.extend(lasting);
            }
            found
        }
        Manner::For => match lasting {
            Some(end) => vec![end],
            None => reader.for_today(words),
        },
        Manner::Bare => lasting
            .into_iter()
            .chain(reader.on_the_clock(words))
            .collect(),
    };
    sensible(found, circumstances.now)
}

/// What the words may mean when the last of them is not typed to its end.
pub(super) fn endings(
    words: &[Word],
    manner: Manner,
    circumstances: &Circumstances,
) -> Vec<Timestamp> {
    let Some((last, before)) = words.split_last().filter(|(last, _)| last.key.len() >= 2) else {
        return Vec::new();
    };
    let others = [
        "vandaag",
        "today",
        "morgen",
        "tomorrow",
        "overmorgen",
        "middernacht",
        "midnight",
        "noon",
        "uur",
        "hours",
        "minuten",
        "minutes",
        "dagen",
        "days",
        "week",
        "werkdag",
    ];
    let long = WEEKDAYS.iter().chain(&MONTHS).flat_map(|names| *names);
    let all = long
        .chain(&others)
        .copied()
        .chain(NUMBERS.iter().map(|(name, _)| *name));
    let mut found = Vec::new();
    for name in all.filter(|name| name.starts_with(&last.key)) {
        let mut words = before.to_vec();
        words.push(Word {
            key: name.to_owned(),
            ..last.clone()
        });
        found.extend(moments(&words, manner, circumstances));
    }
    let mut found = sensible(found, circumstances.now);
    found.truncate(MOST_ENDINGS);
    found
}

/// Those that can be meant, none twice.
fn sensible(moments: impl IntoIterator<Item = Timestamp>, now: Timestamp) -> Vec<Timestamp> {
    let last = now.as_second() + FURTHEST * 24 * 3600;
    let mut sensible = Vec::new();
    for moment in moments {
        if now < moment && moment.as_second() < last && !sensible.contains(&moment) {
            sensible.push(moment);
        }
    }
    sensible
}

struct Reader<'a> {
    circumstances: &'a Circumstances<'a>,
    today: Date,
    is_through: bool,
}

impl Reader<'_> {
    fn on_the_clock(&self, words: &[Word]) -> Vec<Timestamp> {
        if is_end_of_working_day(words) {
            return self.circumstances.end_of_working_day.into_iter().collect();
        }
        let words = without(words, &BETWEEN);
        if self.is_through && after(words, &NEXT_WEEK).is_some_and(<[Word]>::is_empty) {
            let end = days_later(monday_of(self.today), 14);
            return self.at(end, 0).into_iter().collect();
        }
        if let Some(found) = self.day_and_time(words) {
            return found;
        }
        let Some((clock, rest)) = clock::read(words) else {
            return Vec::new();
        };
        let rest = without(rest, &BETWEEN);
        if rest.is_empty() {
            return self.next(clock);
        }
        match day::read(rest, self.today) {
            Some((day, part, [])) => self.on(day, part, Some(clock)),
            _ => Vec::new(),
        }
    }

    fn day_and_time(&self, words: &[Word]) -> Option<Vec<Timestamp>> {
        if let [word] = words
            && let Some((day, time)) = word.key.split_once('t')
            && let (Some(day), Some(time)) = (civil::read_date(day), civil::read_time(time))
        {
            let minute = i64::from(time.hour()) * 60 + i64::from(time.minute());
            return Some(self.at(day, minute).into_iter().collect());
        }
        let (day, part, rest) = day::read(words, self.today)?;
        let rest = without(rest, &BETWEEN);
        if rest.is_empty() {
            return Some(self.on(day, part, None));
        }
        match clock::read(rest) {
            Some((clock, [])) => Some(self.on(day, part, Some(clock))),
            _ => None,
        }
    }

    /// What lasts as long as today does.
    fn for_today(&self, words: &[Word]) -> Vec<Timestamp> {
        let is_today = words.len() == 1 && after(words, &["vandaag", "today"]).is_some();
        if is_today || is_end_of_working_day(words) {
            self.on_the_clock(words)
        } else {
            Vec::new()
        }
    }

    /// The next time that the clock shows it.
    fn next(&self, clock: Clock) -> Vec<Timestamp> {
        let as_read = self.next_minute(clock.minute);
        if clock.is_sure {
            return as_read.into_iter().collect();
        }
        let other = self.next_minute((clock.minute + NOON) % (2 * NOON));
        let is_sooner = other < as_read;
        match clock.minute < 8 * 60 {
            true if is_sooner => other.into_iter().collect(),
            true => as_read.into_iter().collect(),
            false => as_read
                .into_iter()
                .chain(other.filter(|_| is_sooner))
                .collect(),
        }
    }

    fn next_minute(&self, minute: i64) -> Option<Timestamp> {
        let mut days = (0..2).filter_map(|days| self.at(days_later(self.today, days), minute));
        days.find(|moment| self.circumstances.now < *moment)
    }

    fn on(&self, day: Day, part: Option<Part>, clock: Option<Clock>) -> Vec<Timestamp> {
        let now = self.circumstances.now;
        let times = |date| self.times(date, part, clock);
        let on = |date: Date| -> Vec<Timestamp> {
            let times = times(date).into_iter();
            let moments = times.filter_map(|minute| self.at(date, minute));
            moments.filter(|moment| now < *moment).collect()
        };
        match day {
            Day::On(date) if date == self.today && part.is_none() && clock.is_none() => {
                vec![self.end_of_today()].into_iter().flatten().collect()
            }
            Day::On(date) => on(date),
            Day::EveryYear { month, day } => {
                let year = i64::from(self.today.year());
                let dates = (year..year + 3).filter_map(|year| civil::date(year, month, day));
                dates
                    .map(on)
                    .find(|found| !found.is_empty())
                    .unwrap_or_default()
            }
        }
    }

    /// In minutes of a day, best first.
    fn times(&self, date: Date, part: Option<Part>, clock: Option<Clock>) -> Vec<i64> {
        let (clock, part) = match (clock, part) {
            (None, None) => return vec![if self.is_through { 2 * NOON } else { 8 * 60 }],
            (None, Some(part)) => return vec![part.begin()],
            (Some(clock), part) => (clock, part),
        };
        let minute = clock.minute;
        match part {
            // Midnight of an evening is its end.
            Some(part) if minute < 2 * NOON => vec![clock.within(part).minute],
            _ if clock.is_sure => vec![minute],
            // What is over falls out, so that the next of both is left.
            _ if date == self.today => vec![minute, minute + NOON],
            _ if minute < 7 * 60 => vec![minute + NOON, minute],
            _ if minute < 10 * 60 => vec![minute, minute + NOON],
            _ => vec![minute],
        }
    }

    fn end_of_today(&self) -> Option<Timestamp> {
        let Circumstances { now, zone, .. } = *self.circumstances;
        let end = self.circumstances.end_of_working_day;
        end.filter(|end| !self.is_through && now < *end && zone.local(*end).date() == self.today)
            .or_else(|| self.at(self.today, 2 * NOON))
    }

    /// The moment at which the clock on the wall shows a minute of a day. Where it shows it twice
    /// and the first time is over, it is the second.
    fn at(&self, date: Date, minute: i64) -> Option<Timestamp> {
        let Circumstances { now, zone, .. } = *self.circumstances;
        let of_day = minute.rem_euclid(2 * NOON);
        let (hour, of_hour) = (of_day / 60, of_day % 60);
        let time = Time::new(hour.try_into().ok()?, of_hour.try_into().ok()?, 0, 0).ok()?;
        let local = DateTime::from_parts(days_later(date, minute.div_euclid(2 * NOON)), time);
        let first = zone.moment(local)?;
        if first <= now {
            // Clocks go back by an hour, on Lord Howe Island by half of one.
            for minutes in [30, 60] {
                let again = Timestamp::from_second(first.as_second() + minutes * 60).ok()?;
                if now < again && zone.local(again) == local {
                    return Some(again);
                }
            }
        }
        Some(first)
    }
}

/// `eod`, `einde van mijn werkdag`, `end of the day`, `de rest van de dag`.
fn is_end_of_working_day(words: &[Word]) -> bool {
    let words = without(words, &["het", "the", "de", "at", "aan"]);
    if let [word] = words {
        return word.is(&["eod"]);
    }
    let Some(rest) = after(words, &["einde", "eind", "end", "rest"]) else {
        return false;
    };
    let rest = without(rest, &["van", "of", "de", "mijn", "my", "the", "working"]);
    matches!(rest, [word] if word.is(&["dag", "werkdag", "day", "workday"]))
}
