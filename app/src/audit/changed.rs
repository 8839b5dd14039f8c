use serde_json::{Map, Value};

/// What was one thing and is another.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Difference {
    /// As on the wire; empty for a value that has no name.
    pub(super) name: String,
    pub(super) before: Value,
    pub(super) after: Value,
}

/// What tells people nothing: names for programs, what is written again in another form, and the
/// moment, which the line has.
const UNTOLD: [&str; 3] = ["blockedAt", "display", "id"];

/// What tells nothing of a schedule: neither is ever changed.
const UNTOLD_OF_SCHEDULES: [&str; 2] = ["level", "type"];

/// What differs between two values that were written down as JSON. What is the same is left out.
pub(super) fn between(before: Option<&str>, after: Option<&str>) -> Vec<Difference> {
    let (before, after) = (fields(before), fields(after));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    if names.iter().any(|name| *name == "events") {
        names.retain(|name| !UNTOLD_OF_SCHEDULES.contains(&name.as_str()));
    }
    names.sort_unstable();
    names.dedup();
    let side = |side: &Map<String, Value>, name: &String| {
        let value = side.get(name).cloned().unwrap_or_default();
        // Nothing is nothing, however it was written down.
        let is_empty = value == Value::String(String::new()) || value == Value::Array(Vec::new());
        if is_empty { Value::Null } else { value }
    };
    names
        .into_iter()
        .filter(|name| !UNTOLD.contains(&name.as_str()))
        .map(|name| Difference {
            name: name.clone(),
            before: side(&before, name),
            after: side(&after, name),
        })
        .filter(|it| it.before != it.after)
        .collect()
}

/// A value that is no object has no names in it.
fn fields(json: Option<&str>) -> Map<String, Value> {
    match json.and_then(|json| serde_json::from_str(json).ok()) {
        Some(Value::Object(fields)) => fields,
        Some(Value::Null) | None => Map::new(),
        Some(value) => Map::from_iter([(String::new(), value)]),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn difference(name: &str, before: Value, after: Value) -> Difference {
        Difference {
            name: name.to_owned(),
            before,
            after,
        }
    }

    #[test]
    fn only_what_differs_is_told() {
        let before = r#"{"label":"Sales","kind":"queue","grants":["a","b"],"id":"1"}"#;
        let after = r#"{"label":"Verkoop","kind":"queue","grants":[],"on":false,"id":"2"}"#;
        let expected = [
            difference("grants", json!(["a", "b"]), Value::Null),
            difference("label", json!("Sales"), json!("Verkoop")),
            difference("on", Value::Null, json!(false)),
        ];
        assert_eq!(between(Some(before), Some(after)), expected);
    }

    #[test]
    fn nothing_in_another_form_is_no_difference() {
        let before = r#"{"lastName":"","grants":[]}"#;
        assert_eq!(between(Some(before), Some("null")), []);
    }

    #[test]
    fn of_a_schedule_only_what_can_be_changed_is_told() {
        let after = r#"{"id":"1","name":"Office","type":"holidays","level":"PEOPLE","events":[]}"#;
        let told = between(None, Some(after));
        assert_eq!(told, [difference("name", Value::Null, json!("Office"))]);
    }

    #[test]
    fn a_bare_value_and_rubbish_are_no_failure() {
        let told = between(Some("\"+31\""), Some("\"+32\""));
        assert_eq!(told, [difference("", json!("+31"), json!("+32"))]);
        assert_eq!(between(Some("{"), None), []);
        assert_eq!(between(None, None), []);
    }
}
