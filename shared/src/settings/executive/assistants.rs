//! The assistants of an executive: who they are, in which order they ring, and whether they decide
//! themselves when they take calls.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::MOST_ASSISTANTS;
use crate::{
    error::{Code, FieldError},
    features::Feature,
    ids::UserId,
    number::{Extension, PhoneNumber},
    settings::{Findings, Setting, location::Location},
};

/// What the executive decides about all of his assistants; a part of
/// `…/settings/executive/assignedAssistants`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct OptInOut {
    /// Assistants may say themselves whether they take his calls.
    pub allow_opt_in_out_enabled: bool,
}

impl Setting for OptInOut {
    const NAME: &'static str = "executiveAssistants";
    const FEATURE: Option<Feature> = Some(Feature::Executive);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        Ok(())
    }
}

/// Somebody who is, or could be, an assistant of an executive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Assistant {
    /// Who.
    pub id: UserId,
    /// His first name.
    pub first_name: String,
    /// His last name; may be empty.
    pub last_name: String,
    /// His first public number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direct_number: Option<PhoneNumber>,
    /// His internal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// Whether he takes the executive's calls now; absent for who is not his assistant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opt_in_enabled: Option<bool>,
    /// Where he works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
}

/// `GET …/settings/executive/assignedAssistants`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AssignedAssistants {
    /// Assistants may say themselves whether they take his calls.
    pub allow_opt_in_out_enabled: bool,
    /// The assistants, at most 20, in the order in which they ring.
    pub assistants: Vec<Assistant>,
}

/// `GET …/settings/executive/availableAssistants`: everybody in the organisation whom an
/// administrator has made an assistant, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AvailableAssistants {
    /// Those who could be assistants, those who are among them.
    pub assistants: Vec<Assistant>,
}

/// `PUT …/settings/executive/assignedAssistants`. What is left out keeps its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ChangeAssistants {
    /// Assistants may say themselves whether they take his calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_opt_in_out_enabled: Option<bool>,
    /// The assistants, at most 20, in the order in which they ring.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assistant_ids: Option<Vec<UserId>>,
    /// The same as a client library of Webex Calling sends it when there is none left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assistants: Option<Vec<AssistantId>>,
}

/// An assistant by his id alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AssistantId {
    /// Who.
    pub id: UserId,
}

impl ChangeAssistants {
    /// The assistants that are wanted, in whichever form they came; `None` to keep those that are.
    pub fn wanted(&self) -> Option<Vec<UserId>> {
        let other_form = || {
            let others = self.assistants.as_ref()?;
            Some(others.iter().map(|it| it.id).collect())
        };
        self.assistant_ids.clone().or_else(other_form)
    }

    /// Refuses what can be told without looking anything up.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let wanted = self.wanted().unwrap_or_default();
        findings.refuse_if(
            wanted.len() > MOST_ASSISTANTS,
            "assistantIds",
            Code::TooMany,
        );
        for (at, id) in wanted.iter().enumerate() {
            let is_twice = wanted.iter().take(at).any(|other| other == id);
            findings.refuse_if(is_twice, format!("assistantIds.{at}"), Code::Twice);
        }
        findings.outcome()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: usize) -> UserId {
        UserId(uuid::Uuid::from_u128(number as u128))
    }

    #[test]
    fn an_executive_has_at_most_twenty_assistants_each_of_them_once() {
        let broken = |ids: Vec<UserId>| {
            let change = ChangeAssistants {
                assistant_ids: Some(ids),
                ..ChangeAssistants::default()
            };
            change.check().err().unwrap_or_default()
        };
        assert_eq!(broken((0..20).map(id).collect()), []);
        assert_eq!(
            broken((0..21).map(id).collect()),
            [FieldError::new("assistantIds", Code::TooMany)]
        );
        assert_eq!(
            broken(vec![id(1), id(2), id(1)]),
            [FieldError::new("assistantIds.2", Code::Twice)]
        );
    }

    #[test]
    fn an_empty_list_is_read_in_both_forms_and_no_list_keeps_what_is() {
        let wanted = |json: &str| {
            serde_json::from_str::<ChangeAssistants>(json)
                .unwrap()
                .wanted()
        };
        assert_eq!(wanted(r#"{"assistantIds":[]}"#), Some(Vec::new()));
        assert_eq!(wanted(r#"{"assistants":[]}"#), Some(Vec::new()));
        assert_eq!(wanted(r#"{"allowOptInOutEnabled":true}"#), None);
    }
}
