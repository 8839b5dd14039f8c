//! Selectively accept, reject and forward: chosen callers at chosen times.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Findings, NumberField, Setting};
use crate::{
    error::{Code, FieldError},
    features::Feature,
    typed_number::{self, Takes, TypedNumber},
};

/// `…/settings/selectiveAccept`: only callers whom a rule lets in get through.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SelectiveAccept {
    /// Whether it is on. Without a rule it does nothing.
    pub enabled: bool,
}

impl Setting for SelectiveAccept {
    const NAME: &'static str = "selectiveAccept";
    const FEATURE: Option<Feature> = Some(Feature::SelectivelyAcceptCalls);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        Ok(())
    }
}

/// `…/settings/selectiveReject`: callers whom a rule names are turned away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SelectiveReject {
    /// Whether it is on.
    pub enabled: bool,
}

impl Setting for SelectiveReject {
    const NAME: &'static str = "selectiveReject";
    const FEATURE: Option<Feature> = Some(Feature::SelectivelyRejectCalls);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        Ok(())
    }
}

/// `…/settings/selectiveForward`: callers whom a rule names are sent elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SelectiveForward {
    /// Whether it is on; wants a default number.
    pub enabled: bool,
    /// Where rules without a number of their own send calls.
    #[serde(
        alias = "defaultForwardToPhoneNumber",
        deserialize_with = "typed_number::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub default_phone_number_to_forward: Option<TypedNumber>,
    /// A brief tone on the user's phones when a call is sent on.
    pub ring_reminder_enabled: bool,
    /// Calls go straight to the mailbox behind the default number, where that is a colleague's.
    pub destination_voicemail_enabled: bool,
}

impl Setting for SelectiveForward {
    const NAME: &'static str = "selectiveForward";
    const FEATURE: Option<Feature> = Some(Feature::SelectivelyForwardCalls);
    const ALIASES: &'static [(&'static str, &'static str)] =
        &[("defaultForwardToPhoneNumber", "defaultPhoneNumberToForward")];

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        findings.refuse_if(
            self.enabled && self.default_phone_number_to_forward.is_none(),
            "defaultPhoneNumberToForward",
            Code::Required,
        );
        findings.outcome()
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        if let Some(number) = &mut self.default_phone_number_to_forward {
            visit(NumberField::new(
                "defaultPhoneNumberToForward",
                Takes::Destination,
                number,
            ));
        }
    }
}
