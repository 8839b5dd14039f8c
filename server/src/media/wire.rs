//! What the media server asks and hands over, and what it is answered. Unknown fields are passed
//! over, so that media server and panel can be upgraded apart.

mod meta;
mod moment;
mod script;
mod sound_name;

use serde::{Deserialize, Serialize};

pub use self::{
    meta::{EndedBy, Meta, Reason},
    moment::Moment,
    script::{
        Announce, Answer, Confirm, Connect, Deposit, GreetingFor, Hangup, Kind, Script, ShownNumber,
    },
    sound_name::SoundName,
};

/// Version of the contract.
pub const VERSION: u8 = 1;

/// A call has reached the media server: what now?
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Version of the contract.
    pub version: u8,
    /// The SIP Call-ID, the same as in the engine's question and events.
    pub sip_call_id: String,
    /// The user part of the address called, such as `vm-2041`: the name that the plan gave it.
    pub user: String,
    /// The address called, as it came, such as `sip:vm-2041@192.0.2.5:5060;cause=408`.
    pub request_uri: String,
    /// Why the call was sent here (RFC 4458): 486 busy, 408 no answer, 302 always.
    #[serde(default)]
    pub cause: Option<u16>,
    /// Who calls.
    pub from: Party,
    /// The first `Diversion` header: whose call it was.
    #[serde(default)]
    pub diversion: Option<String>,
    /// When the call came.
    pub at: Moment,
}

/// Who calls, as the media server sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The From address.
    #[serde(default)]
    pub uri: String,
    /// The number or extension; empty when the caller is anonymous.
    #[serde(default)]
    pub number: String,
    /// The name beside it.
    #[serde(default)]
    pub display: String,
}

/// A call between two parties that the panel wants: `POST /calls` at the agent, with the credentials
/// of its listener. The first is rung, and when he answers the second.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwoParties {
    /// The address whose phones ring first.
    pub from: String,
    /// The address that is called then.
    pub to: String,
    /// The number that the second sees, or `anonymous`, if that is another than usual; absent, the user
    /// part of the first address. The engine's question carries it to the panel, which decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_id: Option<String>,
}

/// The answer to [`TwoParties`]; what comes of it the engine's events tell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// Names the call in the log of the agent.
    pub id: String,
}

/// The end of such a call, wherever it is: `POST /calls/hangup` at the agent, with the same
/// credentials. 404 says that there is none of this name from this address, or none any more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndPlaced {
    /// Its name, as [`Placed`] told it.
    pub id: String,
    /// The address whose phones rang first.
    pub from: String,
}

#[cfg(test)]
mod tests;
