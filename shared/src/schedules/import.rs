//! What a calendar would bring into a schedule, told before anything is saved.

use serde::{Deserialize, Serialize};

use super::ScheduleEvent;

/// The largest calendar that is taken, in bytes.
pub const LARGEST_FILE: usize = 256 * 1024;
/// Events that are left out are told up to so many.
pub const TOLD_IN_PREVIEW: usize = 100;

/// What a calendar would bring. The events can be sent as those of a schedule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CalendarPreview {
    /// What the calendar calls itself, cut to a name that a schedule may have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Events that would be made, at most 100, by their first day.
    pub events: Vec<FoundEvent>,
    /// Events that are left out, at most 100.
    pub left_out: Vec<LeftOut>,
    /// Events that are left out and not told.
    pub more_left_out: usize,
}

/// An event of a calendar as a schedule would have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FoundEvent {
    /// The event.
    pub event: ScheduleEvent,
    /// What is not as it stands in the calendar.
    #[serde(default)]
    pub changes: Vec<CalendarChange>,
}

/// What could not be kept of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum CalendarChange {
    /// It comes again in a way that a schedule does not know. Its times in the next five years are
    /// events of their own.
    WrittenOut,
    /// It comes more often than there is room for: the later times are missing.
    CutShort,
    /// Its times were those of another time zone.
    OtherZone,
    /// Its times name a time zone that is not known, and were taken for those of the organisation.
    UnknownZone,
    /// Its name was too long, or another event has it.
    Renamed,
    /// Something that a newer server tells and this page does not know.
    #[serde(other)]
    Unknown,
}

/// An event that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LeftOut {
    /// What the calendar calls it; empty if it has no name.
    pub name: String,
    /// Why.
    pub reason: LeftOutReason,
}

/// Why an event is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum LeftOutReason {
    /// It is over, and does not come again.
    Over,
    /// The calendar says that it was called off.
    Cancelled,
    /// It has no start that can be read, or no end after it.
    Unreadable,
    /// How it comes again cannot be told.
    NotUnderstood,
    /// It comes again before it is over.
    Overlaps,
    /// There is no room for it: a schedule has at most a hundred events.
    TooMany,
    /// Something that a newer server tells and this page does not know.
    #[serde(other)]
    Unknown,
}
