//! Call notify: a mail for each call that a rule names.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Findings, Setting, mail_address};
use crate::{error::FieldError, features::Feature};

/// `…/settings/callNotify`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct CallNotify {
    /// Whether it is on. Without a rule it does nothing.
    pub enabled: bool,
    /// Where the mail goes; wanted while it is on, at most 80 characters.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub email_address: String,
}

impl Setting for CallNotify {
    const NAME: &'static str = "callNotify";
    const FEATURE: Option<Feature> = Some(Feature::CallNotify);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        let outcome = mail_address::check(&self.email_address, self.enabled);
        findings.add("emailAddress", outcome);
        findings.outcome()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    fn check(enabled: bool, address: &str) -> Option<Code> {
        let setting = CallNotify {
            enabled,
            email_address: address.to_owned(),
        };
        let outcome = setting.check(Timestamp::UNIX_EPOCH);
        outcome.err().map(|broken| broken[0].code)
    }

    #[test]
    fn an_address_is_wanted_while_it_is_on() {
        assert_eq!(check(true, ""), Some(Code::Required));
        assert_eq!(check(false, ""), None);
        assert_eq!(check(false, "anna"), Some(Code::NotAnEmail));
        let of_length = |length: usize| format!("{}@example.nl", "a".repeat(length - 11));
        assert_eq!(check(true, &of_length(80)), None);
        assert_eq!(check(true, &of_length(81)), Some(Code::TooLong));
    }
}
