use belroute_shared::schedules::{
    Ends, Month, Pattern, Recurrence, ScheduleLevel, ScheduleSettings, ScheduleType, WeekOfMonth,
    Weekday, Weekdays,
};
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const OWN: ScheduleLevel = ScheduleLevel::People;
const COMPANY: ScheduleLevel = ScheduleLevel::Location;

/// Tuesday, 10 March 2026, in Amsterdam.
fn frame(level: ScheduleLevel) -> Frame {
    let now = "2026-03-10T09:00:00Z".parse().unwrap();
    Frame::new(level, "Europe/Amsterdam", now)
}

fn calendar(events: &[&str]) -> String {
    let events = events
        .iter()
        .map(|lines| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n"));
    let events: String = events.collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n")
}

fn preview(level: ScheduleLevel, events: &[&str]) -> CalendarPreview {
    read(calendar(events).as_bytes(), &frame(level)).unwrap()
}

/// Events as `name first last [start end]`, with what was changed.
fn told(preview: &CalendarPreview) -> Vec<String> {
    let events = preview.events.iter();
    events
        .map(|FoundEvent { event, changes }| {
            let time = match (event.start_time, event.end_time) {
                (Some(start), Some(end)) => {
                    format!(" {} {}", start.strftime("%H:%M"), end.strftime("%H:%M"))
                }
                _ => String::new(),
            };
            let (first, last) = (event.start_date, event.end_date);
            let changes: String = changes.iter().map(|it| format!(" {it:?}")).collect();
            format!("{} {first} {last}{time}{changes}", event.name)
        })
        .collect()
}

fn left_out(preview: &CalendarPreview) -> Vec<(&str, LeftOutReason)> {
    let left_out = preview.left_out.iter();
    left_out.map(|it| (it.name.as_str(), it.reason)).collect()
}

/// The recurrence of a single event with this rule.
fn kept(level: ScheduleLevel, lines: &str) -> Option<Recurrence> {
    let preview = preview(level, &[lines]);
    assert_eq!(preview.events.len(), 1, "{lines}: {preview:?}");
    preview.events[0].event.recurrence
}

#[test]
fn days_and_times_are_those_of_the_organisation() {
    let preview = preview(
        OWN,
        &[
            "SUMMARY:Day\nDTSTART;VALUE=DATE:20261225",
            "SUMMARY:Two\nDTSTART;VALUE=DATE:20261225\nDTEND;VALUE=DATE:20261227",
            "SUMMARY:Week\nDTSTART:20261228\nDURATION:P1W",
            "SUMMARY:Floating\nDTSTART:20260501T090000\nDTEND:20260501T103000",
            "SUMMARY:Summer\nDTSTART:20260701T070000Z\nDTEND:20260701T080000Z",
            "SUMMARY:Winter\nDTSTART:20261201T070000Z\nDURATION:PT1H30M",
            "SUMMARY:Here\nDTSTART;TZID=Europe/Amsterdam:20260601T090000\nDURATION:PT1H",
            "SUMMARY:Berlin\nDTSTART;TZID=\"/x.org/Europe/Berlin\":20260602T090000\nDURATION:PT1H",
            "SUMMARY:London\nDTSTART;TZID=Europe/London:20260603T233000\nDURATION:PT1H",
            "SUMMARY:Mars\nDTSTART;TZID=Mars Standard Time:20260604T090000\nDURATION:PT1H",
            "SUMMARY:Seconds\nDTSTART:20260605T090030\nDTEND:20260605T235959",
            "DTSTART:20260606",
        ],
    );
    let expected = [
        "Floating 2026-05-01 2026-05-01 09:00 10:30",
        "Here 2026-06-01 2026-06-01 09:00 10:00",
        "Berlin 2026-06-02 2026-06-02 09:00 10:00",
        "London 2026-06-04 2026-06-04 00:30 01:30 OtherZone",
        "Mars 2026-06-04 2026-06-04 09:00 10:00 UnknownZone",
        "Seconds 2026-06-05 2026-06-06 09:00 00:00",
        "2026-06-06 2026-06-06 2026-06-06",
        "Summer 2026-07-01 2026-07-01 09:00 10:00 OtherZone",
        "Winter 2026-12-01 2026-12-01 08:00 09:30 OtherZone",
        "Day 2026-12-25 2026-12-25",
        "Two 2026-12-25 2026-12-26",
        "Week 2026-12-28 2027-01-03",
    ];
    assert_eq!(told(&preview), expected);
    assert_eq!(left_out(&preview), []);
}

#[test]
fn recurrences_that_schedules_have_are_kept() {
    let days = |days: &[Weekday]| Weekdays::from_iter(days.iter().copied());
    let weekly = |interval, days| Pattern::Weekly { interval, days };
    let workdays = days(&Weekday::ALL[..5]);
    let monday = days(&[Weekday::Monday]);
    let (never, both) = (Ends::Never, [OWN, COMPANY]);
    // 2026-03-02 was a Monday.
    let start = "SUMMARY:x\nDTSTART:20260302T090000\nDURATION:PT8H\nRRULE:";
    for (rule, levels, pattern, ends) in [
        ("FREQ=WEEKLY", &both[..], weekly(1, monday), never),
        (
            "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
            &both,
            weekly(1, workdays),
            never,
        ),
        (
            "freq=daily;byday=mo,tu,we,th,fr",
            &both,
            weekly(1, workdays),
            never,
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=MO",
            &both,
            weekly(2, monday),
            never,
        ),
        (
            "FREQ=WEEKLY;WKST=SU;BYDAY=MO",
            &both,
            weekly(1, monday),
            never,
        ),
        (
            "FREQ=WEEKLY;UNTIL=20261231",
            &both,
            weekly(1, monday),
            Ends::On(date(2026, 12, 31)),
        ),
        (
            // Eight in the morning, before it would begin that day.
            "FREQ=WEEKLY;UNTIL=20261228T070000Z",
            &both,
            weekly(1, monday),
            Ends::On(date(2026, 12, 27)),
        ),
        (
            "FREQ=WEEKLY;UNTIL=20261228T080000Z",
            &both,
            weekly(1, monday),
            Ends::On(date(2026, 12, 28)),
        ),
        (
            "FREQ=WEEKLY;COUNT=5",
            &[OWN],
            weekly(1, monday),
            Ends::After(5),
        ),
        (
            "FREQ=WEEKLY;COUNT=5",
            &[COMPANY],
            weekly(1, monday),
            Ends::On(date(2026, 3, 30)),
        ),
        (
            "FREQ=DAILY;INTERVAL=3",
            &[OWN],
            Pattern::Daily { interval: 3 },
            never,
        ),
        (
            "FREQ=DAILY",
            &[COMPANY],
            weekly(1, days(&Weekday::ALL)),
            never,
        ),
        (
            "FREQ=YEARLY",
            &[COMPANY],
            Pattern::YearlyByDate {
                day: 2,
                month: Month::March,
            },
            never,
        ),
        (
            "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25",
            &[COMPANY],
            Pattern::YearlyByDate {
                day: 25,
                month: Month::December,
            },
            never,
        ),
        (
            "FREQ=YEARLY;BYMONTH=5;BYDAY=1MO",
            &[COMPANY],
            Pattern::YearlyByDay {
                day: Weekday::Monday,
                week: WeekOfMonth::First,
                month: Month::May,
            },
            never,
        ),
    ] {
        for level in levels {
            let expected = Some(Recurrence { pattern, ends });
            assert_eq!(kept(*level, &format!("{start}{rule}")), expected, "{rule}");
        }
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
fn what_is_left_out_is_told_with_its_reason() {
    let preview_of = preview(
        OWN,
        &[
            "SUMMARY:Over\nDTSTART:20260309",
            "SUMMARY:Today\nDTSTART:20260310",
            "SUMMARY:Never again\nDTSTART:20260302\nRRULE:FREQ=WEEKLY;UNTIL=20260309",
            "SUMMARY:Off\nDTSTART:20260401\nSTATUS:CANCELLED",
            "SUMMARY:No start",
            "SUMMARY:No end\nDTSTART:20260401T090000",
            "SUMMARY:Backwards\nDTSTART:20260401T090000\nDTEND:20260401T080000",
            "SUMMARY:No date\nDTSTART:20260230",
            "SUMMARY:Mixed\nDTSTART:20260401\nDTEND:20260402T080000",
            "SUMMARY:Old\nDTSTART:18000101\nRRULE:FREQ=DAILY",
            "SUMMARY:Hourly\nDTSTART:20260401T090000\nDURATION:PT1M\nRRULE:FREQ=HOURLY",
            "SUMMARY:Bomb\nDTSTART:20260401\nRRULE:FREQ=DAILY;BYSECOND=0,1,2;BYMINUTE=0,1",
            "SUMMARY:Nonsense\nDTSTART:20260401\nRRULE:often",
            "SUMMARY:Overlapping\nDTSTART:20260401\nDURATION:P2D\nRRULE:FREQ=DAILY",
        ],
    );
    let expected = [
        ("Off", LeftOutReason::Cancelled),
        ("No start", LeftOutReason::Unreadable),
        ("No end", LeftOutReason::Unreadable),
        ("Backwards", LeftOutReason::Unreadable),
        ("No date", LeftOutReason::Unreadable),
        ("Mixed", LeftOutReason::Unreadable),
        ("Old", LeftOutReason::Unreadable),
        ("Never again", LeftOutReason::Over),
        ("Over", LeftOutReason::Over),
        ("Bomb", LeftOutReason::NotUnderstood),
        ("Nonsense", LeftOutReason::NotUnderstood),
        ("Overlapping", LeftOutReason::Overlaps),
        ("Hourly", LeftOutReason::NotUnderstood),
    ];
    assert_eq!(left_out(&preview_of), expected);
    assert_eq!(told(&preview_of), ["Today 2026-03-10 2026-03-10"]);
}

#[test]
fn a_file_that_is_no_calendar_is_refused() {
    let refused = |file: &[u8]| read(file, &frame(OWN)).unwrap_err();
    let many = "BEGIN:VEVENT\nEND:VEVENT\n".repeat(2001);
    for (file, code) in [
        (&b""[..], Code::NotACalendar),
        (b"BEGIN:VCARD\nEND:VCARD", Code::NotACalendar),
        (b"\xff\xfe", Code::NotText),
        (b"BEGIN:VCALENDAR\0", Code::NotText),
        (
            b"\xef\xbb\xbfBEGIN:VCALENDAR\r\nEND:VCALENDAR",
            Code::NoEvents,
        ),
        (format!("BEGIN:VCALENDAR\n{many}").as_bytes(), Code::TooMany),
    ] {
        assert_eq!(refused(file), FieldError::new("file", code));
    }
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

/// Lines as calendars have them, and some as they should not.
fn line() -> impl Strategy<Value = String> {
    let zone = prop_oneof![
        Just(""),
        Just(";VALUE=DATE"),
        Just(";TZID=America/New_York"),
        Just(";TZID=Nowhere"),
    ];
    let moment = "(19|20|21)[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9](T[0-2][0-9][0-5][0-9]00Z?)?";
    let rule = "FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY|HOURLY)\
        (;INTERVAL=[0-9]{1,5})?(;(COUNT=[0-9]{1,4}|UNTIL=20[0-9]{2}0101(T000000Z)?))?\
        (;BYDAY=(-?[0-6]?(MO|WE|SU))(,(-?[0-6]?(TU|SA)))?)?(;BYMONTH=[0-9]{1,2}(,[0-9])?)?\
        (;BYMONTHDAY=-?[0-9]{1,2})?(;BYSETPOS=-?[0-9]{1,3})?(;BYYEARDAY=-?[0-9]{1,3})?\
        (;BYWEEKNO=-?[0-9]{1,2})?(;WKST=(MO|SU))?";
    prop_oneof![
        ("(DTSTART|DTEND|RDATE|EXDATE|RECURRENCE-ID)", zone, moment)
            .prop_map(|(name, zone, moment)| format!("{name}{zone}:{moment}")),
        rule.prop_map(|rule| format!("RRULE:{rule}")),
        "DURATION:-?P([0-9]{1,3}[DW])?(T[0-9]{1,3}[HMS])?",
        "SUMMARY:.{0,50}",
        "UID:[ab]",
        "(BEGIN|END):(VEVENT|VALARM|VCALENDAR)",
        "[A-Z;=:\" ]{0,20}",
    ]
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let mut file = b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n".to_vec();
        file.extend(bytes);
        let _whatever = read(&file, &frame(OWN));
    }

    #[test]
    fn whatever_a_calendar_holds_the_events_make_a_good_schedule(
        events in prop::collection::vec(prop::collection::vec(line(), 0..8), 1..6),
        level in prop::sample::select(vec![OWN, COMPANY]),
    ) {
        let events: Vec<String> = events.into_iter().map(|lines| lines.join("\n")).collect();
        let events: Vec<&str> = events.iter().map(String::as_str).collect();
        if let Ok(preview) = read(calendar(&events).as_bytes(), &frame(level)) {
            let events = preview.events.into_iter().map(|it| it.event).collect();
            let settings = ScheduleSettings {
                name: "Imported".to_owned(),
                kind: ScheduleType::Holidays,
                events,
            };
            prop_assert_eq!(settings.check(level), Ok(()));
            prop_assert_eq!(settings.clone().tidied(), settings);
        }
    }
}
