//! What makes a contact a speed dial.

use serde::{Deserialize, Serialize};

use super::text::{check_length, line};
use crate::error::{Code, FieldError};

/// Speed dials of one user (Speed Dial 100 of `BroadWorks`).
pub const MOST_SPEED_DIALS: usize = 100;
/// The longest text beside a key, in characters.
pub const LONGEST_KEY_LABEL: usize = 80;

/// That a contact is among the speed dials: its first number is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ContactSpeedDial {
    /// What is dialled behind the code: `2` to `9` behind that of one digit (`*74`), `00` to `99`
    /// behind that of two (`*75`). Nobody else among the user's speed dials has it; absent for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What a phone shows beside the key, at most 80 characters; absent for the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_key_label: Option<String>,
}

impl ContactSpeedDial {
    /// The same without blanks and empty texts.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            code: tidied_dial_code(self.code),
            line_key_label: line(self.line_key_label.as_deref()),
        }
    }

    /// Refuses a code that no phone dials; of tidied ones.
    pub(crate) fn check(&self, broken: &mut Vec<FieldError>) {
        if let Some(Err(code)) = self.code.as_deref().map(check_dial_code) {
            broken.push(FieldError::new("speedDial.code", code));
        }
        if let Err(code) = check_length(self.line_key_label.as_deref(), LONGEST_KEY_LABEL) {
            broken.push(FieldError::new("speedDial.lineKeyLabel", code));
        }
    }
}

/// A code without blanks; `None` when nothing is left.
pub fn tidied_dial_code(code: Option<String>) -> Option<String> {
    code.map(|code| code.trim().to_owned())
        .filter(|code| !code.is_empty())
}

/// Refuses what is neither one digit from 2 to 9 nor two digits.
pub fn check_dial_code(code: &str) -> Result<(), Code> {
    match code.as_bytes() {
        [b'2'..=b'9'] | [b'0'..=b'9', b'0'..=b'9'] => Ok(()),
        _ => Err(Code::NotACode),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_one_digit_from_two_or_two_digits() {
        for good in ["2", "9", "00", "07", "99"] {
            assert_eq!(check_dial_code(good), Ok(()), "{good}");
        }
        for bad in ["", "0", "1", "100", "a", "1a", "+2", "２", "2 "] {
            assert_eq!(check_dial_code(bad), Err(Code::NotACode), "{bad}");
        }
    }
}
