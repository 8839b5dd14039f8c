//! Simultaneous ring: up to ten other numbers ring at the same time as the user's phones.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Findings, NumberField, Setting};
use crate::{
    error::{Code, FieldError},
    features::Feature,
    typed_number::{Takes, TypedNumber},
};

/// The most numbers that can ring (Webex Calling).
pub const MOST_NUMBERS: usize = 10;

/// `…/settings/simultaneousRing`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SimultaneousRing {
    /// Whether it is on; wants a number.
    pub enabled: bool,
    /// The numbers stay silent while the user is on a call.
    pub do_not_ring_if_on_call_enabled: bool,
    /// 1 to 10 numbers while it is on.
    pub phone_numbers: Vec<SimultaneousNumber>,
    /// Whether the rules are asked; else every call rings the numbers.
    pub criterias_enabled: bool,
}

/// A number that rings along.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SimultaneousNumber {
    /// The number.
    pub phone_number: TypedNumber,
    /// Who answers has to press a key first, so that a mailbox there does not take the call.
    pub answer_confirmation_enabled: bool,
}

impl Setting for SimultaneousRing {
    const NAME: &'static str = "simultaneousRing";
    const FEATURE: Option<Feature> = Some(Feature::SimultaneousRing);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let numbers = &self.phone_numbers;
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

    fn with(count: usize) -> SimultaneousRing {
        SimultaneousRing {
            enabled: true,
            phone_numbers: (0..count)
                .map(|at| SimultaneousNumber {
                    phone_number: TypedNumber::new(format!("+4420794600{at:02}")),
                    answer_confirmation_enabled: false,
                })
                .collect(),
            ..SimultaneousRing::default()
        }
    }

    fn check(setting: &SimultaneousRing) -> Option<FieldError> {
        let outcome = setting.check(Timestamp::UNIX_EPOCH);
        outcome.err().map(|broken| broken[0].clone())
    }

    #[test]
    fn one_to_ten_numbers_ring() {
        assert_eq!(
            check(&with(0)),
            Some(FieldError::new("phoneNumbers", Code::Required))
        );
        assert_eq!(check(&with(1)), None);
        assert_eq!(check(&with(10)), None);
        assert_eq!(
            check(&with(11)),
            Some(FieldError::new("phoneNumbers", Code::TooMany))
        );
        assert_eq!(check(&SimultaneousRing::default()), None);
    }

    #[test]
    fn the_same_number_twice_is_refused_where_it_stands_again() {
        let mut twice = with(3);
        twice.phone_numbers[2] = twice.phone_numbers[0].clone();
        assert_eq!(
            check(&twice),
            Some(FieldError::new("phoneNumbers.2.phoneNumber", Code::Twice))
        );
    }
}
