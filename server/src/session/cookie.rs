//! The cookie of a session.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::config::Config;

// The prefix makes browsers refuse the cookie unless it is secure and for this host alone. On
// plain HTTP, which is for looking at the panel on one's own machine, it cannot be used.
const SECURE_NAME: &str = "__Host-session";
const PLAIN_NAME: &str = "session";

/// The token in a request.
pub(crate) fn read(headers: &HeaderMap) -> Option<&str> {
    let cookies = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let pairs: Vec<(&str, &str)> = cookies
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .collect();
    [SECURE_NAME, PLAIN_NAME]
        .iter()
        .find_map(|wanted| pairs.iter().find(|(name, _)| name == wanted))
        .map(|(_, token)| *token)
}

/// The header that sets the token.
pub(crate) fn set(config: &Config, token: &str, seconds: i64) -> HeaderValue {
    let is_secure = config.public_url.starts_with("https://");
    let (name, secure) = if is_secure {
        (SECURE_NAME, "; Secure")
    } else {
        (PLAIN_NAME, "")
    };
    let text = format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}");
    // The token is of letters, digits, `-` and `_`.
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The header that takes it away.
pub(crate) fn clear(config: &Config) -> HeaderValue {
    set(config, "", 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("theme=dark; session=abc; x=y"),
        );
        assert_eq!(read(&headers), Some("abc"));
    }

    #[test]
    fn the_secure_cookie_wins_over_a_planted_plain_one() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("session=planted"));
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("__Host-session=ours"),
        );
        assert_eq!(read(&headers), Some("ours"));
    }
}
