//! Call forwarding: always, when busy, when not answered, when not reachable.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Findings, NumberField, Setting, check_end, is_on,
    rings::{self, MOST_RINGS, USUAL_RINGS},
};
use crate::{
    error::{Code, FieldError},
    features::Feature,
    instant,
    typed_number::{self, Takes, TypedNumber},
};

/// `…/settings/callForwarding`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct CallForwarding {
    /// The three that act while the user's phones can be reached.
    pub call_forwarding: Forwards,
    /// When no device of the user can be reached: power, internet or wiring failed.
    pub business_continuity: Forward,
}

/// Always, busy, not answered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Forwards {
    /// Every call; the user's phones do not ring.
    pub always: ForwardAlways,
    /// Calls that find the user busy.
    pub busy: Forward,
    /// Calls that nobody answers.
    pub no_answer: ForwardNoAnswer,
}

/// A forward.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Forward {
    /// Whether it is on.
    pub enabled: bool,
    /// Where calls go; wanted while it is on, kept while it is off.
    #[serde(
        deserialize_with = "typed_number::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub destination: Option<TypedNumber>,
    /// Straight to the destination's mailbox, where that is a colleague who has one.
    pub destination_voicemail_enabled: bool,
}

/// Forwarding every call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ForwardAlways {
    /// The choice as last saved. It may be on and already over; ask [`Self::is_active_at`].
    pub enabled: bool,
    /// Where calls go; wanted while it is on, kept while it is off.
    #[serde(
        deserialize_with = "typed_number::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub destination: Option<TypedNumber>,
    /// A brief tone on the user's phones when a call is sent on.
    pub ring_reminder_enabled: bool,
    /// Straight to the destination's mailbox, where that is a colleague who has one.
    pub destination_voicemail_enabled: bool,
    /// When it ends by itself; `None` means by hand. The destination stays.
    #[serde(
        deserialize_with = "instant::optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub enabled_until: Option<Timestamp>,
}

impl ForwardAlways {
    /// Whether calls that arrive at a moment are sent on.
    pub fn is_active_at(&self, now: Timestamp) -> bool {
        is_on(self.enabled, self.enabled_until, now)
    }
}

/// Forwarding calls that nobody answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct ForwardNoAnswer {
    /// Whether it is on.
    pub enabled: bool,
    /// Where calls go; wanted while it is on, kept while it is off.
    #[serde(
        deserialize_with = "typed_number::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub destination: Option<TypedNumber>,
    /// Rings before that, 2 to 20.
    pub number_of_rings: u16,
    /// The most rings that can be chosen; what a client sends is passed over.
    #[serde(skip_deserializing, default = "most")]
    pub system_max_number_of_rings: u16,
    /// Straight to the destination's mailbox, where that is a colleague who has one.
    pub destination_voicemail_enabled: bool,
}

fn most() -> u16 {
    MOST_RINGS
}

impl Default for ForwardNoAnswer {
    fn default() -> Self {
        Self {
            enabled: false,
            destination: None,
            number_of_rings: USUAL_RINGS,
            system_max_number_of_rings: MOST_RINGS,
            destination_voicemail_enabled: false,
        }
    }
}

const ALWAYS: &str = "callForwarding.always";
const BUSY: &str = "callForwarding.busy";
const NO_ANSWER: &str = "callForwarding.noAnswer";
const NOT_REACHABLE: &str = "businessContinuity";

impl Setting for CallForwarding {
    const NAME: &'static str = "callForwarding";
    const FEATURE: Option<Feature> = Some(Feature::CallForwarding);

    fn check(&self, now: Timestamp) -> Result<(), Vec<FieldError>> {
        let forwards = &self.call_forwarding;
        let mut findings = Findings::default();
        for (place, enabled, destination) in [
            (
                ALWAYS,
                forwards.always.enabled,
                &forwards.always.destination,
            ),
            (BUSY, forwards.busy.enabled, &forwards.busy.destination),
            (
                NO_ANSWER,
                forwards.no_answer.enabled,
                &forwards.no_answer.destination,
            ),
            (
                NOT_REACHABLE,
                self.business_continuity.enabled,
                &self.business_continuity.destination,
            ),
        ] {
            findings.refuse_if(
                enabled && destination.is_none(),
                format!("{place}.destination"),
                Code::Required,
            );
        }
        findings.add(
            format!("{ALWAYS}.enabledUntil"),
            check_end(forwards.always.enabled_until, now),
        );
        findings.add(
            format!("{NO_ANSWER}.numberOfRings"),
            rings::check(forwards.no_answer.number_of_rings),
        );
        findings.outcome()
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        let forwards = &mut self.call_forwarding;
        for (place, destination) in [
            (ALWAYS, &mut forwards.always.destination),
            (BUSY, &mut forwards.busy.destination),
            (NO_ANSWER, &mut forwards.no_answer.destination),
            (NOT_REACHABLE, &mut self.business_continuity.destination),
        ] {
            if let Some(number) = destination {
                let field = format!("{place}.destination");
                visit(NumberField::new(field, Takes::Destination, number));
            }
        }
    }

    fn at(mut self, now: Timestamp) -> Self {
        let always = &mut self.call_forwarding.always;
        always.enabled = always.is_active_at(now);
        always.enabled_until = always.enabled_until.filter(|until| now < *until);
        self
    }

    fn ends_at(&self) -> Option<Timestamp> {
        let always = &self.call_forwarding.always;
        always.enabled_until.filter(|_| always.enabled)
    }

    fn forget_ends(&mut self, before: &Self, named: &dyn Fn(&str) -> bool) {
        let always = &mut self.call_forwarding.always;
        let was_on = before.call_forwarding.always.enabled;
        if always.enabled != was_on && !named("callForwarding.always.enabledUntil") {
            always.enabled_until = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(destination: Option<&str>) -> Forward {
        Forward {
            enabled: true,
            destination: destination.map(TypedNumber::new),
            destination_voicemail_enabled: false,
        }
    }

    #[test]
    fn whatever_is_on_wants_a_destination() {
        let mut setting = CallForwarding {
            business_continuity: on(None),
            ..CallForwarding::default()
        };
        setting.call_forwarding.always.enabled = true;
        setting.call_forwarding.busy = on(None);
        setting.call_forwarding.no_answer.enabled = true;
        let broken = setting.check(Timestamp::UNIX_EPOCH).unwrap_err();
        let fields: Vec<&str> = broken.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(
            fields,
            [
                "callForwarding.always.destination",
                "callForwarding.busy.destination",
                "callForwarding.noAnswer.destination",
                "businessContinuity.destination",
            ]
        );
        assert!(broken.iter().all(|it| it.code == Code::Required));
    }

    #[test]
    fn rings_past_the_limits_are_refused() {
        for (rings, code) in [
            (1, Some(Code::TooLow)),
            (2, None),
            (20, None),
            (21, Some(Code::TooHigh)),
        ] {
            let mut setting = CallForwarding::default();
            setting.call_forwarding.no_answer.number_of_rings = rings;
            let outcome = setting.check(Timestamp::UNIX_EPOCH);
            assert_eq!(outcome.err().map(|it| it[0].code), code, "{rings}");
        }
    }

    #[test]
    fn the_shape_is_that_of_the_api() {
        let json = serde_json::to_value(CallForwarding::default()).unwrap();
        let expected = serde_json::json!({
            "callForwarding": {
                "always": {"enabled": false, "ringReminderEnabled": false,
                           "destinationVoicemailEnabled": false},
                "busy": {"enabled": false, "destinationVoicemailEnabled": false},
                "noAnswer": {"enabled": false, "numberOfRings": 3,
                             "systemMaxNumberOfRings": 20, "destinationVoicemailEnabled": false},
            },
            "businessContinuity": {"enabled": false, "destinationVoicemailEnabled": false},
        });
        assert_eq!(json, expected);
    }
}
