//! When an event comes: by counting, so that one that recurs for ever costs no more than another.
//!
//! Occurrences of one event begin on different days, at the same minute, and last equally long.

use jiff::civil::Date;

use super::{Ends, Pattern, Recurrence, ScheduleEvent, event::DAY};
use crate::civil::day_number;

mod weekly;
mod yearly;

pub(super) use weekly::since_monday;

use weekly::Weekly;
use yearly::Yearly;

/// Every occurrence of an event. Moments are minutes since 1970-01-01 00:00 on the wall.
#[derive(Clone, Copy, Debug)]
pub(super) struct Occurrences {
    days: Days,
    /// The last day on which one begins.
    last: i64,
    /// When they begin, in minutes of the day.
    minute: i64,
    /// How long each lasts, at least one minute.
    minutes: i64,
}

/// On which days they begin, were it for ever.
#[derive(Clone, Copy, Debug)]
enum Days {
    Once(i64),
    Every { first: i64, step: i64 },
    Weekly(Weekly),
    Yearly { first: i64, on: Yearly },
}

impl Occurrences {
    /// Those of an event; none if it never comes.
    pub(super) fn of(event: &ScheduleEvent) -> Option<Self> {
        let (start, minute) = event.begin();
        let minutes = event.minutes();
        let days = match event.recurrence {
            None => Days::Once(start),
            Some(recurrence) => Days::of(start, recurrence.pattern)?,
        };
        let last = match event.recurrence.map(|Recurrence { ends, .. }| ends) {
            None | Some(Ends::Never) => day_number(Date::MAX),
            Some(Ends::On(date)) => day_number(date),
            Some(Ends::After(times)) => days.nth(times)?.min(day_number(Date::MAX)),
        };
        (minutes > 0 && days.first() <= last).then_some(Self {
            days,
            last,
            minute,
            minutes,
        })
    }

    /// The first one.
    pub(super) fn first(&self) -> i64 {
        self.moment(self.days.first())
    }

    /// The day on which the last one begins.
    pub(super) fn last_day(&self) -> i64 {
        // None of them begins before the first, and that one is not behind the last.
        self.days.last_until(self.last).unwrap_or(self.last)
    }

    /// The last one that begins at this moment or before.
    pub(super) fn last_until(&self, moment: i64) -> Option<i64> {
        let day = (moment - self.minute).div_euclid(DAY).min(self.last);
        Some(self.moment(self.days.last_until(day)?))
    }

    /// The first one that begins after this moment.
    pub(super) fn next_after(&self, moment: i64) -> Option<i64> {
        let day = self
            .days
            .next_after((moment - self.minute).div_euclid(DAY))?;
        (day <= self.last).then(|| self.moment(day))
    }

    /// When an occurrence that begins at a moment is over.
    pub(super) fn end_of(&self, begin: i64) -> i64 {
        begin + self.minutes
    }

    /// Whether one lasts at this moment.
    pub(super) fn has(&self, moment: i64) -> bool {
        let begin = self.last_until(moment);
        begin.is_some_and(|begin| moment < self.end_of(begin))
    }

    /// If one lasts at this moment, until when. Occurrences that follow one another without a gap,
    /// day by day or week by week, count as one, so that nobody has to go from one to the next.
    pub(super) fn lasts_until(&self, moment: i64) -> Option<i64> {
        let begin = self.last_until(moment)?;
        let end = self.end_of(begin);
        if end <= moment {
            return None;
        }
        if self.minutes >= self.days.longest_gap().saturating_mul(DAY) {
            return Some(self.end_of(self.moment(self.last_day())));
        }
        Some(end)
    }

    /// Whether one begins before the one before it has ended.
    pub(super) fn overlap(&self) -> bool {
        // Gaps come again after a week of them, of leap years after a few dozen.
        let mut begin = self.first();
        for _ in 0..40 {
            let Some(next) = self.next_after(begin) else {
                return false;
            };
            if next < self.end_of(begin) {
                return true;
            }
            begin = next;
        }
        false
    }

    fn moment(&self, day: i64) -> i64 {
        day * DAY + self.minute
    }
}

impl Days {
    /// The days of a pattern from a day on; none if there never is one.
    fn of(start: i64, pattern: Pattern) -> Option<Self> {
        match pattern {
            Pattern::Daily { interval } => Some(Self::Every {
                first: start,
                step: i64::from(interval.max(1)),
            }),
            Pattern::Weekly { interval, days } => {
                Weekly::from(start, interval, days).map(Self::Weekly)
            }
            Pattern::YearlyByDate { day, month } => Self::yearly(start, Yearly::Date(day, month)),
            Pattern::YearlyByDay { day, week, month } => {
                Self::yearly(start, Yearly::Day(day, week, month))
            }
        }
    }

    fn yearly(start: i64, on: Yearly) -> Option<Self> {
        on.next_after(start - 1)
            .map(|first| Self::Yearly { first, on })
    }

    fn first(&self) -> i64 {
        match self {
            Self::Once(first) | Self::Every { first, .. } | Self::Yearly { first, .. } => *first,
            Self::Weekly(weekly) => weekly.first(),
        }
    }

    fn last_until(&self, day: i64) -> Option<i64> {
        if day < self.first() {
            return None;
        }
        match self {
            Self::Once(first) => Some(*first),
            Self::Every { first, step } => Some(day - (day - first) % step),
            Self::Weekly(weekly) => weekly.last_until(day),
            Self::Yearly { on, .. } => on.last_until(day),
        }
    }

    fn next_after(&self, day: i64) -> Option<i64> {
        if day < self.first() {
            return Some(self.first());
        }
        match self {
            Self::Once(_) => None,
            Self::Every { first, step } => Some(day - (day - first) % step + step),
            Self::Weekly(weekly) => weekly.next_after(day),
            Self::Yearly { on, .. } => on.next_after(day),
        }
    }

    /// The day of the last of so many.
    fn nth(&self, times: u16) -> Option<i64> {
        let before = i64::from(times.checked_sub(1)?);
        match self {
            Self::Once(first) => Some(*first),
            Self::Every { first, step } => Some(first + before * step),
            Self::Weekly(weekly) => weekly.nth(before),
            // There are no more of them than years.
            Self::Yearly { first, on } => {
                let mut day = *first;
                for _ in 0..before {
                    match on.next_after(day) {
                        Some(next) => day = next,
                        None => break,
                    }
                }
                Some(day)
            }
        }
    }

    /// No two that follow one another are further apart, in days. Of years it is not told.
    fn longest_gap(&self) -> i64 {
        match self {
            Self::Once(_) | Self::Yearly { .. } => i64::MAX,
            Self::Every { step, .. } => *step,
            Self::Weekly(weekly) => weekly.longest_gap(),
        }
    }
}
