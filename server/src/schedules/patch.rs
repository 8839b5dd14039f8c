//! What a change says about a stored schedule or event. Fields that it does not name keep their
//! value; a list is replaced whole, and its events are known again by id or by name.

use std::collections::{HashMap, HashSet};

use belroute_shared::{
    ids::EventId,
    schedules::{Schedule, ScheduleEvent, ScheduleSettings, name_key, tidied_name},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::{
    error::{ApiError, ApiResult},
    json::merged,
};

/// The ends of a recurrence, which exclude one another.
const ENDS: [&str; 3] = ["recurForEver", "recurEndDate", "recurEndOccurrence"];
/// Its patterns, which exclude one another.
const PATTERNS: [&str; 4] = [
    "recurDaily",
    "recurWeekly",
    "recurYearlyByDate",
    "recurYearlyByDay",
];

/// A schedule with a change put over it. Clients of the vendor whose API this is send no ids of
/// events: they name an event as it was called, and in `newName` what to call it.
pub(crate) fn schedule(stored: &Schedule, mut patch: Value) -> ApiResult<ScheduleSettings> {
    if let Some(Value::Array(events)) = patch.get_mut("events") {
        let mut known = Known::of(&stored.events);
        for event in events {
            if let Value::Object(event) = event {
                let id = known.take(event);
                rename(event);
                match id {
                    Some(id) => event.insert("id".to_owned(), Value::String(id.to_string())),
                    None => event.remove("id"),
                };
            }
        }
    }
    merged(&stored.settings(), patch)
}

/// A new schedule. Its events get ids of their own, whatever a client calls them.
pub(crate) fn new(mut settings: Value) -> ApiResult<ScheduleSettings> {
    if let Some(Value::Array(events)) = settings.get_mut("events") {
        events.iter_mut().for_each(without_id);
    }
    read(settings)
}

/// A new event.
pub(super) fn new_event(mut event: Value) -> ApiResult<ScheduleEvent> {
    without_id(&mut event);
    read(event)
}

fn without_id(event: &mut Value) {
    if let Value::Object(event) = event {
        event.remove("id");
    }
}

fn read<T: DeserializeOwned>(value: Value) -> ApiResult<T> {
    serde_json::from_value(value).map_err(|error| ApiError::Malformed(error.to_string()))
}

/// An event with a change put over it.
pub(crate) fn event(stored: &ScheduleEvent, mut patch: Value) -> ApiResult<ScheduleEvent> {
    let mut whole =
        serde_json::to_value(stored).map_err(|error| ApiError::Internal(error.into()))?;
    if let Value::Object(patch) = &mut patch {
        rename(patch);
        patch.remove("id");
        let recurrence = whole.get_mut("recurrence").and_then(Value::as_object_mut);
        let wanted = patch.get("recurrence").and_then(Value::as_object);
        if let (Some(recurrence), Some(wanted)) = (recurrence, wanted) {
            drop_excluded(recurrence, wanted);
        }
    }
    read(merged(&whole, patch)?)
}

/// Takes out of a stored recurrence what a change excludes by naming another end or pattern.
fn drop_excluded(stored: &mut Map<String, Value>, wanted: &Map<String, Value>) {
    let is_named = |key: &&str| {
        let value = wanted.get(*key);
        value.is_some_and(|value| !matches!(value, Value::Null | Value::Bool(false)))
    };
    if ENDS.iter().any(|key| is_named(key)) {
        ENDS.iter().for_each(|key| drop(stored.remove(*key)));
    }
    if let Some(pattern) = PATTERNS.iter().find(|key| is_named(key)) {
        stored.retain(|key, _| key == pattern || !PATTERNS.contains(&key.as_str()));
    }
}

/// Calls an event what `newName` says.
fn rename(event: &mut Map<String, Value>) {
    if let Some(name @ Value::String(_)) = event.remove("newName") {
        event.insert("name".to_owned(), name);
    }
}

/// Events of a stored schedule, each to be known again once.
struct Known {
    ids: HashSet<EventId>,
    names: HashMap<String, EventId>,
}

impl Known {
    fn of(events: &[ScheduleEvent]) -> Self {
        let with_id = events.iter().filter_map(|event| Some((event, event.id?)));
        Self {
            ids: with_id.clone().map(|(_, id)| id).collect(),
            names: with_id
                .map(|(event, id)| (name_key(&event.name), id))
                .collect(),
        }
    }

    fn take(&mut self, event: &Map<String, Value>) -> Option<EventId> {
        let text = |key| event.get(key).and_then(Value::as_str);
        let by_id = text("id").and_then(|id| id.parse().ok());
        let by_name = text("name").and_then(|name| self.names.get(&name_key(&tidied_name(name))));
        [by_id, by_name.copied()]
            .into_iter()
            .flatten()
            .find(|id| self.ids.remove(id))
    }
}

#[cfg(test)]
mod tests {
    use belroute_shared::{
        ids::ScheduleId,
        schedules::{Ends, ScheduleLevel, ScheduleType},
    };
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn stored() -> Schedule {
        let event = |id: u128, name: &str| {
            let weekly = json!({ "recurForEver": true, "recurWeekly": { "monday": true } });
            let event = json!({
                "id": Uuid::from_u128(id), "name": name, "startDate": "2026-03-02",
                "endDate": "2026-03-02", "allDayEnabled": true, "recurrence": weekly,
            });
            serde_json::from_value(event).unwrap()
        };
        Schedule {
            id: ScheduleId(Uuid::nil()),
            name: "Office".to_owned(),
            kind: ScheduleType::BusinessHours,
            level: ScheduleLevel::People,
            events: vec![event(1, "Morning"), event(2, "Evening")],
        }
    }

    fn whole(name: &str, more: Value) -> Value {
        let mut event = json!({
            "name": name, "startDate": "2026-04-01", "endDate": "2026-04-01",
            "allDayEnabled": true,
        });
        let Value::Object(more) = more else {
            panic!("no object")
        };
        event.as_object_mut().unwrap().extend(more);
        event
    }

    fn told(patch: Value) -> Vec<(String, Option<u128>)> {
        let settings = schedule(&stored(), patch).unwrap();
        let events = settings.events.into_iter();
        events
            .map(|event| (event.name, event.id.map(|id| id.0.as_u128())))
            .collect()
    }

    #[test]
    fn events_are_known_again_by_name_or_by_id_and_others_are_new() {
        let events = json!([
            whole("evening ", json!({ "newName": "Night" })),
            whole("Noon", json!({ "id": Uuid::from_u128(1), "newName": null })),
            whole("Morning", json!({ "newName": "Morning" })),
            whole("Other", json!({ "id": "abc" })),
        ]);
        let expected = [
            ("Night".to_owned(), Some(2)),
            ("Noon".to_owned(), Some(1)),
            ("Morning".to_owned(), None),
            ("Other".to_owned(), None),
        ];
        assert_eq!(told(json!({ "events": events })), expected);
    }

    #[test]
    fn what_is_not_named_stays() {
        let settings = schedule(&stored(), json!({ "name": "Home", "level": "GROUP" })).unwrap();
        assert_eq!(settings.name, "Home");
        assert_eq!(settings.events, stored().events);
        assert!(schedule(&stored(), json!([])).is_err());
        assert!(schedule(&stored(), json!({ "events": [1] })).is_err());
        assert!(schedule(&stored(), json!({ "events": [{ "name": "x" }] })).is_err());
    }

    #[test]
    fn another_end_or_pattern_takes_the_place_of_the_one_before() {
        let before = &stored().events[0];
        let changed = |recurrence: Value| {
            let patch = json!({ "recurrence": recurrence });
            event(before, patch).map(|event| event.recurrence)
        };
        let until = changed(json!({ "recurForEver": false, "recurEndDate": "2027-01-01" }));
        let until = until.unwrap().unwrap();
        assert_eq!(until.ends, Ends::On(jiff::civil::date(2027, 1, 1)));
        let times = changed(json!({ "recurEndOccurrence": 3, "recurDaily": {} }));
        let times = times.unwrap().unwrap();
        assert_eq!(times.ends, Ends::After(3));
        let more = changed(json!({ "recurWeekly": { "friday": true } }));
        let json = serde_json::to_value(more.unwrap()).unwrap();
        assert_eq!(json["recurWeekly"]["monday"], true);
        assert_eq!(json["recurWeekly"]["friday"], true);
        assert_eq!(changed(Value::Null).unwrap(), None);
        assert!(changed(json!({ "recurForEver": false })).is_err());
        assert!(event(before, json!(1)).is_err());
        let renamed = event(
            before,
            json!({ "name": "Morning", "newName": "Noon", "id": "x" }),
        );
        let renamed = renamed.unwrap();
        assert_eq!((renamed.name.as_str(), renamed.id), ("Noon", before.id));
    }
}
