//! Where a user is signed in, his password, and the links that are mailed to him.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    error::{Code, FieldError},
    ids::{BrowserId, SessionId},
    instant,
    second_factors::FactorCode,
    session::{MAX_CREDENTIAL_BYTES, PasswordStep},
};

/// How long an invitation can be used, in seconds: seven days.
pub const INVITATION_SECONDS: i64 = 7 * 24 * 3600;
/// How long a link for a forgotten password can be used, in seconds.
pub const PASSWORD_RESET_SECONDS: i64 = 3600;
/// How long a temporary password can be used, in seconds: three days.
pub const TEMPORARY_PASSWORD_SECONDS: i64 = 72 * 3600;

/// What a mailed link leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OpenLink {
    /// Whom it was mailed to.
    pub email: String,
    /// First and last name.
    pub name: String,
    /// Name of the organisation.
    pub organisation: String,
    /// What the new password has to be.
    #[serde(flatten)]
    pub rules: PasswordStep,
}

/// Who has forgotten his password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ForgottenPassword {
    /// Login name or e-mail address.
    pub identifier: String,
}

impl ForgottenPassword {
    /// Refuses what is empty or longer than any account's.
    pub fn check(&self) -> Result<(), FieldError> {
        match self.identifier.trim().len() {
            0 => Err(FieldError::new("identifier", Code::Required)),
            length if length > MAX_CREDENTIAL_BYTES => {
                Err(FieldError::new("identifier", Code::TooLong))
            }
            _ => Ok(()),
        }
    }
}

/// The password once more, and a second factor with it where both are needed, for what needs a fresh
/// proof.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ConfirmPassword {
    /// The password of now.
    pub password: String,
    /// A code of an authenticator app, or a recovery code; absent where the password is enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl ConfirmPassword {
    /// The code, whatever it is one of.
    pub fn factor(&self) -> Option<FactorCode> {
        self.code.as_deref().map(FactorCode::of_any)
    }

    /// Refuses a password that is empty or longer than any, and what cannot be a code.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let password = match self.password.len() {
            0 => Some(FieldError::new("password", Code::Required)),
            length if length > MAX_CREDENTIAL_BYTES => {
                Some(FieldError::new("password", Code::TooLong))
            }
            _ => None,
        };
        let code = self.factor().and_then(|code| code.check().err());
        let broken: Vec<FieldError> = password.into_iter().chain(code).collect();
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

impl std::fmt::Debug for ConfirmPassword {
    /// Never shows the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConfirmPassword").finish_non_exhaustive()
    }
}

/// The password of now and the one that takes its place.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ChangePassword {
    /// The password of now.
    pub current: String,
    /// The new one, exactly as typed.
    pub password: String,
}

impl std::fmt::Debug for ChangePassword {
    /// Never shows a password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ChangePassword").finish_non_exhaustive()
    }
}

/// A browser in which the user is signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignedInBrowser {
    /// The session.
    pub id: SessionId,
    /// The one that asks.
    pub is_current: bool,
    /// Browser and system, as far as the browser tells; empty when it does not.
    pub device: String,
    /// Network address from which it signed in.
    pub address: String,
    /// When it signed in.
    #[serde(deserialize_with = "instant::required")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub signed_in_at: Timestamp,
    /// When it was last used, to the minute.
    #[serde(deserialize_with = "instant::required")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub last_active_at: Timestamp,
}

/// A browser that need not give a second factor for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RememberedBrowser {
    /// The browser.
    pub id: BrowserId,
    /// Browser and system.
    pub device: String,
    /// Until when.
    #[serde(deserialize_with = "instant::required")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub until: Timestamp,
}

/// Where a user is signed in, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SignedIn {
    /// Sessions.
    pub sessions: Vec<SignedInBrowser>,
    /// Remembered browsers.
    pub remembered: Vec<RememberedBrowser>,
}

/// Whom to ask when an invitation no longer works.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Administrators {
    /// First and last names.
    pub names: Vec<String>,
}
