//! Messages as they are listed and sent on.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{LONGEST_COMMENT, Mailbox};
use crate::{
    calls::Party,
    error::{Code, FieldError},
    ids::{UserId, VoiceMessageId},
    instant,
};

/// Why a caller came to the mailbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Reason {
    /// The user was busy.
    Busy,
    /// Nobody answered.
    NoAnswer,
    /// All calls go there.
    All,
    /// No phone could be reached.
    Unreachable,
    /// It is not known.
    #[default]
    #[serde(other)]
    Unknown,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VoiceMessage {
    /// The message.
    pub id: VoiceMessageId,
    /// Which of the user's mailboxes it is in.
    pub mailbox: UserId,
    /// Who left it.
    pub caller: Party,
    /// When the caller began to speak.
    #[serde(deserialize_with = "instant::required")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime))]
    pub created_at: Timestamp,
    /// How long it is, in milliseconds.
    pub duration_ms: u32,
    /// Size of its sound as a WAV file, in bytes.
    pub size_bytes: u32,
    /// How loud it is over its length: [`super::PEAKS`] steps from 0 to 100, measured in the sound.
    pub peaks: Vec<u8>,
    /// Why the caller came to the mailbox.
    pub reason: Reason,
    /// Somebody has heard it, or marked it so.
    pub is_read: bool,
    /// Whoever sent it on calls it urgent.
    pub is_urgent: bool,
    /// It stays until somebody deletes it.
    pub is_kept: bool,
    /// When it goes by itself; absent while nothing makes it go.
    #[serde(
        default,
        deserialize_with = "instant::optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub goes_at: Option<Timestamp>,
    /// A colleague has sent it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub forwarded: Option<Forwarded>,
}

/// Who sent a message on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Forwarded {
    /// First and last name of the colleague, as they were then.
    pub by: String,
    /// What he wrote beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// `GET /v1/voiceMessages`: newest first; the `Link` header leads to older ones.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VoiceMessages {
    /// One part of the list.
    pub messages: Vec<VoiceMessage>,
    /// The mailboxes that the user hears.
    pub mailboxes: Vec<Mailbox>,
    /// Messages in all of them that nobody has heard yet.
    pub new_messages: u32,
    /// The sound of a message may be saved as a file.
    pub can_download: bool,
    /// A message may be sent on to a colleague.
    pub can_forward: bool,
}

/// Which messages a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum MessageFilter {
    /// All of them.
    #[default]
    All,
    /// Those that nobody has heard yet.
    New,
    /// Those that are kept.
    Kept,
}

impl MessageFilter {
    /// The word used in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::New => "new",
            Self::Kept => "kept",
        }
    }

    /// The filter of a word; unknown words show everything.
    pub fn of_word(word: &str) -> Self {
        [Self::New, Self::Kept]
            .into_iter()
            .find(|filter| filter.word() == word)
            .unwrap_or_default()
    }
}

/// `POST /v1/telephony/voiceMessages/markAsRead` and `…/markAsUnread`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MarkMessages {
    /// The message; absent means all of one mailbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<VoiceMessageId>,
    /// Whose mailbox; absent means the user's own, or for one message whichever it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_owner_id: Option<UserId>,
}

/// `POST /v1/voiceMessages/{id}/forward`: a copy of a message for a colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ForwardMessage {
    /// A colleague who has a mailbox.
    pub person_id: UserId,
    /// What he reads beside it; at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// It is shown to him as urgent.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_urgent: bool,
}

impl ForwardMessage {
    /// The same in the form in which it is stored: trimmed, and without an empty comment.
    #[must_use]
    pub fn tidied(self) -> Self {
        let comment = self.comment.map(|text| text.trim().to_owned());
        Self {
            comment: comment.filter(|text| !text.is_empty()),
            ..self
        }
    }

    /// Refuses a comment that is too long or holds control characters other than ends of lines.
    pub fn check(&self) -> Result<(), FieldError> {
        let comment = self.comment.as_deref().unwrap_or_default();
        let is_odd = |letter: char| letter.is_control() && letter != '\n';
        if comment.chars().count() > LONGEST_COMMENT {
            Err(FieldError::new("comment", Code::TooLong))
        } else if comment.contains(is_odd) {
            Err(FieldError::new("comment", Code::NotOffered))
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn forward(comment: &str) -> ForwardMessage {
        ForwardMessage {
            person_id: UserId(Uuid::nil()),
            comment: Some(comment.to_owned()),
            is_urgent: false,
        }
    }

    #[test]
    fn a_comment_is_trimmed_and_has_its_limits() {
        assert_eq!(forward("  ").tidied().comment, None);
        assert_eq!(forward(" a\nb ").tidied().comment.as_deref(), Some("a\nb"));
        assert_eq!(forward(&"é".repeat(500)).check(), Ok(()));
        let too_long = FieldError::new("comment", Code::TooLong);
        assert_eq!(forward(&"é".repeat(501)).check(), Err(too_long));
        let odd = FieldError::new("comment", Code::NotOffered);
        assert_eq!(forward("a\u{7}").check(), Err(odd));
    }

    #[test]
    fn a_reason_of_a_newer_server_is_none_that_is_known() {
        let read = |text: &str| serde_json::from_str::<Reason>(text).unwrap();
        assert_eq!(read("\"noAnswer\""), Reason::NoAnswer);
        assert_eq!(read("\"elsewhere\""), Reason::Unknown);
    }

    #[test]
    fn filters_and_their_words_belong_together() {
        for filter in [MessageFilter::All, MessageFilter::New, MessageFilter::Kept] {
            assert_eq!(MessageFilter::of_word(filter.word()), filter);
            let json = serde_json::to_string(&filter).unwrap();
            assert_eq!(json, format!("\"{}\"", filter.word()));
        }
    }
}
