//! Call block list: callers from outside who do not reach the user.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Findings, NumberField, Setting};
use crate::{
    error::{Code, FieldError},
    features::Feature,
    ids::BlockedNumberId,
    typed_number::{Takes, TypedNumber},
};

/// The most numbers and patterns on a list.
pub const MOST_NUMBERS: usize = 200;

/// `…/settings/callBlock`. The numbers have endpoints of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct CallBlock {
    /// At most 200.
    pub numbers: Vec<BlockedCaller>,
}

/// A number or pattern on the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct BlockedCaller {
    /// Names it in its path.
    pub id: BlockedNumberId,
    /// The number or pattern.
    pub phone_number: TypedNumber,
}

/// `POST …/settings/callBlock/numbers`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct BlockCaller {
    /// The number or pattern.
    pub phone_number: TypedNumber,
}

impl BlockCaller {
    /// Shows its number.
    pub fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        let number = &mut self.phone_number;
        visit(NumberField::new(
            "phoneNumber",
            Takes::CallerPattern,
            number,
        ));
    }
}

/// What blocking a caller answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeBlockedCaller {
    /// The number, in its path.
    pub id: BlockedNumberId,
}

/// `GET …/settings/callBlock/numbers/{id}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct BlockState {
    /// Whether calls from it are blocked.
    pub block_calls_enabled: bool,
}

impl CallBlock {
    /// Whether a caller with one of these numbers is on the list.
    pub fn has<'a>(&self, mut numbers: impl Iterator<Item = &'a str>) -> bool {
        numbers.any(|number| self.numbers.iter().any(|it| it.phone_number.fits(number)))
    }
}

impl Setting for CallBlock {
    const NAME: &'static str = "callBlock";
    const FEATURE: Option<Feature> = None;

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let numbers = &self.numbers;
        findings.refuse_if(numbers.len() > MOST_NUMBERS, "numbers", Code::TooMany);
        let placed = numbers.iter().zip(0..);
        findings.refuse_twice(placed.map(|(it, at)| (place(at), &it.phone_number)));
        findings.outcome()
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        for (it, at) in self.numbers.iter_mut().zip(0..) {
            visit(NumberField::new(
                place(at),
                Takes::CallerPattern,
                &mut it.phone_number,
            ));
        }
    }
}

fn place(at: usize) -> String {
    format!("numbers.{at}.phoneNumber")
}
