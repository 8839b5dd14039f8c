//! Further numbers on which a user can be reached. He tells them about himself; no call goes there
//! unless a setting names one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    error::{Code, FieldError},
    features::Feature,
    settings::{Findings, NumberField, Setting},
    typed_number::{Takes, TypedNumber},
};

/// Extra numbers of one user.
pub const MOST_EXTRA_NUMBERS: usize = 5;

/// What such a number is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum ExtraNumberLabel {
    /// A phone that one carries.
    #[default]
    Mobile,
    /// At home.
    Home,
    /// Anything else.
    Other,
}

impl ExtraNumberLabel {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Mobile, Self::Home, Self::Other];

    /// The word on the wire and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Home => "home",
            Self::Other => "other",
        }
    }
}

/// A further number of a user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ExtraNumber {
    /// Sent in any form that people type, kept and answered in E.164 form.
    pub number: TypedNumber,
    /// What it is for.
    #[serde(default)]
    pub label: ExtraNumberLabel,
    /// Whether colleagues see it in the phonebook.
    #[serde(default)]
    pub shown_to_colleagues: bool,
}

/// `PUT /v1/extraNumbers`: all of a user's, in his own order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ExtraNumbers {
    /// At most [`MOST_EXTRA_NUMBERS`], none twice.
    pub extra_numbers: Vec<ExtraNumber>,
}

/// A further number as a `GET` shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ShownExtraNumber {
    /// The number.
    #[serde(flatten)]
    pub extra_number: ExtraNumber,
    /// The number as people of the organisation's country write it.
    pub display: String,
}

/// `GET /v1/extraNumbers`: all of a user's, and how many there may be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ShownExtraNumbers {
    /// The numbers, in the user's own order.
    pub extra_numbers: Vec<ShownExtraNumber>,
    /// How many there may be.
    pub limit: usize,
}

impl ExtraNumbers {
    /// Those that colleagues see.
    pub fn shown(&self) -> Vec<&ExtraNumber> {
        let all = self.extra_numbers.iter();
        all.filter(|it| it.shown_to_colleagues).collect()
    }

    /// Refuses what can be told without the organisation's country.
    pub fn look(&self) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        for (index, it) in self.extra_numbers.iter().enumerate() {
            let looked = it.number.look(Takes::ReachedNumber);
            findings.add(number_field(index), looked.map(drop));
        }
        findings.outcome()
    }
}

/// The name of a number's field, for what is told beside it.
pub fn number_field(index: usize) -> String {
    format!("extraNumbers.{index}.number")
}

impl Setting for ExtraNumbers {
    const NAME: &'static str = "extraNumbers";
    const FEATURE: Option<Feature> = None;
    const READ_ONLY: &'static [&'static str] = &["limit"];

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let is_many = self.extra_numbers.len() > MOST_EXTRA_NUMBERS;
        findings.refuse_if(is_many, "extraNumbers", Code::TooMany);
        let numbers = self.extra_numbers.iter().enumerate();
        findings.refuse_twice(numbers.map(|(index, it)| (number_field(index), &it.number)));
        findings.outcome()
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        for (index, it) in self.extra_numbers.iter_mut().enumerate() {
            let field = number_field(index);
            visit(NumberField::new(
                field,
                Takes::ReachedNumber,
                &mut it.number,
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn of(numbers: &[&str]) -> ExtraNumbers {
        let number = |text: &&str| ExtraNumber {
            number: TypedNumber::new(*text),
            ..ExtraNumber::default()
        };
        ExtraNumbers {
            extra_numbers: numbers.iter().map(number).collect(),
        }
    }

    fn told(outcome: Result<(), Vec<FieldError>>) -> Vec<(String, Code)> {
        let broken = outcome.err().unwrap_or_default();
        broken.into_iter().map(|it| (it.field, it.code)).collect()
    }

    #[test]
    fn five_are_the_most() {
        let numbers = ["+447700900397", "+447700900398", "+447700900399"];
        let more = ["+447700900400", "+447700900401", "+447700900402"];
        let all: Vec<&str> = numbers.into_iter().chain(more).collect();
        assert!(of(&all[..5]).check(Timestamp::UNIX_EPOCH).is_ok());
        let refused = told(of(&all).check(Timestamp::UNIX_EPOCH));
        assert_eq!(refused, [("extraNumbers".to_owned(), Code::TooMany)]);
    }

    #[test]
    fn the_second_of_two_that_are_the_same_is_refused() {
        let numbers = of(&["+447700900397", "+447700900398", "+447700900397"]);
        let refused = told(numbers.check(Timestamp::UNIX_EPOCH));
        let field = "extraNumbers.2.number".to_owned();
        assert_eq!(refused, [(field, Code::Twice)]);
    }

    #[test]
    fn what_is_no_number_is_told_beside_it_before_it_is_sent() {
        let refused = told(of(&["07700 900397", "anna", " ", "2041*"]).look());
        let expected = [
            ("extraNumbers.1.number".to_owned(), Code::NotANumber),
            ("extraNumbers.2.number".to_owned(), Code::Required),
            ("extraNumbers.3.number".to_owned(), Code::NotANumber),
        ];
        assert_eq!(refused, expected);
    }

    #[test]
    fn a_number_is_a_hidden_mobile_one_unless_it_says_otherwise() {
        let json = json!({ "extraNumbers": [{ "number": "+447700900397" }] });
        let read: ExtraNumbers = serde_json::from_value(json).unwrap();
        assert_eq!(read, of(&["+447700900397"]));
        assert!(read.shown().is_empty());
    }

    #[test]
    fn the_words_of_labels_are_those_of_the_wire() {
        for label in ExtraNumberLabel::ALL {
            assert_eq!(serde_json::to_value(label).unwrap(), label.word());
        }
    }
}
