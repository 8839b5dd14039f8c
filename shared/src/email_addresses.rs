//! A user's own e-mail addresses: the primary one, with which he signs in, and extra ones to which
//! notices go as well.

use serde::{Deserialize, Serialize};

use crate::{company::users::check_email, error::FieldError, ids::EmailAddressId};

/// Extra addresses that a user may have.
pub const MOST_EXTRA: usize = 5;
/// How long the link that confirms an address can be used, in seconds: a day.
pub const CONFIRMATION_SECONDS: i64 = 24 * 3600;

/// All addresses of a user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct EmailAddresses {
    /// He signs in with it, and links go to it alone.
    pub primary: String,
    /// Notices go to those that are confirmed, too; the oldest first.
    pub extra: Vec<ExtraEmailAddress>,
    /// How many extra ones there may be.
    pub limit: u32,
}

impl EmailAddresses {
    /// Whether there is room for another one.
    pub fn has_room(&self) -> bool {
        u32::try_from(self.extra.len()).is_ok_and(|count| count < self.limit)
    }
}

/// An address beside the primary one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ExtraEmailAddress {
    /// The address's own id.
    pub id: EmailAddressId,
    /// The address, in small letters.
    pub address: String,
    /// Whether its owner has opened the link that was mailed to it. Until then nothing else is.
    pub is_confirmed: bool,
}

/// An address that is to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct NewEmailAddress {
    /// The address.
    pub address: String,
}

impl NewEmailAddress {
    /// The form in which addresses are kept and compared.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            address: self.address.trim().to_lowercase(),
        }
    }

    /// Refuses what cannot be an address; of a tidied one.
    pub fn check(&self) -> Result<(), FieldError> {
        check_email(&self.address).map_err(|code| FieldError::new("address", code))
    }
}

/// What a mailed link confirms.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OpenEmailConfirmation {
    /// The address.
    pub address: String,
    /// First and last name of who has added it.
    pub name: String,
    /// Name of his organisation.
    pub organisation: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    #[test]
    fn an_address_is_tidied_before_it_is_judged() {
        let new = |address: &str| {
            NewEmailAddress {
                address: address.to_owned(),
            }
            .tidied()
        };
        assert_eq!(new(" Jan@Home.Test "), new("jan@home.test"));
        assert_eq!(new(" Jan@Home.Test ").check(), Ok(()));
        let refused = |code| Err(FieldError::new("address", code));
        assert_eq!(new("  ").check(), refused(Code::Required));
        assert_eq!(new("jan").check(), refused(Code::NotAnEmail));
    }
}
