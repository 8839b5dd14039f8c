//! Single number reach: the user's other phones ring together with the office line.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Findings, NumberField, Setting};
use crate::{
    error::{Code, FieldError},
    features::Feature,
    ids::ReachNumberId,
    typed_number::{Takes, TypedNumber},
};

/// The most numbers.
pub const MOST_NUMBERS: usize = 10;
/// The longest name of a number, in characters (`BroadWorks`).
pub const LONGEST_NAME: usize = 80;

/// `…/settings/singleNumberReach`. The numbers have endpoints of their own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SingleNumberReach {
    /// Whether it is on.
    pub enabled: bool,
    /// All numbers ring when the user places a call by a click; who answers first places it.
    pub alert_all_locations_for_click_to_dial_calls_enabled: bool,
    /// All numbers ring for pages to a group.
    pub alert_all_locations_for_group_paging_calls_enabled: bool,
    /// At most 10, each with a name.
    pub numbers: Vec<ReachNumber>,
}

/// One of the user's other phones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReachNumber {
    /// Names it in its path.
    pub id: ReachNumberId,
    /// What is in it.
    #[serde(flatten)]
    pub settings: ReachNumberSettings,
}

/// What the user decides about one of his other phones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ReachNumberSettings {
    /// The number; none of the user's own.
    pub phone_number: TypedNumber,
    /// Whether it rings.
    pub enabled: bool,
    /// 1 to 80 characters.
    pub name: String,
    /// Asks that number's own network not to forward; kept, not carried out.
    pub do_not_forward_calls_enabled: bool,
    /// Who answers has to press a key first, so that a mailbox there does not take the call.
    pub answer_confirmation_enabled: bool,
}

impl Default for ReachNumberSettings {
    fn default() -> Self {
        Self {
            phone_number: TypedNumber::default(),
            enabled: true,
            name: String::new(),
            do_not_forward_calls_enabled: false,
            answer_confirmation_enabled: false,
        }
    }
}

/// What adding a number answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeReachNumber {
    /// The number, in its path.
    pub id: ReachNumberId,
}

impl ReachNumberSettings {
    /// Shows its number.
    pub fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        let number = &mut self.phone_number;
        visit(NumberField::new("phoneNumber", Takes::PublicNumber, number));
    }

    /// Refuses what can be told without looking anything up.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        findings.add("name", check_name(&self.name));
        findings.add(
            "phoneNumber",
            self.phone_number.look(Takes::PublicNumber).map(|_| ()),
        );
        findings.outcome()
    }
}

fn check_name(name: &str) -> Result<(), Code> {
    match name.trim().chars().count() {
        0 => Err(Code::Required),
        length if length > LONGEST_NAME => Err(Code::TooLong),
        _ if name.contains(char::is_control) => Err(Code::NotOffered),
        _ => Ok(()),
    }
}

impl Setting for SingleNumberReach {
    const NAME: &'static str = "singleNumberReach";
    const FEATURE: Option<Feature> = Some(Feature::SingleNumberReach);
    const ALIASES: &'static [(&'static str, &'static str)] = &[(
        "alertAllNumbersForClickToDialCallsEnabled",
        "alertAllLocationsForClickToDialCallsEnabled",
    )];
    const READ_ONLY: &'static [&'static str] =
        &["alertAllLocationsForGroupPagingCallsEnabled", "numbers"];

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let numbers = &self.numbers;
        findings.refuse_if(numbers.len() > MOST_NUMBERS, "numbers", Code::TooMany);
        for (it, at) in numbers.iter().zip(0..) {
            findings.add(format!("numbers.{at}.name"), check_name(&it.settings.name));
        }
        let placed = numbers.iter().zip(0..);
        findings.refuse_twice(placed.map(|(it, at)| (place(at), &it.settings.phone_number)));
        findings.outcome()
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        for (it, at) in self.numbers.iter_mut().zip(0..) {
            let number = &mut it.settings.phone_number;
            visit(NumberField::new(place(at), Takes::PublicNumber, number));
        }
    }
}

fn place(at: usize) -> String {
    format!("numbers.{at}.phoneNumber")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> ReachNumberSettings {
        ReachNumberSettings {
            phone_number: TypedNumber::new("+442079460041"),
            name: name.to_owned(),
            ..ReachNumberSettings::default()
        }
    }

    #[test]
    fn a_name_has_1_to_80_characters() {
        let code = |name: &str| named(name).check().err().map(|it| it[0].code);
        assert_eq!(code(""), Some(Code::Required));
        assert_eq!(code("  "), Some(Code::Required));
        assert_eq!(code(&"é".repeat(80)), None);
        assert_eq!(code(&"é".repeat(81)), Some(Code::TooLong));
        assert_eq!(code("a\tb"), Some(Code::NotOffered));
    }

    #[test]
    fn ten_numbers_are_taken_and_none_twice() {
        let with = |count: u128| SingleNumberReach {
            numbers: (0..count)
                .map(|at| ReachNumber {
                    id: ReachNumberId(uuid::Uuid::from_u128(at)),
                    settings: ReachNumberSettings {
                        phone_number: TypedNumber::new(format!("+4420794600{at:02}")),
                        ..named("Mobile")
                    },
                })
                .collect(),
            ..SingleNumberReach::default()
        };
        let check = |setting: &SingleNumberReach| setting.check(Timestamp::UNIX_EPOCH);
        assert!(check(&with(10)).is_ok());
        assert_eq!(
            check(&with(11)),
            Err(vec![FieldError::new("numbers", Code::TooMany)])
        );
        let mut twice = with(2);
        twice.numbers[1].settings.phone_number = twice.numbers[0].settings.phone_number.clone();
        assert_eq!(
            check(&twice),
            Err(vec![FieldError::new("numbers.1.phoneNumber", Code::Twice)])
        );
    }
}
