//! Numbers of a contact.

use serde::{Deserialize, Serialize};

use crate::{
    error::{Code, FieldError},
    number,
};

/// Numbers of one contact.
pub const MOST_NUMBERS: usize = 5;

/// What a number is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum NumberLabel {
    /// A phone that one carries.
    Mobile,
    /// At work.
    #[default]
    Work,
    /// At home.
    Home,
    /// Anything else.
    Other,
}

impl NumberLabel {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Mobile, Self::Work, Self::Home, Self::Other];

    /// The word on the wire and in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Work => "work",
            Self::Home => "home",
            Self::Other => "other",
        }
    }
}

/// A number, and what it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LabelledNumber {
    /// Sent in any form that people type, kept and answered in E.164 form.
    pub number: String,
    /// What it is for.
    #[serde(default)]
    pub label: NumberLabel,
    /// The number as people of the organisation's country write it; not read when it is sent.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub display: String,
}

/// The name of a number's field, for what is told beside it.
pub fn number_field(index: usize) -> String {
    format!("numbers.{index}.number")
}

/// Whether this can be a number at all. Whether it is one of the organisation's country, the server
/// tells.
pub fn check_number(text: &str) -> Result<(), Code> {
    if text.trim().is_empty() {
        return Err(Code::Required);
    }
    number::typed(text).map(|_| ()).ok_or(Code::NotANumber)
}

/// The same numbers trimmed, and none twice.
pub(crate) fn tidied(numbers: Vec<LabelledNumber>) -> Vec<LabelledNumber> {
    let mut kept: Vec<LabelledNumber> = Vec::new();
    for line in numbers {
        let number = line.number.trim().to_owned();
        if !kept.iter().any(|known| known.number == number) {
            kept.push(LabelledNumber { number, ..line });
        }
    }
    kept
}

/// Refuses more numbers than a contact has, and each that is none.
pub(crate) fn check_numbers(numbers: &[LabelledNumber], broken: &mut Vec<FieldError>) {
    if numbers.len() > MOST_NUMBERS {
        broken.push(FieldError::new("numbers", Code::TooMany));
    }
    for (index, line) in numbers.iter().enumerate() {
        if let Err(code) = check_number(&line.number) {
            broken.push(FieldError::new(number_field(index), code));
        }
    }
}
