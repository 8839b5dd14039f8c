//! The mailboxes that one user hears.

use serde::{Deserialize, Serialize};

use crate::ids::UserId;

/// A mailbox that the user hears: his own, or one that he shares.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Mailbox {
    /// Whose calls end there. `lineOwnerId` of Webex Calling is the same.
    pub id: UserId,
    /// First and last name of that user.
    pub name: String,
    /// It is the user's own.
    pub is_own: bool,
    /// How many people hear it, its owner included; 1 when nobody shares it.
    pub people: u32,
    /// Messages that nobody has heard yet.
    pub new_messages: u32,
    /// All messages; [`super::MOST_MESSAGES`] fill it.
    pub messages: u32,
}

/// `GET /v1/mailboxes`: the user's own first, then those that he shares, by name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Mailboxes {
    /// All of them.
    pub mailboxes: Vec<Mailbox>,
    /// Messages in all of them that nobody has heard yet.
    pub new_messages: u32,
}
