//! Whether a schedule is in force at a moment, and until when that stays so.

use jiff::civil::{Date, DateTime, Time};

use super::{
    ScheduleEvent,
    event::{DAY, minute_of},
    occurrences::Occurrences,
};
use crate::civil::{day_number, day_of};

/// How many times that follow one another without a gap are looked at.
const MOST_STEPS: usize = 1000;

/// Whether a moment on the wall lies in any of these events.
pub fn is_in_force(events: &[ScheduleEvent], local: DateTime) -> bool {
    let moment = moment_of(local);
    events
        .iter()
        .filter_map(Occurrences::of)
        .any(|it| it.has(moment))
}

/// The next moment on the wall, later than `after`, at which [`is_in_force()`] changes.
///
/// `None` when it stays as it is until the end of the calendar; also when it stays in force by a
/// thousand occurrences of different events that follow one another without a gap, which takes
/// years.
pub fn next_change(events: &[ScheduleEvent], after: DateTime) -> Option<DateTime> {
    let moment = moment_of(after);
    let all: Vec<Occurrences> = events.iter().filter_map(Occurrences::of).collect();
    let lasts_until = |moment| all.iter().filter_map(|it| it.lasts_until(moment)).max();
    let Some(mut end) = lasts_until(moment) else {
        let next = all.iter().filter_map(|it| it.next_after(moment)).min();
        return next.and_then(date_time);
    };
    for _ in 0..MOST_STEPS {
        match lasts_until(end) {
            Some(later) => end = later,
            None => return date_time(end),
        }
    }
    None
}

/// A moment on the wall as minutes since 1970-01-01 00:00. Events begin and end with a minute, so
/// that seconds decide nothing.
pub(super) fn moment_of(local: DateTime) -> i64 {
    day_number(local.date()) * DAY + minute_of(local.time())
}

/// The moment as a date and a time; `None` beyond the calendar.
pub(super) fn date_time(moment: i64) -> Option<DateTime> {
    let day: Date = day_of(moment.div_euclid(DAY))?;
    let minute = moment.rem_euclid(DAY);
    let (hour, minute) = (
        (minute / 60).try_into().ok()?,
        (minute % 60).try_into().ok()?,
    );
    Some(DateTime::from_parts(
        day,
        Time::new(hour, minute, 0, 0).ok()?,
    ))
}

#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
