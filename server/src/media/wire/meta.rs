//! What is known of a recording.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{GreetingFor, Kind, Moment, Party};

/// What is handed over with a recording. It comes again until the panel has taken it, always with the
/// same [`Meta::id`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Meta {
    /// Version of the contract.
    pub version: u8,
    /// Made by the media server before it began to record.
    pub id: Uuid,
    /// What was recorded.
    #[serde(default)]
    pub kind: Kind,
    /// With [`Kind::Greeting`]: which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub greeting_for: Option<GreetingFor>,
    /// The panel's id of the call; absent when the panel was away: [`Meta::sip_call_id`] tells then.
    #[serde(default)]
    pub call: Option<Uuid>,
    /// The name of the mailbox that the panel gave; when it was away and had never been asked about
    /// this mailbox, what follows `vm-` in the address.
    pub mailbox: String,
    /// Why the caller came to the mailbox.
    #[serde(default)]
    pub reason: Reason,
    /// Who spoke.
    #[serde(default)]
    pub from: Party,
    /// The SIP Call-ID, as in the engine's events.
    pub sip_call_id: String,
    /// The first `Diversion` header: whose call it was.
    #[serde(default)]
    pub diversion: Option<String>,
    /// When the recording began.
    pub started: Moment,
    /// Its length.
    pub seconds: f64,
    /// What ended it.
    pub ended_by: EndedBy,
}

/// Why a caller came to a mailbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The user was in a call.
    Busy,
    /// Nobody answered.
    NoAnswer,
    /// Every call goes there.
    All,
    /// No phone could be reached.
    Unreachable,
    /// The address did not say.
    #[default]
    #[serde(other)]
    Unknown,
}

impl Reason {
    /// What a cause of RFC 4458 says.
    pub fn of_cause(cause: Option<u16>) -> Self {
        match cause {
            Some(486 | 600) => Self::Busy,
            Some(408) => Self::NoAnswer,
            Some(302) => Self::All,
            Some(404 | 503) => Self::Unreachable,
            _ => Self::Unknown,
        }
    }
}

/// What ended a recording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndedBy {
    /// The caller hung up.
    Caller,
    /// The caller pressed the key.
    Key,
    /// It was as long as it may be.
    Limit,
    /// The media server was stopped meanwhile; this much was saved.
    Lost,
}
