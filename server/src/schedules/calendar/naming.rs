//! Names that a schedule can hold: short, and no two the same.

use std::collections::{HashMap, HashSet};

use belroute_shared::schedules::{
    LONGEST_NAME, ScheduleEvent,
    import::{CalendarChange, FoundEvent},
    name_key, tidied_name,
};

/// A name without what is too much.
pub(super) fn short(name: &str) -> String {
    let tidied = tidied_name(&name.replace(char::is_control, " "));
    let cut: String = tidied.chars().take(LONGEST_NAME).collect();
    tidied_name(&cut)
}

/// The event with a name that is no longer than it may be.
pub(super) fn cut(mut event: ScheduleEvent, changes: &mut Vec<CalendarChange>) -> ScheduleEvent {
    let name = short(&event.name);
    if name != event.name {
        changes.push(CalendarChange::Renamed);
        event.name = name;
    }
    event
}

/// Puts year or day behind names that several events have.
pub(super) fn make_unique(events: &mut [FoundEvent]) {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, found) in events.iter().enumerate() {
        let key = name_key(&found.event.name);
        groups.entry(key).or_default().push(place);
    }
    let groups = groups.into_values().filter(|places| places.len() > 1);
    for places in groups {
        let years = places.iter().map(|place| events[*place].event.start_date);
        let years: HashSet<i16> = years.map(|date| date.year()).collect();
        let is_yearly = years.len() == places.len();
        for place in places {
            let start = events[place].event.start_date;
            let behind = if is_yearly {
                start.strftime("%Y").to_string()
            } else {
                start.to_string()
            };
            rename(&mut events[place], &behind);
        }
    }
    // Two on the same day, or one that was called so from the start.
    let mut taken = HashSet::new();
    for found in events {
        let mut number = 2_u32;
        let name = found.event.name.clone();
        while !taken.insert(name_key(&found.event.name)) {
            found.event.name.clone_from(&name);
            rename(found, &format!("({number})"));
            number += 1;
        }
    }
}

fn rename(found: &mut FoundEvent, behind: &str) {
    let room = LONGEST_NAME.saturating_sub(behind.chars().count() + 1);
    let front: String = found.event.name.chars().take(room).collect();
    found.event.name = format!("{} {behind}", front.trim_end());
    if !found.changes.contains(&CalendarChange::Renamed) {
        found.changes.push(CalendarChange::Renamed);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn found(name: &str, day: jiff::civil::Date) -> FoundEvent {
        FoundEvent {
            event: ScheduleEvent {
                id: None,
                name: name.to_owned(),
                start_date: day,
                end_date: day,
                start_time: None,
                end_time: None,
                all_day_enabled: true,
                recurrence: None,
            },
            changes: Vec::new(),
        }
    }

    #[test]
    fn years_days_and_numbers_make_names_unique() {
        let long = "x".repeat(40);
        let mut events = [
            found("Kerst", date(2026, 12, 25)),
            found("kerst", date(2027, 12, 25)),
            found("Markt", date(2026, 3, 1)),
            found("Markt", date(2026, 4, 1)),
            found("Markt", date(2026, 4, 1)),
            found("Markt 2026-03-01", date(2026, 5, 1)),
            found("Pasen", date(2026, 4, 5)),
            found(&long, date(2026, 1, 1)),
            found(&long, date(2027, 1, 1)),
        ];
        make_unique(&mut events);
        let names: Vec<_> = events.iter().map(|it| it.event.name.as_str()).collect();
        let (first, second) = ("x".repeat(35) + " 2026", "x".repeat(35) + " 2027");
        let expected = [
            "Kerst 2026",
            "kerst 2027",
            "Markt 2026-03-01",
            "Markt 2026-04-01",
            "Markt 2026-04-01 (2)",
            "Markt 2026-03-01 (2)",
            "Pasen",
            &first,
            &second,
        ];
        assert_eq!(names, expected);
        assert_eq!(events[6].changes, []);
        assert_eq!(events[0].changes, [CalendarChange::Renamed]);
    }

    #[test]
    fn a_long_name_is_cut() {
        assert_eq!(short("  a \n b\t"), "a b");
        assert_eq!(short(&"ö".repeat(50)), "ö".repeat(40));
        assert_eq!(short(&format!("{} b", "a".repeat(39))), "a".repeat(39));
    }
}
