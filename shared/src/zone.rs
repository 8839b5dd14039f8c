//! The organisation's time zone, as both sides compute with it.
//!
//! The server knows zones by name; the browser has no tables of them. So the zone travels as the
//! rule of POSIX (`CET-1CEST,M3.5.0,M10.5.0/3`, IEEE Std 1003.1, chapter 8), which holds from now
//! on until a parliament changes it.

use jiff::{
    Timestamp,
    civil::DateTime,
    tz::{Offset, TimeZone},
};
use serde::{Deserialize, Serialize};

use crate::error::Code;

/// A time zone by its POSIX rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone {
    rule: String,
    zone: TimeZone,
}

impl Zone {
    /// The zone of a rule.
    pub fn new(rule: impl Into<String>) -> Result<Self, Code> {
        let rule = rule.into();
        let zone = TimeZone::posix(&rule).map_err(|_| Code::NotOffered)?;
        Ok(Self { rule, zone })
    }

    /// Universal time, where no rule is known.
    pub fn utc() -> Self {
        Self {
            rule: "UTC0".to_owned(),
            zone: TimeZone::fixed(Offset::UTC),
        }
    }

    /// What the clock on the wall shows at a moment.
    pub fn local(&self, moment: Timestamp) -> DateTime {
        self.zone.to_datetime(moment)
    }

    /// The moment at which the clock on the wall shows a time. An hour that a clock skips is read
    /// as the hour after it, one that comes twice as its first.
    pub fn moment(&self, local: DateTime) -> Option<Timestamp> {
        self.zone.to_timestamp(local).ok()
    }
}

impl TryFrom<String> for Zone {
    type Error = String;
    fn try_from(rule: String) -> Result<Self, String> {
        Self::new(rule).map_err(|_| "not a time zone".to_owned())
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.rule
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn amsterdam() -> Zone {
        Zone::new("CET-1CEST,M3.5.0,M10.5.0/3").unwrap()
    }

    #[test]
    fn the_wall_clock_follows_both_changes_of_the_year() {
        let local = |text: &str| amsterdam().local(text.parse().unwrap()).to_string();
        assert_eq!(local("2026-03-29T00:59:59Z"), "2026-03-29T01:59:59");
        assert_eq!(local("2026-03-29T01:00:00Z"), "2026-03-29T03:00:00");
        assert_eq!(local("2026-10-25T00:59:59Z"), "2026-10-25T02:59:59");
        assert_eq!(local("2026-10-25T01:00:00Z"), "2026-10-25T02:00:00");
    }

    #[test]
    fn an_hour_that_is_skipped_or_comes_twice_is_still_a_moment() {
        let moment = |month, day| {
            let local = date(2026, month, day).at(2, 30, 0, 0);
            amsterdam().moment(local).unwrap().to_string()
        };
        assert_eq!(moment(3, 29), "2026-03-29T01:30:00Z");
        assert_eq!(moment(10, 25), "2026-10-25T00:30:00Z");
    }

    #[test]
    fn rubbish_is_no_zone() {
        for bad in ["", "Europe/Amsterdam", "CET", "CET-99"] {
            assert!(Zone::new(bad).is_err(), "{bad}");
        }
    }
}
