//! The company panel: `/v1/company`, for administrators.

mod audit_log;
pub(crate) mod blocked_numbers;
mod contacts;
mod dial_plans;
mod extensions;
mod numbers;
mod paging;
mod phonebook_manager;
mod search_keys;
mod sign_in_rules;
pub mod users;

use std::net::IpAddr;

use axum::{extract::FromRequestParts, http::request::Parts};
use belroute_shared::{audit::Action, error::Code, ids::OrganisationId};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    account,
    audit::{Actor, Line},
    client::ClientAddress,
    entity::{organisation, user},
    error::{ApiError, ApiResult},
    session::Session,
    state::AppState,
};

pub(crate) use phonebook_manager::PhonebookManager;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(audit_log::router())
        .merge(blocked_numbers::router())
        .merge(contacts::router())
        .merge(dial_plans::router())
        .merge(numbers::router())
        .merge(sign_in_rules::router())
        .merge(users::router())
}

/// Somebody who may use the company panel.
///
/// A handler that forgets this extractor has no organisation to pass on to a store.
#[derive(Clone, Debug)]
pub(crate) struct Administrator {
    pub(crate) session: Session,
    pub(crate) user: user::Model,
    pub(crate) organisation: organisation::Model,
    address: IpAddr,
}

impl Administrator {
    pub(crate) fn organisation_id(&self) -> OrganisationId {
        OrganisationId(self.organisation.id)
    }

    /// He, as the log names him.
    pub(crate) fn actor(&self) -> Actor {
        Actor::of(&self.user, Some(self.address))
    }

    /// Writes down that he named something of another organisation.
    pub(crate) async fn named_a_stranger(
        &self,
        state: &AppState,
        what: impl Into<String>,
    ) -> ApiResult<()> {
        write_stranger(state, self.organisation_id(), &self.actor(), what).await
    }
}

/// Writes down that somebody named something of another organisation.
async fn write_stranger(
    state: &AppState,
    organisation: OrganisationId,
    actor: &Actor,
    what: impl Into<String>,
) -> ApiResult<()> {
    let line = Line::of(organisation, Action::StrangerNamed).to(what);
    let change = state.db.begin().await?;
    actor.write(&change, line, state.clock.now_ms()).await?;
    change.commit().await?;
    Ok(())
}

impl FromRequestParts<AppState> for Administrator {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> ApiResult<Self> {
        let session = Session::from_request_parts(parts, state).await?;
        let ClientAddress(address) = ClientAddress::from_request_parts(parts, state).await?;
        let person = account::person(state, session.user).await?;
        if person.user.role != users::ADMINISTRATOR {
            return Err(ApiError::NotGranted(Code::FeatureNotGranted));
        }
        Ok(Self {
            session,
            user: person.user,
            organisation: person.organisation,
            address,
        })
    }
}
