//! Readings in words: `dnd 2026-03-10 14:00` by the clock on the wall of Amsterdam; behind it in
//! brackets what is missing.

use super::*;
use crate::settings::until;

mod moments;
mod properties;
mod somebody;
mod spans;

fn amsterdam() -> Zone {
    Zone::new("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
}

/// A moment by the clock on the wall.
fn wall(text: &str) -> Timestamp {
    until::read(&text.replace(' ', "T"), &amsterdam()).unwrap()
}

/// The moment as [`wall`] reads it.
fn shown(moment: Option<Timestamp>) -> String {
    let text = moment.map(|it| until::write(it, &amsterdam()).replace('T', " "));
    text.unwrap_or_default()
}

fn told(reading: &Understood) -> String {
    let (name, who, when) = match &reading.command {
        Command::DoNotDisturb { until } => ("dnd", "", *until),
        Command::DoNotDisturbOff => ("dnd off", "", None),
        Command::Forward { to, until } => ("forward", to.as_str(), *until),
        Command::ForwardOff => ("forward off", "", None),
        Command::AllToVoicemail { until } => ("voicemail", "", *until),
        Command::FollowOriginalRoute => ("follow", "", None),
        Command::Call { to } => ("call", to.as_str(), None),
        Command::Try { from, at } => ("try", from.as_str(), *at),
    };
    let missing = match reading.missing {
        None => "",
        Some(Missing::Words) => "(words)",
        Some(Missing::Whom) => "(whom)",
        Some(Missing::Moment) => "(moment)",
    };
    let all = [name, who, &shown(when), missing];
    let all: Vec<&str> = all.into_iter().filter(|it| !it.is_empty()).collect();
    all.join(" ")
}

/// All readings at a moment on the wall; the working day ends at five.
fn readings(now: &str, text: &str) -> Vec<String> {
    let zone = amsterdam();
    let (day, _) = now.split_once(' ').unwrap();
    let circumstances = Circumstances {
        now: wall(now),
        zone: &zone,
        end_of_working_day: Some(wall(&format!("{day} 17:00"))),
    };
    let readings = read(text, &circumstances);
    readings.iter().map(told).collect()
}

/// A Tuesday in the morning.
const MORNING: &str = "2026-03-10 10:00";

/// Says all that is wrong with a table, rather than only the first.
#[track_caller]
fn assert_all(now: &str, table: &[(&str, &[&str])]) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, expected)| readings(now, text) != *expected)
        .map(|(text, expected)| {
            format!("{text}: {:?} instead of {expected:?}", readings(now, text))
        })
        .collect();
    assert!(wrong.is_empty(), "at {now}\n{}", wrong.join("\n"));
}

/// What `dnd until` with each of these means, of which the first is looked at.
#[track_caller]
fn assert_until(now: &str, table: &[(&str, &str)]) {
    assert_first(now, "dnd until", table);
}

/// The same behind another command.
#[track_caller]
fn assert_first(now: &str, command: &str, table: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (text, expected) in table {
        let all = readings(now, &format!("{command} {text}"));
        let first = all.first().cloned().unwrap_or_default();
        if first != format!("dnd {expected}") {
            wrong.push(format!("{text}: {all:?} instead of {expected}"));
        }
    }
    assert!(wrong.is_empty(), "at {now}\n{}", wrong.join("\n"));
}

#[test]
fn do_not_disturb_is_understood_in_both_languages() {
    let on: &[&str] = &["dnd", "dnd off (words)"];
    let two: &[&str] = &["dnd 2026-03-10 14:00"];
    assert_all(
        MORNING,
        &[
            ("niet storen", on),
            ("NIET   Storen", on),
            ("níet stören", on),
            ("do not disturb", on),
            ("don't disturb", on),
            ("Don’t disturb!", on),
            ("dnd", on),
            ("nst", on),
            ("stil", on),
            ("zet niet storen aan", &["dnd"]),
            ("turn on dnd", &["dnd"]),
            ("niet storen tot 14", two),
            ("niet storen aan tot 14", two),
            ("dnd until 2pm", two),
            ("dnd tot 2 pm", two),
            ("niet storen till 14:00", two),
            ("do not disturb 14:00", two),
            ("do not disturb for 2 hours", &["dnd 2026-03-10 12:00"]),
            ("stil tot morgen", &["dnd 2026-03-11 08:00"]),
            ("stil morgen", &["dnd 2026-03-11 08:00"]),
            ("dnd for today", &["dnd 2026-03-10 17:00"]),
            (
                "niet storen voor de rest van de dag",
                &["dnd 2026-03-10 17:00"],
            ),
        ],
    );
}

#[test]
fn an_end_still_to_be_typed_is_offered_and_one_not_understood_is_never_left_out() {
    let ends: &[&str] = &[
        "dnd 2026-03-10 11:00",
        "dnd 2026-03-10 17:00",
        "dnd 2026-03-11 08:00",
    ];
    assert_all(
        MORNING,
        &[
            ("niet storen tot", ends),
            ("dnd until ", ends),
            ("dnd for", ends),
            ("niet storen t", &["dnd (moment)"]),
            ("niet storen to", &["dnd (moment)"]),
            ("dnd fo", &["dnd (moment)"]),
            ("niet storen nog een uur", &["dnd 2026-03-10 11:00"]),
            ("niet storen tot xyz", &["dnd (moment)"]),
            ("niet storen tot gisteren", &["dnd (moment)"]),
            ("niet storen tot vandaag 9:30", &["dnd (moment)"]),
            ("niet storen voor 0 minuten", &["dnd (moment)"]),
            ("niet storen tot mor", &["dnd 2026-03-11 08:00"]),
            ("dnd until wedn", &["dnd 2026-03-11 08:00"]),
            ("dnd for 2 ho", &["dnd 2026-03-10 12:00"]),
            ("dnd tot half dr", &["dnd 2026-03-10 14:30"]),
            ("dnd bakker", &[]),
        ],
    );
    // After work, the end of the working day is no end.
    assert_all(
        "2026-03-10 18:00",
        &[(
            "stil tot",
            &["dnd 2026-03-10 19:00", "dnd 2026-03-11 08:00"],
        )],
    );
}

#[test]
fn what_ends_a_setting_is_understood() {
    let table: &[(&str, &[&str])] = &[
        (
            "dnd off",
            &[
                "niet storen uit",
                "dnd off",
                "stop niet storen",
                "zet niet storen uit",
                "turn off do not disturb",
                "turn dnd off",
                "weer bereikbaar",
                "nst uit",
                "Do not disturb uit",
                "stop dnd.",
            ],
        ),
        (
            "forward off",
            &[
                "doorschakelen uit",
                "stop forwarding",
                "doorschakeling opheffen",
                "call forwarding off",
                "forward off",
                "zet doorschakeling uit",
                "turn off call forwarding",
                "cancel forwarding",
                "stop doorschakelen",
            ],
        ),
        (
            "follow",
            &[
                "volg mijn route",
                "follow my original route",
                "alles uit",
                "everything off",
                "volg mijn oorspronkelijke route",
                "Follow original route",
                "turn everything off",
                "zet alles uit",
                "turn off everything",
            ],
        ),
    ];
    for (expected, texts) in table {
        for text in *texts {
            assert_eq!(readings(MORNING, text), [*expected], "{text}");
        }
    }
    assert_all(
        MORNING,
        &[
            ("niet storen uit tot 14", &[]),
            ("volg mijn route naar huis", &[]),
        ],
    );
}

#[test]
fn a_beginning_suggests_and_is_never_complete() {
    let quiet: &[&str] = &["dnd (words)", "dnd off (words)"];
    let forward: &[&str] = &["forward (words)", "forward off (words)"];
    assert_all(
        MORNING,
        &[
            ("nie", quiet),
            ("niet st", quiet),
            ("do not dist", quiet),
            ("sti", quiet),
            ("niet storen ui", &["dnd off (words)"]),
            ("doorsch", forward),
            ("forw", forward),
            ("forward", &["forward (whom)", "forward off (words)"]),
            ("doorschakelen naar", &["forward (whom)"]),
            (
                "call",
                &["call (whom)", "forward (words)", "forward off (words)"],
            ),
            ("bel", &["call (whom)"]),
            ("sto", &["dnd off (words)", "forward off (words)"]),
            ("wat", &["try (words)"]),
            ("wat a", &["try (words)"]),
            ("wat als", &["try"]),
            ("prob", &["try (words)"]),
            ("volg", &["follow (words)"]),
            ("follow my orig", &["follow (words)"]),
        ],
    );
}

#[test]
fn names_numbers_and_what_only_begins_like_a_command_are_none() {
    for text in [
        "",
        " ",
        "?",
        "anouk",
        "2041",
        "bakker",
        "Bella",
        "Forwarder BV",
        "Stilma",
        "Callaghan",
        "Trying",
        "Tryntje",
        "Belinda tot 14",
        "ni",
        "fo",
        "be",
        "do",
        "ca",
        "14:00",
        "tot 14",
        "morgen",
        "06 12345678",
        "+31612345678",
        "nietzsche",
        "Dnd-groep",
        "uit",
        "naar anouk",
        "voicemail",
        "Volkert",
        "Stoppelenburg",
        "Wattel",
        "Alleman",
        "Watson",
    ] {
        assert_eq!(readings(MORNING, text), [""; 0], "{text}");
    }
    let long = format!("bel {}", "a".repeat(LONGEST_TEXT));
    assert_eq!(readings(MORNING, &long), [""; 0]);
}
