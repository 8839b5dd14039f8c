//! Executive assistant: taking calls for one or more executives.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Findings, NumberField, Setting};
use crate::{
    error::{Code, FieldError},
    features::Feature,
    ids::UserId,
    number::{Extension, PhoneNumber},
    typed_number::{self, Takes, TypedNumber},
};

/// The assistant's own part of `…/settings/executive/assistant`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Divert {
    /// Calls for executives go to the number instead of the assistant's phones.
    pub forward_filtered_calls_enabled: bool,
    /// The number; wanted while that is on.
    #[serde(
        deserialize_with = "typed_number::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub forward_to_phone_number: Option<TypedNumber>,
}

impl Setting for Divert {
    const NAME: &'static str = "executiveAssistant";
    const FEATURE: Option<Feature> = Some(Feature::Executive);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        findings.refuse_if(
            self.forward_filtered_calls_enabled && self.forward_to_phone_number.is_none(),
            "forwardToPhoneNumber",
            Code::Required,
        );
        findings.outcome()
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        if let Some(number) = &mut self.forward_to_phone_number {
            visit(NumberField::new(
                "forwardToPhoneNumber",
                Takes::Destination,
                number,
            ));
        }
    }
}

/// `GET …/settings/executive/assistant`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ExecutiveAssistant {
    /// What the assistant decides about calls for all of his executives.
    #[serde(flatten)]
    pub divert: Divert,
    /// Those whom he works for, by name.
    #[serde(default)]
    pub executives: Vec<AssistedExecutive>,
}

/// Somebody whom an assistant works for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AssistedExecutive {
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
    /// Whether the assistant takes his calls now. It can be changed only where the executive lets
    /// assistants decide themselves.
    pub opt_in_enabled: bool,
}

/// The part of `PUT …/settings/executive/assistant` about single executives; the rest is
/// [`Divert`]. Executives that are not named keep what they have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ChangeExecutives {
    /// Executives, each with whether the assistant takes his calls.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub executives: Option<Vec<OptIn>>,
}

/// Whether an assistant takes the calls of an executive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OptIn {
    /// The executive. The published API calls it `personId`, the client library of the same vendor
    /// `id`; both are taken.
    #[serde(alias = "personId")]
    pub id: UserId,
    /// Whether he takes them.
    pub opt_in_enabled: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_executive_is_named_in_both_forms() {
        let id = "019f0000-0000-7000-8000-000000000002";
        for key in ["id", "personId"] {
            let json = format!(r#"{{"executives":[{{"{key}":"{id}","optInEnabled":false}}]}}"#);
            let change: ChangeExecutives = serde_json::from_str(&json).unwrap();
            let named = change.executives.unwrap()[0];
            assert_eq!(named.id.to_string(), id);
            assert!(!named.opt_in_enabled);
        }
    }

    #[test]
    fn a_number_to_divert_to_is_wanted_while_calls_are_diverted() {
        let divert = Divert {
            forward_filtered_calls_enabled: true,
            forward_to_phone_number: None,
        };
        let broken = divert.check(Timestamp::UNIX_EPOCH).unwrap_err();
        assert_eq!(
            broken,
            [FieldError::new("forwardToPhoneNumber", Code::Required)]
        );
        assert!(Divert::default().check(Timestamp::UNIX_EPOCH).is_ok());
    }
}
