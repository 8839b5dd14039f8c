//! Into what a calendar is read: whose schedule, in which zone, as seen today.

use belroute_shared::schedules::{ScheduleLevel, import::CalendarChange};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

/// Into what a calendar is read.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// Whose schedule: not all recurrences are for everybody.
    pub(crate) level: ScheduleLevel,
    zone: TimeZone,
    zone_name: String,
    /// The day in the organisation's zone: what was over before it is left out.
    pub(super) today: Date,
}

impl Frame {
    /// For schedules of an organisation in this zone, at this moment.
    pub(crate) fn new(level: ScheduleLevel, zone_name: &str, now: Timestamp) -> Self {
        let zone = TimeZone::get(zone_name).unwrap_or(TimeZone::UTC);
        Self {
            level,
            today: zone.to_datetime(now).date(),
            zone,
            zone_name: zone_name.to_owned(),
        }
    }

    /// The start of today.
    pub(super) fn midnight(&self) -> DateTime {
        self.today.at(0, 0, 0, 0)
    }

    /// A moment of a calendar by the organisation's clock on the wall.
    pub(super) fn local(&self, moment: &Moment) -> Option<DateTime> {
        match &moment.zone {
            Zone::Ours | Zone::Unknown => Some(moment.wall),
            Zone::Other(zone) => {
                // A time that the clock leaps over is meant an hour later, as RFC 5545 says.
                let zoned = zone.to_ambiguous_zoned(moment.wall).compatible().ok()?;
                Some(self.zone.to_datetime(zoned.timestamp()))
            }
        }
    }

    /// A moment by the clock on the wall of another moment's zone.
    pub(super) fn in_zone_of(&self, moment: &Moment, other: &Moment) -> Option<DateTime> {
        let local = self.local(moment)?;
        match &other.zone {
            Zone::Ours | Zone::Unknown => Some(local),
            Zone::Other(zone) => {
                let zoned = self.zone.to_ambiguous_zoned(local).compatible().ok()?;
                Some(zone.to_datetime(zoned.timestamp()))
            }
        }
    }

    /// The zone that a calendar names. Some programs put an address of their own in front.
    pub(super) fn zone(&self, name: &str) -> Zone {
        let parts: Vec<&str> = name.trim_matches('"').split('/').collect();
        let candidates = (0..parts.len()).map(|skipped| parts[skipped..].join("/"));
        for name in candidates.filter(|name| !name.is_empty()).take(8) {
            if name.eq_ignore_ascii_case(&self.zone_name) {
                return Zone::Ours;
            }
            if let Ok(zone) = TimeZone::get(&name) {
                return Zone::Other(zone);
            }
        }
        Zone::Unknown
    }
}

/// A moment as a calendar has it: a day is its midnight.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    pub(super) wall: DateTime,
    pub(super) zone: Zone,
    pub(super) is_day: bool,
}

/// By which clock a moment is told.
#[derive(Clone, Debug)]
pub(super) enum Zone {
    /// By the organisation's, because it says so or says nothing.
    Ours,
    /// By that of a zone which nobody knows; taken for ours.
    Unknown,
    Other(TimeZone),
}

impl Zone {
    /// What is to be said about it.
    pub(super) fn change(&self) -> Option<CalendarChange> {
        match self {
            Self::Ours => None,
            Self::Unknown => Some(CalendarChange::UnknownZone),
            Self::Other(_) => Some(CalendarChange::OtherZone),
        }
    }
}
