//! Bodies, queries and paths, refused in our own error shape when they cannot be read.

#![expect(
    clippy::disallowed_types,
    reason = "the one place that wraps axum's own"
)]

use axum::{
    extract::{FromRequest, FromRequestParts},
    response::{IntoResponse, Response},
};
use belroute_shared::error::Code;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use serde_path_to_error::Segment;

use crate::error::{ApiError, ApiResult};

/// A JSON body.
#[derive(Clone, Copy, Debug, FromRequest)]
#[from_request(via(axum::Json), rejection(ApiError))]
pub(crate) struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        axum::Json(self.0).into_response()
    }
}

/// What stands behind the `?`.
#[derive(Clone, Copy, Debug, FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(ApiError))]
pub(crate) struct Query<T>(pub T);

/// The variable parts of the path.
#[derive(Clone, Copy, Debug, FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(ApiError))]
pub(crate) struct Path<T>(pub T);

/// A stored value with the fields of a patch put over it, at every depth of objects; lists are
/// replaced whole. A field that is not in the patch keeps its value.
pub(crate) fn merged<T: Serialize + DeserializeOwned>(stored: &T, patch: Value) -> ApiResult<T> {
    merged_as(stored, patch)
}

/// The same, read as another type: one that takes what the stored one cannot hold, to refuse it in
/// better words.
pub(crate) fn merged_as<T: DeserializeOwned>(
    stored: &impl Serialize,
    patch: Value,
) -> ApiResult<T> {
    let mut whole =
        serde_json::to_value(stored).map_err(|error| ApiError::Internal(error.into()))?;
    if !patch.is_object() {
        return Err(ApiError::Malformed(
            "The body must be an object.".to_owned(),
        ));
    }
    put_over(&mut whole, patch);
    decoded(whole)
}

/// Reads what a client sent. A value that cannot be read is refused at its place.
pub(crate) fn decoded<T: DeserializeOwned>(body: Value) -> ApiResult<T> {
    serde_path_to_error::deserialize(body).map_err(|error| unreadable(error.path(), error.inner()))
}

fn unreadable(path: &serde_path_to_error::Path, reason: &serde_json::Error) -> ApiError {
    let reason = reason.to_string();
    let mut place: Vec<String> = path.iter().map(segment).collect();
    // The library tells the kinds of failures apart by their words alone.
    let code = if let Some(rest) = reason.strip_prefix("missing field `") {
        place.extend(rest.split('`').next().map(str::to_owned));
        Code::Required
    } else if reason.starts_with("unknown variant") {
        Code::NotOffered
    } else if reason.starts_with("invalid value: integer") {
        Code::OutOfRange
    } else {
        Code::Malformed
    };
    if place.is_empty() {
        return ApiError::Malformed(reason);
    }
    ApiError::field(&place.join("."), code)
}

fn segment(segment: &Segment) -> String {
    match segment {
        Segment::Seq { index } => index.to_string(),
        Segment::Map { key } => key.clone(),
        Segment::Enum { variant } => variant.clone(),
        Segment::Unknown => "?".to_owned(),
    }
}

/// Takes fields out of a body that a change passes over; dots stand between levels.
pub(crate) fn without(body: &mut Value, names: &[&str]) {
    for name in names {
        let (around, name) = match name.rsplit_once('.') {
            Some((around, name)) => (body.pointer_mut(&pointer(around)), name),
            None => (Some(&mut *body), *name),
        };
        if let Some(Value::Object(fields)) = around {
            fields.remove(name);
        }
    }
}

/// A path with dots as a JSON pointer.
pub(crate) fn pointer(path: &str) -> String {
    format!("/{}", path.replace('.', "/"))
}

/// Calls fields of a body by their names of now; what has both keeps that of now.
pub(crate) fn renamed(body: &mut Value, names: &[(&str, &str)]) {
    let Value::Object(fields) = body else { return };
    for (old, name) in names {
        if let Some(value) = fields.remove(*old) {
            fields.entry(*name).or_insert(value);
        }
    }
}

/// The patch that makes of one value exactly another: what the other leaves out is taken away.
pub(crate) fn nothing_else<T: Serialize>(before: &T, wanted: &T) -> ApiResult<Value> {
    let json = |it: &T| serde_json::to_value(it).map_err(|error| ApiError::Internal(error.into()));
    let (before, mut patch) = (json(before)?, json(wanted)?);
    if let (Value::Object(before), Value::Object(patch)) = (before, &mut patch) {
        for name in before.into_iter().map(|(name, _)| name) {
            patch.entry(name).or_insert(Value::Null);
        }
    }
    Ok(patch)
}

fn put_over(whole: &mut Value, patch: Value) {
    match (whole, patch) {
        (Value::Object(whole), Value::Object(patch)) => {
            for (key, value) in patch {
                put_over(whole.entry(key).or_insert(Value::Null), value);
            }
        }
        (whole, patch) => *whole = patch,
    }
}

#[cfg(test)]
mod tests {
    use belroute_shared::error::FieldError;
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[test]
    fn a_patch_changes_what_it_names_at_every_depth() {
        let stored = json!({"a": 1, "b": {"c": 2, "d": [1, 2]}});
        let whole: Value = merged(&stored, json!({"b": {"d": [3]}})).unwrap();
        assert_eq!(whole, json!({"a": 1, "b": {"c": 2, "d": [3]}}));
    }

    #[test]
    fn a_patch_that_is_no_object_is_refused() {
        assert!(merged(&json!({"a": 1}), json!([1])).is_err());
    }

    #[test]
    fn what_cannot_be_read_is_refused_at_its_place() {
        #[derive(Debug, Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Outer {
            #[expect(dead_code, reason = "only reading it matters")]
            some_list: Vec<Inner>,
        }
        #[derive(Debug, Deserialize)]
        struct Inner {
            #[expect(dead_code, reason = "only reading it matters")]
            count: u8,
            #[expect(dead_code, reason = "only reading it matters")]
            word: Option<Word>,
        }
        #[derive(Debug, Deserialize)]
        enum Word {
            A,
        }
        let cases = [
            (json!({"count": "x"}), "someList.1.count", Code::Malformed),
            (json!({"count": 256}), "someList.1.count", Code::OutOfRange),
            (json!({"count": -1}), "someList.1.count", Code::OutOfRange),
            (json!({}), "someList.1.count", Code::Required),
            (
                json!({"count": 1, "word": "B"}),
                "someList.1.word",
                Code::NotOffered,
            ),
            (json!(7), "someList.1", Code::Malformed),
        ];
        for (inner, field, code) in cases {
            let body = json!({"someList": [{"count": 1, "word": "A"}, inner]});
            let Err(ApiError::Invalid(refused)) = decoded::<Outer>(body.clone()) else {
                panic!("{body}");
            };
            assert_eq!(refused, [FieldError::new(field, code)], "{body}");
        }
        let whole = decoded::<Outer>(json!("x"));
        assert!(matches!(whole, Err(ApiError::Malformed(_))), "{whole:?}");
    }

    #[test]
    fn what_is_passed_over_is_taken_out_at_its_level() {
        let mut body = json!({"a": 1, "b": {"a": 2, "c": 3}, "d": 4});
        without(&mut body, &["a", "b.c", "d.a", "e.a"]);
        assert_eq!(body, json!({"b": {"a": 2}, "d": 4}));
    }

    #[test]
    fn an_old_name_gives_way_to_the_name_of_now() {
        let mut body = json!({"old": 1, "else": 2});
        renamed(&mut body, &[("old", "now")]);
        assert_eq!(body, json!({"now": 1, "else": 2}));
        let mut both = json!({"old": 1, "now": 3});
        renamed(&mut both, &[("old", "now")]);
        assert_eq!(both, json!({"now": 3}));
    }
}
