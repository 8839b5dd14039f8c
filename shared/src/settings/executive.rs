//! Executive: assistants take the calls that a filter names.

mod assistants;
mod filtering;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Findings, NumberField, Setting};
use crate::{
    error::{Code, FieldError},
    features::Feature,
    typed_number::{self, Takes, TypedNumber},
};

pub use assistants::{
    AssignedAssistants, Assistant, AssistantId, AvailableAssistants, ChangeAssistants, OptInOut,
};
pub use filtering::{ChangeActivation, CriterionActivation, ShownCallFiltering};

/// Assistants that one executive may have.
pub const MOST_ASSISTANTS: usize = 20;
/// The longest name shown to assistants, in characters (Webex Calling).
pub const LONGEST_NAME: usize = 80;
/// The longest number shown to assistants, in characters (Webex Calling).
pub const LONGEST_SHOWN_NUMBER: usize = 23;
/// The longest wait before a call leaves the assistants, in seconds (`BroadWorks`).
pub const LONGEST_WAIT_SECONDS: u16 = 7200;

/// Which calls the assistants get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FilterType {
    /// Those that a rule names.
    #[default]
    CustomCallFilters,
    /// All.
    AllCalls,
    /// Those of colleagues.
    AllInternalCalls,
    /// Those from outside.
    AllExternalCalls,
}

/// `…/settings/executive/callFiltering`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct CallFiltering {
    /// Whether it is on.
    pub enabled: bool,
    /// Which calls.
    pub filter_type: FilterType,
}

impl Setting for CallFiltering {
    const NAME: &'static str = "executiveCallFiltering";
    const FEATURE: Option<Feature> = Some(Feature::Executive);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        Ok(())
    }
}

/// How the executive hears of a call that the assistants get.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ScreeningAlert {
    /// He sees it.
    #[default]
    Silent,
    /// His phones give a brief tone.
    RingSplash,
}

/// `…/settings/executive/screening`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the shape is that of the published API"
)]
pub struct Screening {
    /// Whether he hears of them.
    pub enabled: bool,
    /// How.
    pub alert_type: ScreeningAlert,
    /// Kept for clients of Webex Calling: the tone is heard at the base location alone.
    pub alert_anywhere_location_enabled: bool,
    /// As above.
    pub alert_mobility_location_enabled: bool,
    /// As above.
    pub alert_shared_call_appearance_location_enabled: bool,
}

impl Setting for Screening {
    const NAME: &'static str = "executiveScreening";
    const FEATURE: Option<Feature> = Some(Feature::Executive);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        Ok(())
    }
}

/// Whether assistants ring one after the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AlertingMode {
    /// One after the other.
    #[default]
    Sequential,
    /// All at once.
    Simultaneous,
}

/// Where a call goes that no assistant has taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RolloverAction {
    /// To the executive's mailbox.
    VoiceMessaging,
    /// Where calls go that the executive does not answer.
    #[default]
    NoAnswerProcessing,
    /// To a number.
    Forward,
}

/// The name that assistants see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ShownName {
    /// The executive, then who calls.
    #[default]
    ExecutiveOriginator,
    /// Who calls, then the executive.
    OriginatorExecutive,
    /// The executive.
    Executive,
    /// Who calls.
    Originator,
    /// A text of the executive's own.
    Custom,
}

/// The number that assistants see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ShownNumber {
    /// The executive's.
    Executive,
    /// That of who calls.
    #[default]
    Originator,
    /// A number of the executive's own choice.
    Custom,
}

/// `…/settings/executive/alert`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Alert {
    /// One after the other, or all at once.
    pub alerting_mode: AlertingMode,
    /// Rings at each, where they ring one after the other; 1 to 20.
    pub next_assistant_number_of_rings: u16,
    /// Whether a call leaves the assistants when the wait is over.
    pub rollover_enabled: bool,
    /// Where it goes.
    pub rollover_action: RolloverAction,
    /// The number of `FORWARD`.
    #[serde(
        deserialize_with = "typed_number::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub rollover_forward_to_phone_number: Option<TypedNumber>,
    /// The wait, 0 to 7200 seconds; 0 is at once.
    pub rollover_wait_time_in_secs: u16,
    /// The name that assistants see.
    pub clid_name_mode: ShownName,
    /// The name of `CUSTOM`, at most 80 characters.
    #[serde(
        rename = "customCLIDNameInUnicode",
        alias = "customCLIDName",
        skip_serializing_if = "Option::is_none"
    )]
    pub custom_clid_name: Option<String>,
    /// The number that assistants see.
    pub clid_phone_number_mode: ShownNumber,
    /// The number of `CUSTOM`, at most 23 characters.
    #[serde(
        rename = "customCLIDPhoneNumber",
        deserialize_with = "typed_number::optional",
        skip_serializing_if = "Option::is_none"
    )]
    pub custom_clid_phone_number: Option<TypedNumber>,
}

impl Default for Alert {
    fn default() -> Self {
        Self {
            alerting_mode: AlertingMode::default(),
            next_assistant_number_of_rings: 3,
            rollover_enabled: false,
            rollover_action: RolloverAction::default(),
            rollover_forward_to_phone_number: None,
            rollover_wait_time_in_secs: 60,
            clid_name_mode: ShownName::default(),
            custom_clid_name: None,
            clid_phone_number_mode: ShownNumber::default(),
            custom_clid_phone_number: None,
        }
    }
}

impl Setting for Alert {
    const NAME: &'static str = "executiveAlert";
    const FEATURE: Option<Feature> = Some(Feature::Executive);
    const ALIASES: &'static [(&'static str, &'static str)] =
        &[("customCLIDName", "customCLIDNameInUnicode")];

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let rings = match self.next_assistant_number_of_rings {
            0 => Err(Code::TooLow),
            1..=20 => Ok(()),
            _ => Err(Code::TooHigh),
        };
        findings.add("nextAssistantNumberOfRings", rings);
        findings.refuse_if(
            self.rollover_wait_time_in_secs > LONGEST_WAIT_SECONDS,
            "rolloverWaitTimeInSecs",
            Code::TooHigh,
        );
        findings.refuse_if(
            self.rollover_action == RolloverAction::Forward
                && self.rollover_forward_to_phone_number.is_none(),
            "rolloverForwardToPhoneNumber",
            Code::Required,
        );
        let name = self.custom_clid_name.as_deref().unwrap_or_default();
        let is_custom = self.clid_name_mode == ShownName::Custom;
        findings.add("customCLIDNameInUnicode", check_name(name, is_custom));
        let number = self.custom_clid_phone_number.as_ref();
        findings.refuse_if(
            self.clid_phone_number_mode == ShownNumber::Custom && number.is_none(),
            "customCLIDPhoneNumber",
            Code::Required,
        );
        findings.refuse_if(
            number.is_some_and(|it| it.as_str().chars().count() > LONGEST_SHOWN_NUMBER),
            "customCLIDPhoneNumber",
            Code::TooLong,
        );
        findings.outcome()
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        if let Some(number) = &mut self.rollover_forward_to_phone_number {
            visit(NumberField::new(
                "rolloverForwardToPhoneNumber",
                Takes::Destination,
                number,
            ));
        }
        if let Some(number) = &mut self.custom_clid_phone_number {
            visit(NumberField::new(
                "customCLIDPhoneNumber",
                Takes::ShownNumber,
                number,
            ));
        }
    }
}

fn check_name(name: &str, is_wanted: bool) -> Result<(), Code> {
    match name.chars().count() {
        0 if is_wanted => Err(Code::Required),
        length if length > LONGEST_NAME => Err(Code::TooLong),
        _ if name.contains(char::is_control) => Err(Code::NotOffered),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn broken(alert: &Alert) -> Vec<(String, Code)> {
        let outcome = alert.check(Timestamp::UNIX_EPOCH).err();
        let pair = |it: FieldError| (it.field, it.code);
        outcome.unwrap_or_default().into_iter().map(pair).collect()
    }

    #[test]
    fn every_limit_holds_at_its_boundary() {
        for (rings, is_good) in [(0, false), (1, true), (20, true), (21, false)] {
            let alert = Alert {
                next_assistant_number_of_rings: rings,
                ..Alert::default()
            };
            assert_eq!(broken(&alert).is_empty(), is_good, "{rings}");
        }
        for (seconds, is_good) in [(0, true), (7200, true), (7201, false)] {
            let alert = Alert {
                rollover_wait_time_in_secs: seconds,
                ..Alert::default()
            };
            assert_eq!(broken(&alert).is_empty(), is_good, "{seconds}");
        }
        for (length, is_good) in [(0, false), (1, true), (80, true), (81, false)] {
            let alert = Alert {
                clid_name_mode: ShownName::Custom,
                custom_clid_name: Some("é".repeat(length)),
                ..Alert::default()
            };
            assert_eq!(broken(&alert).is_empty(), is_good, "{length}");
        }
    }

    #[test]
    fn what_a_choice_needs_is_wanted() {
        let alert = Alert {
            rollover_action: RolloverAction::Forward,
            clid_phone_number_mode: ShownNumber::Custom,
            ..Alert::default()
        };
        let fields: Vec<String> = broken(&alert).into_iter().map(|it| it.0).collect();
        assert_eq!(
            fields,
            ["rolloverForwardToPhoneNumber", "customCLIDPhoneNumber"]
        );
    }
}
