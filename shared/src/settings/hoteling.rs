//! Hoteling: a guest takes his calls at the phone of a host for a while.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Findings, Setting, location::Location};
use crate::{
    error::{Code, FieldError},
    features::Feature,
    ids::UserId,
    number::{Extension, PhoneNumber},
};

/// The longest that a guest may stay, in hours (Webex Calling).
pub const MOST_HOURS: u16 = 999;
/// How long a guest stays who has asked for a limit and named none, in hours.
pub const USUAL_HOURS: u16 = 12;

/// `PUT …/settings/hoteling/guest`: what the guest decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct HotelingGuest {
    /// He may sit at somebody else's phone.
    pub enabled: bool,
    /// The stay ends by itself.
    pub association_limit_enabled: bool,
    /// After how many hours, 1 to 999.
    pub association_limit_hours: u16,
    /// Whose phone he sits at; `null` for none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host_id: Option<UserId>,
}

impl Default for HotelingGuest {
    fn default() -> Self {
        Self {
            enabled: false,
            association_limit_enabled: false,
            association_limit_hours: USUAL_HOURS,
            host_id: None,
        }
    }
}

/// `GET …/settings/hoteling/guest`: what the guest decides, and who his host is. All that is about
/// the host is absent while he sits at nobody's phone.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ShownHotelingGuest {
    /// What the guest decides.
    #[serde(flatten)]
    pub guest: HotelingGuest,
    /// The host's first name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_first_name: Option<String>,
    /// The host's last name; may be empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_last_name: Option<String>,
    /// The host's first public number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_phone_number: Option<PhoneNumber>,
    /// The host's internal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_extension: Option<Extension>,
    /// Where the host's phone stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_location: Option<Location>,
    /// The host's limit, 1 to 999 hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_association_limit_hours: Option<u16>,
    /// Whether that limit holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_enforced_association_limit_enabled: Option<bool>,
}

/// `GET …/settings/hoteling/availableHosts?name=&phoneNumber=`: a page of phones that take a guest
/// now, found by parts of a name or a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AvailableHosts {
    /// The hosts, by name. One whose phone has a guest already is not among them.
    pub hosts: Vec<AvailableHost>,
}

/// Somebody whose phone takes a guest now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AvailableHost {
    /// Who.
    pub host_id: UserId,
    /// His first name.
    pub first_name: String,
    /// His last name; may be empty.
    pub last_name: String,
    /// His first public number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<PhoneNumber>,
    /// His internal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// The longest stay that he allows, in hours; absent where he sets no limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed_association_duration: Option<u16>,
}

/// What an administrator decides about a phone that takes guests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct HotelingHost {
    /// Guests may sit here.
    pub is_active: bool,
    /// No guest stays longer than the limit.
    pub enforce_association_limit: bool,
    /// The limit, 1 to 999 hours.
    pub association_limit_hours: u16,
}

impl Default for HotelingHost {
    fn default() -> Self {
        Self {
            is_active: false,
            enforce_association_limit: false,
            association_limit_hours: 24,
        }
    }
}

fn check_hours(hours: u16) -> Result<(), Code> {
    match hours {
        0 => Err(Code::TooLow),
        1..=MOST_HOURS => Ok(()),
        _ => Err(Code::TooHigh),
    }
}

impl HotelingHost {
    /// Refuses what can be told without looking anything up.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        findings.add(
            "associationLimitHours",
            check_hours(self.association_limit_hours),
        );
        findings.outcome()
    }

    /// How long a guest may stay, in hours; `None` without end.
    pub fn limit(&self) -> Option<u16> {
        self.enforce_association_limit
            .then_some(self.association_limit_hours)
    }
}

impl HotelingGuest {
    /// How long he wants to stay, in hours; `None` without end.
    pub fn limit(&self) -> Option<u16> {
        self.association_limit_enabled
            .then_some(self.association_limit_hours)
    }

    /// Refuses a stay that the host's limit does not allow.
    pub fn check_against(&self, host: &HotelingHost) -> Result<(), FieldError> {
        match (self.limit(), host.limit()) {
            (_, None) => Ok(()),
            (Some(wanted), Some(allowed)) if wanted <= allowed => Ok(()),
            (Some(_), Some(_)) => Err(FieldError::new(
                "associationLimitHours",
                Code::LongerThanHost,
            )),
            (None, Some(_)) => Err(FieldError::new(
                "associationLimitEnabled",
                Code::LongerThanHost,
            )),
        }
    }
}

impl Setting for HotelingGuest {
    const NAME: &'static str = "hoteling";
    const FEATURE: Option<Feature> = Some(Feature::Hoteling);

    fn check(&self, _now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        findings.add(
            "associationLimitHours",
            check_hours(self.association_limit_hours),
        );
        // BroadWorks refuses it too: a guest who may be none has no host.
        findings.refuse_if(
            !self.enabled && self.host_id.is_some(),
            "hostId",
            Code::NotOffered,
        );
        findings.outcome()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guest(hours: Option<u16>) -> HotelingGuest {
        HotelingGuest {
            enabled: true,
            association_limit_enabled: hours.is_some(),
            association_limit_hours: hours.unwrap_or(USUAL_HOURS),
            host_id: None,
        }
    }

    #[test]
    fn a_stay_lasts_1_to_999_hours() {
        for (hours, code) in [
            (0, Some(Code::TooLow)),
            (1, None),
            (999, None),
            (1000, Some(Code::TooHigh)),
        ] {
            let outcome = guest(Some(hours)).check(Timestamp::UNIX_EPOCH);
            assert_eq!(outcome.err().map(|it| it[0].code), code, "{hours}");
        }
    }

    #[test]
    fn no_guest_stays_longer_than_the_host_allows() {
        let host = HotelingHost {
            is_active: true,
            enforce_association_limit: true,
            association_limit_hours: 8,
        };
        let field = |hours| guest(hours).check_against(&host).err().map(|it| it.field);
        assert_eq!(field(Some(8)), None);
        assert_eq!(field(Some(9)).as_deref(), Some("associationLimitHours"));
        assert_eq!(field(None).as_deref(), Some("associationLimitEnabled"));
        let free = HotelingHost {
            enforce_association_limit: false,
            ..host
        };
        assert!(guest(None).check_against(&free).is_ok());
    }

    #[test]
    fn nothing_is_said_of_a_host_while_there_is_none() {
        let json = serde_json::to_string(&ShownHotelingGuest::default()).unwrap();
        assert_eq!(
            json,
            r#"{"enabled":false,"associationLimitEnabled":false,"associationLimitHours":12}"#
        );
        let read: ShownHotelingGuest = serde_json::from_str(&json).unwrap();
        assert_eq!(read, ShownHotelingGuest::default());
    }

    #[test]
    fn who_is_no_guest_has_no_host() {
        let setting = HotelingGuest {
            host_id: Some(UserId(uuid::Uuid::nil())),
            ..HotelingGuest::default()
        };
        let broken = setting.check(Timestamp::UNIX_EPOCH).unwrap_err();
        assert_eq!(broken, [FieldError::new("hostId", Code::NotOffered)]);
    }
}
