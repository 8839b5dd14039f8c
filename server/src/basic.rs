//! Basic authentication between our own programs: a name and a shared secret.

use axum::http::{HeaderMap, HeaderValue, header};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use subtle::ConstantTimeEq as _;

/// Whether a request proves to come from who knows the secret.
pub(crate) fn is_proven(headers: &HeaderMap, user: &str, secret: &str) -> bool {
    let expected = format!("Basic {}", STANDARD.encode(format!("{user}:{secret}")));
    headers
        .get(header::AUTHORIZATION)
        .map(HeaderValue::as_bytes)
        .is_some_and(|given| bool::from(expected.as_bytes().ct_eq(given)))
}
