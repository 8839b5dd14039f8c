//! The seven days of a week, with the times at which a schedule is in force on each.

use belroute_shared::schedules::{Span, days_later};
use jiff::civil::{Date, DateTime, Time};

/// Minutes of a day.
pub(super) const DAY: u16 = 24 * 60;

/// Minutes of one day in which a schedule is in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The first one, from 0.
    pub(super) from: u16,
    /// The first one that is not, up to [`DAY`].
    pub(super) until: u16,
}

impl Piece {
    /// Whether it is the whole day.
    pub(super) fn is_whole(self) -> bool {
        self.from == 0 && self.until == DAY
    }
}

/// A day of the week, and its pieces in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WeekDay {
    pub(super) day: Date,
    pub(super) pieces: Vec<Piece>,
}

/// The days of the week from a Monday, out of the spans of that week.
pub(super) fn days(spans: &[Span], monday: Date) -> Vec<WeekDay> {
    let day = |number| {
        let day = days_later(monday, number);
        let pieces = spans.iter().filter_map(|span| piece(*span, day)).collect();
        WeekDay { day, pieces }
    };
    (0..7).map(day).collect()
}

/// What of a span lies on a day.
fn piece(span: Span, day: Date) -> Option<Piece> {
    if span.start.date() > day || span.end.date() < day {
        return None;
    }
    let from = if span.start.date() == day {
        minute_of(span.start.time())
    } else {
        0
    };
    let is_end = span.end.date() == day && span.end != DateTime::MAX;
    let until = if is_end {
        minute_of(span.end.time())
    } else {
        DAY
    };
    (from < until).then_some(Piece { from, until })
}

/// Minutes since midnight.
pub(super) fn minute_of(time: Time) -> u16 {
    let (hour, minute) = (time.hour().unsigned_abs(), time.minute().unsigned_abs());
    u16::from(hour) * 60 + u16::from(minute)
}

/// The time that minutes since midnight come to; `None` for the end of the day.
pub(super) fn time_of(minute: u16) -> Option<Time> {
    let hour = i8::try_from(minute / 60).ok()?;
    let minute = i8::try_from(minute % 60).ok()?;
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const MONDAY: Date = date(2026, 3, 2);

    fn at(day: i8, hour: i8) -> DateTime {
        date(2026, 3, day).at(hour, 0, 0, 0)
    }

    fn pieces(spans: &[Span]) -> Vec<Vec<(u16, u16)>> {
        let days = days(spans, MONDAY);
        let told = |day: WeekDay| day.pieces.iter().map(|it| (it.from, it.until)).collect();
        days.into_iter().map(told).collect()
    }

    #[test]
    fn a_span_is_drawn_on_each_day_that_it_touches() {
        let spans = [
            Span {
                start: at(2, 9),
                end: at(2, 12),
            },
            Span {
                start: at(2, 13),
                end: at(2, 17),
            },
            Span {
                start: at(3, 22),
                end: at(5, 6),
            },
            Span {
                start: at(7, 0),
                end: at(9, 0),
            },
        ];
        let expected: [&[(u16, u16)]; 7] = [
            &[(540, 720), (780, 1020)],
            &[(1320, 1440)],
            &[(0, 1440)],
            &[(0, 360)],
            &[],
            &[(0, 1440)],
            &[(0, 1440)],
        ];
        assert_eq!(pieces(&spans), expected);
    }

    #[test]
    fn a_span_until_midnight_leaves_the_next_day_empty() {
        let spans = [Span {
            start: at(2, 20),
            end: at(3, 0),
        }];
        let pieces = pieces(&spans);
        assert_eq!(pieces[0], [(1200, 1440)]);
        assert!(pieces[1..].iter().all(Vec::is_empty));
    }

    #[test]
    fn the_last_week_of_the_calendar_has_seven_days() {
        let start = Date::MAX.at(23, 0, 0, 0);
        let spans = [Span {
            start,
            end: DateTime::MAX,
        }];
        let days = days(&spans, Date::MAX);
        assert_eq!(days.len(), 7);
        assert_eq!(
            days[0].pieces,
            [Piece {
                from: 1380,
                until: DAY
            }]
        );
    }

    #[test]
    fn minutes_and_times_are_the_same_in_two_forms() {
        for minute in (0..DAY).step_by(7) {
            assert_eq!(time_of(minute).map(minute_of), Some(minute));
        }
        assert_eq!(time_of(DAY), None);
    }
}
