//! Every stop of a route, with what it did: words for programs, never prose.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{RuleId, UserId},
    instant,
    number::Extension,
};

/// What a call did at one user. A call that is sent on to colleagues visits several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Trace {
    /// The user.
    pub user: UserId,
    /// His name.
    pub name: String,
    /// His internal number.
    pub extension: Extension,
    /// The stops, in the order in which they act. Exactly one of them decided, the last.
    pub stops: Vec<Stop>,
    /// What follows when the deciding stop comes to nothing; nothing does when it refuses.
    pub then: Vec<Fallback>,
    /// Where the deciding stop sent the call, if that is a colleague whose settings are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    pub next: Option<Box<Trace>>,
}

impl Trace {
    /// The stop that decided, and why.
    pub fn decided(&self) -> Option<(StopName, &Reason)> {
        self.stops.iter().find_map(|stop| match &stop.verdict {
            Verdict::Decided(reason) => Some((stop.name, reason)),
            Verdict::Passed(_) => None,
        })
    }
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

/// The stops, in the order in which they act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum StopName {
    /// Has the call been here before, or been sent on too often?
    Redirections,
    /// Is the caller on the company's block list? Only for callers from outside.
    CompanyBlockList,
    /// Is he on the user's own?
    CallBlock,
    /// Does he withhold his number?
    AnonymousCallReject,
    /// Does a rule turn him away?
    SelectiveReject,
    /// Does a rule let him through?
    SelectiveAccept,
    /// Does a group offer the call? Only then.
    Group,
    /// Does a rule send him elsewhere?
    SelectiveForward,
    /// Do assistants take the call? Only for executives.
    Executive,
    /// Is every call sent elsewhere?
    ForwardAlways,
    /// Does every call go to the mailbox?
    SendAllCalls,
    /// Does the user want not to be disturbed?
    DoNotDisturb,
    /// Can anything be reached?
    Reachable,
    /// Is there room for another call?
    Busy,
    /// Phones ring.
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
    /// Switched off.
    Off,
    /// Switched on, but without a rule it does nothing.
    NoRules,
    /// No rule fits the call.
    NoRuleFits,
    /// A rule keeps the setting from acting.
    Exempt {
        /// Which.
        rule: RuleId,
    },
    /// A rule made the setting act.
    RuleActs {
        /// Which.
        rule: RuleId,
    },
    /// The call was sent on less often than it may be, and was not here before.
    FirstTime,
    /// The call was here before.
    Loop,
    /// The call was sent on too often.
    TooManyRedirections,
    /// The caller is on no list.
    NotListed,
    /// The caller is on the list.
    Blocked,
    /// The caller shows his number, or is a colleague.
    NotAnonymous,
    /// The caller withholds his number.
    Anonymous,
    /// No rule lets the caller through.
    NotAccepted,
    /// A group offers the call: it rings here alone, and goes back there.
    OfferedByGroup,
    /// The call is sent on.
    Forwards {
        /// Where: an E.164 number or an extension.
        to: String,
        /// The rule that says so.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        rule: Option<RuleId>,
        /// When that ends by itself.
        #[serde(
            default,
            deserialize_with = "instant::optional",
            skip_serializing_if = "Option::is_none"
        )]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
        until: Option<Timestamp>,
        /// It goes to the mailbox behind that number.
        is_to_mailbox: bool,
    },
    /// Assistants get the call.
    Assistants {
        /// Extensions of those who are alerted, in their order.
        extensions: Vec<Extension>,
        /// Whether they are alerted one after the other.
        is_sequential: bool,
    },
    /// Every call goes to the mailbox.
    AllToMailbox,
    /// The user does not want to be disturbed.
    Silenced {
        /// When that ends by itself.
        #[serde(
            default,
            deserialize_with = "instant::optional",
            skip_serializing_if = "Option::is_none"
        )]
        #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
        until: Option<Timestamp>,
    },
    /// Devices can be reached.
    DevicesRegistered {
        /// How many, as far as our list knows.
        count: usize,
    },
    /// No device can be reached.
    NoDevice,
    /// There is room for the call.
    Free,
    /// The user is on a call; this one is offered as a second.
    Waiting,
    /// The user is on a call and takes no second one.
    OnCall,
    /// As many calls as the user can have.
    AtCapacity {
        /// How many he can have.
        capacity: u16,
    },
    /// Phones ring.
    Rings(Rings),
}

/// What rings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Rings {
    /// For how long the first to ring do.
    pub seconds: u16,
    /// Whether the user's own phones ring.
    pub base: bool,
    /// Whether they ring in the way that was chosen for important callers.
    pub is_priority: bool,
    /// Name of the host at whose phone it rings too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// Other numbers that ring at the same time.
    pub numbers: Vec<String>,
    /// Other numbers that are tried after that, one after the other.
    pub search: Vec<Tried>,
}

/// A number that is tried for a while.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Tried {
    /// The number.
    pub number: String,
    /// How long it rings.
    pub seconds: u16,
}

/// What follows, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Fallback {
    /// In which case.
    pub when: When,
    /// Where the call goes.
    pub goes_to: End,
    /// What happens there, if that is a colleague whose settings are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(no_recursion))]
    pub next: Option<Box<Trace>>,
}

/// The case in which a fallback is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum When {
    /// At once: nothing rings.
    AtOnce,
    /// Everything was busy.
    Busy,
    /// Nobody answered, or somebody declined.
    NoAnswer,
    /// Nothing could be reached.
    Unreachable,
}

/// Where a call ends that nobody answered.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum End {
    /// The mailbox answers.
    Mailbox {
        /// With the greeting of somebody who is busy.
        is_busy_greeting: bool,
    },
    /// Another number rings.
    Forward {
        /// An E.164 number or an extension.
        to: String,
        /// It goes to the mailbox behind that number.
        is_to_mailbox: bool,
    },
    /// The group that offered the call takes it back.
    Group,
    /// The caller hears busy.
    BusyTone,
    /// The caller is released.
    Released,
}
