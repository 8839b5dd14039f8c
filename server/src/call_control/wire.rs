//! What the engine sends and gets. Unknown fields are passed over, so that engine and panel can be
//! upgraded apart.

use belroute_shared::routing::plan::Plan;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use uuid::Uuid;

/// The longest text that is part of a key, in bytes. PostgreSQL takes about 2,700 in one index
/// entry, and the key of an event has three of them.
const LONGEST_KEY: usize = 768;

/// A call arrives: what now?
#[derive(Clone, Debug, Deserialize)]
pub struct Question {
    /// The SIP Call-ID; a question that is asked again has the same.
    #[serde(deserialize_with = "key")]
    pub sip_call_id: String,
    /// Who calls.
    pub from: Caller,
    /// Who is called.
    pub to: Called,
    /// The group service that offers the call, if one does.
    #[serde(default)]
    pub offered_by: Option<OfferedBy>,
    /// The first `Diversion` header: the call was sent on before it came to us.
    #[serde(default)]
    pub diversion: Option<String>,
    /// From the media server: the call of ours that this is a leg of, as we named it there.
    #[serde(default)]
    pub panel_call: Option<String>,
}

/// A group service that offers a call to one of its members, and takes it back.
#[derive(Clone, Debug, Deserialize)]
pub struct OfferedBy {
    /// `hunt_group`, `call_queue` or `other`.
    pub kind: String,
}

/// Who calls, as the engine judged the signalling.
#[derive(Clone, Debug, Deserialize)]
pub struct Caller {
    /// The From address.
    pub uri: String,
    /// The identity that a trusted peer vouches for.
    pub asserted: Option<String>,
    /// The name beside it.
    #[serde(default)]
    pub display: String,
    /// Whether one of our users calls, or a trusted peer hands a call on.
    pub origin: Origin,
    /// The caller asked not to be shown.
    #[serde(default)]
    pub anonymous: bool,
    /// No usable number came at all.
    #[serde(default)]
    pub unavailable: bool,
}

/// Where a call comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A phone or app of a user.
    User,
    /// A trusted peer.
    Trunk,
    /// The media server, which vouches for the caller.
    Media,
}

/// Who is called.
#[derive(Clone, Debug, Deserialize)]
pub struct Called {
    /// The address called.
    pub uri: String,
    /// Answered calls of that address, by the engine's count.
    #[serde(default)]
    pub active_calls: u16,
    /// Whether that address has a registration.
    #[serde(default)]
    pub registered: bool,
}

/// What to do with it.
#[derive(Clone, Debug, Serialize)]
pub struct Answer {
    /// Version of the contract.
    pub version: u8,
    /// Our id of the call, repeated in its events.
    pub call: Uuid,
    /// What to do.
    #[serde(flatten)]
    pub plan: Plan,
}

/// A device says who it is: what does it have to prove?
#[derive(Clone, Debug, Deserialize)]
pub struct CredentialsQuestion {
    /// The user name that it gives.
    #[serde(deserialize_with = "key")]
    pub username: String,
    /// The realm that it gives: an organisation's SIP domain, in lower case.
    #[serde(deserialize_with = "key")]
    pub realm: String,
}

/// Whose credentials they are, and what its answers to challenges are checked with.
#[derive(Clone, Serialize)]
pub struct CredentialsAnswer {
    /// Version of the contract.
    pub version: u8,
    /// The only address that it may register and call as.
    pub address: String,
    /// H(A1) of RFC 7616 with SHA-256, in hexadecimal.
    pub sha256: String,
    /// The same with MD5.
    pub md5: String,
}

/// How many messages wait for somebody?
#[derive(Clone, Debug, Deserialize)]
pub struct MessagesQuestion {
    /// The address of record whose phones have the light.
    #[serde(deserialize_with = "key")]
    pub address: String,
}

/// What the light of a phone says (RFC 3842).
#[derive(Clone, Copy, Debug, Serialize)]
pub struct MessagesAnswer {
    /// Version of the contract.
    pub version: u8,
    /// Messages that nobody has heard.
    pub new: u32,
    /// Messages that were heard and not deleted.
    pub old: u32,
}

impl MessagesAnswer {
    pub(super) fn new(new: u32, old: u32) -> Self {
        let version = 1;
        Self { version, new, old }
    }
}

/// One thing that happened, or several.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Events {
    /// As the queue posts when it has caught up.
    One(Box<Event>),
    /// At most 100, in order.
    Many(Vec<Event>),
}

impl Events {
    /// The events as a list.
    pub fn into_vec(self) -> Vec<Event> {
        match self {
            Self::One(event) => vec![*event],
            Self::Many(events) => events,
        }
    }
}

/// Something that happened at the engine.
#[derive(Clone, Debug, Deserialize)]
pub struct Event {
    /// What.
    pub event: Kind,
    /// When, as seconds since 1970 with a fraction, in text.
    pub at: String,
    /// The SIP Call-ID, for events of calls.
    #[serde(default, deserialize_with = "key")]
    pub sip_call_id: String,
    /// Our id of the call, when we were asked about it.
    #[serde(default)]
    pub call: Option<Uuid>,
    /// Who called.
    #[serde(default)]
    pub from: String,
    /// Who was called.
    #[serde(default)]
    pub to: String,
    /// The plan's target that a leg belongs to.
    #[serde(default, deserialize_with = "key")]
    pub target: String,
    /// The device behind it.
    #[serde(default, deserialize_with = "key")]
    pub contact: String,
    /// How a leg or a call ended.
    #[serde(default)]
    pub outcome: Option<EventOutcome>,
    /// The address of record of a registration.
    #[serde(default)]
    pub aor: String,
    /// The user name that a device registered with.
    #[serde(default, deserialize_with = "key")]
    pub username: String,
    /// Seconds that a registration lasts.
    #[serde(default)]
    pub expires: i64,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A leg rings.
    Ringing,
    /// A leg was answered.
    Answered,
    /// A leg was tried and did not win.
    LegEnded,
    /// The call is over.
    Ended,
    /// A device registered, or did so again.
    Registered,
    /// A device is gone.
    Unregistered,
}

/// How a leg or a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventOutcome {
    /// It was answered.
    Answered,
    /// Nobody answered in time.
    NoAnswer,
    /// In a call already.
    Busy,
    /// Refused by the called person.
    Declined,
    /// Nothing was there.
    Unreachable,
    /// Another leg answered.
    Elsewhere,
    /// Refused by a setting.
    Rejected,
    /// The caller hung up.
    Cancelled,
    /// It could not be carried out.
    Failed,
    /// A word of a newer engine.
    #[serde(other)]
    Unknown,
}

/// Text that both databases can keep as part of a key. What they could not is refused here, for
/// good: failing later would look like an illness of the panel, and the same would come again.
fn key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.len() > LONGEST_KEY || text.contains(char::is_control) {
        return Err(D::Error::custom("too long, or with control characters"));
    }
    Ok(text)
}
