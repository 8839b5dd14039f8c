//! What the engine is told. Field names are those of the call-control contract (snake case).

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// The longest that one leg rings, in seconds.
pub const LONGEST_RING_SECONDS: u16 = 180;

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
        /// Its reason phrase, for whoever reads a trace, and for phones that show it.
        reason: String,
        /// Addresses of our own whose devices give a short tone: the call was held off there.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        splash: Vec<String>,
    },
}

impl Plan {
    /// A refusal.
    pub fn reject(code: u16, reason: &str) -> Self {
        Self::Reject {
            code,
            reason: reason.to_owned(),
            splash: Vec::new(),
        }
    }

    /// The same, with a short tone at an address of our own before it.
    #[must_use]
    pub fn with_splash(mut self, address: &str) -> Self {
        match &mut self {
            Self::Ring(ring) => ring.splash.push(address.to_owned()),
            Self::Reject { splash, .. } => splash.push(address.to_owned()),
        }
        self
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
    /// When all steps together have taken so long, 1 to 7200 seconds, what rings is given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit_seconds: Option<u16>,
    /// Addresses of our own whose devices give a short tone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub splash: Vec<String>,
    /// What the media server plays to the caller meanwhile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller_hears: Option<CallerHears>,
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
    /// What rings.
    pub targets: Vec<Target>,
    /// How long, 1 to 180 seconds.
    pub ring_seconds: u16,
    /// The outcomes that lead to the next step; left out, all three.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_on: Option<Vec<Outcome>>,
}

impl Step {
    /// A step whose every outcome leads to the next.
    pub fn new(targets: Vec<Target>, ring_seconds: u16) -> Self {
        Self {
            targets,
            ring_seconds,
            next_on: None,
        }
    }
}

/// What came of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Every leg was busy.
    Busy,
    /// Nothing could be reached.
    Unreachable,
    /// A leg rang and nobody answered.
    NoAnswer,
}

/// A SIP address, and how its leg is dressed. One of the home domain stands for all its registered
/// devices; any other is called as written. Without anything special it travels as a bare text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "WrittenTarget", into = "WrittenTarget")]
pub struct Target {
    /// The address.
    pub uri: String,
    /// Who this party sees.
    pub caller_id: Option<ShownCaller>,
    /// Who called before this leg, told to the next hop.
    pub diversion: Option<Diversion>,
    /// Value of `Alert-Info` (RFC 7462).
    pub alert_info: Option<String>,
    /// The caller is not told who answered.
    pub hide_answerer: bool,
    /// With so many answered calls the leg is busy and does not ring.
    pub busy_at: Option<u16>,
}

impl Target {
    /// An address without anything special.
    pub fn new(uri: impl Into<String>) -> Self {
        Self {
            uri: uri.into(),
            ..Self::default()
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum WrittenTarget {
    Bare(String),
    Dressed {
        uri: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caller_id: Option<ShownCaller>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        diversion: Option<Diversion>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        alert_info: Option<String>,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        hide_answerer: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        busy_at: Option<u16>,
    },
}

impl From<WrittenTarget> for Target {
    fn from(written: WrittenTarget) -> Self {
        match written {
            WrittenTarget::Bare(uri) => Self::new(uri),
            WrittenTarget::Dressed {
                uri,
                caller_id,
                diversion,
                alert_info,
                hide_answerer,
                busy_at,
            } => Self {
                uri,
                caller_id,
                diversion,
                alert_info,
                hide_answerer,
                busy_at,
            },
        }
    }
}

impl From<Target> for WrittenTarget {
    fn from(target: Target) -> Self {
        if target == Target::new(target.uri.as_str()) {
            return Self::Bare(target.uri);
        }
        Self::Dressed {
            uri: target.uri,
            caller_id: target.caller_id,
            diversion: target.diversion,
            alert_info: target.alert_info,
            hide_answerer: target.hide_answerer,
            busy_at: target.busy_at,
        }
    }
}

/// What the media server plays to a caller who is being looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallerHears {
    /// Name of the announcement.
    pub announcement: String,
    /// Seconds after which it comes again.
    pub every_seconds: u16,
    /// The key that ends the search.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop_key: Option<String>,
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
    /// The address; the same at many legs of a plan.
    pub uri: SmolStr,
    /// Reason word of RFC 5806, such as `no-answer`.
    pub reason: SmolStr,
    /// `full` when the address is not to be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy: Option<SmolStr>,
}
