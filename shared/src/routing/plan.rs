//! What the engine is told. Field names are those of the call-control contract (snake case).

use serde::{Deserialize, Serialize};

/// What to do with a call.
///
/// Boxed where it nests: a plan holds the plans for when it comes to nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Plan {
    /// Ring targets.
    Ring(Ring),
    /// Refuse.
    Reject {
        /// SIP status, 400 to 699.
        code: u16,
        /// Its reason phrase, for whoever reads a trace.
        reason: String,
    },
}

impl Plan {
    /// A refusal.
    pub fn reject(code: u16, reason: &str) -> Self {
        Self::Reject {
            code,
            reason: reason.to_owned(),
        }
    }
}

/// Steps in order; the targets of one step ring together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ring {
    /// Who the called party sees; a step's own wins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_id: Option<ShownCaller>,
    /// What rings, one step after the other.
    pub steps: Vec<Step>,
    /// Taken when every leg was busy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_busy: Option<Box<Plan>>,
    /// Taken when a leg rang and nobody answered, or somebody declined.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_no_answer: Option<Box<Plan>>,
    /// Taken when nothing could be reached; left out, `on_busy` is taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_unreachable: Option<Box<Plan>>,
}

/// Targets that ring at the same time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// SIP addresses. One of the home domain stands for all its registered devices; any other is
    /// called as written.
    pub targets: Vec<String>,
    /// How long, 1 to 180 seconds.
    pub ring_seconds: u16,
    /// Who called before this leg, told to the next hop.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diversion: Option<Diversion>,
}

/// Who the called party sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownCaller {
    /// The address; with `anonymous` it is told to trusted hops only.
    pub uri: String,
    /// The name beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub display: Option<String>,
    /// Whether the called party sees nobody.
    pub anonymous: bool,
}

/// The address that a call was diverted from (RFC 5806).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diversion {
    /// The address.
    pub uri: String,
    /// Reason word of RFC 5806, such as `no-answer`.
    pub reason: String,
}
