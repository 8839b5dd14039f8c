//! What a code looks like.

use serde::{Deserialize, Serialize};

use crate::error::{Code, FieldError};

/// The longest code, in characters.
pub const LONGEST_CODE: usize = 8;

/// What is dialled for one thing, as an administrator decides it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Codes {
    /// `*` or `#`, then digits, and perhaps a `*` at the end; 2 to 8 characters.
    pub code: String,
    /// What may be dialled instead; of the same form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternate_code: Option<String>,
}

impl Codes {
    /// The same without blanks, and without an alternate that is empty.
    #[must_use]
    pub fn tidied(self) -> Self {
        let alternate = self.alternate_code.map(|code| code.trim().to_owned());
        Self {
            code: self.code.trim().to_owned(),
            alternate_code: alternate.filter(|code| !code.is_empty()),
        }
    }

    /// Refuses what can be told without the other codes; of tidied codes.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut broken = Vec::new();
        if let Err(code) = check_code(&self.code) {
            broken.push(FieldError::new("code", code));
        }
        if let Some(alternate) = &self.alternate_code {
            if let Err(code) = check_code(alternate) {
                broken.push(FieldError::new("alternateCode", code));
            } else if *alternate == self.code {
                broken.push(FieldError::new("alternateCode", Code::Twice));
            }
        }
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }

    /// Both codes.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.code.as_str()).chain(self.alternate_code.as_deref())
    }
}

/// Refuses what no phone could tell from a number: a code begins with `*` or `#` and goes on with
/// digits. Those that ask how something stands end in `*` as a rule.
pub fn check_code(code: &str) -> Result<(), Code> {
    if code.is_empty() {
        return Err(Code::Required);
    }
    if code.chars().count() > LONGEST_CODE {
        return Err(Code::TooLong);
    }
    let digits = code.strip_prefix(['*', '#']);
    let digits = digits.map(|rest| rest.strip_suffix('*').unwrap_or(rest));
    let is_good = digits
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|it| it.is_ascii_digit()));
    if is_good { Ok(()) } else { Err(Code::NotACode) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_star_or_a_hash_and_digits() {
        for good in ["*7", "#77", "*52*", "#1234567", "*123456*"] {
            assert_eq!(check_code(good), Ok(()), "{good}");
        }
        for bad in [
            "*", "#", "**", "78", "*7#", "*7a", "*7*8", "*７", "*7 8", "+31",
        ] {
            assert_eq!(check_code(bad), Err(Code::NotACode), "{bad}");
        }
        assert_eq!(check_code(""), Err(Code::Required));
        assert_eq!(check_code("*12345678"), Err(Code::TooLong));
    }

    #[test]
    fn an_alternate_is_another_code_or_none() {
        let codes = |alternate: &str| Codes {
            code: " *78 ".into(),
            alternate_code: Some(alternate.into()),
        };
        assert_eq!(codes(" ").tidied().alternate_code, None);
        let broken = |alternate: &str| codes(alternate).tidied().check().err();
        assert_eq!(broken("*38"), None);
        let twice = FieldError::new("alternateCode", Code::Twice);
        assert_eq!(broken("*78"), Some(vec![twice]));
        let no_code = FieldError::new("alternateCode", Code::NotACode);
        assert_eq!(broken("78"), Some(vec![no_code]));
    }
}
