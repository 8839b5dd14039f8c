//! Telephone numbers: E.164 numbers, extensions, and the forms people type them in.

use serde::{Deserialize, Serialize};

use crate::error::{Code, FieldError};

/// A public number in E.164 form: `+` and 7 to 15 digits (ITU-T E.164).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "+442079460041"))]
#[serde(try_from = "String", into = "String")]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// Takes a number that is already in E.164 form; nothing is completed or dropped.
    pub fn new(text: impl Into<String>) -> Result<Self, Code> {
        let text = text.into();
        let digits = text.strip_prefix('+').ok_or(Code::NotANumber)?;
        let is_good = (7..=15).contains(&digits.len())
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0');
        if is_good {
            Ok(Self(text))
        } else {
            Err(Code::NotANumber)
        }
    }

    /// The number with its `+`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits behind the `+`.
    pub fn digits(&self) -> &str {
        &self.0[1..]
    }
}

impl TryFrom<String> for PhoneNumber {
    type Error = FieldError;
    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::new(text).map_err(|code| FieldError::new("phoneNumber", code))
    }
}

impl From<PhoneNumber> for String {
    fn from(number: PhoneNumber) -> Self {
        number.0
    }
}

impl std::fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// An internal number: 2 to 10 digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, example = "2041"))]
#[serde(try_from = "String", into = "String")]
pub struct Extension(String);

impl Extension {
    /// Takes the digits as they are.
    pub fn new(text: impl Into<String>) -> Result<Self, Code> {
        let text = text.into();
        let is_good =
            (2..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if is_good {
            Ok(Self(text))
        } else {
            Err(Code::NotAnExtension)
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Extension {
    type Error = FieldError;
    fn try_from(text: String) -> Result<Self, FieldError> {
        Self::new(text).map_err(|code| FieldError::new("extension", code))
    }
}

impl From<Extension> for String {
    fn from(extension: Extension) -> Self {
        extension.0
    }
}

impl std::fmt::Display for Extension {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// What somebody typed, without the signs that people put between digits.
///
/// `None` when it holds anything that cannot be part of a number, so that `Anna 2` is not taken
/// for one. `00` at the front becomes `+`, as both mean "international".
pub fn typed(text: &str) -> Option<String> {
    let mut bare = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            '0'..='9' => bare.push(letter),
            '+' if bare.is_empty() => bare.push('+'),
            ' ' | '\u{a0}' | '.' | '-' | '/' | '(' | ')' => {}
            _ => return None,
        }
    }
    if !bare.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some(match bare.strip_prefix("00") {
        Some(rest) if !rest.is_empty() => format!("+{rest}"),
        _ => bare,
    })
}

/// `GET /v1/numbers?number=…`: what numbers are, in the order asked, at most 100.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Numbers {
    /// One entry for each number asked for.
    pub numbers: Vec<LookedUpNumber>,
}

/// A number as typed, and what the server makes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LookedUpNumber {
    /// As it was asked for.
    pub typed: String,
    /// E.164 number or extension; absent when it is neither.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// As people of the organisation's country write it.
    pub display: String,
    /// Who has it, from the phonebook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_has_a_plus_and_7_to_15_digits() {
        for good in ["+442079460041", "+1234567", "+123456789012345"] {
            assert!(PhoneNumber::new(good).is_ok(), "{good}");
        }
        for bad in [
            "",
            "+",
            "2041",
            "+123456",
            "+1234567890123456",
            "+0612345678",
            "+44 2079",
        ] {
            assert_eq!(PhoneNumber::new(bad), Err(Code::NotANumber), "{bad}");
        }
    }

    #[test]
    fn an_extension_has_2_to_10_digits() {
        for good in ["20", "2041", "1234567890"] {
            assert!(Extension::new(good).is_ok(), "{good}");
        }
        for bad in ["", "2", "12345678901", "20a1", "+2041", "２０４１"] {
            assert_eq!(Extension::new(bad), Err(Code::NotAnExtension), "{bad}");
        }
    }

    #[test]
    fn the_ways_to_type_an_international_number_are_one() {
        for form in ["+31 6 1234", "0031 6-1234", "(0031) 6.1234", "+316/1234"] {
            assert_eq!(typed(form).as_deref(), Some("+3161234"), "{form}");
        }
        assert_eq!(typed("06 1234").as_deref(), Some("061234"));
        assert_eq!(typed("00").as_deref(), Some("00"));
        for no_number in ["", "  ", "Anna", "Anna 2", "+", "12+3", "*21"] {
            assert_eq!(typed(no_number), None, "{no_number}");
        }
    }

    proptest! {
        #[test]
        fn typing_never_panics_and_is_stable(text in ".{0,40}") {
            if let Some(once) = typed(&text) {
                prop_assert_eq!(typed(&once), Some(once.clone()));
            }
        }

        #[test]
        fn a_number_survives_json(digits in "[1-9][0-9]{6,14}") {
            let number = PhoneNumber::new(format!("+{digits}")).unwrap();
            let json = serde_json::to_string(&number).unwrap();
            prop_assert_eq!(serde_json::from_str::<PhoneNumber>(&json).unwrap(), number);
        }
    }
}
