//! What the event stream says. Events are small: the page fetches what changed.

use serde::{Deserialize, Serialize};

use crate::{ids::UserId, phonebook::Presence};

/// One event of `GET /v1/events`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    tag = "type",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum LiveEvent {
    /// The user's calls changed.
    Calls,
    /// A colleague, or the user himself, became free, rang, or talks.
    Presence {
        /// Who.
        user: UserId,
        /// How it is now.
        presence: Presence,
    },
    /// The number others see was changed, here or elsewhere.
    CallerNumber,
    /// A setting of the user, or one of the company's that he uses, was changed here or elsewhere.
    Setting {
        /// The setting, as the log of changes names it, such as `schedules`.
        setting: String,
    },
    /// What the user may see and change was changed by an administrator.
    Access,
    /// A device of the user was connected, disconnected, or came and went.
    Devices,
    /// The account's language or theme was changed elsewhere.
    Account,
    /// The user's favourites changed.
    Favourites,
    /// Somebody or something came into the organisation's phonebook, left it or changed.
    Phonebook,
    /// The company's block list changed.
    BlockedNumbers,
    /// A message came into one of the user's mailboxes, left it or changed.
    VoiceMessages {
        /// Messages in all his mailboxes that nobody has heard yet.
        new_messages: u32,
    },
    /// Events were lost: fetch everything again.
    Resync,
    /// The session has ended.
    SignedOut,
    /// Something that a newer server tells and this page does not know.
    #[serde(other)]
    Unknown,
}
