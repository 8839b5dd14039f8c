//! Groups of people who take one another's calls, or park calls for one another, as administrators
//! make them.

use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::{
    error::{Code, FieldError},
    ids::{CallGroupId, UserId},
};

/// The longest name, in characters (Webex Calling).
pub const LONGEST_NAME: usize = 80;
/// People in one group.
pub const MOST_MEMBERS: usize = 100;
/// Groups of both kinds that one organisation may have.
pub const MOST_GROUPS: u64 = 500;

/// What a group is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum CallGroupKind {
    /// Its members take calls that ring at one another.
    #[default]
    CallPickup,
    /// Its members park calls for one another.
    CallPark,
}

/// What an administrator decides about a group.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CallGroupSettings {
    /// 1 to 80 characters, unique among the organisation's groups of this kind.
    pub name: String,
    /// What it is for; stays as it was made.
    pub kind: CallGroupKind,
    /// Its members in their order, at most 100. Nobody is in two groups of one kind.
    #[serde(default)]
    pub member_ids: Vec<UserId>,
}

impl CallGroupSettings {
    /// The same in the form in which it is stored: trimmed.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            name: self.name.trim().to_owned(),
            ..self
        }
    }

    /// Refuses what can be told without looking anything up; of tidied settings.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut broken = Vec::new();
        let name = match self.name.chars().count() {
            0 => Some(Code::Required),
            length if length > LONGEST_NAME => Some(Code::TooLong),
            _ if self.name.contains(char::is_control) => Some(Code::NotOffered),
            _ => None,
        };
        broken.extend(name.map(|code| FieldError::new("name", code)));
        if self.member_ids.len() > MOST_MEMBERS {
            broken.push(FieldError::new("memberIds", Code::TooMany));
        } else {
            let ids = self.member_ids.iter().enumerate();
            let twice = ids.filter(|(at, id)| self.member_ids[..*at].contains(id));
            broken.extend(twice.map(|(at, _)| member(at, Code::Twice)));
        }
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

/// What is wrong with a member.
pub fn member(at: usize, code: Code) -> FieldError {
    FieldError::new(format!("memberIds.{at}"), code)
}

/// A group as an administrator sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyCallGroup {
    /// The group.
    pub id: CallGroupId,
    /// What the administrator decides.
    #[serde(flatten)]
    pub settings: CallGroupSettings,
    /// Who the members are, in the same order.
    #[serde(default)]
    pub members: Vec<Person>,
}

/// Groups of the organisation by name; the `Link` header leads to the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyCallGroups {
    /// The groups of this page.
    pub call_groups: Vec<CompanyCallGroup>,
}

/// A group that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeCallGroup {
    /// The group.
    pub id: CallGroupId,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn group(name: &str, members: impl IntoIterator<Item = u128>) -> CallGroupSettings {
        CallGroupSettings {
            name: name.to_owned(),
            kind: CallGroupKind::CallPark,
            member_ids: members
                .into_iter()
                .map(|id| UserId(Uuid::from_u128(id)))
                .collect(),
        }
    }

    #[test]
    fn a_group_has_a_name_and_each_of_its_members_once() {
        assert_eq!(group(" Balie ", [1, 2]).tidied(), group("Balie", [1, 2]));
        assert_eq!(group(&"é".repeat(80), 0..100).check(), Ok(()));
        for (wrong, error) in [
            (group("", []), FieldError::new("name", Code::Required)),
            (
                group(&"é".repeat(81), []),
                FieldError::new("name", Code::TooLong),
            ),
            (
                group("a\u{7}", []),
                FieldError::new("name", Code::NotOffered),
            ),
            (
                group("a", 0..101),
                FieldError::new("memberIds", Code::TooMany),
            ),
            (group("a", [1, 2, 1]), member(2, Code::Twice)),
        ] {
            assert_eq!(wrong.check(), Err(vec![error]));
        }
    }
}
