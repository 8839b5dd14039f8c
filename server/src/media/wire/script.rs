//! What the media server is told to do with a call.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{SoundName, VERSION};

/// The answer to a [`super::Question`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Version of the contract.
    pub version: u8,
    /// What to do.
    #[serde(flatten)]
    pub script: Script,
}

impl From<Script> for Answer {
    fn from(script: Script) -> Self {
        Self {
            version: VERSION,
            script,
        }
    }
}

/// What to do with a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Script {
    /// Plays a greeting and a beep, then records.
    Deposit(Deposit),
    /// Rings somebody, and joins both when he answers, or when he has pressed a key.
    Connect(Connect),
    /// Says something.
    Announce(Announce),
    /// Ends the call.
    Hangup(Hangup),
}

/// Records what the caller says, for a mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deposit {
    /// The panel's id of the call; absent when the panel was away and an older script is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<Uuid>,
    /// The panel's name of the mailbox, handed back in [`super::Meta`].
    pub mailbox: String,
    /// What is recorded.
    #[serde(default)]
    pub kind: Kind,
    /// With [`Kind::Greeting`]: which, handed back in [`super::Meta`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub greeting_for: Option<GreetingFor>,
    /// What the caller hears first; absent, only the beep.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub greeting: Option<SoundName>,
    /// The longest that is recorded.
    #[serde(default = "usual::max_seconds")]
    pub max_seconds: u16,
    /// What is shorter is thrown away: somebody hung up at the beep.
    #[serde(default = "usual::min_seconds")]
    pub min_seconds: u16,
    /// The key that ends the recording: a digit, `*` or `#`.
    #[serde(default = "usual::end_key")]
    pub end_key: char,
    /// Whom `0` during the greeting reaches; absent, the key does nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub operator: Option<String>,
    /// Headers of the leg to the operator; what the panel knows its own leg by.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub operator_headers: BTreeMap<String, String>,
    /// What is said after a recording that a key or its limit ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thanks: Option<SoundName>,
}

/// What is recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A message of a caller.
    #[default]
    Message,
    /// A greeting, by the owner of the mailbox.
    Greeting,
}

/// Which of his greetings somebody records by phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GreetingFor {
    /// For callers who find him busy.
    Busy,
    /// For callers whom he does not answer.
    NoAnswer,
}

/// Rings a target while the caller goes on hearing that it rings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Connect {
    /// The address, called through the engine.
    pub target: String,
    /// How long it rings.
    #[serde(default = "usual::ring_seconds")]
    pub ring_seconds: u16,
    /// Q.850 cause of the refusal when nobody takes the call: 17 is told as 486, 18 as 408, 19 as
    /// 480, 21 as 403. Meanwhile other phones of the same step ring on.
    #[serde(default = "usual::no_answer")]
    pub cause: u8,
    /// SIP headers for the leg to the target, so that the panel knows it again.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// Whom the target sees; absent, the caller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_id: Option<ShownNumber>,
    /// Who answers has to press a key first; absent, answering is enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirm: Option<Confirm>,
}

/// Whom a called party sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownNumber {
    /// The number.
    pub number: String,
    /// The name beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
}

/// Asks whoever answered to press a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirm {
    /// What asks.
    pub sound: SoundName,
    /// The key that counts; absent, any digit does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<char>,
    /// How often it is asked in all.
    #[serde(default = "usual::repeat")]
    pub repeat: u8,
    /// How long to wait for a key after each time.
    #[serde(default = "usual::wait_seconds")]
    pub wait_seconds: u16,
}

/// Says something, and ends the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announce {
    /// What.
    pub sound: SoundName,
    /// Whether the call is answered for it. If not, it is early media: the caller pays nothing, and
    /// the plan's refusal follows.
    #[serde(default)]
    pub answer: bool,
    /// Q.850 cause of the end.
    #[serde(default = "usual::refused")]
    pub cause: u8,
}

/// Ends the call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hangup {
    /// Q.850 cause of the end.
    #[serde(default = "usual::refused")]
    pub cause: u8,
}

/// What counts when an answer leaves it out.
mod usual {
    pub(super) fn max_seconds() -> u16 {
        180
    }

    pub(super) fn min_seconds() -> u16 {
        1
    }

    pub(super) fn end_key() -> char {
        '#'
    }

    pub(super) fn ring_seconds() -> u16 {
        20
    }

    pub(super) fn no_answer() -> u8 {
        19
    }

    pub(super) fn refused() -> u8 {
        21
    }

    pub(super) fn repeat() -> u8 {
        2
    }

    /// Twice that: somebody has ten seconds.
    pub(super) fn wait_seconds() -> u16 {
        5
    }
}
