use std::collections::BTreeMap;

use belroute_shared::schedules::import::FoundEvent;
use jiff::{
    ToSpan as _,
    civil::{Date, date},
};

use super::*;
use crate::schedules::calendar::Frame;

const YEARS: std::ops::RangeInclusive<i16> = 2026..=2031;

/// Easter Sunday in the Gregorian calendar, by the rule of 1876 of an unnamed correspondent of
/// Nature.
fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let (golden, century, of_century) = (year % 19, year / 100, year % 100);
    let shift = (century + 8) / 25;
    let epact = (19 * golden + century - century / 4 - (century - shift + 1) / 3 + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let day = epact + weekday - 7 * late + 114;
    let (month, day) = (day / 31, day % 31 + 1);
    date(
        year.try_into().unwrap(),
        month.try_into().unwrap(),
        day.try_into().unwrap(),
    )
}

fn events(country: &str) -> BTreeMap<String, Date> {
    let (_, calendar) = COUNTRIES.iter().find(|(it, _)| *it == country).unwrap();
    let now = "2026-01-01T00:00:00Z".parse().unwrap();
    let frame = Frame::new(ScheduleLevel::Location, "Europe/Amsterdam", now);
    let preview = calendar::read(calendar.as_bytes(), &frame).unwrap();
    assert_eq!(preview.left_out, [], "{country}");
    let count = preview.events.len();
    let named = preview
        .events
        .into_iter()
        .map(|FoundEvent { event, changes }| {
            assert_eq!(changes, [], "{country}: {event:?}");
            assert_eq!(event.start_date, event.end_date);
            (event.name, event.start_date)
        });
    let named: BTreeMap<String, Date> = named.collect();
    assert_eq!(named.len(), count, "{country}");
    named
}

#[test]
fn easter_is_where_the_churches_have_it() {
    let known = [
        date(2024, 3, 31),
        date(2025, 4, 20),
        date(2026, 4, 5),
        date(2027, 3, 28),
        date(2038, 4, 25),
    ];
    for day in known {
        assert_eq!(easter(day.year()), day);
    }
}

#[test]
fn what_moves_with_easter_is_as_far_from_it_as_it_should_be() {
    for (country, moving) in [
        (
            "nl",
            &[
                ("Eerste paasdag", 0),
                ("Tweede paasdag", 1),
                ("Hemelvaartsdag", 39),
                ("Eerste pinksterdag", 49),
                ("Tweede pinksterdag", 50),
            ][..],
        ),
        (
            "be",
            &[
                ("Paasmaandag", 1),
                ("Hemelvaartsdag", 39),
                ("Pinkstermaandag", 50),
            ],
        ),
        (
            "de",
            &[
                ("Karfreitag", -2),
                ("Ostermontag", 1),
                ("Christi Himmelfahrt", 39),
                ("Pfingstmontag", 50),
            ],
        ),
        ("uk", &[("Good Friday", -2)]),
    ] {
        let events = events(country);
        for year in YEARS {
            for (name, days) in moving {
                let expected = easter(year).checked_add(days.days()).unwrap();
                assert_eq!(events[&format!("{name} {year}")], expected, "{country}");
            }
        }
    }
}

#[test]
fn every_year_has_every_holiday_of_its_country() {
    for (country, each) in [("be", 10), ("de", 9), ("nl", 10), ("uk", 6), ("us", 11)] {
        let events = events(country);
        assert_eq!(events.len(), each * YEARS.count(), "{country}");
        for year in YEARS {
            let of_year = events
                .keys()
                .filter(|name| name.ends_with(&year.to_string()));
            assert_eq!(of_year.count(), each, "{country} {year}");
        }
    }
}

#[test]
fn what_moves_by_a_weekend_is_on_a_working_day() {
    for country in ["uk", "us"] {
        for (name, day) in events(country) {
            let number = day.weekday().to_monday_zero_offset();
            assert!(number < 5, "{name} {day}");
        }
    }
    let (nl, uk, us) = (events("nl"), events("uk"), events("us"));
    // 27 April 2031 is a Sunday.
    assert_eq!(nl["Koningsdag 2031"], date(2031, 4, 26));
    assert_eq!(nl["Koningsdag 2030"], date(2030, 4, 27));
    assert_eq!(uk["Boxing Day 2026"], date(2026, 12, 28));
    assert_eq!(uk["Christmas Day 2027"], date(2027, 12, 27));
    assert_eq!(uk["Boxing Day 2027"], date(2027, 12, 28));
    assert_eq!(us["Independence Day 2026"], date(2026, 7, 3));
    assert_eq!(us["New Year's Day 2028"], date(2027, 12, 31));
    assert_eq!(us["Thanksgiving Day 2026"], date(2026, 11, 26));
}
