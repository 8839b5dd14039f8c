//! What kind of content was sent.

use axum::http::{HeaderMap, header};

/// The media type of a body in lower case, without parameters (RFC 9110, 8.3.1); empty where none
/// was sent.
pub(crate) fn sent(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE);
    let value = value.and_then(|value| value.to_str().ok());
    let media_type = value.and_then(|value| value.split(';').next());
    media_type.unwrap_or_default().trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn case_and_parameters_do_not_matter() {
        for (value, expected) in [
            (Some("text/calendar"), "text/calendar"),
            (Some("Text/CSV; charset=utf-8"), "text/csv"),
            (Some(" image/png ;q=1"), "image/png"),
            (Some(";"), ""),
            (None, ""),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(value) = value {
                headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(value));
            }
            assert_eq!(sent(&headers), expected, "{value:?}");
        }
    }
}
