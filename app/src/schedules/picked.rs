//! Events of a calendar, of which somebody picks some for a schedule.

use std::collections::HashSet;

use belroute_shared::schedules::{
    LONGEST_NAME, ScheduleEvent,
    import::{CalendarChange, FoundEvent},
    name_key, tidied_name,
};

/// An event that is offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) event: ScheduleEvent,
    /// What is not as it stands in the calendar.
    pub(super) changes: Vec<CalendarChange>,
    /// Whether the schedule has it already.
    pub(super) is_known: bool,
}

/// What a calendar offers to a schedule with these events.
pub(super) fn offers(found: Vec<FoundEvent>, existing: &[ScheduleEvent]) -> Vec<Offer> {
    let offer = |FoundEvent { event, changes }| Offer {
        is_known: existing.iter().any(|it| is_same(it, &event)),
        event,
        changes,
    };
    found.into_iter().map(offer).collect()
}

/// Whether two events have one name and come at the same times.
fn is_same(one: &ScheduleEvent, other: &ScheduleEvent) -> bool {
    let when = |event: &ScheduleEvent| ScheduleEvent {
        id: None,
        name: String::new(),
        ..event.clone().tidied().settled()
    };
    name_key(&one.name) == name_key(&other.name) && when(one) == when(other)
}

/// The picked events, under names that the schedule does not have yet: another year's Easter is
/// another event.
pub(super) fn under_own_names(
    picked: Vec<ScheduleEvent>,
    existing: &[ScheduleEvent],
) -> Vec<ScheduleEvent> {
    let mut taken: HashSet<String> = existing.iter().map(|it| name_key(&it.name)).collect();
    let named = picked.into_iter().map(|event| {
        let mut name = event.name.clone();
        let mut number = 2;
        while !taken.insert(name_key(&name)) {
            name = numbered(&event.name, number);
            number += 1;
        }
        ScheduleEvent {
            id: None,
            name,
            ..event
        }
    });
    named.collect()
}

fn numbered(name: &str, number: u32) -> String {
    let behind = format!("({number})");
    let room = LONGEST_NAME.saturating_sub(behind.len() + 1);
    let front: String = name.chars().take(room).collect();
    format!("{} {behind}", tidied_name(&front))
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::*;

    fn event(name: &str, day: Date) -> ScheduleEvent {
        ScheduleEvent {
            id: None,
            name: name.to_owned(),
            start_date: day,
            end_date: day,
            start_time: None,
            end_time: None,
            all_day_enabled: true,
            recurrence: None,
        }
    }

    #[test]
    fn what_the_schedule_has_already_is_known() {
        let existing = [event("Easter", date(2026, 4, 6))];
        let found = |name, day| FoundEvent {
            event: event(name, day),
            changes: Vec::new(),
        };
        let offers = offers(
            vec![
                found("EASTER", date(2026, 4, 6)),
                found("Easter", date(2027, 3, 29)),
                found("Monday", date(2026, 4, 6)),
            ],
            &existing,
        );
        let known: Vec<bool> = offers.iter().map(|it| it.is_known).collect();
        assert_eq!(known, [true, false, false]);
    }

    #[test]
    fn another_event_of_the_same_name_gets_a_number() {
        let long = "ö".repeat(LONGEST_NAME);
        let existing = [
            event("Easter", date(2026, 4, 6)),
            event(&long, date(2026, 1, 1)),
        ];
        let picked = ["easter", "Easter", "May", &long].map(|name| event(name, date(2027, 1, 1)));
        let named = under_own_names(picked.to_vec(), &existing);
        let names: Vec<&str> = named.iter().map(|it| it.name.as_str()).collect();
        let cut = format!("{} (2)", "ö".repeat(LONGEST_NAME - 4));
        assert_eq!(names, ["easter (2)", "Easter (3)", "May", &cut]);
    }
}
