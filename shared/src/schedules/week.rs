//! When a schedule is in force in one week, to be drawn.

use jiff::civil::{Date, DateTime};

use super::{ScheduleEvent, event::DAY, force::date_time, occurrences::Occurrences};
use crate::civil::day_number;

/// Time without a gap in which a schedule is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first moment.
    pub start: DateTime,
    /// The first moment that is not in it any more.
    pub end: DateTime,
}

/// When any of these events is in force within the seven days from `monday`, in order. Spans
/// neither overlap nor touch, and none reaches out of the week.
pub fn week(events: &[ScheduleEvent], monday: Date) -> Vec<Span> {
    let from = day_number(monday) * DAY;
    let until = from + 7 * DAY;
    let mut spans: Vec<(i64, i64)> = events
        .iter()
        .filter_map(Occurrences::of)
        .flat_map(|it| within(it, from, until))
        .collect();
    spans.sort_unstable();
    let mut merged: Vec<(i64, i64)> = Vec::new();
    for (start, end) in spans {
        match merged.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => merged.push((start, end)),
        }
    }
    let shown = merged.into_iter().filter_map(|(start, end)| {
        Some(Span {
            start: date_time(start)?,
            // In the last week of the calendar, midnight after its last day lies beyond it.
            end: date_time(end).unwrap_or(DateTime::MAX),
        })
    });
    shown.collect()
}

/// One event's share, cut to the week. No two occurrences begin on the same day.
fn within(it: Occurrences, from: i64, until: i64) -> impl Iterator<Item = (i64, i64)> {
    let first = it.last_until(from).or_else(|| it.next_after(from));
    std::iter::successors(first, move |begin| it.next_after(*begin))
        .take_while(move |begin| *begin < until)
        .map(move |begin| (begin.max(from), it.end_of(begin).min(until)))
        .filter(|(start, end)| start < end)
}
