//! A change of a schedule, as what it was and what it becomes: so that it can be made on top of what
//! others have changed meanwhile, and is never made over their heads.

use belroute_shared::{
    ids::EventId,
    schedules::{Schedule, ScheduleEvent, ScheduleSettings},
};

/// What is to be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// The name.
    Name { was: String, becomes: String },
    /// An event more, without an id.
    Add(ScheduleEvent),
    /// Another form of an event.
    Replace {
        was: ScheduleEvent,
        becomes: ScheduleEvent,
    },
    /// An event less.
    Remove(ScheduleEvent),
    /// Events of a calendar.
    Import(Vec<ScheduleEvent>),
}

/// Why a change cannot be made: what it changes has become something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Clash {
    /// The schedule has this name now.
    Renamed(String),
    /// The event is this now.
    Changed(ScheduleEvent),
    /// The event was taken away.
    Gone,
}

impl Change {
    /// The schedule with the change made.
    pub(super) fn onto(&self, schedule: &Schedule) -> Result<ScheduleSettings, Clash> {
        let mut settings = schedule.settings();
        match self {
            Self::Name { was, becomes } => {
                if settings.name != *was && settings.name != *becomes {
                    return Err(Clash::Renamed(settings.name));
                }
                settings.name.clone_from(becomes);
            }
            Self::Add(event) => settings.events.push(event.clone()),
            Self::Import(events) => settings.events.extend(events.iter().cloned()),
            Self::Replace { was, becomes } => {
                let event = find(&mut settings.events, was.id).ok_or(Clash::Gone)?;
                if event != was && event != becomes {
                    return Err(Clash::Changed(event.clone()));
                }
                event.clone_from(becomes);
            }
            Self::Remove(was) => {
                let Some(event) = find(&mut settings.events, was.id) else {
                    return Ok(settings);
                };
                if event != was {
                    return Err(Clash::Changed(event.clone()));
                }
                settings.events.retain(|event| event.id != was.id);
            }
        }
        Ok(settings.tidied())
    }

    /// The same change of what it has become meanwhile: who has seen both wants his own.
    pub(super) fn over(self, clash: Clash) -> Self {
        match (self, clash) {
            (Self::Name { becomes, .. }, Clash::Renamed(was)) => Self::Name { was, becomes },
            (Self::Replace { becomes, .. }, Clash::Changed(was)) => Self::Replace { was, becomes },
            (Self::Replace { becomes, .. }, Clash::Gone) => Self::Add(ScheduleEvent {
                id: None,
                ..becomes
            }),
            (Self::Remove(_), Clash::Changed(was)) => Self::Remove(was),
            (change, _) => change,
        }
    }

    /// Where a field of the settings stands in the form that the change was typed in: that of one
    /// event has names of its own.
    pub(super) fn in_form(&self, settings: &ScheduleSettings, field: &str) -> String {
        let events = &settings.events;
        let place = match self {
            Self::Add(_) => events.len().checked_sub(1),
            Self::Replace { becomes, .. } => events.iter().position(|it| it.id == becomes.id),
            Self::Name { .. } | Self::Remove(_) | Self::Import(_) => None,
        };
        match place {
            Some(place) => of_event(field, place).to_owned(),
            None => field.to_owned(),
        }
    }
}

/// The field of the event at a place. Of two events with one name the later one is refused, which
/// may be the other.
fn of_event(field: &str, place: usize) -> &str {
    let Some((number, field)) = field
        .strip_prefix("events.")
        .and_then(|rest| rest.split_once('.'))
    else {
        return field;
    };
    if field == "name" || number.parse() == Ok(place) {
        field
    } else {
        "events"
    }
}

fn find(events: &mut [ScheduleEvent], id: Option<EventId>) -> Option<&mut ScheduleEvent> {
    events.iter_mut().find(|event| event.id == id)
}

#[cfg(test)]
mod tests {
    use belroute_shared::{
        ids::ScheduleId,
        schedules::{ScheduleLevel, ScheduleType},
    };
    use jiff::civil::date;

    use super::*;

    const ID: &str = "019f0000-0000-7000-8000-00000000000";

    fn event(id: u8, name: &str) -> ScheduleEvent {
        ScheduleEvent {
            id: Some(format!("{ID}{id}").parse().unwrap()),
            name: name.to_owned(),
            start_date: date(2026, 12, 25),
            end_date: date(2026, 12, 25),
            start_time: None,
            end_time: None,
            all_day_enabled: true,
            recurrence: None,
        }
    }

    fn schedule(events: Vec<ScheduleEvent>) -> Schedule {
        Schedule {
            id: format!("{ID}9").parse::<ScheduleId>().unwrap(),
            name: "Office".to_owned(),
            kind: ScheduleType::Holidays,
            level: ScheduleLevel::People,
            events,
        }
    }

    fn names(settings: &ScheduleSettings) -> Vec<&str> {
        settings.events.iter().map(|it| it.name.as_str()).collect()
    }

    #[test]
    fn a_change_is_made_on_top_of_what_others_have_changed() {
        let now = schedule(vec![event(1, "New Year"), event(3, "Easter")]);
        let was = event(1, "New Year");
        let becomes = event(1, "Day off");
        let replaced = Change::Replace {
            was: was.clone(),
            becomes,
        }
        .onto(&now)
        .unwrap();
        assert_eq!(names(&replaced), ["Day off", "Easter"]);
        let added = Change::Add(event(2, " May  Day")).onto(&now).unwrap();
        assert_eq!(names(&added), ["New Year", "Easter", "May Day"]);
        let removed = Change::Remove(was).onto(&now).unwrap();
        assert_eq!(names(&removed), ["Easter"]);
    }

    #[test]
    fn a_change_of_something_else_clashes_until_it_is_made_over_it() {
        let theirs = event(1, "Theirs");
        let now = schedule(vec![theirs.clone()]);
        let (was, becomes) = (event(1, "Was"), event(1, "Mine"));
        let change = Change::Replace {
            was: was.clone(),
            becomes,
        };
        let clash = change.onto(&now).unwrap_err();
        assert_eq!(clash, Clash::Changed(theirs.clone()));
        assert_eq!(names(&change.over(clash).onto(&now).unwrap()), ["Mine"]);
        let removal = Change::Remove(was);
        let clash = removal.onto(&now).unwrap_err();
        assert_eq!(clash, Clash::Changed(theirs));
        assert!(removal.over(clash).onto(&now).unwrap().events.is_empty());
    }

    #[test]
    fn what_was_taken_away_can_be_kept() {
        let change = Change::Replace {
            was: event(1, "Was"),
            becomes: event(1, "Mine"),
        };
        let now = schedule(Vec::new());
        let clash = change.onto(&now).unwrap_err();
        assert_eq!(clash, Clash::Gone);
        let settings = change.over(clash).onto(&now).unwrap();
        assert_eq!(names(&settings), ["Mine"]);
        assert_eq!(settings.events[0].id, None);
        let twice = Change::Remove(event(1, "Was")).onto(&now);
        assert!(twice.unwrap().events.is_empty());
    }

    #[test]
    fn a_name_that_became_another_clashes_unless_it_is_the_wanted_one() {
        let now = schedule(Vec::new());
        let name = |was: &str, becomes: &str| Change::Name {
            was: was.to_owned(),
            becomes: becomes.to_owned(),
        };
        assert_eq!(name("Office", "Home").onto(&now).unwrap().name, "Home");
        assert_eq!(name("Shop", "Office").onto(&now).unwrap().name, "Office");
        let clash = name("Shop", "Home").onto(&now).unwrap_err();
        assert_eq!(clash, Clash::Renamed("Office".to_owned()));
        assert_eq!(
            name("Shop", "Home").over(clash).onto(&now).unwrap().name,
            "Home"
        );
    }

    #[test]
    fn what_is_wrong_stands_in_the_form_of_the_event() {
        let now = schedule(vec![event(1, "A"), event(2, "B")]);
        let change = Change::Replace {
            was: event(1, "A"),
            becomes: event(1, "b"),
        };
        let settings = change.onto(&now).unwrap();
        let broken = settings.check(ScheduleLevel::People).unwrap_err();
        assert_eq!(broken[0].field, "events.1.name");
        assert_eq!(change.in_form(&settings, &broken[0].field), "name");
        let fields = ["events.0.endDate", "events.1.endDate", "events", "type"];
        let fields = fields.map(|field| change.in_form(&settings, field));
        assert_eq!(fields, ["endDate", "events", "events", "type"]);
    }
}
