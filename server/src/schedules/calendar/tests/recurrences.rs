use belroute_shared::schedules::{
    Ends, Month, Pattern, Recurrence, ScheduleLevel, WeekOfMonth, Weekday, Weekdays,
    import::{CalendarChange, LeftOutReason},
};
use jiff::civil::date;

use super::{COMPANY, OWN, left_out, preview, told};

/// The recurrence of a single event with this rule.
fn kept(level: ScheduleLevel, lines: &str) -> Option<Recurrence> {
    let preview = preview(level, &[lines]);
    assert_eq!(preview.events.len(), 1, "{lines}: {preview:?}");
    preview.events[0].event.recurrence
}

/// 2026-03-02 was a Monday.
const START: &str = "SUMMARY:x\nDTSTART:20260302T090000\nDURATION:PT8H\nRRULE:";

#[track_caller]
fn assert_kept(levels: &[ScheduleLevel], rule: &str, pattern: Pattern, ends: Ends) {
    for level in levels {
        let expected = Some(Recurrence { pattern, ends });
        assert_eq!(kept(*level, &format!("{START}{rule}")), expected, "{rule}");
    }
}

fn weekly(interval: u16, days: &[Weekday]) -> Pattern {
    let days: Weekdays = days.iter().copied().collect();
    Pattern::Weekly { interval, days }
}

#[test]
fn weeks_and_days_are_kept() {
    let (workdays, monday) = (&Weekday::ALL[..5], &[Weekday::Monday][..]);
    for (rule, pattern) in [
        ("FREQ=WEEKLY", weekly(1, monday)),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", weekly(1, workdays)),
        ("freq=daily;byday=mo,tu,we,th,fr", weekly(1, workdays)),
        ("FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO", weekly(2, monday)),
        ("FREQ=WEEKLY;WKST=SU;BYDAY=MO", weekly(1, monday)),
    ] {
        assert_kept(&[OWN, COMPANY], rule, pattern, Ends::Never);
    }
    let third = Pattern::Daily { interval: 3 };
    assert_kept(&[OWN], "FREQ=DAILY;INTERVAL=3", third, Ends::Never);
    let all = weekly(1, &Weekday::ALL);
    assert_kept(&[COMPANY], "FREQ=DAILY", all, Ends::Never);
}

#[test]
fn ends_are_kept_as_the_day_of_the_last_time() {
    let pattern = weekly(1, &[Weekday::Monday]);
    for (rule, (month, day)) in [
        ("FREQ=WEEKLY;UNTIL=20261231", (12, 31)),
        // Eight in the morning, before it would begin that day.
        ("FREQ=WEEKLY;UNTIL=20261228T070000Z", (12, 27)),
        ("FREQ=WEEKLY;UNTIL=20261228T080000Z", (12, 28)),
    ] {
        assert_kept(
            &[OWN, COMPANY],
            rule,
            pattern,
            Ends::On(date(2026, month, day)),
        );
    }
    let rule = "FREQ=WEEKLY;COUNT=5";
    assert_kept(&[OWN], rule, pattern, Ends::After(5));
    assert_kept(&[COMPANY], rule, pattern, Ends::On(date(2026, 3, 30)));
}

#[test]
fn a_company_keeps_years() {
    let by_date = |day, month| Pattern::YearlyByDate { day, month };
    let first_monday = Pattern::YearlyByDay {
        day: Weekday::Monday,
        week: WeekOfMonth::First,
        month: Month::May,
    };
    for (rule, pattern) in [
        ("FREQ=YEARLY", by_date(2, Month::March)),
        (
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25",
            by_date(25, Month::December),
        ),
        ("FREQ=YEARLY;BYMONTH=5;BYDAY=1MO", first_monday),
    ] {
        assert_kept(&[COMPANY], rule, pattern, Ends::Never);
    }
}

#[test]
fn a_clock_that_always_differs_as_much_is_no_trouble() {
    let london = "SUMMARY:x\nDTSTART;TZID=Europe/London:20260302T090000\nDURATION:PT1H\n\
        RRULE:FREQ=WEEKLY";
    assert!(kept(OWN, london).is_some());
    let preview_of = preview(OWN, &[london]);
    assert_eq!(
        told(&preview_of),
        ["x 2026-03-02 2026-03-02 10:00 11:00 OtherZone"]
    );
    // Two weeks in March and one in autumn the distance to New York is another.
    let new_york = "SUMMARY:x\nDTSTART;TZID=America/New_York:20260302T090000\nDURATION:PT1H\n\
        RRULE:FREQ=WEEKLY;UNTIL=20260410";
    let preview_of = preview(OWN, &[new_york]);
    let expected = [
        "x 2026-03-16 2026-03-16 2026-03-16 14:00 15:00",
        "x 2026-03-23 2026-03-23 2026-03-23 14:00 15:00",
        "x 2026-03-30 2026-03-30 2026-03-30 15:00 16:00",
        "x 2026-04-06 2026-04-06 2026-04-06 15:00 16:00",
    ]
    .map(|line| format!("{line} WrittenOut OtherZone Renamed"));
    assert_eq!(told(&preview_of), expected);
}

#[test]
fn other_recurrences_are_written_out_for_five_years() {
    let monthly = "SUMMARY:Market\nDTSTART;VALUE=DATE:20260104\nRRULE:FREQ=MONTHLY;BYDAY=1SU";
    let preview_of = preview(OWN, &[monthly]);
    assert_eq!(preview_of.events.len(), 60);
    assert_eq!(
        told(&preview_of)[0],
        "Market 2026-04-05 2026-04-05 2026-04-05 WrittenOut Renamed"
    );
    let last = &preview_of.events[59].event;
    assert_eq!(last.start_date, date(2031, 3, 2));
    // A user has no years; the last Monday no schedule has.
    for (level, rule, first, last) in [
        (OWN, "FREQ=YEARLY", (2026, 12, 25), (2030, 12, 25)),
        (
            COMPANY,
            "FREQ=YEARLY;INTERVAL=2",
            (2027, 12, 25),
            (2029, 12, 25),
        ),
        (
            COMPANY,
            "FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO",
            (2026, 5, 25),
            (2030, 5, 27),
        ),
    ] {
        let start = "SUMMARY:x\nDTSTART;VALUE=DATE:20251225\nRRULE:";
        let preview = preview(level, &[&format!("{start}{rule}")]);
        let starts = preview.events.iter().map(|it| it.event.start_date);
        let starts: Vec<_> = starts.collect();
        let day = |(year, month, day)| Some(date(year, month, day));
        assert_eq!(starts.first().copied(), day(first), "{rule}");
        assert_eq!(starts.last().copied(), day(last), "{rule}");
        assert_eq!(preview.events[0].event.name, format!("x {}", first.0));
    }
}

#[test]
fn what_is_oftener_than_there_is_room_for_is_cut_short() {
    let daily = "SUMMARY:x\nDTSTART:20260302T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;INTERVAL=2";
    let once = "SUMMARY:Once\nDTSTART:20300101";
    let late = "SUMMARY:Late\nDTSTART:20260303\nRRULE:FREQ=MONTHLY;BYMONTHDAY=1,15";
    let preview_of = preview(COMPANY, &[daily, late, once]);
    assert_eq!(preview_of.events.len(), 100);
    assert!(preview_of.events.iter().any(|it| it.event.name == "Once"));
    let of_daily = preview_of
        .events
        .iter()
        .filter(|it| it.event.name.starts_with('x'));
    let of_daily: Vec<_> = of_daily.collect();
    assert_eq!(of_daily.len(), 99);
    assert!(
        of_daily
            .iter()
            .all(|it| it.changes.contains(&CalendarChange::CutShort))
    );
    assert_eq!(left_out(&preview_of), [("Late", LeftOutReason::TooMany)]);
    let many: Vec<String> = (0..230)
        .map(|day| format!("SUMMARY:Day {day}\nDTSTART:{}0101", 2030 + day))
        .collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let preview_of = preview(OWN, &many);
    assert_eq!(
        (preview_of.events.len(), preview_of.left_out.len()),
        (100, 100)
    );
    assert_eq!(preview_of.more_left_out, 30);
    assert_eq!(preview_of.events[99].event.start_date, date(2129, 1, 1));
}

#[test]
fn times_that_are_taken_out_moved_or_added_count() {
    let weekly = "UID:1\nSUMMARY:Late shift\nDTSTART:20260302T180000\nDURATION:PT2H\n\
        RRULE:FREQ=WEEKLY;UNTIL=20260413";
    // Before today nobody misses it.
    let past = format!("{weekly}\nEXDATE:20260309T180000");
    assert!(kept(OWN, &past).is_some());
    let out = format!("{weekly}\nEXDATE:20260316T180000,20260323T180000");
    let moved = "UID:1\nSUMMARY:Moved\nRECURRENCE-ID:20260330T180000\nDTSTART:20260331T180000\n\
        DURATION:PT1H";
    let preview_of = preview(OWN, &[&out, moved]);
    let expected = [
        "Moved 2026-03-31 2026-03-31 18:00 19:00",
        "Late shift 2026-04-06 2026-04-06 2026-04-06 18:00 20:00 WrittenOut Renamed",
        "Late shift 2026-04-13 2026-04-13 2026-04-13 18:00 20:00 WrittenOut Renamed",
    ];
    assert_eq!(told(&preview_of), expected);
    let added = "SUMMARY:Open\nDTSTART;VALUE=DATE:20260401\nRDATE;VALUE=DATE:20260501,20260301";
    let preview_of = preview(OWN, &[added]);
    let expected = [
        "Open 2026-04-01 2026-04-01 2026-04-01 WrittenOut Renamed",
        "Open 2026-05-01 2026-05-01 2026-05-01 WrittenOut Renamed",
    ];
    assert_eq!(told(&preview_of), expected);
}

#[test]
fn rules_that_never_come_true_are_given_up() {
    let rules = [
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;INTERVAL=65535",
        "FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=-5",
    ];
    let events: Vec<String> = (0..30)
        .map(|it| {
            format!(
                "SUMMARY:{it}\nDTSTART:19000101\nRRULE:{}",
                rules[it % rules.len()]
            )
        })
        .collect();
    let events: Vec<&str> = events.iter().map(String::as_str).collect();
    let preview = preview(OWN, &events);
    assert_eq!(preview.events, []);
    let too_many = left_out(&preview).into_iter();
    let too_many = too_many.filter(|(_, reason)| *reason == LeftOutReason::TooMany);
    assert_eq!(too_many.count(), 5);
}
