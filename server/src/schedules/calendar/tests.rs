use belroute_shared::schedules::ScheduleLevel;

use super::*;

mod recurrences;

pub(super) const OWN: ScheduleLevel = ScheduleLevel::People;
pub(super) const COMPANY: ScheduleLevel = ScheduleLevel::Location;

/// Tuesday, 10 March 2026, in Amsterdam.
pub(super) fn frame(level: ScheduleLevel) -> Frame {
    let now = "2026-03-10T09:00:00Z".parse().unwrap();
    Frame::new(level, "Europe/Amsterdam", now)
}

pub(super) fn calendar(events: &[&str]) -> String {
    let events = events
        .iter()
        .map(|lines| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n"));
    let events: String = events.collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\n{events}END:VCALENDAR\n")
}

pub(super) fn preview(level: ScheduleLevel, events: &[&str]) -> CalendarPreview {
    read(calendar(events).as_bytes(), &frame(level)).unwrap()
}

/// Events as `name first last [start end]`, with what was changed.
pub(super) fn told(preview: &CalendarPreview) -> Vec<String> {
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
            let changes = changes.iter().map(|it| format!(" {it:?}"));
            let changes = changes.collect::<Vec<_>>().concat();
            format!("{} {first} {last}{time}{changes}", event.name)
        })
        .collect()
}

pub(super) fn left_out(preview: &CalendarPreview) -> Vec<(&str, LeftOutReason)> {
    let left_out = preview.left_out.iter();
    left_out.map(|it| (it.name.as_str(), it.reason)).collect()
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
