//! Queues, hunt groups and menus, as far as the panel knows them: a name and an internal number.

use serde::{Deserialize, Serialize};

use super::users::check_name;
use crate::{
    error::FieldError,
    ids::DialPlanId,
    number::{Extension, PhoneNumber},
};

/// What a dial plan does with a call.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum DialPlanKind {
    /// Callers wait for somebody who is free.
    #[default]
    Queue,
    /// Several people are rung.
    HuntGroup,
    /// Callers choose with a key.
    Menu,
}

/// What an administrator decides about a dial plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DialPlanSettings {
    /// 1 to 64 characters; stands in everybody's phonebook.
    pub name: String,
    /// What it does.
    pub kind: DialPlanKind,
    /// Internal number, unique among the organisation's users and dial plans.
    pub extension: Extension,
}

impl DialPlanSettings {
    /// The same in the form in which it is stored: trimmed.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            name: self.name.trim().to_owned(),
            ..self
        }
    }

    /// Refuses what can be told without looking anything up; of tidied settings.
    pub fn check(&self) -> Result<(), FieldError> {
        check_name(&self.name, true).map_err(|code| FieldError::new("name", code))
    }
}

/// A dial plan as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyDialPlan {
    /// The dial plan.
    pub id: DialPlanId,
    /// What the administrator decides.
    #[serde(flatten)]
    pub settings: DialPlanSettings,
    /// Public numbers that reach it.
    #[serde(default)]
    pub numbers: Vec<PhoneNumber>,
}

/// Dial plans of the organisation by name; the `Link` header leads to the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyDialPlans {
    /// The dial plans of this page.
    pub dial_plans: Vec<CompanyDialPlan>,
}

/// A dial plan that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeDialPlan {
    /// The dial plan.
    pub id: DialPlanId,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    #[test]
    fn a_dial_plan_has_a_name() {
        let named = |name: &str| DialPlanSettings {
            name: name.to_owned(),
            kind: DialPlanKind::Queue,
            extension: Extension::new("1000").unwrap(),
        };
        assert_eq!(named(" Sales ").tidied().name, "Sales");
        assert_eq!(named("Sales").check(), Ok(()));
        for (name, code) in [("  ", Code::Required), (&"x".repeat(65), Code::TooLong)] {
            let broken = named(name).tidied().check().unwrap_err();
            assert_eq!(broken, FieldError::new("name", code));
        }
    }
}
