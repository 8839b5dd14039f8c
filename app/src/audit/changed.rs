use serde_json::{Map, Value};

/// What was one thing and is another: a name as on the wire, before, and after.
pub(super) type Difference = (String, String, String);

/// What differs between two values that were written down as JSON. What is the same is left out.
pub(super) fn between(before: Option<&str>, after: Option<&str>) -> Vec<Difference> {
    let (before, after) = (fields(before), fields(after));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(|name| {
            let told = |side: &Map<String, Value>| side.get(name).map(told).unwrap_or_default();
            (name.clone(), told(&before), told(&after))
        })
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

fn told(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(values) => values.iter().map(told).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let before = r#"{"label":"Sales","kind":"queue","grants":["a","b"]}"#;
        let after = r#"{"label":"Verkoop","kind":"queue","grants":[],"userId":"x"}"#;
        let told = between(Some(before), Some(after));
        let expected = [
            ("grants", "a, b", ""),
            ("label", "Sales", "Verkoop"),
            ("userId", "", "x"),
        ];
        let expected = expected
            .map(|(name, before, after)| (name.to_owned(), before.to_owned(), after.to_owned()));
        assert_eq!(told, expected);
    }

    #[test]
    fn a_bare_value_and_rubbish_are_no_failure() {
        let told = between(Some("\"+31\""), Some("\"+32\""));
        assert_eq!(told, [(String::new(), "+31".to_owned(), "+32".to_owned())]);
        assert_eq!(between(Some("{"), None), []);
        assert_eq!(between(None, None), []);
    }
}
