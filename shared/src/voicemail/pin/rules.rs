//! What a company asks of PINs, in the shape of the Webex Calling API, and what its users see.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::MOST_REMEMBERED;
use crate::{
    error::{Code, FieldError},
    settings::Findings,
};

/// `GET` and `PUT /v1/telephony/config/voicemail/rules`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct PinRules {
    /// What a PIN has to be by itself.
    pub default_voicemail_pin_rules: PinBasics,
    /// After how many days it is to be replaced, 15 to 180.
    pub expire_passcode: DaysRule,
    /// How many days it has to be kept, 1 to 7.
    pub change_passcode: DaysRule,
    /// Which PINs of before are refused.
    pub block_previous_passcodes: BlockPreviousPasscodes,
}

impl Default for PinRules {
    fn default() -> Self {
        Self {
            default_voicemail_pin_rules: PinBasics::default(),
            expire_passcode: DaysRule {
                enabled: false,
                number_of_days: 180,
            },
            change_passcode: DaysRule {
                enabled: false,
                number_of_days: 1,
            },
            block_previous_passcodes: BlockPreviousPasscodes::default(),
        }
    }
}

/// What a PIN has to be by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct PinBasics {
    /// It is not one group of digits again and again.
    pub block_repeated_patterns_enabled: bool,
    /// It has no long run of the same digit.
    pub block_repeated_digits: BlockRepeatedDigits,
    /// It has no long run of digits that count up or down.
    pub block_contiguous_sequences: BlockContiguousSequences,
    /// How long it is.
    pub length: PinLength,
    /// Whether new users get a PIN that everybody knows. They never do: what a client sends is
    /// passed over.
    pub default_voicemail_pin_enabled: bool,
}

impl Default for PinBasics {
    fn default() -> Self {
        Self {
            block_repeated_patterns_enabled: true,
            block_repeated_digits: BlockRepeatedDigits::default(),
            block_contiguous_sequences: BlockContiguousSequences::default(),
            length: PinLength::default(),
            default_voicemail_pin_enabled: false,
        }
    }
}

/// No long run of the same digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct BlockRepeatedDigits {
    /// Whether that is a rule.
    pub enabled: bool,
    /// So many may stand in a row, 1 to 6.
    pub max: u16,
}

impl Default for BlockRepeatedDigits {
    fn default() -> Self {
        Self {
            enabled: true,
            max: 3,
        }
    }
}

/// No long run of digits that count up or down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct BlockContiguousSequences {
    /// Whether that is a rule.
    pub enabled: bool,
    /// So many that count up are too many, 2 to 5.
    pub number_of_ascending_digits: u16,
    /// So many that count down are too many, 2 to 5.
    pub number_of_descending_digits: u16,
}

impl Default for BlockContiguousSequences {
    fn default() -> Self {
        Self {
            enabled: true,
            number_of_ascending_digits: 4,
            number_of_descending_digits: 4,
        }
    }
}

/// How long a PIN is, in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct PinLength {
    /// The least, 2 to 15.
    pub min: u16,
    /// The most, 3 to 30, and not below the least.
    pub max: u16,
}

impl Default for PinLength {
    fn default() -> Self {
        Self { min: 6, max: 30 }
    }
}

/// Something that is counted in days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct DaysRule {
    /// Whether that is a rule.
    pub enabled: bool,
    /// So many days.
    pub number_of_days: u16,
}

/// Which PINs of before are refused. The PIN of now always is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct BlockPreviousPasscodes {
    /// Whether that is a rule.
    pub enabled: bool,
    /// The last so many, that of now among them, 1 to 10.
    pub number_of_passcodes: u16,
}

impl Default for BlockPreviousPasscodes {
    fn default() -> Self {
        Self {
            enabled: true,
            number_of_passcodes: MOST_REMEMBERED,
        }
    }
}

impl PinRules {
    /// Refuses numbers outside of their ranges, also of rules that are off.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let basics = &self.default_voicemail_pin_rules;
        let runs = basics.block_contiguous_sequences;
        let mut findings = Findings::default();
        let mut within = |field: &str, number: u16, least: u16, most: u16| {
            let code = match number {
                number if number < least => Err(Code::TooLow),
                number if number > most => Err(Code::TooHigh),
                _ => Ok(()),
            };
            findings.add(field, code);
        };
        let basic = "defaultVoicemailPinRules";
        let length = basics.length;
        within(&format!("{basic}.length.min"), length.min, 2, 15);
        let least = length.min.clamp(3, 15);
        within(&format!("{basic}.length.max"), length.max, least, 30);
        let same = basics.block_repeated_digits.max;
        within(&format!("{basic}.blockRepeatedDigits.max"), same, 1, 6);
        for (way, count) in [
            ("Ascending", runs.number_of_ascending_digits),
            ("Descending", runs.number_of_descending_digits),
        ] {
            let field = format!("{basic}.blockContiguousSequences.numberOf{way}Digits");
            within(&field, count, 2, 5);
        }
        let days = self.expire_passcode.number_of_days;
        within("expirePasscode.numberOfDays", days, 15, 180);
        let days = self.change_passcode.number_of_days;
        within("changePasscode.numberOfDays", days, 1, 7);
        let previous = self.block_previous_passcodes.number_of_passcodes;
        let field = "blockPreviousPasscodes.numberOfPasscodes";
        within(field, previous, 1, MOST_REMEMBERED);
        findings.outcome()
    }
}

/// `GET …/people/me/voicemail/rules`: the same as a user sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each rule is told on its own"
)]
pub struct UserPinRules {
    /// It is not one group of digits again and again.
    pub block_repeated_patterns_enabled: bool,
    /// It has nothing to do with his own number; always so.
    pub block_user_number_enabled: bool,
    /// Nor with that number read from its end; always so.
    pub block_reversed_user_number_enabled: bool,
    /// Which PINs of before are refused.
    pub block_previous_passcodes: BlockPreviousPasscodes,
    /// It is not the last one read from its end; always so.
    pub block_reversed_old_passcode_enabled: bool,
    /// It has no long run of the same digit.
    pub block_repeated_digits: BlockRepeatedDigits,
    /// It has no long run of digits that count up or down.
    pub block_contiguous_sequences: BlockContiguousSequences,
    /// How long it is.
    pub length: PinLength,
}

impl From<PinRules> for UserPinRules {
    fn from(rules: PinRules) -> Self {
        let basics = rules.default_voicemail_pin_rules;
        Self {
            block_repeated_patterns_enabled: basics.block_repeated_patterns_enabled,
            block_user_number_enabled: true,
            block_reversed_user_number_enabled: true,
            block_previous_passcodes: rules.block_previous_passcodes,
            block_reversed_old_passcode_enabled: true,
            block_repeated_digits: basics.block_repeated_digits,
            block_contiguous_sequences: basics.block_contiguous_sequences,
            length: basics.length,
        }
    }
}

/// `PUT …/people/me/voicemail/pin`.
#[derive(Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewPin {
    /// The PIN.
    pub passcode: String,
}

/// `GET …/people/me/voicemail/pin`: whether there is one, never which.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PinState {
    /// When it was set; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub set_at: Option<Timestamp>,
    /// When it is to be replaced; absent where it never is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub expires_at: Option<Timestamp>,
}
