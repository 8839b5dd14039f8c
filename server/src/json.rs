//! Bodies, queries and paths, refused in our own error shape when they cannot be read.

#![expect(
    clippy::disallowed_types,
    reason = "the one place that wraps axum's own"
)]

use axum::{
    extract::{FromRequest, FromRequestParts},
    response::{IntoResponse, Response},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

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
    serde_json::from_value(whole).map_err(|error| ApiError::Malformed(error.to_string()))
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
}
