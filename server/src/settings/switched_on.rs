//! Whether a change switches on what a field of a setting belongs to.

use serde_json::Value;

/// Whether an object around the field was off before, and is on after a change. `field` is a path
/// with dots.
pub(super) fn is_switched_on(before: &Value, after: &Value, field: &str) -> bool {
    let (mut before, mut after) = (Some(before), Some(after));
    for name in field.split('.') {
        let is_on = |side: Option<&Value>| side.and_then(|it| it.get("enabled")?.as_bool());
        if is_on(after) == Some(true) && is_on(before) != Some(true) {
            return true;
        }
        before = before.and_then(|it| inside(it, name));
        after = after.and_then(|it| inside(it, name));
    }
    false
}

fn inside<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    match value {
        Value::Array(values) => values.get(name.parse::<usize>().ok()?),
        value => value.get(name),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_stands_around_a_field_is_looked_at_alone() {
        let before = json!({"a": {"enabled": false, "to": "1"}, "b": {"enabled": true, "to": "2"}});
        let after = json!({"a": {"enabled": true, "to": "1"}, "b": {"enabled": true, "to": "2"}});
        assert!(is_switched_on(&before, &after, "a.to"));
        assert!(!is_switched_on(&before, &after, "b.to"));
        assert!(!is_switched_on(&after, &before, "a.to"));
        assert!(!is_switched_on(&before, &after, "nothing.to"));
    }

    #[test]
    fn a_list_belongs_to_the_object_around_it() {
        let off = json!({"enabled": false, "list": [{"to": "1"}]});
        let on = json!({"enabled": true, "list": [{"to": "1"}]});
        assert!(is_switched_on(&off, &on, "list.0.to"));
        assert!(!is_switched_on(&on, &on, "list.0.to"));
        assert!(is_switched_on(&json!({}), &on, "list.0.to"));
    }
}
