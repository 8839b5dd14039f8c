//! Where the people of an organisation sign in, when that is not here: its identity provider
//! (OpenID Connect).

use serde::{Deserialize, Serialize};

use super::users::check_email;
use crate::error::{Code, FieldError};

/// The longest address of a provider, and the longest name and secret there, in characters.
pub const LONGEST: usize = 500;

/// A provider, as it is told by whoever registered the panel there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewIdentityProvider {
    /// People with e-mail addresses in this domain are sent there.
    pub email_domain: String,
    /// Its address, exactly as it states it itself.
    pub issuer: String,
    /// What it calls this panel.
    pub client_id: String,
    /// What the panel proves itself with there. Left out, the one that is kept stays, as long as it
    /// is the same provider.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
}

impl NewIdentityProvider {
    /// The same, trimmed, and without an empty secret.
    #[must_use]
    pub fn tidied(self) -> Self {
        let domain = self.email_domain.trim().trim_start_matches('@');
        let secret = self.client_secret.map(|secret| secret.trim().to_owned());
        Self {
            email_domain: domain.to_lowercase(),
            issuer: self.issuer.trim().to_owned(),
            client_id: self.client_id.trim().to_owned(),
            client_secret: secret.filter(|secret| !secret.is_empty()),
        }
    }

    /// Refuses what can be told without asking anybody. Whether there has to be a secret depends on
    /// the provider that is kept.
    pub fn check(&self, kept: Option<&IdentityProvider>) -> Result<(), Vec<FieldError>> {
        let mut broken = Vec::new();
        let mut refuse = |field: &str, code| broken.push(FieldError::new(field, code));
        if let Err(code) = check_domain(&self.email_domain) {
            refuse("emailDomain", code);
        }
        if let Err(code) = check_issuer(&self.issuer) {
            refuse("issuer", code);
        }
        if let Err(code) = check_text(&self.client_id) {
            refuse("clientId", code);
        }
        match &self.client_secret {
            Some(secret) => {
                if let Err(code) = check_text(secret) {
                    refuse("clientSecret", code);
                }
            }
            // A secret is told to nobody but the provider that it is for.
            None if kept.is_none_or(|kept| kept.issuer != self.issuer) => {
                refuse("clientSecret", Code::Required);
            }
            None => {}
        }
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

fn check_text(text: &str) -> Result<(), Code> {
    if text.is_empty() {
        Err(Code::Required)
    } else if text.chars().count() > LONGEST {
        Err(Code::TooLong)
    } else {
        Ok(())
    }
}

fn check_domain(domain: &str) -> Result<(), Code> {
    if domain.is_empty() {
        return Err(Code::Required);
    }
    check_email(&format!("somebody@{domain}")).map_err(|_| Code::NotADomain)
}

/// Refuses what cannot be the address of a provider: `https` without query or fragment. Plain `http`
/// is for a provider on the same machine, and the server alone says where that may be.
pub fn check_issuer(issuer: &str) -> Result<(), Code> {
    check_text(issuer)?;
    let host = |rest: &str| {
        let end = rest.find('/').unwrap_or(rest.len());
        rest[..end].to_owned()
    };
    let is_fit = match (
        issuer.strip_prefix("https://"),
        issuer.strip_prefix("http://"),
    ) {
        (Some(rest), _) => !host(rest).is_empty(),
        (None, Some(rest)) => is_this_machine(&host(rest)),
        (None, None) => false,
    };
    let is_plain =
        !issuer.contains(|letter: char| "?#@\\".contains(letter) || letter.is_whitespace());
    if is_fit && is_plain {
        Ok(())
    } else {
        Err(Code::NotAnAddress)
    }
}

fn is_this_machine(host: &str) -> bool {
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|here| {
        host.strip_prefix(here)
            .is_some_and(|port| port.is_empty() || port.starts_with(':'))
    })
}

/// A provider that is kept. Its secret is never told again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct IdentityProvider {
    /// People with e-mail addresses in this domain are sent there.
    pub email_domain: String,
    /// Its address.
    pub issuer: String,
    /// What it calls this panel.
    pub client_id: String,
}

/// The provider of an organisation, and what it has to be told of the panel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct IdentityProviderShown {
    /// Where providers send people back to; every provider asks for it.
    pub callback: String,
    /// The provider; absent when people sign in here only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<IdentityProvider>,
}

/// A provider that is to be tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TriedProvider {
    /// Its address.
    pub issuer: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new(issuer: &str, secret: Option<&str>) -> NewIdentityProvider {
        NewIdentityProvider {
            email_domain: " @Example.NL ".into(),
            issuer: issuer.into(),
            client_id: "belroute".into(),
            client_secret: secret.map(str::to_owned),
        }
        .tidied()
    }

    fn told(new: &NewIdentityProvider, kept: Option<&IdentityProvider>) -> Vec<(String, Code)> {
        let broken = new.check(kept).err().unwrap_or_default();
        broken.into_iter().map(|it| (it.field, it.code)).collect()
    }

    #[test]
    fn what_is_wrong_is_told_for_each_field() {
        let empty = NewIdentityProvider::default();
        let required = |field: &str| (field.to_owned(), Code::Required);
        let fields = ["emailDomain", "issuer", "clientId", "clientSecret"];
        assert_eq!(told(&empty, None), fields.map(required));
        let long = NewIdentityProvider {
            email_domain: "no domain".into(),
            client_id: "x".repeat(501),
            ..new("https://login.example.nl", Some("s"))
        };
        let expected = [
            ("emailDomain".to_owned(), Code::NotADomain),
            ("clientId".to_owned(), Code::TooLong),
        ];
        assert_eq!(told(&long, None), expected);
    }

    #[test]
    fn a_secret_stays_only_with_the_provider_that_it_is_for() {
        let kept = IdentityProvider {
            email_domain: "example.nl".into(),
            issuer: "https://login.example.nl".into(),
            client_id: "belroute".into(),
        };
        let same = new("https://login.example.nl", Some("  "));
        assert_eq!(same.client_secret, None);
        assert_eq!(same.email_domain, "example.nl");
        assert_eq!(told(&same, Some(&kept)), []);
        let other = new("https://evil.example", None);
        let missing = [("clientSecret".to_owned(), Code::Required)];
        assert_eq!(told(&other, Some(&kept)), missing);
    }

    #[test]
    fn only_https_and_this_machine_are_addresses_of_a_provider() {
        for good in [
            "https://login.example.nl",
            "https://login.example.nl:8443/realms/one/",
            "http://127.0.0.1:4000",
            "http://localhost/realms/one",
            "http://[::1]:4000",
        ] {
            assert_eq!(check_issuer(good), Ok(()), "{good}");
        }
        for bad in [
            "login.example.nl",
            "https://",
            "https:///path",
            "http://login.example.nl",
            "http://localhost.evil.example",
            "http://127.0.0.1@evil.example",
            "https://login.example.nl?realm=one",
            "https://login.example.nl/#one",
            "https://login example.nl",
            "javascript:alert(1)",
        ] {
            assert_eq!(check_issuer(bad), Err(Code::NotAnAddress), "{bad}");
        }
    }
}
