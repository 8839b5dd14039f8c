//! Sequential ring: the user is looked for at up to five numbers, one after the other.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Findings, NumberField, Setting,
    rings::{self, FEWEST_RINGS},
};
use crate::{
    error::{Code, FieldError},
    features::Feature,
    typed_number::{Takes, TypedNumber},
};

/// The most numbers that are tried (Webex Calling).
pub const MOST_NUMBERS: usize = 5;

/// `…/settings/sequentialRing`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the shape is that of the published API"
)]
pub struct SequentialRing {
    /// Whether it is on. Without a rule it does nothing.
    pub enabled: bool,
    /// The user's own phones ring first; off, they have no part in the search.
    pub ring_base_location_first_enabled: bool,
    /// Rings at the user's own phones, 2 to 20.
    pub base_location_number_of_rings: u16,
    /// The search goes on when the user's own phones are busy or cannot be reached.
    pub continue_if_base_location_is_busy_enabled: bool,
    /// The caller may press `#` to end the search and leave a message.
    pub calls_to_voicemail_enabled: bool,
    /// 1 to 5 numbers while it is on, in the order in which they are tried.
    pub phone_numbers: Vec<SequentialNumber>,
}

impl Default for SequentialRing {
    fn default() -> Self {
        Self {
            enabled: false,
            ring_base_location_first_enabled: true,
            base_location_number_of_rings: FEWEST_RINGS,
            continue_if_base_location_is_busy_enabled: false,
            calls_to_voicemail_enabled: false,
            phone_numbers: Vec::new(),
        }
    }
}

/// A number that is tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SequentialNumber {
    /// The number.
    pub phone_number: TypedNumber,
    /// Who answers has to press a key first, so that a mailbox there does not take the call.
    #[serde(default)]
    pub answer_confirmation_required_enabled: bool,
    /// Rings at this number, 2 to 20.
    #[serde(default = "rings::usual")]
    pub number_of_rings: u16,
}

impl Setting for SequentialRing {
    const NAME: &'static str = "sequentialRing";
    const FEATURE: Option<Feature> = Some(Feature::SequentialRing);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let numbers = &self.phone_numbers;
        findings.add(
            "baseLocationNumberOfRings",
            rings::check(self.base_location_number_of_rings),
        );
        findings.refuse_if(
            self.enabled && numbers.is_empty(),
            "phoneNumbers",
            Code::Required,
        );
        findings.refuse_if(numbers.len() > MOST_NUMBERS, "phoneNumbers", Code::TooMany);
        let placed = numbers
            .iter()
            .zip(0..)
            .map(|(it, at)| (place(at), &it.phone_number));
        findings.refuse_twice(placed);
        for (it, at) in numbers.iter().zip(0..) {
            let field = format!("phoneNumbers.{at}.numberOfRings");
            findings.add(field, rings::check(it.number_of_rings));
        }
        findings.outcome()
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        for (it, at) in self.phone_numbers.iter_mut().zip(0..) {
            visit(NumberField::new(
                place(at),
                Takes::PublicNumber,
                &mut it.phone_number,
            ));
        }
    }
}

fn place(at: usize) -> String {
    format!("phoneNumbers.{at}.phoneNumber")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(rings: &[u16]) -> SequentialRing {
        SequentialRing {
            enabled: true,
            phone_numbers: rings
                .iter()
                .zip(0..)
                .map(|(rings, at)| SequentialNumber {
                    phone_number: TypedNumber::new(format!("+44207946004{at}")),
                    answer_confirmation_required_enabled: false,
                    number_of_rings: *rings,
                })
                .collect(),
            ..SequentialRing::default()
        }
    }

    fn codes(setting: &SequentialRing) -> Vec<(String, Code)> {
        let broken = setting.check(Timestamp::UNIX_EPOCH).err();
        let pair = |it: FieldError| (it.field, it.code);
        broken.unwrap_or_default().into_iter().map(pair).collect()
    }

    #[test]
    fn one_to_five_numbers_are_tried() {
        assert_eq!(
            codes(&with(&[])),
            [("phoneNumbers".to_owned(), Code::Required)]
        );
        assert_eq!(codes(&with(&[3; 1])), []);
        assert_eq!(codes(&with(&[3; 5])), []);
        assert_eq!(
            codes(&with(&[3; 6])),
            [("phoneNumbers".to_owned(), Code::TooMany)]
        );
    }

    #[test]
    fn each_number_has_rings_of_its_own() {
        assert_eq!(
            codes(&with(&[2, 1, 20, 21])),
            [
                ("phoneNumbers.1.numberOfRings".to_owned(), Code::TooLow),
                ("phoneNumbers.3.numberOfRings".to_owned(), Code::TooHigh),
            ]
        );
        let base = SequentialRing {
            base_location_number_of_rings: 21,
            ..SequentialRing::default()
        };
        assert_eq!(
            codes(&base),
            [("baseLocationNumberOfRings".to_owned(), Code::TooHigh)]
        );
    }
}
