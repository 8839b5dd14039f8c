use belroute_shared::schedules::{ScheduleSettings, ScheduleType};
use proptest::prelude::*;

use super::{
    read,
    tests::{COMPANY, OWN, calendar, frame},
};

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
