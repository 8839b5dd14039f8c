//! Which lines a change was written down as, told with the answer: so a page can offer to undo what it
//! has just saved.

use std::convert::Infallible;

use axum::{
    http::{HeaderName, HeaderValue},
    response::{IntoResponse, IntoResponseParts, Response, ResponseParts},
};
use belroute_shared::{changes::CHANGE_HEADER, ids::AuditLineId};

/// The lines that a request was written down as; none where it has changed nothing.
#[must_use = "the answer tells of it"]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told(Vec<AuditLineId>);

impl Told {
    /// One line.
    pub(crate) fn of(line: AuditLineId) -> Self {
        Self(vec![line])
    }

    /// Adds what another change was written down as.
    pub(crate) fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether nothing was written down.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl IntoResponseParts for Told {
    type Error = Infallible;

    fn into_response_parts(self, mut parts: ResponseParts) -> Result<ResponseParts, Infallible> {
        let ids: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        // Ids are always good in a header.
        if let Ok(ids) = HeaderValue::from_str(&ids.join(","))
            && !self.is_empty()
        {
            let name = HeaderName::from_static(CHANGE_HEADER);
            parts.headers_mut().insert(name, ids);
        }
        Ok(parts)
    }
}

impl IntoResponse for Told {
    fn into_response(self) -> Response {
        (self, ()).into_response()
    }
}
