//! Executive assistant: taking calls for one or more executives.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Findings, NumberField, Setting};
use crate::{
    error::{Code, FieldError},
    features::Feature,
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
