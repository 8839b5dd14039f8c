//! Call park and call pickup: groups of people who take one another's calls. Their members read
//! them; administrators make them.

use serde::{Deserialize, Serialize};

use crate::{
    ids::UserId,
    number::{Extension, PhoneNumber},
};

/// `GET …/settings/callPark` and `GET …/settings/callPickupGroup`: the user's group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct CallGroup {
    /// Its name, at most 80 characters; absent when he is in none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_name: Option<String>,
    /// Its members in their order, the user himself among them.
    pub member_list: Vec<GroupMember>,
}

/// What a member of a group is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MemberType {
    /// A user.
    #[default]
    People,
    /// A room. Known from other servers of this API; there is none here.
    Place,
    /// A number without anybody. Known from other servers of this API; there is none here.
    VirtualLine,
}

/// A member of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct GroupMember {
    /// Who.
    pub id: UserId,
    /// What it is.
    #[serde(rename = "type", default)]
    pub kind: MemberType,
    /// First name.
    pub first_name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// Both.
    pub display_name: String,
    /// The department, where that is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department_name: Option<String>,
    /// The first public number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direct_number: Option<PhoneNumber>,
    /// The internal number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// The primary e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_in_no_group_reads_no_name_and_no_members() {
        let json = serde_json::to_string(&CallGroup::default()).unwrap();
        assert_eq!(json, r#"{"memberList":[]}"#);
        let read: CallGroup = serde_json::from_str("{}").unwrap();
        assert_eq!(read, CallGroup::default());
    }
}
