//! Values of JSON by their places: what differs between two objects, field by field. A list is one
//! field: where something was put into it, what stood beside counts too.

use std::collections::BTreeSet;

use serde_json::Value;

/// A field that has a different value in two objects; `None` where it has none.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Leaf {
    /// Names of the levels.
    pub(super) place: Vec<String>,
    pub(super) before: Option<Value>,
    pub(super) after: Option<Value>,
}

impl Leaf {
    /// Its name on the wire.
    pub(super) fn field(&self) -> String {
        self.place.join(".")
    }

    /// Whether two changes touch the same: one field, or something and a field of it.
    pub(super) fn touches(&self, other: &Self) -> bool {
        let both = self.place.iter().zip(&other.place);
        both.into_iter().all(|(one, other)| one == other)
    }

    /// What stands there in an object, or that what it belongs to is gone.
    pub(super) fn find<'a>(&self, object: &'a Value) -> Result<Option<&'a Value>, Gone> {
        let (name, levels) = self.place.split_last().ok_or(Gone)?;
        let mut inside = object;
        for level in levels {
            inside = inside.get(level).ok_or(Gone)?;
        }
        if inside.is_object() {
            Ok(something(inside.get(name)))
        } else {
            Err(Gone)
        }
    }

    /// Puts what was before into an object.
    pub(super) fn put_back(&self, object: &mut Value) {
        let Some((name, levels)) = self.place.split_last() else {
            return;
        };
        let mut inside = Some(object);
        for level in levels {
            inside = inside.and_then(|it| it.get_mut(level));
        }
        if let Some(Value::Object(fields)) = inside {
            match &self.before {
                Some(value) => fields.insert(name.clone(), value.clone()),
                None => fields.remove(name),
            };
        }
    }
}

/// What a field belongs to is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gone;

/// What differs between two objects.
pub(super) fn between(before: &Value, after: &Value) -> Vec<Leaf> {
    let mut found = Vec::new();
    collect(
        &mut Vec::new(),
        something(Some(before)),
        something(Some(after)),
        &mut found,
    );
    found
}

fn collect(
    place: &mut Vec<String>,
    before: Option<&Value>,
    after: Option<&Value>,
    found: &mut Vec<Leaf>,
) {
    if let (Some(Value::Object(before)), Some(Value::Object(after))) = (before, after) {
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for name in names {
            place.push(name.clone());
            let (before, after) = (before.get(name), after.get(name));
            collect(place, something(before), something(after), found);
            place.pop();
        }
    } else if before != after {
        found.push(Leaf {
            place: place.clone(),
            before: before.cloned(),
            after: after.cloned(),
        });
    }
}

/// Nothing is nothing, however it was written down.
fn something(value: Option<&Value>) -> Option<&Value> {
    value.filter(|it| !it.is_null())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn leaf(place: &str, before: Value, after: Value) -> Leaf {
        let value = |value: Value| Some(value).filter(|it| !it.is_null());
        Leaf {
            place: place.split('.').map(str::to_owned).collect(),
            before: value(before),
            after: value(after),
        }
    }

    #[test]
    fn objects_differ_by_their_fields_and_lists_as_a_whole() {
        let before = json!({"a": 1, "b": {"c": [1, 2], "d": 1, "e": null}, "same": {"f": 1}});
        let after = json!({"a": 1, "b": {"c": [1], "e": 2}, "same": {"f": 1}, "new": {"g": 1}});
        let expected = [
            leaf("b.c", json!([1, 2]), json!([1])),
            leaf("b.d", json!(1), Value::Null),
            leaf("b.e", Value::Null, json!(2)),
            leaf("new", Value::Null, json!({"g": 1})),
        ];
        assert_eq!(between(&before, &after), expected);
        assert_eq!(between(&before, &before), []);
    }

    #[test]
    fn putting_all_of_it_back_gives_what_was() {
        let before = json!({"a": 1, "b": {"c": [1, 2], "d": 1}, "gone": {"g": 1}});
        let after = json!({"a": 2, "b": {"c": []}, "new": {"h": 1}});
        let mut object = after.clone();
        for leaf in between(&before, &after) {
            assert_eq!(leaf.find(&object), Ok(leaf.after.as_ref()));
            leaf.put_back(&mut object);
            assert_eq!(leaf.find(&object), Ok(leaf.before.as_ref()));
        }
        assert_eq!(object, before);
    }

    #[test]
    fn a_field_of_what_is_gone_is_not_a_field_without_value() {
        let field = leaf("rules.1.name", json!("x"), Value::Null);
        assert_eq!(field.find(&json!({"rules": {"1": {}}})), Ok(None));
        assert_eq!(field.find(&json!({"rules": {}})), Err(Gone));
    }

    #[test]
    fn something_and_its_field_touch_each_other() {
        let whole = leaf("rules.1", json!({}), Value::Null);
        let field = leaf("rules.1.name", json!("x"), Value::Null);
        let other = leaf("rules.2.name", json!("x"), Value::Null);
        assert!(whole.touches(&field) && field.touches(&whole) && field.touches(&field));
        assert!(!whole.touches(&other) && !other.touches(&field));
    }
}
