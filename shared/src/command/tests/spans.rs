//! How long something lasts, the end of the working day, and clocks that change.

use super::*;

#[test]
fn spans_from_now() {
    assert_first(
        MORNING,
        "dnd for",
        &[
            ("een uur", "2026-03-10 11:00"),
            ("an hour", "2026-03-10 11:00"),
            ("1 uur", "2026-03-10 11:00"),
            ("2h", "2026-03-10 12:00"),
            ("2u", "2026-03-10 12:00"),
            ("90 min", "2026-03-10 11:30"),
            ("90min", "2026-03-10 11:30"),
            ("anderhalf uur", "2026-03-10 11:30"),
            ("half uur", "2026-03-10 10:30"),
            ("een half uur", "2026-03-10 10:30"),
            ("half an hour", "2026-03-10 10:30"),
            ("halfuurtje", "2026-03-10 10:30"),
            ("30 minuten", "2026-03-10 10:30"),
            ("een kwartier", "2026-03-10 10:15"),
            ("drie kwartier", "2026-03-10 10:45"),
            ("1,5 uur", "2026-03-10 11:30"),
            ("2.5h", "2026-03-10 12:30"),
            ("an hour and a half", "2026-03-10 11:30"),
            ("2 en een half uur", "2026-03-10 12:30"),
            ("1 uur en 20 minuten", "2026-03-10 11:20"),
            ("1h 20m", "2026-03-10 11:20"),
            ("twenty minutes", "2026-03-10 10:20"),
            ("the next hour", "2026-03-10 11:00"),
            ("de komende 2 uur", "2026-03-10 12:00"),
            ("drie dagen", "2026-03-13 10:00"),
            ("2 days", "2026-03-12 10:00"),
            ("anderhalve dag", "2026-03-11 22:00"),
            ("2 weken", "2026-03-24 10:00"),
        ],
    );
    for bad in [
        "0 uur",
        "een",
        "2",
        "uur",
        "5000 weken",
        "9999 dagen",
        "1.234 uur",
    ] {
        assert_eq!(
            readings(MORNING, &format!("dnd for {bad}")),
            ["dnd (moment)"],
            "{bad}"
        );
    }
    // Hours on the clock or hours that last: the word before them tells.
    assert_all(
        MORNING,
        &[
            ("niet storen tot 2 uur", &["dnd 2026-03-10 14:00"]),
            ("niet storen voor 2 uur", &["dnd 2026-03-10 12:00"]),
            (
                "niet storen 2 uur",
                &["dnd 2026-03-10 12:00", "dnd 2026-03-10 14:00"],
            ),
            ("dnd until 2 hours", &["dnd 2026-03-10 12:00"]),
            ("stil tot over een half uur", &["dnd 2026-03-10 10:30"]),
        ],
    );
}

#[test]
fn the_end_of_the_working_day_is_offered_where_it_is_known() {
    let ways = [
        "einde werkdag",
        "einde van de dag",
        "het einde van mijn werkdag",
        "end of my working day",
        "end of day",
        "the end of the day",
        "end of the working day",
        "eod",
        "de rest van de dag",
    ];
    assert_until(MORNING, &ways.map(|way| (way, "2026-03-10 17:00")));
    let zone = amsterdam();
    let unknown = Circumstances {
        now: wall(MORNING),
        zone: &zone,
        end_of_working_day: None,
    };
    for way in ways {
        let text = format!("dnd until {way}");
        assert_eq!(
            readings("2026-03-10 18:00", &text),
            ["dnd (moment)"],
            "{way}"
        );
        let readings = read(&text, &unknown);
        assert!(readings.iter().all(|it| !it.is_complete()), "{way}");
    }
    let today = read("dnd until today", &unknown);
    assert_eq!(told(&today[0]), "dnd 2026-03-11 00:00");
}

#[test]
fn clocks_that_change_are_followed() {
    // On 29 March 2026 two o'clock becomes three.
    assert_until(
        "2026-03-28 12:00",
        &[
            ("02:30", "2026-03-29 03:30"),
            ("morgen", "2026-03-29 08:00"),
            ("morgen 03:00", "2026-03-29 03:00"),
        ],
    );
    assert_first(
        "2026-03-28 12:00",
        "dnd for",
        &[
            ("24 uur", "2026-03-29 13:00"),
            ("1 dag", "2026-03-29 12:00"),
        ],
    );
    assert_first("2026-03-29 01:30", "dnd", &[("1 uur", "2026-03-29 03:30")]);
    // On 25 October 2026 three o'clock becomes two.
    assert_first(
        "2026-10-24 12:00",
        "dnd for",
        &[
            ("24 uur", "2026-10-25 11:00"),
            ("1 dag", "2026-10-25 12:00"),
        ],
    );
    assert_until("2026-10-24 12:00", &[("zo 03:00", "2026-10-25 03:00")]);
}

#[test]
fn a_time_that_comes_twice_is_the_next_of_both() {
    let zone = amsterdam();
    let until = |now: &str| {
        let circumstances = Circumstances {
            now: now.parse().unwrap(),
            zone: &zone,
            end_of_working_day: None,
        };
        match read("dnd until 02:30", &circumstances)[0].command {
            Command::DoNotDisturb { until } => until.unwrap().to_string(),
            _ => String::new(),
        }
    };
    assert_eq!(until("2026-10-25T00:15:00Z"), "2026-10-25T00:30:00Z");
    assert_eq!(until("2026-10-25T00:45:00Z"), "2026-10-25T01:30:00Z");
    assert_eq!(until("2026-10-25T01:30:00Z"), "2026-10-26T01:30:00Z");
}
