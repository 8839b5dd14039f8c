use jiff::civil::{Date, DateTime, Time};
use proptest::prelude::*;

use super::*;
use crate::{
    civil,
    command::{day, words::NUMBERS},
    schedules::{days_later, weekday_of},
};

/// The moments that a text is understood to give.
fn moments(text: &str, now: Timestamp) -> Vec<Timestamp> {
    let zone = amsterdam();
    let circumstances = Circumstances {
        now,
        zone: &zone,
        end_of_working_day: Timestamp::from_second(now.as_second() + 3 * 3600).ok(),
    };
    let readings = read(text, &circumstances);
    assert!(readings.len() <= MOST_READINGS);
    let moment = |reading: Understood| match reading.command {
        Command::DoNotDisturb { until }
        | Command::Forward { until, .. }
        | Command::AllToVoicemail { until } => until,
        Command::Try { at, .. } => at,
        _ => None,
    };
    readings.into_iter().filter_map(moment).collect()
}

fn any_now() -> impl Strategy<Value = Timestamp> {
    (1_700_000_000i64..1_900_000_000).prop_map(|seconds| Timestamp::from_second(seconds).unwrap())
}

/// Words that mean something here, and signs and letters that do not.
fn any_words() -> impl Strategy<Value = String> {
    let known = [
        "niet storen",
        "dnd",
        "forward",
        "to",
        "naar",
        "doorschakelen",
        "wat als",
        "try",
        "bel",
        "belt",
        "tot",
        "until",
        "t/m",
        "voor",
        "for",
        "om",
        "at",
        "half",
        "kwart",
        "over",
        "uur",
        "pm",
        "'s avonds",
        "volgende",
        "next",
        "week",
        "een",
        "anderhalf",
        "en",
        "and",
        "a",
        "einde",
        "van",
        "dag",
        "werkdag",
        "morgen",
        "vanavond",
        "vandaag",
        "24-12",
        "29-02",
        "2027-02-29",
        "12",
        "14:30",
        "2h",
        "9999",
        "dagen",
        "weken",
        "off",
        "uit",
        "voicemail",
        "midnight",
        "noon",
        "this",
        "tonight",
        "2026-12-24t15:00",
    ];
    let names = day::WEEKDAYS
        .iter()
        .chain(&day::MONTHS)
        .flat_map(|names| *names);
    let numbers = NUMBERS.iter().map(|(name, _)| name);
    let all: Vec<&str> = known.iter().chain(names).chain(numbers).copied().collect();
    let word = prop_oneof![
        9 => prop::sample::select(all).prop_map(str::to_owned),
        1 => "\\PC{1,5}",
        1 => "[0-9:./hu-]{1,6}",
    ];
    prop::collection::vec(word, 0..9).prop_map(|words| words.join(" "))
}

fn any_command() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "dnd until",
        "niet storen tot",
        "forward to anouk until",
        "try",
    ])
}

/// Days as people write them, each the same day.
fn ways(day: Date) -> Vec<String> {
    let month = usize::try_from(day.month() - 1).unwrap();
    let [dutch, .., short] = day::MONTHS[month] else {
        panic!("a month has more names");
    };
    vec![
        civil::write_date(day),
        format!("{:02}-{:02}-{}", day.day(), day.month(), day.year()),
        format!("{}/{}/{}", day.day(), day.month(), day.year()),
        format!("{} {dutch} {}", day.day(), day.year()),
        format!("{short} {} {}", day.day(), day.year()),
    ]
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "(?s).{0,200}", now in any_now()) {
        moments(&text, now);
    }

    #[test]
    fn every_moment_is_in_the_future_and_within_two_years(
        text in any_words(), command in any_command(), now in any_now(),
    ) {
        let end = now.as_second() + 731 * 24 * 3600;
        for text in [format!("{command} {text}"), text] {
            for moment in moments(&text, now) {
                prop_assert!(now < moment && moment.as_second() < end, "{text}: {moment}");
            }
        }
    }

    #[test]
    fn a_day_and_a_time_that_are_written_are_read_as_the_same(
        days in 1i64..700, hour in 0i8..24, minute in 0i8..60, now in any_now(),
        command in any_command(),
    ) {
        let zone = amsterdam();
        let day = days_later(zone.local(now).date(), days);
        let time = Time::new(hour, minute, 0, 0).unwrap();
        let expected = zone.moment(DateTime::from_parts(day, time)).unwrap();
        let written = civil::write_time(time);
        for day in ways(day) {
            for text in [format!("{day} {written}"), format!("{day} at {written}")] {
                let found = moments(&format!("{command} {text}"), now);
                prop_assert_eq!(found, [expected], "{}", text);
            }
        }
        let field = until::write(expected, &zone);
        prop_assert_eq!(moments(&format!("{command} {field}"), now), [expected]);
    }

    #[test]
    fn a_time_that_is_written_is_the_next_that_the_clock_shows(
        hour in 0i8..24, minute in 0i8..60, now in any_now(), command in any_command(),
    ) {
        let zone = amsterdam();
        let text = format!("{command} {hour:02}:{minute:02}");
        let found = moments(&text, now);
        prop_assert_eq!(found.len(), 1);
        let local = zone.local(found[0]);
        let is_skipped = local.hour() == hour + 1 && hour == 2;
        prop_assert!(local.hour() == hour || is_skipped, "{text}: {local}");
        prop_assert_eq!(local.minute(), minute);
        let seconds = found[0].as_second() - now.as_second();
        prop_assert!((1..=25 * 3600).contains(&seconds), "{text}: {seconds}");
    }

    #[test]
    fn a_day_of_the_week_is_the_next_of_that_name(
        at in 0usize..7, name in 0usize..5, now in any_now(),
    ) {
        let names = day::WEEKDAYS[at];
        let found = moments(&format!("dnd until {}", names[name % names.len()]), now);
        prop_assert_eq!(found.len(), 1);
        let zone = amsterdam();
        let (local, today) = (zone.local(found[0]), zone.local(now).date());
        prop_assert_eq!(usize::from(weekday_of(local.date()).number()), at);
        prop_assert!(today < local.date() && local.date() <= days_later(today, 7));
    }

    #[test]
    fn whoever_is_typed_is_handed_on_as_typed(name in "[A-Z][a-zé]{3,9}( [A-Z][a-z.]{4,9}){0,2}") {
        let zone = amsterdam();
        let circumstances = Circumstances {
            now: wall(MORNING),
            zone: &zone,
            end_of_working_day: None,
        };
        let until = Some(wall("2026-03-10 14:00"));
        let readings = read(&format!("forward to {name} until 14:00"), &circumstances);
        let expected = Command::Forward { to: name.clone(), until };
        prop_assert_eq!(readings, [Understood::complete(expected)]);
        let readings = read(&format!("Bel {name}"), &circumstances);
        prop_assert_eq!(&readings[0].command, &Command::Call { to: name });
    }
}
