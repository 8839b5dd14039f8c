//! What is sent of a change: the fields that are another, and nothing else.

use serde_json::{Map, Value};

/// What turns one value into another, where absent fields keep theirs and `null` takes one away.
/// `None` when nothing is to be changed.
pub(crate) fn patch(saved: &Value, wanted: &Value) -> Option<Value> {
    match (saved, wanted) {
        (Value::Object(saved), Value::Object(wanted)) => {
            let mut changed = Map::new();
            for (key, value) in wanted {
                let before = saved.get(key).unwrap_or(&Value::Null);
                if let Some(part) = patch(before, value) {
                    changed.insert(key.clone(), part);
                }
            }
            for key in saved.keys().filter(|key| !wanted.contains_key(*key)) {
                changed.insert(key.clone(), Value::Null);
            }
            (!changed.is_empty()).then_some(Value::Object(changed))
        }
        _ => (saved != wanted).then(|| wanted.clone()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_another_is_sent() {
        let saved =
            json!({"always": {"enabled": false, "destination": "2044"}, "busy": {"enabled": true}});
        let mut wanted = saved.clone();
        assert_eq!(patch(&saved, &wanted), None);
        wanted["always"]["enabled"] = json!(true);
        assert_eq!(
            patch(&saved, &wanted),
            Some(json!({"always": {"enabled": true}}))
        );
    }

    #[test]
    fn what_is_taken_away_is_named() {
        let saved = json!({"enabled": true, "enabledUntil": "2026-03-10T16:00:00Z"});
        let wanted = json!({"enabled": true});
        assert_eq!(patch(&saved, &wanted), Some(json!({"enabledUntil": null})));
        let new = json!({"enabled": true, "enabledUntil": "2026-03-10T17:00:00Z"});
        assert_eq!(
            patch(&wanted, &new),
            Some(json!({"enabledUntil": "2026-03-10T17:00:00Z"}))
        );
    }

    #[test]
    fn lists_are_sent_whole() {
        let saved = json!({"numbers": [1, 2]});
        let wanted = json!({"numbers": [2]});
        assert_eq!(patch(&saved, &wanted), Some(json!({"numbers": [2]})));
    }
}
