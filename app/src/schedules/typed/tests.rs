use belroute_shared::schedules::Weekday;
use jiff::civil::date;

use super::*;

const OWN: ScheduleLevel = ScheduleLevel::People;
const COMPANY: ScheduleLevel = ScheduleLevel::Location;

fn typed() -> TypedEvent {
    TypedEvent {
        name: "Office".to_owned(),
        ..TypedEvent::new(date(2026, 11, 24), false)
    }
}

fn refused(typed: &TypedEvent, level: ScheduleLevel) -> Vec<(String, Code)> {
    let broken = typed.event(None, level).err().unwrap_or_default();
    broken.into_iter().map(|it| (it.field, it.code)).collect()
}

fn once(typed: &TypedEvent, level: ScheduleLevel) -> TypedEvent {
    TypedEvent::of(&typed.event(None, level).unwrap())
}

#[test]
fn what_was_typed_stands_there_again_when_it_is_saved() {
    let texts = |repeats| TypedEvent {
        repeats,
        interval: "2".to_owned(),
        days: [Weekday::Tuesday, Weekday::Friday].into_iter().collect(),
        lasts: Lasts::Until,
        last_date: "2030-12-31".to_owned(),
        ..typed()
    };
    let weekly = texts(Repeats::Weekly);
    assert_eq!(once(&weekly, OWN), weekly);
    assert_eq!(once(&weekly, COMPANY), weekly);
    let daily = TypedEvent {
        days: typed().days,
        lasts: Lasts::Times,
        times: "5".to_owned(),
        last_date: String::new(),
        ..texts(Repeats::Daily)
    };
    assert_eq!(once(&daily, OWN), daily);
    for repeats in [Repeats::YearlyByDate, Repeats::YearlyByDay] {
        let yearly = TypedEvent { repeats, ..typed() };
        assert_eq!(once(&yearly, COMPANY), yearly);
    }
    let all_day = TypedEvent {
        is_all_day: true,
        ..typed()
    };
    assert_eq!(once(&all_day, OWN), all_day);
}

#[test]
fn a_date_or_weekday_of_every_year_is_that_of_the_start() {
    let pattern = |repeats| {
        let typed = TypedEvent { repeats, ..typed() };
        let event = typed.event(None, COMPANY).unwrap();
        event.recurrence.unwrap().pattern
    };
    let month = Month::November;
    assert_eq!(
        pattern(Repeats::YearlyByDate),
        Pattern::YearlyByDate { day: 24, month }
    );
    let (day, week) = (Weekday::Tuesday, WeekOfMonth::Fourth);
    assert_eq!(
        pattern(Repeats::YearlyByDay),
        Pattern::YearlyByDay { day, week, month }
    );
}

#[test]
fn an_event_that_was_made_with_another_start_is_shown_with_its_first_day() {
    let event = ScheduleEvent {
        id: None,
        name: "May Day".to_owned(),
        start_date: date(2026, 1, 1),
        end_date: date(2026, 1, 2),
        start_time: None,
        end_time: None,
        all_day_enabled: true,
        recurrence: Some(Recurrence {
            pattern: Pattern::YearlyByDay {
                day: Weekday::Monday,
                week: WeekOfMonth::First,
                month: Month::May,
            },
            ends: Ends::Never,
        }),
    };
    let typed = TypedEvent::of(&event);
    assert_eq!(
        (typed.start_date.as_str(), typed.end_date.as_str()),
        ("2026-05-04", "2026-05-05")
    );
    assert_eq!(
        typed.event(None, COMPANY).unwrap().recurrence,
        event.recurrence
    );
}

#[test]
fn what_cannot_be_read_is_refused_beside_its_field() {
    let broken = TypedEvent {
        name: String::new(),
        start_date: String::new(),
        repeats: Repeats::Weekly,
        interval: "two".to_owned(),
        lasts: Lasts::Times,
        times: " ".to_owned(),
        ..typed()
    };
    let expected = [
        ("name", Code::Required),
        ("startDate", Code::Required),
        ("recurrence.recurWeekly.recurInterval", Code::OutOfRange),
        ("recurrence.recurEndOccurrence", Code::Required),
    ];
    let expected = expected.map(|(field, code)| (field.to_owned(), code));
    assert_eq!(refused(&broken, OWN), expected);
    let no_times = TypedEvent {
        start_time: String::new(),
        ..typed()
    };
    assert_eq!(
        refused(&no_times, OWN),
        [("startTime".to_owned(), Code::Required)]
    );
}

#[test]
fn a_fifth_weekday_of_a_month_comes_in_no_year() {
    let fifth = TypedEvent {
        repeats: Repeats::YearlyByDay,
        start_date: "2026-11-30".to_owned(),
        end_date: "2026-11-30".to_owned(),
        ..typed()
    };
    let expected = [("recurrence.recurYearlyByDay".to_owned(), Code::OutOfRange)];
    assert_eq!(refused(&fifth, COMPANY), expected);
    assert_eq!(week_of(date(2026, 11, 28)), Some(WeekOfMonth::Fourth));
    assert_eq!(week_of(date(2026, 11, 29)), None);
}

#[test]
fn what_comes_again_before_it_is_over_is_refused() {
    let long = TypedEvent {
        repeats: Repeats::Daily,
        end_date: "2026-11-26".to_owned(),
        ..typed()
    };
    assert_eq!(
        refused(&long, OWN),
        [("recurrence".to_owned(), Code::Overlaps)]
    );
}

#[test]
fn only_what_may_be_saved_is_offered() {
    for level in [OWN, COMPANY] {
        for &repeats in Repeats::offered(level) {
            for &lasts in Lasts::offered(level) {
                let typed = TypedEvent {
                    repeats,
                    lasts,
                    last_date: "2030-01-01".to_owned(),
                    ..typed()
                };
                assert_eq!(refused(&typed, level), [], "{repeats:?} {lasts:?}");
            }
        }
    }
    for repeats in [Repeats::Not, Repeats::Daily, Repeats::YearlyByDay] {
        assert_eq!(Repeats::of_word(repeats.word()), repeats);
    }
}

#[test]
fn hours_that_end_before_they_begin_go_on_until_the_next_day() {
    let days = [Weekday::Friday].into_iter().collect();
    let ends = |hours| TypedEvent::weekly("Night", date(2026, 11, 24), days, hours).end_date;
    assert_eq!(ends(("22:00", "06:00")), "2026-11-25");
    assert_eq!(ends(("09:00", "17:00")), "2026-11-24");
    assert_eq!(ends(("09:00", "")), "2026-11-24");
    let night = TypedEvent::weekly("Night", date(2026, 11, 24), days, ("22:00", "06:00"));
    assert_eq!(once(&night, COMPANY).start_date, "2026-11-27");
}
