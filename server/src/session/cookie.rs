//! Our cookies: that of a session, and those by which a browser is known again.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::config::Config;

/// A cookie of ours. On plain HTTP, which is for looking at the panel on one's own machine, the
/// second name is used: the prefix of the first makes browsers refuse the cookie unless it is
/// secure and for this host alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// A session, or a sign-in that has not come to its end.
    Session,
    /// A browser that somebody has signed in with.
    Browser,
    /// A browser that was sent to an identity provider.
    SingleSignOn,
}

impl Cookie {
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Session => ("__Host-session", "session"),
            Self::Browser => ("__Host-browser", "browser"),
            Self::SingleSignOn => ("__Host-single-sign-on", "single-sign-on"),
        }
    }

    /// The token in a request.
    pub(crate) fn read(self, headers: &HeaderMap) -> Option<&str> {
        let cookies = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok());
        let pairs: Vec<(&str, &str)> = cookies
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .collect();
        let (secure, plain) = self.names();
        [secure, plain]
            .iter()
            .find_map(|wanted| pairs.iter().find(|(name, _)| name == wanted))
            .map(|(_, token)| *token)
    }

    /// The header that sets the token.
    pub(crate) fn set(self, config: &Config, token: &str, seconds: i64) -> HeaderValue {
        let (secure, plain) = self.names();
        let is_secure = config.public_url.starts_with("https://");
        let (name, flag) = if is_secure {
            (secure, "; Secure")
        } else {
            (plain, "")
        };
        let text =
            format!("{name}={token}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{flag}");
        // The token is of letters, digits, `-` and `_`.
        HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
    }

    /// The header that takes it away.
    pub(crate) fn clear(self, config: &Config) -> HeaderValue {
        self.set(config, "", 0)
    }
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
        assert_eq!(Cookie::Session.read(&headers), Some("abc"));
    }

    #[test]
    fn the_secure_cookie_wins_over_a_planted_plain_one() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("session=planted"));
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("__Host-session=ours"),
        );
        assert_eq!(Cookie::Session.read(&headers), Some("ours"));
    }
}
