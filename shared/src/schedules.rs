//! Schedules: named sets of times that rules refer to. A user has some of his own, and may refer to
//! those of his company.
//!
//! Shapes are those of Webex Calling's `schedules`. All times are those on the wall of the
//! organisation's office: who asks whether a schedule is in force now converts now to the
//! organisation's zone first. So 09:00 stays 09:00 over a change of the clock; a time that the clock
//! leaps over in spring has passed when it leaps, and one that comes twice in autumn counts twice.

mod check;
mod event;
mod force;
pub mod import;
mod occurrences;
mod recurrence;
#[cfg(test)]
mod strategies;
mod uses;
mod week;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::ids::{EventId, ScheduleId};

pub use check::{
    LONGEST_NAME, MOST_EVENTS, MOST_INTERVAL, MOST_OCCURRENCES, MOST_SCHEDULES, check_event,
    name_key, tidied_name,
};
pub use event::ScheduleEvent;
pub use force::{is_in_force, next_change};
pub use recurrence::{
    Ends, Month, Pattern, Recurrence, RecurrenceWire, Unclear, WeekOfMonth, Weekday, Weekdays,
};
pub use uses::{ScheduleUse, ScheduleUses};
pub use week::{Span, week};

/// What a schedule is for. Both kinds work alike: a holiday cuts no hole into business hours.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum ScheduleType {
    /// Working hours.
    #[default]
    BusinessHours,
    /// Days off.
    Holidays,
}

/// Whose a schedule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ScheduleLevel {
    /// A user's own, which he changes.
    People,
    /// The company's, which its administrators change and everybody may refer to. Other servers of
    /// this API have more levels above people; all are read as this one.
    #[serde(alias = "GROUP", alias = "GLOBAL")]
    Location,
}

/// A schedule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Schedule {
    /// The schedule. Rules refer to it by this, so that it can be renamed.
    pub id: ScheduleId,
    /// 1 to 40 characters, unique among schedules of the same owner and type.
    pub name: String,
    /// What it is for.
    #[serde(rename = "type")]
    pub kind: ScheduleType,
    /// Whose it is.
    pub level: ScheduleLevel,
    /// When it is in force, at most 100; without any it never is.
    #[serde(default)]
    pub events: Vec<ScheduleEvent>,
}

impl Schedule {
    /// Whether this moment, by the organisation's clock on the wall, lies in any event. The first
    /// minute of an event does, its end does not; an event of whole days lasts until midnight after
    /// its last day.
    pub fn is_in_force(&self, local: DateTime) -> bool {
        is_in_force(&self.events, local)
    }

    /// The next moment, later than `after`, at which [`Self::is_in_force`] changes; see
    /// [`next_change()`] for what `None` means.
    pub fn next_change(&self, after: DateTime) -> Option<DateTime> {
        next_change(&self.events, after)
    }

    /// When it is in force within the seven days from `monday`, in order; spans neither overlap nor
    /// touch.
    pub fn week(&self, monday: Date) -> Vec<Span> {
        week(&self.events, monday)
    }

    /// What its owner decides about it.
    pub fn settings(&self) -> ScheduleSettings {
        ScheduleSettings {
            name: self.name.clone(),
            kind: self.kind,
            events: self.events.clone(),
        }
    }

    /// The schedule as lists show it.
    pub fn entry(&self) -> ScheduleEntry {
        ScheduleEntry {
            id: self.id,
            name: self.name.clone(),
            kind: self.kind,
            level: self.level,
        }
    }
}

/// What is sent to make a schedule or to change it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ScheduleSettings {
    /// 1 to 40 characters, unique among schedules of the same owner and type.
    pub name: String,
    /// What it is for. It cannot be changed.
    #[serde(rename = "type")]
    pub kind: ScheduleType,
    /// When it is in force, at most 100, with unique names.
    #[serde(default)]
    pub events: Vec<ScheduleEvent>,
}

/// A schedule that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeSchedule {
    /// The schedule.
    pub id: ScheduleId,
}

/// An event that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeEvent {
    /// The event.
    pub id: EventId,
}

/// A schedule in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ScheduleEntry {
    /// The schedule.
    pub id: ScheduleId,
    /// What its owner calls it.
    pub name: String,
    /// What it is for.
    #[serde(rename = "type")]
    pub kind: ScheduleType,
    /// Whose it is.
    pub level: ScheduleLevel,
}

/// `GET …/schedules`: the user's own and the company's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Schedules {
    /// Schedules that the user may refer to: his own first, each part by name.
    pub schedules: Vec<ScheduleEntry>,
}
