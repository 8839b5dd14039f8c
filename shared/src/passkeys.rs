//! Passkeys (`WebAuthn`): what the server asks a browser, and what the browser answers.
//!
//! What stands between the two is described in <https://www.w3.org/TR/webauthn-3/> and made by the
//! browser; it is handed on as it is, in whatever way a side holds JSON.

use serde::{Deserialize, Serialize};

use crate::{
    error::{Code, FieldError},
    second_factors::LONGEST_NAME,
};

/// How long the server waits for the answer to a question, in seconds.
pub const QUESTION_SECONDS: i64 = 5 * 60;

/// What a browser is asked. The question can be answered once.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PasskeyQuestion<Options> {
    /// Comes back with the answer; whoever has not asked does not have it.
    pub ticket: String,
    /// `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub options: Options,
}

/// What a browser says with a passkey that it knows.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PasskeyAnswer<Credential> {
    /// Of the question.
    pub ticket: String,
    /// `AuthenticationResponseJSON`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub credential: Credential,
    /// Remember this browser for a day; only where a passkey was asked beside a password.
    #[serde(default)]
    pub remember: bool,
}

impl<Credential> std::fmt::Debug for PasskeyAnswer<Credential> {
    /// Never shows the answer.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PasskeyAnswer").finish_non_exhaustive()
    }
}

/// A passkey that a browser has made.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewPasskey<Credential> {
    /// Of the question.
    pub ticket: String,
    /// `RegistrationResponseJSON`.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub credential: Credential,
    /// Name for the list of factors.
    pub name: String,
}

impl<Credential> NewPasskey<Credential> {
    /// Refuses a name that is empty or too long.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        check_name(&self.name)
    }
}

impl<Credential> std::fmt::Debug for NewPasskey<Credential> {
    /// Never shows the answer.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewPasskey").finish_non_exhaustive()
    }
}

/// Refuses a name of a passkey that is empty or too long, with the field `name`.
pub fn check_name(name: &str) -> Result<(), Vec<FieldError>> {
    let broken = match name.trim().chars().count() {
        0 => Code::Required,
        length if length > LONGEST_NAME => Code::TooLong,
        _ => return Ok(()),
    };
    Err(vec![FieldError::new("name", broken)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_from_1_to_64_characters() {
        let code = |name: &str| check_name(name).err().map(|broken| broken[0].code);
        assert_eq!(code("  "), Some(Code::Required));
        assert_eq!(code("Laptop"), None);
        assert_eq!(code(&"é".repeat(64)), None);
        assert_eq!(code(&"é".repeat(65)), Some(Code::TooLong));
    }
}
