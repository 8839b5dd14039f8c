//! The phonebook: colleagues, dial plans, the company's contacts and one's own.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{ids::EntryId, instant};

/// Where an entry comes from; also the order of the sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum EntryKind {
    /// A user of the same organisation.
    Colleague,
    /// A queue, hunt group or menu.
    DialPlan,
    /// A contact that the administrator keeps for everybody.
    Company,
    /// A contact of the user's own.
    Contact,
}

impl EntryKind {
    /// The word used in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Colleague => "colleague",
            Self::DialPlan => "dialPlan",
            Self::Company => "company",
            Self::Contact => "contact",
        }
    }
}

/// Whether somebody can be reached, in words that a colleague understands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum PresenceState {
    /// A device is registered and nothing goes on: the engine could ring something now.
    Available,
    /// A device rings.
    Ringing,
    /// In a call, or dialling.
    InCall,
    /// No device is registered.
    Offline,
}

/// The state of one colleague.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Presence {
    /// The state.
    pub state: PresenceState,
    /// Since when; absent where it is not known.
    #[serde(
        default,
        deserialize_with = "instant::optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub since: Option<Timestamp>,
    /// Name of the device that rings or talks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device: Option<String>,
}

/// One number of an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EntryNumber {
    /// E.164 number.
    pub number: String,
    /// The number as people of the organisation's country write it.
    pub display: String,
    /// Label such as `mobile`; absent when none was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

/// One line of the phonebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// The entry.
    pub id: EntryId,
    /// Where it comes from.
    pub kind: EntryKind,
    /// Name of the person, plan or firm.
    pub name: String,
    /// Firm of a contact, where it differs from the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Internal number of a colleague or dial plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<String>,
    /// Public numbers, at most 5 of a contact; of a colleague his own, and those that he shows.
    pub numbers: Vec<EntryNumber>,
    /// State of a colleague; absent for everybody else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
    /// Whether the user has starred it.
    pub is_favourite: bool,
    /// Path of the picture of a colleague who has one; another one after each change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub picture: Option<String>,
}

/// `GET /v1/phonebook?query=`: what matches, in sections.
///
/// Without a query every section begins at its first entry.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Phonebook {
    /// What the user has starred, in his own order, at most 100; empty while searching.
    pub favourites: Vec<Entry>,
    /// The rest by kind, in the order of [`EntryKind`]; empty sections are left out.
    pub sections: Vec<Section>,
}

/// One kind of entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Section {
    /// The kind.
    pub kind: EntryKind,
    /// One part of them, by name.
    pub entries: Vec<Entry>,
    /// Leads to the next part: `GET /v1/phonebook?kind=…&cursor=…`; absent at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

/// `GET` and `PUT /v1/favourites`: the starred entries in the user's own order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Favourites {
    /// Ids of the entries, at most 100.
    pub entries: Vec<EntryId>,
}
