//! Who hears whose mailbox, as administrators decide it.

use serde::{Deserialize, Serialize};

use super::person::Person;
use crate::{
    error::{Code, FieldError},
    ids::UserId,
};

/// People who may share one mailbox with its owner.
pub const MOST_SHARERS: usize = 50;

/// What an administrator decides about a mailbox.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct MailboxSharing {
    /// Who hears it beside its owner, at most 50, in the order in which they are shown.
    pub member_ids: Vec<UserId>,
}

impl MailboxSharing {
    /// Refuses what can be told without looking anything up.
    pub fn check(&self, owner: UserId) -> Result<(), Vec<FieldError>> {
        if self.member_ids.len() > MOST_SHARERS {
            return Err(vec![FieldError::new("memberIds", Code::TooMany)]);
        }
        let wrong = self.member_ids.iter().enumerate().filter_map(|(at, id)| {
            if *id == owner {
                Some(member(at, Code::NotOffered))
            } else if self.member_ids[..at].contains(id) {
                Some(member(at, Code::Twice))
            } else {
                None
            }
        });
        let broken: Vec<FieldError> = wrong.collect();
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

/// What is wrong with somebody who is to share a mailbox.
pub fn member(at: usize, code: Code) -> FieldError {
    FieldError::new(format!("memberIds.{at}"), code)
}

/// A mailbox as an administrator sees it: whose it is and who hears it, never what is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyMailbox {
    /// Whose calls end there.
    pub owner: Person,
    /// What the administrator decides.
    #[serde(flatten)]
    pub sharing: MailboxSharing,
    /// Who they are, in the same order.
    #[serde(default)]
    pub members: Vec<Person>,
}

/// Mailboxes of the organisation by the name of their owners; the `Link` header leads to the next
/// page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyMailboxes {
    /// The mailboxes of this page.
    pub mailboxes: Vec<CompanyMailbox>,
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn nobody_shares_a_mailbox_twice_or_with_himself() {
        let id = |id: u128| UserId(Uuid::from_u128(id));
        let check = |ids: &[u128]| {
            let member_ids = ids.iter().map(|it| id(*it)).collect();
            MailboxSharing { member_ids }.check(id(0))
        };
        assert_eq!(check(&[]), Ok(()));
        assert_eq!(check(&[1, 2]), Ok(()));
        assert_eq!(check(&[1, 0]), Err(vec![member(1, Code::NotOffered)]));
        assert_eq!(check(&[1, 2, 1]), Err(vec![member(2, Code::Twice)]));
        let all: Vec<u128> = (1..=51).collect();
        assert_eq!(check(&all[..50]), Ok(()));
        let too_many = FieldError::new("memberIds", Code::TooMany);
        assert_eq!(check(&all), Err(vec![too_many]));
    }
}
