//! What [`decide`](super::decide::decide) is given.

use serde::{Deserialize, Serialize};

use crate::{devices::DeviceKind, number::Extension};

/// Seconds that one ring lasts: two seconds of tone, four of silence.
pub const RING_SECONDS: u16 = 6;
/// Rings before the mailbox answers, where the user has chosen nothing else.
pub const MAILBOX_RINGS: u16 = 3;
/// Rings before a caller without any mailbox to go to is released.
pub const LONGEST_RINGS: u16 = 20;

/// Everything about one user that bears on calls to him.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The internal number.
    pub extension: Extension,
    /// Address of record at the engine, such as `sip:2041@pbx.test`.
    pub address: String,
    /// Devices that the engine can reach now, by name.
    pub devices: Vec<ReachableDevice>,
    /// Address of the mailbox without its cause, such as `sip:vm-2041@media.test`; absent when
    /// the user has no mailbox or the organisation no media server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mailbox: Option<String>,
    /// How many calls the user can have at once, waiting ones included.
    pub capacity: u16,
}

/// A device that would ring now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReachableDevice {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: DeviceKind,
}

/// The call that asks for a decision.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct IncomingCall {
    /// Answered calls that the user has at this moment, by the engine's count.
    pub active_calls: u16,
    /// Whether the engine has a registration of the user; it knows better than our list, which
    /// may lag behind. `None` where the engine was not asked, as in the browser.
    pub is_registered: Option<bool>,
    /// Whether the caller is on the company's block list; `None` for colleagues, and where nobody
    /// calls, as in the browser.
    pub is_blocked: Option<bool>,
}
