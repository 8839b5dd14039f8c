//! Signing in, step by step, and who is signed in.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    account::{Language, Theme},
    company::users::Grant,
    error::{Code, FieldError},
    ids::UserId,
    instant,
    number::{Extension, PhoneNumber},
    password::{PasswordPolicy, Person},
    second_factors::FactorKind,
};

/// The longest identifier and password taken, in bytes; more is refused before anything is hashed.
pub const MAX_CREDENTIAL_BYTES: usize = 4096;

/// Login name or e-mail address, and password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignIn {
    /// Login name or primary e-mail address; case and surrounding space do not count.
    pub identifier: String,
    /// Exactly as typed: nothing is trimmed.
    pub password: String,
}

impl SignIn {
    /// Refuses what is empty or longer than any account's.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let broken: Vec<FieldError> = [
            ("identifier", self.identifier.trim()),
            ("password", self.password.as_str()),
        ]
        .into_iter()
        .filter_map(|(field, text)| match text.len() {
            0 => Some(FieldError::new(field, Code::Required)),
            length if length > MAX_CREDENTIAL_BYTES => Some(FieldError::new(field, Code::TooLong)),
            _ => None,
        })
        .collect();
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

impl std::fmt::Debug for SignIn {
    /// Never shows the password, so that no log can.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignIn").finish_non_exhaustive()
    }
}

/// Whoever signs in through his organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SingleSignOn {
    /// His e-mail address; its domain tells the organisation.
    pub email: String,
}

/// Where he goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInProvider {
    /// Address at the organisation's identity provider, good for ten minutes and this browser.
    pub url: String,
}

/// How far a browser has come.
///
/// A tagged union: every page has to say what it does with each step. The order is that of the
/// variants, but for [`Self::Idle`], which follows a session; only [`Self::SignedIn`] may call anything but the steps of the flow itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "step", rename_all = "camelCase")]
pub enum SessionState {
    /// Nobody has signed in, or the session has ended.
    Anonymous,
    /// The password was right; a second factor is asked for.
    SecondFactor(SecondFactorStep),
    /// A new password must be chosen first: an administrator has set a temporary one.
    NewPassword(PasswordStep),
    /// The organisation requires a second factor and the user has none yet.
    Enrolment,
    /// A second factor was just set up; the recovery codes are shown once.
    RecoveryCodes,
    /// Nobody has used the session for too long: the password brings it back.
    Idle(IdleSession),
    /// Somebody is signed in, and the whole API answers him.
    SignedIn(Box<Me>),
}

/// A session that ended because nobody used it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct IdleSession {
    /// Whose it is.
    pub id: UserId,
    /// His address, so that he knows which password is asked.
    pub email: String,
    /// False for who only comes in through his organisation: he signs in again.
    pub has_password: bool,
}

/// What the page asks when the password was right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SecondFactorStep {
    /// What the user can prove himself with, the one asked first in front.
    pub methods: Vec<FactorKind>,
    /// Whether this browser may be remembered for a day.
    pub can_remember: bool,
}

/// What a page needs to judge a new password while it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PasswordStep {
    /// The rules of the organisation.
    pub policy: PasswordPolicy,
    /// What the password must not contain.
    pub person: Person,
}

/// A new password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewPassword {
    /// Exactly as typed.
    pub password: String,
}

impl std::fmt::Debug for NewPassword {
    /// Never shows the password, so that no log can.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewPassword").finish_non_exhaustive()
    }
}

/// The user who is signed in, as the panel's frame needs him.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Me {
    /// The user.
    pub id: UserId,
    /// First name, 1 to 64 characters.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// Address to sign in with and for notices.
    pub email: String,
    /// Own internal number.
    pub extension: Extension,
    /// Own public number, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direct_number: Option<PhoneNumber>,
    /// The public number as people of the organisation's country write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direct_number_display: Option<String>,
    /// Path of his picture, where he has one; another one after each change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
    /// Language of the panel.
    pub language: Language,
    /// Light, dark, or as the system is.
    pub theme: Theme,
    /// Name of the organisation.
    pub organisation: String,
    /// True in the demo organisation, whose calls are made up while one looks.
    pub is_demo: bool,
    /// IANA name of the organisation's time zone, for showing moments.
    pub time_zone: String,
    /// Whether calls can be placed by a click: there is a media server that does.
    #[serde(default)]
    pub can_dial: bool,
    /// May use the company panel.
    pub is_administrator: bool,
    /// What an administrator gave him.
    #[serde(default)]
    pub grants: Vec<Grant>,
    /// When the session ends because nobody used it; moved on by [`crate::session`]'s activity.
    pub idle_seconds: u32,
    /// There when an administrator looks at this user's panel; absent when it is he himself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened_panel: Option<OpenedPanel>,
}

/// A user's panel that an administrator has opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OpenedPanel {
    /// First and last name of the administrator.
    pub by: String,
    /// When it closes by itself.
    #[serde(deserialize_with = "instant::required")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub ends_at: Timestamp,
}

impl Me {
    /// First and last name, as one writes them.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
            .trim()
            .to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_form_names_both_fields() {
        let empty = SignIn {
            identifier: "  ".into(),
            password: String::new(),
        };
        let fields: Vec<_> = empty
            .check()
            .unwrap_err()
            .into_iter()
            .map(|e| e.field)
            .collect();
        assert_eq!(fields, ["identifier", "password"]);
    }

    #[test]
    fn a_password_of_spaces_is_a_password() {
        assert!(
            SignIn {
                identifier: "anna".into(),
                password: "   ".into()
            }
            .check()
            .is_ok()
        );
    }

    #[test]
    fn the_password_is_never_printed() {
        let form = SignIn {
            identifier: "anna".into(),
            password: "hush".into(),
        };
        assert!(!format!("{form:?}").contains("hush"));
    }
}
