use jiff::civil::{Date, Time, date};
use proptest::prelude::*;

use super::*;
use crate::schedules::{
    Month, Recurrence, ScheduleType, WeekOfMonth, Weekday, Weekdays, strategies, strategies::event,
};

const OWN: ScheduleLevel = ScheduleLevel::People;
const COMPANY: ScheduleLevel = ScheduleLevel::Location;

fn schedule(events: Vec<ScheduleEvent>) -> ScheduleSettings {
    ScheduleSettings {
        name: "Office".to_owned(),
        kind: ScheduleType::BusinessHours,
        events,
    }
}

fn named(name: &str) -> ScheduleEvent {
    ScheduleEvent {
        name: name.to_owned(),
        ..event()
    }
}

fn timed(first: Date, start: (i8, i8), last: Date, end: (i8, i8)) -> ScheduleEvent {
    let time = |(hour, minute)| Some(Time::constant(hour, minute, 0, 0));
    ScheduleEvent {
        start_date: first,
        end_date: last,
        start_time: time(start),
        end_time: time(end),
        all_day_enabled: false,
        ..event()
    }
}

fn recurring(event: ScheduleEvent, pattern: Pattern, ends: Ends) -> ScheduleEvent {
    ScheduleEvent {
        recurrence: Some(Recurrence { pattern, ends }),
        ..event
    }
}

fn weekly(interval: u16, days: impl IntoIterator<Item = Weekday>) -> Pattern {
    let days: Weekdays = days.into_iter().collect();
    Pattern::Weekly { interval, days }
}

fn daily(interval: u16) -> Pattern {
    Pattern::Daily { interval }
}

/// What is wrong with an event in a schedule of its own.
fn wrong(event: ScheduleEvent, level: ScheduleLevel) -> Vec<(String, Code)> {
    let checked = schedule(vec![event]).check(level);
    let broken = checked.err().unwrap_or_default().into_iter();
    broken.map(|error| (error.field, error.code)).collect()
}

#[track_caller]
fn assert_wrong(event: ScheduleEvent, level: ScheduleLevel, field: &str, code: Code) {
    assert_eq!(wrong(event, level), [(format!("events.0.{field}"), code)]);
}

#[track_caller]
fn assert_good(event: ScheduleEvent, level: ScheduleLevel) {
    assert_eq!(wrong(event, level), []);
}

#[test]
fn names_have_one_to_forty_characters() {
    for (name, code) in [
        ("", Code::Required),
        (&"ö".repeat(41), Code::TooLong),
        ("bell\u{7}", Code::NotOffered),
    ] {
        let mut settings = schedule(vec![named(name)]);
        name.clone_into(&mut settings.name);
        let expected = [
            FieldError::new("name", code),
            FieldError::new("events.0.name", code),
        ];
        assert_eq!(settings.check(OWN).unwrap_err(), expected);
    }
    for name in ["x", &"ö".repeat(40)] {
        let mut settings = schedule(vec![named(name)]);
        name.clone_into(&mut settings.name);
        assert_eq!(settings.check(OWN), Ok(()));
    }
    let tidied = ScheduleSettings {
        name: "  My \t hours ".to_owned(),
        ..schedule(vec![named(" a  b ")])
    }
    .tidied();
    assert_eq!(tidied.name, "My hours");
    assert_eq!(tidied.events[0].name, "a b");
}

#[test]
fn names_of_events_are_unique_whatever_their_case() {
    let settings = schedule(vec![named("Kerst"), named("Pasen"), named("kérst")]);
    let expected = [FieldError::new("events.2.name", Code::NameTaken)];
    assert_eq!(settings.check(OWN).unwrap_err(), expected);
}

#[test]
fn a_schedule_has_a_hundred_events_and_no_more() {
    let events = |count: usize| (0..count).map(|it| named(&format!("Day {it}"))).collect();
    assert_eq!(schedule(events(100)).check(OWN), Ok(()));
    let broken = schedule(events(101)).check(OWN).unwrap_err();
    assert_eq!(broken, [FieldError::new("events", Code::TooMany)]);
    assert_eq!(schedule(Vec::new()).check(COMPANY), Ok(()));
}

#[test]
fn an_event_has_times_or_takes_whole_days() {
    let mut timeless = event();
    timeless.all_day_enabled = false;
    let expected = [
        ("events.0.startTime".to_owned(), Code::Required),
        ("events.0.endTime".to_owned(), Code::Required),
    ];
    assert_eq!(wrong(timeless, OWN), expected);
    let mut both = timed(date(2026, 3, 2), (9, 0), date(2026, 3, 2), (17, 0));
    both.all_day_enabled = true;
    let tidied = both.tidied();
    assert_eq!((tidied.start_time, tidied.end_time), (None, None));
}

#[test]
fn the_end_comes_after_the_start() {
    let (monday, tuesday) = (date(2026, 3, 2), date(2026, 3, 3));
    assert_good(timed(monday, (9, 0), monday, (9, 1)), OWN);
    assert_good(timed(monday, (9, 0), tuesday, (0, 0)), OWN);
    for end in [(9, 0), (8, 59)] {
        let event = timed(monday, (9, 0), monday, end);
        assert_wrong(event, OWN, "endTime", Code::EndBeforeStart);
    }
    let event = timed(tuesday, (9, 0), monday, (17, 0));
    assert_wrong(event, OWN, "endDate", Code::EndBeforeStart);
    let mut days = event_of(tuesday, monday);
    assert_wrong(days.clone(), OWN, "endDate", Code::EndBeforeStart);
    days.start_date = monday;
    assert_good(days, OWN);
}

fn event_of(first: Date, last: Date) -> ScheduleEvent {
    ScheduleEvent {
        start_date: first,
        end_date: last,
        ..event()
    }
}

#[test]
fn intervals_and_counts_go_to_999() {
    for number in [1, 999] {
        assert_good(recurring(event(), daily(number), Ends::Never), OWN);
        let monday = weekly(number, [Weekday::Monday]);
        assert_good(recurring(event(), monday, Ends::After(number)), OWN);
    }
    for number in [0, 1000, u16::MAX] {
        let field = "recurrence.recurDaily.recurInterval";
        let event_ = recurring(event(), daily(number), Ends::Never);
        assert_wrong(event_, OWN, field, Code::OutOfRange);
        let field = "recurrence.recurWeekly.recurInterval";
        let event_ = recurring(event(), weekly(number, [Weekday::Monday]), Ends::Never);
        assert_wrong(event_, COMPANY, field, Code::OutOfRange);
        let field = "recurrence.recurEndOccurrence";
        let event_ = recurring(event(), daily(1), Ends::After(number));
        assert_wrong(event_, OWN, field, Code::OutOfRange);
    }
}

#[test]
fn a_weekly_event_comes_on_some_day() {
    let never = recurring(event(), weekly(1, []), Ends::Never);
    assert_wrong(never, OWN, "recurrence.recurWeekly", Code::Required);
}

#[test]
fn users_have_no_years_and_companies_neither_days_nor_counts() {
    let (day, month) = (25, Month::December);
    let by_date = Pattern::YearlyByDate { day, month };
    let by_day = Pattern::YearlyByDay {
        day: Weekday::Monday,
        week: WeekOfMonth::First,
        month,
    };
    for (pattern, field) in [
        (by_date, "recurrence.recurYearlyByDate"),
        (by_day, "recurrence.recurYearlyByDay"),
    ] {
        let event = recurring(event(), pattern, Ends::Never);
        assert_good(event.clone(), COMPANY);
        assert_wrong(event, OWN, field, Code::NotOffered);
    }
    let event_ = recurring(event(), daily(1), Ends::Never);
    assert_good(event_.clone(), OWN);
    assert_wrong(event_, COMPANY, "recurrence.recurDaily", Code::NotOffered);
    let monday = weekly(1, [Weekday::Monday]);
    let event_ = recurring(event(), monday, Ends::After(3));
    assert_good(event_.clone(), OWN);
    let field = "recurrence.recurEndOccurrence";
    assert_wrong(event_, COMPANY, field, Code::NotOffered);
    let until = recurring(event(), monday, Ends::On(date(2030, 1, 1)));
    assert_good(until.clone(), OWN);
    assert_good(until, COMPANY);
}

#[test]
fn a_date_is_one_that_its_month_has() {
    let on = |day, month| recurring(event(), Pattern::YearlyByDate { day, month }, Ends::Never);
    for (day, month) in [
        (1, Month::January),
        (31, Month::January),
        (29, Month::February),
        (30, Month::April),
    ] {
        assert_good(on(day, month), COMPANY);
    }
    for (day, month) in [
        (0, Month::January),
        (32, Month::January),
        (30, Month::February),
        (31, Month::April),
    ] {
        let field = "recurrence.recurYearlyByDate.dayOfMonth";
        assert_wrong(on(day, month), COMPANY, field, Code::OutOfRange);
    }
}

#[test]
fn repetitions_may_touch_but_not_overlap() {
    let (monday, tuesday, wednesday) = (date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4));
    let overlap = |event| assert_wrong(event, OWN, "recurrence", Code::Overlaps);
    let day = timed(monday, (9, 0), tuesday, (9, 0));
    let longer = timed(monday, (9, 0), tuesday, (9, 1));
    assert_good(recurring(day.clone(), daily(1), Ends::Never), OWN);
    overlap(recurring(longer.clone(), daily(1), Ends::Never));
    assert_good(recurring(longer.clone(), daily(2), Ends::Never), OWN);
    // It does not come again, so there is nothing to overlap.
    assert_good(recurring(longer.clone(), daily(1), Ends::After(1)), OWN);
    let neighbours = [Weekday::Monday, Weekday::Tuesday];
    assert_good(recurring(day, weekly(1, neighbours), Ends::Never), OWN);
    overlap(recurring(longer, weekly(1, neighbours), Ends::Never));
    // From Sunday to the Monday of the week after.
    let around = [Weekday::Monday, Weekday::Sunday];
    let two_days = event_of(monday, tuesday);
    overlap(recurring(two_days.clone(), weekly(1, around), Ends::Never));
    assert_good(recurring(two_days, weekly(2, around), Ends::Never), OWN);
    let week = event_of(monday, date(2026, 3, 8));
    assert_good(
        recurring(week, weekly(1, [Weekday::Monday]), Ends::Never),
        OWN,
    );
    let more = event_of(monday, date(2026, 3, 9));
    overlap(recurring(more, weekly(1, [Weekday::Monday]), Ends::Never));
    let year = event_of(wednesday, date(2027, 3, 3));
    let (day, month) = (4, Month::March);
    let by_date = Pattern::YearlyByDate { day, month };
    assert_good(recurring(year, by_date, Ends::Never), COMPANY);
    let more = recurring(event_of(wednesday, date(2027, 3, 4)), by_date, Ends::Never);
    assert_wrong(more, COMPANY, "recurrence", Code::Overlaps);
}

#[test]
fn an_event_that_recurs_comes_at_least_once() {
    // It starts on a Monday; its first Sunday is the eighth.
    let until = |day| {
        let sundays = weekly(1, [Weekday::Sunday]);
        recurring(event(), sundays, Ends::On(date(2026, 3, day)))
    };
    assert_good(until(8), OWN);
    let field = "recurrence.recurEndDate";
    assert_wrong(until(7), OWN, field, Code::EndBeforeStart);
}

proptest! {
    #[test]
    fn what_is_written_is_read_as_the_same(event in strategies::near_event()) {
        let json = serde_json::to_string(&event).unwrap();
        prop_assert_eq!(serde_json::from_str::<ScheduleEvent>(&json).unwrap(), event);
    }

    #[test]
    fn what_is_accepted_is_read_back_comes_and_does_not_overlap(
        event in prop_oneof![strategies::any_event(), strategies::near_event()],
        level in prop::sample::select(vec![OWN, COMPANY]),
    ) {
        // The wire has no years before the first.
        prop_assume!(event.start_date.year() >= 0 && event.end_date.year() >= 0);
        let settings = schedule(vec![event]).tidied();
        if settings.check(level).is_ok() {
            let json = serde_json::to_string(&settings).unwrap();
            let read: ScheduleSettings = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(&read, &settings);
            let all = Occurrences::of(&settings.events[0]);
            prop_assert!(all.is_some_and(|all| !all.overlap()));
        }
    }
}
