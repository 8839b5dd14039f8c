//! Who may change the company's phonebook.

use std::net::IpAddr;

use axum::{extract::FromRequestParts, http::request::Parts};
use belroute_shared::{
    company::users::Grant,
    error::Code,
    ids::{OrganisationId, UserId},
};
use uuid::Uuid;

use super::{users, write_stranger};
use crate::{
    account,
    audit::Actor,
    client::ClientAddress,
    entity::{organisation, user},
    error::{ApiError, ApiResult},
    numbers::Country,
    profile,
    session::Session,
    state::AppState,
    words,
};

/// Somebody who may change the company's phonebook: an administrator, or a user to whom one gave
/// this.
#[derive(Clone, Debug)]
pub(crate) struct PhonebookManager {
    user: user::Model,
    organisation: organisation::Model,
    address: IpAddr,
}

impl PhonebookManager {
    pub(crate) fn organisation_id(&self) -> OrganisationId {
        OrganisationId(self.organisation.id)
    }

    /// The country in which the organisation's people write numbers.
    pub(crate) fn country(&self) -> Country {
        Country::of(&self.organisation.country)
    }

    /// He, as the log names him.
    pub(crate) fn actor(&self) -> Actor {
        Actor::of(&self.user, Some(self.address))
    }

    /// Writes down that he named something of another organisation.
    pub(crate) async fn named_a_stranger(&self, state: &AppState, id: Uuid) -> ApiResult<()> {
        write_stranger(state, self.organisation_id(), &self.actor(), id).await
    }
}

impl FromRequestParts<AppState> for PhonebookManager {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> ApiResult<Self> {
        let session = Session::from_request_parts(parts, state).await?;
        let ClientAddress(address) = ClientAddress::from_request_parts(parts, state).await?;
        let person = account::person(state, session.user).await?;
        let grant = words::word(Grant::PhonebookManager);
        let is_allowed = person.user.role == users::ADMINISTRATOR
            || profile::has_grant(&state.db.read, UserId(person.user.id), &grant).await?;
        if !is_allowed {
            return Err(ApiError::NotGranted(Code::FeatureNotGranted));
        }
        Ok(Self {
            user: person.user,
            organisation: person.organisation,
            address,
        })
    }
}
