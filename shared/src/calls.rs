//! Calls as one user lived them: legs, devices and forwards are folded into one row.

mod path;
mod query;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    ids::{CallId, EntryId, VoiceMessageId},
    instant,
    phonebook::EntryKind,
};

pub use path::{CallPath, ColleagueThen, NameThen, RuleThen, SentOn};
pub use query::{CallOrder, CallQuery, Days, LONGEST_TALK, Line, OUTCOMES, PERIODS, Period};

/// How many calls a file holds at most.
pub const MOST_EXPORTED: u64 = 10_000;

/// How many calls the dashboard shows.
pub const RECENT_CALLS: u32 = 25;

/// Which way a call went, seen from the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Direction {
    /// Somebody called the user.
    Incoming,
    /// The user called.
    Outgoing,
}

/// What became of a call, seen from the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// It rings; nobody has answered yet.
    Ringing,
    /// The two are talking.
    Talking,
    /// They have talked.
    Answered,
    /// Incoming: nobody answered. Outgoing: the other side did not.
    Missed,
    /// Incoming: a colleague answered.
    AnsweredElsewhere,
    /// Incoming: a setting of the user sent it on.
    Forwarded,
    /// Incoming: the caller was led to the mailbox.
    Voicemail,
    /// The called side refused it.
    Declined,
    /// The called side was in a call.
    Busy,
    /// A block list or a rule refused it.
    Blocked,
    /// Outgoing: the user hung up before an answer.
    Cancelled,
    /// It could not be carried out.
    Failed,
}

impl Outcome {
    /// Whether the call is still going on.
    pub fn is_live(self) -> bool {
        matches!(self, Self::Ringing | Self::Talking)
    }
}

/// The other side of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Party {
    /// Name from the phonebook; absent when nobody there has the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// E.164 number or extension; absent when it was withheld or never delivered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The number as people of the organisation's country write it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number_display: Option<String>,
    /// Where the name comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<EntryKind>,
    /// The entry that the name comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// The caller asked not to be shown.
    pub is_anonymous: bool,
}

/// The line a call used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Via {
    /// Between colleagues, by extension.
    Internal,
    /// The user's own public number was called or shown.
    Direct {
        /// The number as people write it.
        number: String,
    },
    /// Another number was called or shown.
    Line {
        /// Label given by the administrator, such as the name of a queue.
        label: String,
        /// The number as people write it.
        number: String,
    },
    /// The user hid his number.
    Anonymous,
}

/// One row of the list of calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Call {
    /// The call.
    pub id: CallId,
    /// Seen from the user.
    pub direction: Direction,
    /// What became of it.
    pub outcome: Outcome,
    /// The other side is a colleague or a dial plan.
    pub is_internal: bool,
    /// The other side.
    pub party: Party,
    /// The line used.
    pub via: Via,
    /// When it came in or was placed.
    #[serde(deserialize_with = "instant::required")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub started_at: Timestamp,
    /// When talking began.
    #[serde(
        default,
        deserialize_with = "instant::optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub answered_at: Option<Timestamp>,
    /// When it was over; absent while it goes on.
    #[serde(
        default,
        deserialize_with = "instant::optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub ended_at: Option<Timestamp>,
    /// Seconds of talk, whole; absent when it was not answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub talk_seconds: Option<u32>,
    /// Seconds it rang before an answer or the end, whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ring_seconds: Option<u32>,
    /// Device of the user that answered, or name of the colleague who did; absent for the mailbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_by: Option<String>,
    /// Name of the colleague, or number as people write it, that the user's settings sent the call
    /// on to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forwarded_to: Option<String>,
    /// A missed call that the user has not looked at yet.
    pub is_new: bool,
    /// The message that the caller left in the user's mailbox, as long as it is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice_message: Option<VoiceMessageId>,
}

/// `GET /v1/calls`: newest first; the `Link` header leads to older ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Calls {
    /// One part of the list.
    pub calls: Vec<Call>,
    /// Missed calls that the user has not looked at, in the whole list; counting stops at 100.
    pub new_missed: u32,
}

/// `GET /v1/calls/lines`: the lines that the user's calls have used, at most 100.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallLines {
    /// One entry for each line.
    pub lines: Vec<CallLine>,
}

/// A line that calls have used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallLine {
    /// What the list of calls takes as `via`.
    pub word: String,
    /// The line as it is shown.
    pub via: Via,
}

/// `GET /v1/calls/{id}`: the row, what was tried, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallDetails {
    /// The row.
    pub call: Call,
    /// Every device and number that was tried, in the order in which they were.
    pub legs: Vec<Leg>,
    /// What the call met at the user, with his settings as they were then. Absent for outgoing calls,
    /// for those that only rang along, and where it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<CallPath>,
}

/// What became of one leg.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum LegOutcome {
    /// It rings.
    Ringing,
    /// It was answered.
    Answered,
    /// It rang until the time was over.
    NoAnswer,
    /// It was in a call.
    Busy,
    /// It refused.
    Declined,
    /// Nothing was there.
    Unreachable,
    /// Another leg answered.
    Elsewhere,
    /// The caller hung up.
    Cancelled,
    /// It could not be carried out.
    Failed,
}

/// What a leg led to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum LegKind {
    /// A device of the user's own.
    Device,
    /// A colleague.
    Colleague,
    /// The user's mailbox.
    Mailbox,
    /// A number outside.
    Number,
}

/// One device or number that was tried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Leg {
    /// What it led to.
    pub kind: LegKind,
    /// Name of the device or colleague, or the number as people write it; empty for the mailbox.
    pub target: String,
    /// What became of it.
    pub outcome: LegOutcome,
    /// When it was tried.
    #[serde(deserialize_with = "instant::required")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub started_at: Timestamp,
    /// Seconds it rang, whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ring_seconds: Option<u32>,
}

/// Which calls a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum CallFilter {
    /// All of them.
    #[default]
    All,
    /// Incoming ones that nobody answered.
    Missed,
    /// Those that others placed.
    Incoming,
    /// Those that the user placed.
    Outgoing,
}

impl CallFilter {
    /// The word used in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Missed => "missed",
            Self::Incoming => "incoming",
            Self::Outgoing => "outgoing",
        }
    }

    /// The filter of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::All, Self::Missed, Self::Incoming, Self::Outgoing]
            .into_iter()
            .find(|filter| filter.word() == word)
    }
}
