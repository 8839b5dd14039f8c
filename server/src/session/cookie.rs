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

    /// The token in a request. Where the panel is secure, the plain name is not looked at: a page of
    /// a neighbouring name could have planted it.
    pub(crate) fn read<'a>(self, config: &Config, headers: &'a HeaderMap) -> Option<&'a str> {
        let cookies = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok());
        let pairs: Vec<(&str, &str)> = cookies
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .collect();
        let wanted = self.name(config);
        pairs
            .iter()
            .find(|(name, _)| *name == wanted)
            .map(|(_, token)| *token)
    }

    fn name(self, config: &Config) -> &'static str {
        let (secure, plain) = self.names();
        if is_secure(config) { secure } else { plain }
    }

    /// The header that sets the token.
    pub(crate) fn set(self, config: &Config, token: &str, seconds: i64) -> HeaderValue {
        let name = self.name(config);
        let flag = if is_secure(config) { "; Secure" } else { "" };
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

fn is_secure(config: &Config) -> bool {
    config.public_url.starts_with("https://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(public_url: &str) -> Config {
        let url = public_url.to_owned();
        let variables = move |name: &str| (name == "BELROUTE_PUBLIC_URL").then(|| url.clone());
        crate::config::load(None, variables).unwrap()
    }

    #[test]
    fn the_token_is_found_among_other_cookies() {
        let mut headers = HeaderMap::new();
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("theme=dark; session=abc; x=y"),
        );
        let plain = config("http://localhost:8080");
        assert_eq!(Cookie::Session.read(&plain, &headers), Some("abc"));
    }

    #[test]
    fn a_plain_cookie_that_was_planted_is_not_looked_at() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("session=planted"));
        let secure = config("https://panel.example");
        assert_eq!(Cookie::Session.read(&secure, &headers), None);
        headers.append(
            header::COOKIE,
            HeaderValue::from_static("__Host-session=ours"),
        );
        assert_eq!(Cookie::Session.read(&secure, &headers), Some("ours"));
    }
}
