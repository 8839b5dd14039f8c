//! Times on the clock: `14:30`, `2 pm`, `half drie`, `kwart voor 3`, `vijf over half 3`, `noon`.

use super::words::{Word, after, digits, leading_digits, number, without};

/// Noon, in minutes since midnight.
pub(super) const NOON: i64 = 12 * 60;

/// A time on the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Clock {
    /// Minutes since midnight, 0 to 1440, by a clock of 24 hours.
    pub(super) minute: i64,
    /// Whether it can only be meant so. Otherwise it is 1:00 to 12:59, and the other half of the
    /// day may be meant.
    pub(super) is_sure: bool,
}

/// Part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Afternoon,
    Evening,
}

impl Part {
    /// When it begins, in minutes since midnight.
    pub(super) fn begin(self) -> i64 {
        match self {
            Self::Morning => 8 * 60,
            Self::Afternoon => NOON,
            Self::Evening => 18 * 60,
        }
    }
}

impl Clock {
    fn sure(minute: i64) -> Self {
        Self {
            minute,
            is_sure: true,
        }
    }

    /// The time when it is known which half of the day is meant.
    pub(super) fn within(self, part: Part) -> Self {
        let minute = match part {
            Part::Morning if (NOON..NOON + 60).contains(&self.minute) => self.minute - NOON,
            Part::Afternoon | Part::Evening if self.minute < NOON => self.minute + NOON,
            Part::Morning | Part::Afternoon | Part::Evening => self.minute,
        };
        Self::sure(minute)
    }
}

/// A part of a day that the words begin with.
pub(super) fn part(words: &[Word]) -> Option<(Part, &[Word])> {
    let words = after(words, &["in the", "in de", "this", "deze"]).unwrap_or(words);
    let named = [
        (
            Part::Morning,
            ["ochtend", "s ochtends", "s morgens", "morning"],
        ),
        (
            Part::Afternoon,
            ["middag", "s middags", "afternoon", "namiddag"],
        ),
        (Part::Evening, ["avond", "s avonds", "evening", "night"]),
    ];
    let mut found = named
        .iter()
        .map(|(part, names)| (*part, after(words, names)));
    found.find_map(|(part, rest)| Some((part, rest?)))
}

/// A time on the clock that the words begin with.
pub(super) fn read(words: &[Word]) -> Option<(Clock, &[Word])> {
    let (clock, rest) = named(words)
        .or_else(|| beside(words))
        .or_else(|| half(words))
        .or_else(|| hour(words))?;
    let halves: [(Part, &[&str]); 2] = [
        (Part::Morning, &["am", "a.m", "a m"]),
        (Part::Evening, &["pm", "p.m", "p m"]),
    ];
    for (part, names) in halves {
        if let Some(rest) = after(rest, names) {
            return Some((clock.within(part), rest));
        }
    }
    match part(rest) {
        Some((part, rest)) => Some((clock.within(part), rest)),
        None => Some((clock, rest)),
    }
}

fn named(words: &[Word]) -> Option<(Clock, &[Word])> {
    if let Some(rest) = after(words, &["noon", "midday", "middag"]) {
        return Some((Clock::sure(NOON), rest));
    }
    let rest = after(words, &["midnight", "middernacht"])?;
    Some((Clock::sure(2 * NOON), rest))
}

/// `kwart over 2`, `10 to 3`, `vijf voor half drie`.
fn beside(words: &[Word]) -> Option<(Clock, &[Word])> {
    let words = after(words, &["een", "a"])
        .filter(|rest| after(rest, &["kwart", "quarter"]).is_some())
        .unwrap_or(words);
    let (first, rest) = words.split_first()?;
    let minutes = if first.is(&["kwart", "quarter"]) {
        15
    } else {
        number(&first.key).filter(|minutes| (1..30).contains(minutes))?
    };
    let rest = without(rest, &["minuten", "minutes", "min"]);
    let (direction, rest) = match after(rest, &["over", "past"]) {
        Some(rest) => (1, rest),
        None => (-1, after(rest, &["voor", "to"])?),
    };
    let (clock, rest) = half(rest).or_else(|| hour(rest))?;
    if clock.is_sure {
        return None;
    }
    let minute = clock.minute + direction * minutes;
    // A quarter to one is on the face of a clock behind twelve, not before one at night.
    let minute = if minute < 60 { minute + NOON } else { minute };
    Some((unsure(minute), rest))
}

/// `half drie`, which is half past two; and `half past two`.
fn half(words: &[Word]) -> Option<(Clock, &[Word])> {
    let rest = after(words, &["half"])?;
    let (shift, rest) = match after(rest, &["past"]) {
        Some(rest) => (30, rest),
        None => (-30, rest),
    };
    let (clock, rest) = hour(rest)?;
    if clock.is_sure || clock.minute % 60 != 0 {
        return None;
    }
    let minute = clock.minute + shift;
    let minute = if minute < 60 { minute + NOON } else { minute };
    Some((unsure(minute), rest))
}

fn unsure(minute: i64) -> Clock {
    Clock {
        minute,
        is_sure: false,
    }
}

/// `14`, `14u`, `14 uur`, `14:30`, `14.30`, `14u30`, `2pm`, `drie uur`.
fn hour(words: &[Word]) -> Option<(Clock, &[Word])> {
    let (first, rest) = words.split_first()?;
    let clock = match number(&first.key).filter(|hour| (1..=12).contains(hour)) {
        Some(hour) if !first.key.starts_with('0') => unsure(hour * 60),
        _ => in_digits(&first.key)?,
    };
    Some((clock, without(rest, &["uur", "u", "oclock"])))
}

fn in_digits(key: &str) -> Option<Clock> {
    let (hours, mut behind) = leading_digits(key);
    let hour = digits(hours, 2)?;
    let mut minute = None;
    if let Some(minutes) = behind.strip_prefix([':', '.', 'u', 'h'])
        && let (digits, rest) = leading_digits(minutes)
        && digits.len() == 2
    {
        minute = Some(self::digits(digits, 2)?).filter(|minute| *minute < 60);
        minute?;
        behind = rest;
    }
    // By a clock of 24 hours, nobody writes minutes behind an 8 and means the evening.
    let is_sure = hour == 0 || hour > 12 || hours.len() == 2 && hours.starts_with('0');
    let clock = Clock {
        minute: hour * 60 + minute.unwrap_or(0),
        is_sure: is_sure || hour >= 8 && minute.is_some(),
    };
    let is_time = clock.minute <= 2 * NOON;
    let clock = match behind {
        "" | "u" | "uur" => clock,
        "am" | "a.m" if hour <= 12 => clock.within(Part::Morning),
        "pm" | "p.m" if hour <= 12 => clock.within(Part::Evening),
        _ => return None,
    };
    is_time.then_some(clock)
}
