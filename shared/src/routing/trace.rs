//! Every stop of a route, with what it did: words for programs, never prose.

use serde::{Deserialize, Serialize};

/// The stops of one decision, in the order in which they act. Exactly one of them decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Trace {
    /// The stops.
    pub stops: Vec<Stop>,
    /// What follows when the deciding stop comes to nothing; nothing does when it refuses.
    pub then: Vec<Fallback>,
}

/// One stop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Stop {
    /// Which.
    pub name: StopName,
    /// What it did, and why.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// The stops that exist so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum StopName {
    /// Is the caller on the company's block list? Only for callers from outside.
    CompanyBlockList,
    /// Can any device be reached?
    Reachable,
    /// Is there room for another call?
    Busy,
    /// The devices ring.
    Ring,
}

/// What a stop did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "verdict", content = "reason", rename_all = "camelCase")]
pub enum Verdict {
    /// The call went on.
    Passed(Reason),
    /// The call went where this stop says.
    Decided(Reason),
}

/// Why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    tag = "code",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Reason {
    /// The caller is on no list.
    NotListed,
    /// The company blocks the caller.
    Blocked,
    /// Devices can be reached.
    DevicesRegistered {
        /// How many, as far as our list knows.
        count: usize,
    },
    /// No device can be reached.
    NoDevice,
    /// There is room for the call.
    Free,
    /// As many calls as the user can have.
    AtCapacity {
        /// How many he can have.
        capacity: u16,
    },
    /// The devices ring.
    Rings {
        /// For how long.
        seconds: u16,
    },
}

/// What follows, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Fallback {
    /// In which case.
    pub when: When,
    /// Where the call goes.
    pub goes_to: End,
}

/// The case in which a fallback is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum When {
    /// Every device was busy.
    Busy,
    /// Nobody answered, or somebody declined.
    NoAnswer,
    /// No device could be reached.
    Unreachable,
}

/// Where a call ends that nobody answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum End {
    /// The mailbox answers.
    Mailbox,
    /// The caller hears busy.
    BusyTone,
    /// The caller is released.
    Released,
}
