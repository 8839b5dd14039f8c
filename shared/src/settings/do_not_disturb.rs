//! Do not disturb: while it is on, the user's own phones stay silent and he counts as busy.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Findings, Setting, check_end, is_on};
use crate::{error::FieldError, features::Feature, instant};

/// `…/settings/doNotDisturb`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct DoNotDisturb {
    /// The choice as last saved. It may be on and already over; ask [`Self::is_active_at`].
    pub enabled: bool,
    /// A brief tone on the user's phones each time a call is held off.
    pub ring_splash_enabled: bool,
    /// Kept for clients of Webex Calling; decides nothing here.
    pub webex_go_override_enabled: bool,
    /// When it ends by itself; `None` means by hand.
    #[serde(
        deserialize_with = "instant::optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub enabled_until: Option<Timestamp>,
}

impl DoNotDisturb {
    /// Whether calls that arrive at a moment are held off.
    pub fn is_active_at(&self, now: Timestamp) -> bool {
        is_on(self.enabled, self.enabled_until, now)
    }
}

impl Setting for DoNotDisturb {
    const NAME: &'static str = "doNotDisturb";
    const FEATURE: Option<Feature> = None;

    fn check(&self, now: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut findings = Findings::default();
        findings.add("enabledUntil", check_end(self.enabled_until, now));
        findings.outcome()
    }

    fn at(self, now: Timestamp) -> Self {
        Self {
            enabled: self.is_active_at(now),
            enabled_until: self.enabled_until.filter(|until| now < *until),
            ..self
        }
    }

    fn ends_at(&self) -> Option<Timestamp> {
        self.enabled_until.filter(|_| self.enabled)
    }

    fn forget_ends(&mut self, before: &Self, named: &dyn Fn(&str) -> bool) {
        if self.enabled != before.enabled && !named("enabledUntil") {
            self.enabled_until = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn it_ends_with_its_last_second() {
        let setting = DoNotDisturb {
            enabled: true,
            enabled_until: Some(at("2026-03-10T16:00:00Z")),
            ..DoNotDisturb::default()
        };
        assert!(setting.is_active_at(at("2026-03-10T15:59:59Z")));
        assert!(!setting.is_active_at(at("2026-03-10T16:00:00Z")));
        let over = setting.at(at("2026-03-10T16:00:00Z"));
        assert_eq!(over, DoNotDisturb::default());
        let going_on = setting.at(at("2026-03-10T15:59:59Z"));
        assert_eq!(going_on, setting);
    }

    #[test]
    fn only_what_is_on_ends_by_itself() {
        let until = at("2026-03-10T16:00:00Z");
        let on = DoNotDisturb {
            enabled: true,
            enabled_until: Some(until),
            ..DoNotDisturb::default()
        };
        assert_eq!(on.ends_at(), Some(until));
        assert_eq!(on.at(until).ends_at(), None);
        let off = DoNotDisturb {
            enabled: false,
            ..on
        };
        assert_eq!(off.ends_at(), None);
    }

    #[test]
    fn an_end_that_is_not_ahead_is_refused() {
        let setting = DoNotDisturb {
            enabled: true,
            enabled_until: Some(at("2026-03-10T16:00:00Z")),
            ..DoNotDisturb::default()
        };
        assert!(setting.check(at("2026-03-10T15:59:59Z")).is_ok());
        assert_eq!(
            setting.check(at("2026-03-10T16:00:00Z")),
            Err(vec![FieldError::new("enabledUntil", Code::NotInFuture)])
        );
    }

    #[test]
    fn switching_without_naming_an_end_forgets_it() {
        let before = DoNotDisturb {
            enabled: true,
            enabled_until: Some(at("2026-03-10T16:00:00Z")),
            ..DoNotDisturb::default()
        };
        let mut off = DoNotDisturb {
            enabled: false,
            ..before
        };
        off.forget_ends(&before, &|_| false);
        assert_eq!(off.enabled_until, None);
        let mut splash = DoNotDisturb {
            ring_splash_enabled: true,
            ..before
        };
        splash.forget_ends(&before, &|_| false);
        assert_eq!(splash.enabled_until, before.enabled_until);
    }
}
