//! What a company decides about all of its mailboxes.

use serde::{Deserialize, Serialize};

use crate::{
    error::{Code, FieldError},
    settings::Findings,
};

/// `GET` and `PUT /v1/telephony/config/voicemail/settings`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct CompanyVoicemail {
    /// Whether old messages are removed.
    pub message_expiry_enabled: bool,
    /// How many days a message is kept, 1 to 180.
    pub number_of_days_for_message_expiry: u16,
    /// Whether messages that nobody has heard are removed as well.
    pub strict_deletion_enabled: bool,
    /// Whether messages may go elsewhere: forwarded, mailed with their sound, or kept in another
    /// mailbox.
    pub voice_message_forwarding_enabled: bool,
}

impl Default for CompanyVoicemail {
    fn default() -> Self {
        Self {
            message_expiry_enabled: true,
            number_of_days_for_message_expiry: 7,
            strict_deletion_enabled: false,
            voice_message_forwarding_enabled: true,
        }
    }
}

impl CompanyVoicemail {
    /// Refuses a number of days outside of its range, also while nothing is removed.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let days = match self.number_of_days_for_message_expiry {
            0 => Err(Code::TooLow),
            1..=180 => Ok(()),
            _ => Err(Code::TooHigh),
        };
        findings.add("numberOfDaysForMessageExpiry", days);
        findings.outcome()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_kept_from_one_to_180_days() {
        for (days, code) in [
            (0, Some(Code::TooLow)),
            (1, None),
            (180, None),
            (181, Some(Code::TooHigh)),
        ] {
            let company = CompanyVoicemail {
                number_of_days_for_message_expiry: days,
                ..CompanyVoicemail::default()
            };
            let found = company.check().err();
            assert_eq!(found.map(|it| it[0].code), code, "{days}");
        }
    }
}
