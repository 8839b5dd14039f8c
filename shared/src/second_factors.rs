//! Second factors: what a user proves himself with beside his password.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    error::{Code, FieldError},
    ids::FactorId,
    instant,
};

/// Digits of a code that an authenticator app shows.
pub const CODE_DIGITS: usize = 6;
/// Recovery codes in one set.
pub const RECOVERY_CODES: usize = 10;
/// With so many left or fewer the user is warned.
pub const FEW_RECOVERY_CODES: u32 = 3;
/// The longest name of a factor, in characters.
pub const LONGEST_NAME: usize = 64;
/// How long ago the password may have been typed for what needs it, in seconds.
pub const CONFIRMED_SECONDS: i64 = 15 * 60;

/// A kind of factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum FactorKind {
    /// Codes of an authenticator app (RFC 6238: SHA-1, six digits, thirty seconds).
    Totp,
    /// A passkey (`WebAuthn` with user verification).
    Passkey,
    /// A recovery code; works once.
    RecoveryCode,
}

/// A code as typed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FactorCode {
    /// What it is a code of.
    pub kind: FactorKind,
    /// Spaces and dashes do not count; letters in either case.
    pub code: String,
    /// Remember this browser for a day.
    #[serde(default)]
    pub remember: bool,
}

impl FactorCode {
    /// A code of which nobody has said what it is one of: recovery codes are the long ones.
    pub fn of_any(code: &str) -> Self {
        Self {
            kind: if bare(code).len() > CODE_DIGITS {
                FactorKind::RecoveryCode
            } else {
                FactorKind::Totp
            },
            code: code.to_owned(),
            remember: false,
        }
    }

    /// The code without what people type between its letters.
    pub fn bare(&self) -> String {
        bare(&self.code)
    }

    /// Refuses what cannot be a code of its kind.
    pub fn check(&self) -> Result<(), FieldError> {
        check(self.kind, &self.code)
    }
}

impl std::fmt::Debug for FactorCode {
    /// Never shows the code.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FactorCode")
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// Refuses what cannot be a code of a kind, with the field `code`.
pub fn check(kind: FactorKind, code: &str) -> Result<(), FieldError> {
    let code = bare(code);
    let fits = match kind {
        FactorKind::Totp => {
            code.len() == CODE_DIGITS && code.bytes().all(|byte| byte.is_ascii_digit())
        }
        FactorKind::RecoveryCode => code.len() == 24,
        FactorKind::Passkey => false,
    };
    match (code.is_empty(), fits) {
        (true, _) => Err(FieldError::new("code", Code::Required)),
        (_, false) => Err(FieldError::new("code", Code::NotACode)),
        _ => Ok(()),
    }
}

/// Recovery codes are of Crockford's alphabet, whose readers take `o` for zero and `i` and `l` for
/// one (<https://www.crockford.com/base32.html>).
fn bare(code: &str) -> String {
    code.chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(|letter| match letter.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            letter => letter,
        })
        .collect()
}

/// The key of an authenticator app that is being set up. It becomes a factor with a right code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TotpKey {
    /// The key in base 32, in groups of four for typing.
    pub key: String,
    /// The same as an `otpauth:` link, for an app on the same device.
    pub link: String,
    /// The link as a QR code, an SVG document.
    pub qr_svg: String,
}

/// The first code of a new authenticator app, and what to call it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ConfirmTotp {
    /// The code that the app shows.
    pub code: String,
    /// Name for the list of factors; empty for the usual one.
    #[serde(default)]
    pub name: String,
}

impl ConfirmTotp {
    /// The code without spaces.
    pub fn bare(&self) -> String {
        bare(&self.code)
    }

    /// Refuses what is no code, and a name that is too long.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut broken: Vec<FieldError> = check(FactorKind::Totp, &self.code)
            .err()
            .into_iter()
            .collect();
        if self.name.trim().chars().count() > LONGEST_NAME {
            broken.push(FieldError::new("name", Code::TooLong));
        }
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

impl std::fmt::Debug for ConfirmTotp {
    /// Never shows the code.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConfirmTotp").finish_non_exhaustive()
    }
}

/// A set of recovery codes, shown this once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RecoveryCodes {
    /// Ten codes in groups of six.
    pub codes: Vec<String>,
}

/// A factor as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Factor {
    /// The factor.
    pub id: FactorId,
    /// What it is.
    pub kind: FactorKind,
    /// What its owner calls it.
    pub name: String,
    /// Asked for first.
    pub is_primary: bool,
    /// When it was set up.
    #[serde(deserialize_with = "instant::required")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    /// When it was last used.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "instant::optional"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub last_used_at: Option<Timestamp>,
}

/// Everything about how a user proves himself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SecondFactors {
    /// The factors, the primary one first.
    pub factors: Vec<Factor>,
    /// Recovery codes that were not used.
    pub recovery_codes_left: u32,
    /// The organisation requires one, so that the last cannot be removed.
    pub is_required: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_may_be_typed_in_groups() {
        for (kind, code) in [
            (FactorKind::Totp, "123 456"),
            (FactorKind::Totp, " 123-456 "),
            (FactorKind::RecoveryCode, "abcdef-ghjkmn-pqrstv-wxyz01"),
        ] {
            assert!(check(kind, code).is_ok(), "{code}");
        }
        assert_eq!(bare("oO-iI lL"), "001111");
    }

    #[test]
    fn what_cannot_be_a_code_is_refused_before_it_counts_as_a_failure() {
        for (kind, code, expected) in [
            (FactorKind::Totp, "  ", Code::Required),
            (FactorKind::Totp, "12345", Code::NotACode),
            (FactorKind::Totp, "1234567", Code::NotACode),
            (FactorKind::Totp, "12345a", Code::NotACode),
            (FactorKind::RecoveryCode, "abc", Code::NotACode),
        ] {
            assert_eq!(check(kind, code).unwrap_err().code, expected, "{code}");
        }
    }

    #[test]
    fn a_code_says_by_its_length_what_it_is_one_of() {
        for (code, kind) in [
            ("123 456", FactorKind::Totp),
            ("", FactorKind::Totp),
            ("abcdef-ghjkmn-pqrstv-wxyz01", FactorKind::RecoveryCode),
            ("1234567", FactorKind::RecoveryCode),
        ] {
            assert_eq!(FactorCode::of_any(code).kind, kind, "{code}");
        }
    }

    #[test]
    fn codes_are_never_printed() {
        let code = FactorCode {
            kind: FactorKind::Totp,
            code: "123456".into(),
            remember: false,
        };
        assert!(!format!("{code:?}").contains("123456"));
    }
}
