//! What there is to say about when an event comes, in parts that a language puts into words.

use belroute_shared::schedules::{
    Ends, Month, Pattern, Recurrence, ScheduleEvent, WeekOfMonth, Weekday, Weekdays, days_between,
};
use jiff::civil::{Date, Time};

/// When an event comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// On which days.
    pub(super) on: On,
    /// At what hours of them.
    pub(super) hours: Hours,
    /// The first day; `None` where it goes without saying.
    pub(super) from: Option<Date>,
    /// For how long it comes again; `None` if for ever, or if it does not.
    pub(super) ends: Option<Last>,
}

/// On which days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum On {
    /// Once.
    Day(Date),
    /// Once, over several days.
    Days(Date, Date),
    /// Every so many days.
    EveryDays(u16),
    /// On these days, the first and the last of those that follow one another, of so many weeks.
    Weekdays(Vec<(Weekday, Weekday)>, u16),
    /// Every year on a date.
    YearlyByDate(u8, Month),
    /// Every year on such a weekday of a month.
    YearlyByDay(WeekOfMonth, Weekday, Month),
}

/// From when to when, each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hours {
    /// So many whole days.
    WholeDays(i64),
    /// Within a day.
    Within(Time, Time),
    /// Until the day is over.
    UntilMidnight(Time),
    /// Until a time so many days later.
    Later(Time, Time, i64),
}

/// For how long it comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Last {
    /// Until this day.
    On(Date),
    /// So many times.
    Times(u16),
}

impl Said {
    /// What there is to say about an event today.
    pub(super) fn of(event: &ScheduleEvent, today: Date) -> Self {
        let event = event.clone().settled();
        let (start, end) = (event.start_date, event.end_date);
        let on = match event.recurrence.map(|it| it.pattern) {
            None if start == end || ends_at_midnight(&event) => On::Day(start),
            None => On::Days(start, end),
            Some(Pattern::Daily { interval }) => On::EveryDays(interval),
            Some(Pattern::Weekly { interval, days }) => On::Weekdays(runs(days), interval),
            Some(Pattern::YearlyByDate { day, month }) => On::YearlyByDate(day, month),
            Some(Pattern::YearlyByDay { day, week, month }) => On::YearlyByDay(week, day, month),
        };
        // Of every second week one has to know which.
        let is_counted = matches!(on, On::EveryDays(step) | On::Weekdays(_, step) if step > 1);
        let is_ahead = event.recurrence.is_some() && start > today;
        Self {
            hours: hours(&event),
            from: (is_counted || is_ahead).then_some(start),
            ends: event.recurrence.and_then(last),
            on,
        }
    }
}

fn last(recurrence: Recurrence) -> Option<Last> {
    match recurrence.ends {
        Ends::Never => None,
        Ends::On(day) => Some(Last::On(day)),
        Ends::After(times) => Some(Last::Times(times)),
    }
}

/// Whether it ends with the day on which it began.
fn ends_at_midnight(event: &ScheduleEvent) -> bool {
    !event.all_day_enabled
        && event.end_time == Some(Time::midnight())
        && days_between(event.start_date, event.end_date) == 1
}

fn hours(event: &ScheduleEvent) -> Hours {
    let days = days_between(event.start_date, event.end_date);
    match (event.start_time, event.end_time) {
        (Some(start), Some(end)) if !event.all_day_enabled => match days {
            _ if ends_at_midnight(event) => Hours::UntilMidnight(start),
            0 => Hours::Within(start, end),
            _ => Hours::Later(start, end, days),
        },
        _ => Hours::WholeDays(days + 1),
    }
}

/// Days that follow one another, first and last; two of them are told one by one.
fn runs(days: Weekdays) -> Vec<(Weekday, Weekday)> {
    let mut runs: Vec<(Weekday, Weekday)> = Vec::new();
    for day in days.days() {
        match runs.last_mut() {
            Some(run) if run.1.number() + 1 == day.number() => run.1 = day,
            _ => runs.push((day, day)),
        }
    }
    runs.into_iter()
        .flat_map(|(first, last)| {
            if last.number() == first.number() + 1 {
                vec![(first, first), (last, last)]
            } else {
                vec![(first, last)]
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    use jiff::civil::{date, time};

    use super::*;

    const TODAY: Date = date(2026, 11, 24);

    fn event(start: Date, end: Date) -> ScheduleEvent {
        ScheduleEvent {
            id: None,
            name: "Event".to_owned(),
            start_date: start,
            end_date: end,
            start_time: None,
            end_time: None,
            all_day_enabled: true,
            recurrence: None,
        }
    }

    fn timed(days: i8, start: i8, end: i8) -> ScheduleEvent {
        ScheduleEvent {
            start_time: Some(time(start, 0, 0, 0)),
            end_time: Some(time(end, 0, 0, 0)),
            all_day_enabled: false,
            ..event(date(2026, 11, 2), date(2026, 11, 2 + days))
        }
    }

    fn again(event: ScheduleEvent, pattern: Pattern, ends: Ends) -> ScheduleEvent {
        ScheduleEvent {
            recurrence: Some(Recurrence { pattern, ends }),
            ..event
        }
    }

    fn weekly(interval: u16, days: &[Weekday]) -> Pattern {
        Pattern::Weekly {
            interval,
            days: days.iter().copied().collect(),
        }
    }

    #[test]
    fn days_that_follow_one_another_are_said_as_first_and_last() {
        let told = |days: &[Weekday]| runs(days.iter().copied().collect());
        let week = [Monday, Tuesday, Wednesday, Thursday, Friday];
        assert_eq!(told(&week), [(Monday, Friday)]);
        assert_eq!(
            told(&[Monday, Tuesday, Friday, Saturday, Sunday]),
            [(Monday, Monday), (Tuesday, Tuesday), (Friday, Sunday)]
        );
        assert_eq!(told(&[]), []);
        assert_eq!(told(&Weekday::ALL), [(Monday, Sunday)]);
    }

    #[test]
    fn hours_are_said_as_they_lie_in_their_days() {
        let nine = time(9, 0, 0, 0);
        assert_eq!(
            hours(&timed(0, 9, 17)),
            Hours::Within(nine, time(17, 0, 0, 0))
        );
        assert_eq!(hours(&timed(1, 9, 0)), Hours::UntilMidnight(nine));
        assert_eq!(
            hours(&timed(1, 9, 6)),
            Hours::Later(nine, time(6, 0, 0, 0), 1)
        );
        assert_eq!(
            hours(&timed(3, 9, 0)),
            Hours::Later(nine, time(0, 0, 0, 0), 3)
        );
        let holidays = event(date(2026, 12, 24), date(2027, 1, 2));
        assert_eq!(hours(&holidays), Hours::WholeDays(10));
    }

    #[test]
    fn what_comes_once_is_said_by_its_days() {
        let on = |event: &ScheduleEvent| Said::of(event, TODAY).on;
        let (first, last) = (date(2026, 12, 24), date(2027, 1, 2));
        assert_eq!(on(&event(first, first)), On::Day(first));
        assert_eq!(on(&event(first, last)), On::Days(first, last));
        assert_eq!(on(&timed(1, 9, 0)), On::Day(date(2026, 11, 2)));
        assert_eq!(Said::of(&event(first, last), TODAY).from, None);
    }

    #[test]
    fn the_first_day_is_said_where_it_matters() {
        let from =
            |pattern, today| Said::of(&again(timed(0, 9, 17), pattern, Ends::Never), today).from;
        assert_eq!(from(weekly(1, &[Friday]), TODAY), None);
        let first = Some(date(2026, 11, 6));
        assert_eq!(from(weekly(1, &[Friday]), date(2026, 11, 1)), first);
        assert_eq!(from(weekly(2, &[Friday]), TODAY), first);
        let daily = |interval| Pattern::Daily { interval };
        assert_eq!(from(daily(1), TODAY), None);
        assert_eq!(from(daily(3), TODAY), Some(date(2026, 11, 2)));
    }

    #[test]
    fn the_end_of_what_comes_again_is_said() {
        let ends = |ends| Said::of(&again(timed(0, 9, 17), weekly(1, &[Monday]), ends), TODAY).ends;
        assert_eq!(ends(Ends::Never), None);
        assert_eq!(ends(Ends::On(TODAY)), Some(Last::On(TODAY)));
        assert_eq!(ends(Ends::After(3)), Some(Last::Times(3)));
    }
}
