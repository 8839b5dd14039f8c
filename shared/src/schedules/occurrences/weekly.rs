//! Days that come by the week. All are numbers of days since 1970-01-01.

use crate::schedules::{Weekday, Weekdays};

/// Certain days of every so many weeks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weekly {
    first: i64,
    /// Monday of the week of the first.
    monday: i64,
    /// Days from a week to the next in which they begin.
    step: i64,
    days: Weekdays,
}

impl Weekly {
    /// From a day on; none if there are no days of the week.
    pub(super) fn from(start: i64, interval: u16, days: Weekdays) -> Option<Self> {
        let first = (start..start + 7).find(|day| days.has(weekday(*day)))?;
        Some(Self {
            first,
            monday: first - since_monday(first),
            step: i64::from(interval.max(1)) * 7,
            days,
        })
    }

    pub(super) fn first(&self) -> i64 {
        self.first
    }

    pub(super) fn last_until(&self, day: i64) -> Option<i64> {
        let since = day - self.monday;
        let (week, of_week) = (day - since % self.step, since % self.step);
        match self.numbers().rfind(|number| *number <= of_week) {
            Some(number) => Some(week + number),
            None => self
                .numbers()
                .next_back()
                .map(|number| week - self.step + number),
        }
    }

    pub(super) fn next_after(&self, day: i64) -> Option<i64> {
        let since = day - self.monday;
        let (week, of_week) = (day - since % self.step, since % self.step);
        match self.numbers().find(|number| *number > of_week) {
            Some(number) => Some(week + number),
            None => self
                .numbers()
                .next()
                .map(|number| week + self.step + number),
        }
    }

    /// The one before which there are so many.
    pub(super) fn nth(&self, before: i64) -> Option<i64> {
        let behind = self.first - self.monday;
        let missed = self.numbers().filter(|number| *number < behind).count();
        // As if the first week had all of them.
        let before = before + i64::try_from(missed).ok()?;
        let each = i64::try_from(self.numbers().count()).ok()?;
        let number = self.numbers().nth((before % each).try_into().ok()?)?;
        Some(self.monday + before / each * self.step + number)
    }

    pub(super) fn longest_gap(&self) -> i64 {
        let (first, last) = (self.numbers().next(), self.numbers().next_back());
        let around = first
            .zip(last)
            .map(|(first, last)| first + self.step - last);
        let within = self.numbers().zip(self.numbers().skip(1));
        let within = within.map(|(one, next)| next - one);
        within.chain(around).max().unwrap_or(i64::MAX)
    }

    /// The days as numbers from Monday.
    fn numbers(&self) -> impl DoubleEndedIterator<Item = i64> + Clone + use<> {
        self.days.days().map(|day| i64::from(day.number()))
    }
}

/// Days since Monday. 1970-01-01 was a Thursday.
pub(in crate::schedules) fn since_monday(day: i64) -> i64 {
    (day + 3).rem_euclid(7)
}

fn weekday(day: i64) -> Weekday {
    let number = usize::try_from(since_monday(day)).unwrap_or_default();
    Weekday::ALL[number % 7]
}
