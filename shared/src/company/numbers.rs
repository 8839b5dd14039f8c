//! The organisation's public numbers, and whom they reach.

use serde::{Deserialize, Serialize};

use super::users::check_name;
use crate::{
    error::{Code, FieldError},
    ids::{DialPlanId, UserId},
    number::PhoneNumber,
};

/// What an administrator decides about a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NumberSettings {
    /// What it is called where users choose the number that they show; at most 64 characters.
    #[serde(default)]
    pub label: String,
    /// The user whom it reaches; none when it reaches a dial plan, or nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_id: Option<UserId>,
    /// The dial plan that it reaches; none when it reaches a user, or nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dial_plan_id: Option<DialPlanId>,
}

impl NumberSettings {
    /// The same in the form in which it is stored: trimmed.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            label: self.label.trim().to_owned(),
            ..self
        }
    }

    /// Refuses what can be told without looking anything up; of tidied settings.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut broken = Vec::new();
        if let Err(code) = check_name(&self.label, false) {
            broken.push(FieldError::new("label", code));
        }
        if self.user_id.is_some() && self.dial_plan_id.is_some() {
            broken.push(FieldError::new("dialPlanId", Code::NotOffered));
        }
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

/// A number that is to be the organisation's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewNumber {
    /// As people of the organisation's country write it, or international.
    pub number: String,
    /// Whom it reaches.
    #[serde(flatten)]
    pub settings: NumberSettings,
}

/// A number as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyNumber {
    /// The number, unique over the installation; it is its own id.
    pub number: PhoneNumber,
    /// As people of the organisation's country write it.
    pub display: String,
    /// Whom it reaches.
    #[serde(flatten)]
    pub settings: NumberSettings,
    /// Name of the user or dial plan that it reaches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner_name: Option<String>,
    /// Shown by users who have no number of their own.
    pub is_default: bool,
}

/// Numbers of the organisation, the lowest first; the `Link` header leads to the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyNumbers {
    /// The numbers of this page.
    pub numbers: Vec<CompanyNumber>,
}

/// A number in full: what was added, or what is to be the organisation's default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NamedNumber {
    /// The number.
    pub number: PhoneNumber,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_number_reaches_one_owner_at_most() {
        let both = NumberSettings {
            label: " Sales ".into(),
            user_id: Some(UserId(Uuid::nil())),
            dial_plan_id: Some(DialPlanId(Uuid::nil())),
        };
        let broken = both.clone().tidied().check().unwrap_err();
        assert_eq!(broken, [FieldError::new("dialPlanId", Code::NotOffered)]);
        let one = NumberSettings {
            user_id: None,
            ..both
        };
        assert_eq!(one.tidied().check(), Ok(()));
    }

    #[test]
    fn a_label_is_short_and_has_no_control_characters() {
        for (label, code) in [
            ("x".repeat(65), Code::TooLong),
            ("a\u{7}".into(), Code::NotOffered),
        ] {
            let settings = NumberSettings {
                label,
                ..NumberSettings::default()
            };
            let broken = settings.check().unwrap_err();
            assert_eq!(broken, [FieldError::new("label", code)]);
        }
    }
}
