//! The company's block list: numbers outside whose calls reach nobody of the organisation.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::contacts::check_number;
use crate::{
    error::{Code, FieldError},
    ids::BlockedNumberId,
    instant,
    number::PhoneNumber,
};

/// Numbers that one organisation may block.
pub const MOST_BLOCKED: u64 = 1000;
/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 200;

/// A number to be blocked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewBlockedNumber {
    /// A public number in any form that people type.
    pub phone_number: String,
    /// Why, for who reads the list later; at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl NewBlockedNumber {
    /// The same, trimmed and without an empty note.
    #[must_use]
    pub fn tidied(self) -> Self {
        let note = self.note.map(|note| {
            let words = note.split(|letter: char| letter.is_whitespace() || letter.is_control());
            words
                .filter(|word| !word.is_empty())
                .collect::<Vec<_>>()
                .join(" ")
        });
        Self {
            phone_number: self.phone_number.trim().to_owned(),
            note: note.filter(|note| !note.is_empty()),
        }
    }

    /// Refuses what can be told without knowing the organisation's country.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut broken = Vec::new();
        if let Err(code) = check_number(&self.phone_number) {
            broken.push(FieldError::new("phoneNumber", code));
        }
        let note = self.note.as_deref().unwrap_or_default();
        if note.chars().count() > LONGEST_NOTE {
            broken.push(FieldError::new("note", Code::TooLong));
        }
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

/// A number that is blocked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct BlockedNumber {
    /// The line of the list.
    pub id: BlockedNumberId,
    /// The number.
    pub phone_number: PhoneNumber,
    /// The number as people of the organisation's country write it.
    pub display: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Since when.
    #[serde(deserialize_with = "instant::required")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub blocked_at: Timestamp,
}

/// Blocked numbers in their order; the `Link` header leads to the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct BlockedNumbers {
    /// The numbers of this page.
    pub numbers: Vec<BlockedNumber>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_number_and_a_long_note_are_named() {
        let wrong = NewBlockedNumber {
            phone_number: "anna".into(),
            note: Some("x".repeat(201)),
        };
        let broken = wrong.check().unwrap_err();
        let told: Vec<_> = broken
            .iter()
            .map(|it| (it.field.as_str(), it.code))
            .collect();
        let expected = [("phoneNumber", Code::NotANumber), ("note", Code::TooLong)];
        assert_eq!(told, expected);
        let good = NewBlockedNumber {
            phone_number: " 06 12345678 ".into(),
            note: Some(" \n ".into()),
        }
        .tidied();
        assert_eq!(good.check(), Ok(()));
        assert_eq!(good.note, None);
    }
}
