//! The `Link` header that leads to the next page (RFC 8288). Clients follow it as it stands, so it
//! is absolute and carries everything.

use axum::http::{HeaderMap, HeaderValue, header};

/// Adds the link to the next page.
pub(crate) fn next(headers: &mut HeaderMap, public_url: &str, path: &str, query: &str) {
    let link = format!("<{public_url}{path}?{query}>; rel=\"next\"");
    if let Ok(value) = HeaderValue::from_str(&link) {
        headers.insert(header::LINK, value);
    }
}
