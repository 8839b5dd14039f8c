//! Speed dials as they are shown.

use serde::{Deserialize, Serialize};

use super::SpeedDial;
use crate::{
    ids::{OrganisationId, UserId},
    number::{Extension, PhoneNumber},
    typed_number::{TypedNumber, optional},
};

/// `GET /v1/speedDials`: a user's speed dials in the order of the keys, with their codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ShownSpeedDials {
    /// The speed dials. Those to colleagues who are gone are left out.
    pub speed_dials: Vec<ShownSpeedDial>,
    /// How many more there is room for.
    pub available_entries_count: usize,
}

/// A speed dial, and whom it calls.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ShownSpeedDial {
    /// What is stored.
    #[serde(flatten)]
    pub dial: SpeedDial,
    /// Name of the colleague, or of whoever has the number; absent where nobody is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What is called, as people of the organisation's country write it.
    pub display: String,
}

/// `GET …/settings/speedDials`: the same as clients of Webex Calling read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpeedDialEntries {
    /// The entries, in the order of the keys.
    pub speed_dials: Vec<SpeedDialEntry>,
    /// How many more there is room for.
    pub available_entries_count: usize,
}

/// What an entry leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MemberType {
    /// A person of the organisation.
    People,
}

/// One entry. Id, type and location are those of a person of the organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SpeedDialEntry {
    /// The person; absent for a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<UserId>,
    /// That it is a person.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<MemberType>,
    /// First name; empty where nobody is known.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// The whole name, or the number where nobody is known.
    pub display_name: String,
    /// The number; a person's first public one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<TypedNumber>,
    /// A person's internal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// Where the person works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_name: Option<String>,
    /// The id of that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_id: Option<OrganisationId>,
    /// What a phone shows beside the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line_key_label: Option<String>,
}

/// `PUT …/settings/speedDials`: all entries. Codes are not written here: an entry that stays keeps
/// its own, a new one has none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct WantedSpeedDials {
    /// At most 100; absent for no change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speed_dials: Option<Vec<WantedSpeedDial>>,
}

/// An entry as it is wanted: a person or a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct WantedSpeedDial {
    /// The person. His number, which clients send back with him, is passed over.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<UserId>,
    /// The number.
    #[serde(deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<TypedNumber>,
    /// What a phone shows beside the key, at most 80 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_key_label: Option<String>,
}

/// `GET …/settings/speedDials/availableMembers`: a page of people who can be put among the speed
/// dials.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AvailableMembers {
    /// The people; those who are among the speed dials already are left out.
    pub members: Vec<AvailableMember>,
}

/// A person who can be put among the speed dials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AvailableMember {
    /// The person.
    pub id: UserId,
    /// That it is a person.
    #[serde(rename = "type")]
    pub kind: MemberType,
    /// First name.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// The whole name.
    pub display_name: String,
    /// First public number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<PhoneNumber>,
    /// Internal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// Where the person works.
    pub location_name: String,
    /// The id of that.
    pub location_id: OrganisationId,
}
