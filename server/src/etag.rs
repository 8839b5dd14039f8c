//! Which state of a thing somebody has seen. A `GET` tells it as an `ETag`; a change that names it in
//! `If-Match` is made only while the thing is still so, and without `If-Match` in any case: scripts
//! overwrite, pages do not.

use std::convert::Infallible;

use axum::{
    extract::FromRequestParts,
    http::{HeaderName, HeaderValue, header, request::Parts},
};
use serde::Serialize;
use sha2::{Digest as _, Sha256};

use crate::error::{ApiError, ApiResult};

/// The `ETag` of a version of a thing.
pub(crate) fn of(version: i32) -> HeaderValue {
    // Digits in quotation marks are always good in a header.
    HeaderValue::from_str(&format!("\"{version}\""))
        .unwrap_or_else(|_| HeaderValue::from_static("\"\""))
}

/// The `ETag` of a thing whose changes nobody counts: it follows from what a `GET` answers.
pub(crate) fn of_content(content: &impl Serialize) -> ApiResult<HeaderValue> {
    let content = serde_json::to_vec(content).map_err(|error| ApiError::Internal(error.into()))?;
    let digest = hex::encode(&Sha256::digest(content)[..16]);
    HeaderValue::from_str(&format!("\"{digest}\""))
        .map_err(|error| ApiError::Internal(error.into()))
}

/// The header of an answer that tells the state of a thing.
pub(crate) type Header = [(HeaderName, HeaderValue); 1];

/// The header with a tag.
pub(crate) fn header(tag: HeaderValue) -> Header {
    [(header::ETAG, tag)]
}

/// What a request says about the state that it has seen.
#[derive(Clone, Debug)]
pub(crate) struct IfMatch(Option<Vec<String>>);

impl IfMatch {
    /// Refuses with what the thing is now, as a `GET` would answer, unless its version is the one
    /// that was seen.
    pub(crate) fn check(&self, version: i32, current: &impl Serialize) -> ApiResult<()> {
        self.check_tag(of(version), current)
    }

    /// The same, for a thing whose changes nobody counts.
    pub(crate) fn check_content(&self, current: &impl Serialize) -> ApiResult<()> {
        self.check_tag(of_content(current)?, current)
    }

    fn check_tag(&self, etag: HeaderValue, current: &impl Serialize) -> ApiResult<()> {
        let Some(seen) = &self.0 else { return Ok(()) };
        if seen.iter().any(|it| it == "*" || etag == it) {
            return Ok(());
        }
        let current =
            serde_json::to_value(current).map_err(|error| ApiError::Internal(error.into()))?;
        Err(ApiError::Stale { current, etag })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::read(parts.headers.get_all(header::IF_MATCH)))
    }
}

impl IfMatch {
    fn read<'a>(values: impl IntoIterator<Item = &'a HeaderValue>) -> Self {
        let mut values = values.into_iter().peekable();
        if values.peek().is_none() {
            return Self(None);
        }
        // One that is no text is the state of nothing.
        let tags = values
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            // A proxy that compresses makes tags weak; what we compare is the version.
            .map(|tag| tag.trim().trim_start_matches("W/").to_owned());
        Self(Some(tags.collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_fresh(headers: &[&str], version: i32) -> bool {
        let values: Vec<HeaderValue> = headers
            .iter()
            .map(|text| HeaderValue::from_bytes(text.as_bytes()).unwrap())
            .collect();
        IfMatch::read(&values).check(version, &()).is_ok()
    }

    #[test]
    fn a_change_goes_on_when_its_version_is_the_one_of_now() {
        for headers in [
            &[][..],
            &["\"3\""],
            &["W/\"3\""],
            &["*"],
            &["\"1\", \"3\""],
            &["\"1\"", "\"3\""],
        ] {
            assert!(is_fresh(headers, 3), "{headers:?}");
        }
        for headers in [
            &["\"2\""][..],
            &["3"],
            &[""],
            &["\"33\""],
            &["\u{fc}"],
            &["\"1\", \"2\""],
        ] {
            assert!(!is_fresh(headers, 3), "{headers:?}");
        }
        assert_eq!(of(12), "\"12\"");
    }
}
