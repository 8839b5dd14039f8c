//! Which recurrences a schedule has itself, and which have to be written out.

use belroute_shared::schedules::{
    Ends, MOST_INTERVAL, MOST_OCCURRENCES, Month, Pattern, Recurrence, ScheduleEvent,
    ScheduleLevel, WeekOfMonth, Weekday, Weekdays, import::LeftOutReason,
};
use jiff::civil::{Date, DateTime};

use super::{
    found::{Found, Repeats},
    frame::{Frame, Moment, Zone},
    later,
    rule::{Frequency, Rule, Until},
    written_out::YEARS,
};

/// Minutes of a day.
const DAY: i64 = 24 * 60;

/// What becomes of an event.
pub(super) enum Outcome {
    /// One event, which may come again.
    As(Option<Recurrence>),
    /// Each of its times has to be an event.
    Often,
    LeftOut(LeftOutReason),
}

/// What becomes of an event of a calendar.
pub(super) fn outcome(found: &Found, frame: &Frame) -> Outcome {
    if !found.recurs() {
        return if found.is_over(found.local, frame) {
            Outcome::LeftOut(LeftOutReason::Over)
        } else {
            Outcome::As(None)
        };
    }
    let rule = match &found.repeats {
        Repeats::Somehow => return Outcome::LeftOut(LeftOutReason::NotUnderstood),
        Repeats::By(rule) if found.added.is_empty() => rule,
        // Dates beside a rule, or without one.
        _ => return Outcome::Often,
    };
    let has_gaps = found
        .except
        .iter()
        .any(|begin| !found.is_over(*begin, frame));
    if has_gaps || !keeps_its_distance(&found.start, frame) {
        return Outcome::Often;
    }
    let Some(pattern) = pattern(rule, found, frame.level) else {
        return Outcome::Often;
    };
    let Some(ends) = ends(rule.until, pattern, found, frame.level) else {
        return Outcome::Often;
    };
    let recurrence = Recurrence { pattern, ends };
    let event = found.event(found.local, Some(recurrence));
    let last = event.last_day();
    let is_over = |day: Date| found.is_over(day.to_datetime(found.local.time()), frame);
    match ends {
        Ends::Never => Outcome::As(Some(recurrence)),
        Ends::On(_) | Ends::After(_) if last.is_none_or(is_over) => {
            Outcome::LeftOut(LeftOutReason::Over)
        }
        Ends::On(_) | Ends::After(_) => Outcome::As(Some(recurrence)),
    }
}

/// Whether the event's clock differs from ours by as much all year, without the day being another:
/// only then does it come at the same time here.
fn keeps_its_distance(start: &Moment, frame: &Frame) -> bool {
    let Zone::Other(_) = start.zone else {
        return true;
    };
    let distance = |wall: DateTime| {
        let moment = Moment {
            wall,
            ..start.clone()
        };
        frame.local(&moment).map(|local| local.duration_since(wall))
    };
    let first = distance(start.wall);
    let is_same_day = frame
        .local(start)
        .is_some_and(|local| local.date() == start.wall.date());
    let from = frame.today.to_datetime(start.wall.time());
    let weeks = (0..YEARS * 53).map_while(|week| later(from, i64::from(week) * 7 * DAY));
    is_same_day && weeks.into_iter().all(|wall| distance(wall) == first)
}

fn pattern(rule: &Rule, found: &Found, level: ScheduleLevel) -> Option<Pattern> {
    if rule.is_other || rule.interval > MOST_INTERVAL {
        return None;
    }
    let interval = rule.interval;
    let own_day = weekday(found.local.date());
    let plain: Option<Weekdays> = rule
        .days
        .iter()
        .map(|(which, day)| which.is_none().then_some(*day))
        .collect::<Option<Vec<_>>>()
        .map(Weekdays::from_iter);
    let no_dates = rule.months.is_empty() && rule.month_days.is_empty();
    match rule.frequency {
        Frequency::Weekly if no_dates => {
            let days = plain.filter(|days| !days.is_empty());
            let days = match days {
                Some(days) => days,
                None if rule.days.is_empty() => Weekdays::from_iter([own_day]),
                None => return None,
            };
            // Every second week is another one when weeks begin on Sunday, or when the first time is
            // not in the week of the start.
            let is_same = interval == 1 || (!rule.has_other_weeks && days.has(own_day));
            is_same.then_some(Pattern::Weekly { interval, days })
        }
        Frequency::Daily if no_dates && interval == 1 && !rule.days.is_empty() => {
            let days = plain?;
            Some(Pattern::Weekly { interval, days })
        }
        Frequency::Daily if no_dates && rule.days.is_empty() => match level {
            ScheduleLevel::People => Some(Pattern::Daily { interval }),
            ScheduleLevel::Location if interval == 1 && found.minutes <= DAY => {
                let days = Weekdays::from_iter(Weekday::ALL);
                Some(Pattern::Weekly { interval, days })
            }
            ScheduleLevel::Location => None,
        },
        Frequency::Yearly if level == ScheduleLevel::Location && interval == 1 => {
            yearly(rule, found.local.date())
        }
        _ => None,
    }
}

fn yearly(rule: &Rule, start: Date) -> Option<Pattern> {
    let own_month = u8::try_from(start.month()).ok()?;
    let month = match rule.months[..] {
        [] => own_month,
        [month] => month,
        _ => return None,
    };
    let month = *Month::ALL.get(usize::from(month.checked_sub(1)?))?;
    match (&rule.days[..], &rule.month_days[..]) {
        ([], []) => {
            let day = u8::try_from(start.day()).ok()?;
            Some(Pattern::YearlyByDate { day, month })
        }
        ([], [day]) => {
            let day = u8::try_from(*day).ok().filter(|day| *day > 0)?;
            Some(Pattern::YearlyByDate { day, month })
        }
        // Without a month, the first Monday is that of the year.
        ([(Some(which), day)], []) if !rule.months.is_empty() => {
            let place = usize::try_from(which.checked_sub(1)?).ok()?;
            let (week, day) = (*WeekOfMonth::ALL.get(place)?, *day);
            Some(Pattern::YearlyByDay { day, week, month })
        }
        _ => None,
    }
}

/// The end of a recurrence; a company's schedules know no number of times, but the day of the last.
fn ends(until: Until, pattern: Pattern, found: &Found, level: ScheduleLevel) -> Option<Ends> {
    match until {
        Until::Ever => Some(Ends::Never),
        Until::Moment(last) => {
            let day = last.date();
            let is_before = last.time() < found.start.wall.time();
            let day = if is_before {
                day.yesterday().ok()?
            } else {
                day
            };
            Some(Ends::On(day))
        }
        Until::Times(times) => {
            let times = u16::try_from(times)
                .ok()
                .filter(|times| *times <= MOST_OCCURRENCES)?;
            let ends = Ends::After(times);
            if level == ScheduleLevel::People {
                return Some(ends);
            }
            let recurrence = Recurrence { pattern, ends };
            let event: ScheduleEvent = found.event(found.local, Some(recurrence));
            event.last_day().map(Ends::On)
        }
    }
}

fn weekday(day: Date) -> Weekday {
    let number = day.weekday().to_monday_zero_offset();
    let place = usize::try_from(number).unwrap_or_default();
    Weekday::ALL[place % 7]
}
