//! The company panel: `/v1/company`, for administrators.

mod audit_log;
pub(crate) mod blocked_numbers;
mod call_groups;
mod call_recording;
mod contacts;
mod dial_plans;
mod extensions;
mod feature_access;
mod feature_codes;
mod hoteling;
mod mailboxes;
mod numbers;
pub(crate) mod paging;
mod people;
mod phonebook_manager;
mod schedules;
mod search_keys;
mod sign_in_rules;
pub mod users;
pub(crate) mod voicemail;

use std::net::IpAddr;

use axum::{extract::FromRequestParts, http::request::Parts};
use belroute_shared::{
    audit::Action,
    error::Code,
    ids::{OrganisationId, SessionId},
};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait as _, QuerySelect as _,
    sea_query::LockType,
};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    account,
    audit::{Actor, Line},
    client::ClientAddress,
    database::Database,
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
        .merge(call_groups::router())
        .merge(call_recording::router())
        .merge(contacts::router())
        .merge(dial_plans::router())
        .merge(feature_access::router())
        .merge(feature_codes::router())
        .merge(hoteling::router())
        .merge(mailboxes::router())
        .merge(numbers::router())
        .merge(schedules::router())
        .merge(sign_in_rules::router())
        .merge(users::router())
        .merge(voicemail::router())
}

/// Somebody who may use the company panel.
///
/// A handler that forgets this extractor has no organisation to pass on to a store.
#[derive(Clone, Debug)]
pub(crate) struct Administrator {
    session: Session,
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

    /// His browser's session, unless he proved too long ago who he is, with his second factor where
    /// he has one: for what opens somebody's account.
    pub(crate) async fn confirmed(
        &self,
        db: &impl ConnectionTrait,
        state: &AppState,
    ) -> ApiResult<SessionId> {
        let (session, user, organisation) = (self.session, &self.user, &self.organisation);
        account::confirmed_with_factor(db, session, user, organisation, state).await
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

/// Begins a change of what an organisation's administrators decide. Such changes of one organisation
/// go one after the other, so that what one has read and judged still holds when it writes: that
/// another administrator is left, that a number is free, that a list is not full.
///
/// Everything that judges is to be read after this.
pub(crate) async fn begin(
    db: &Database,
    organisation: OrganisationId,
) -> Result<DatabaseTransaction, DbErr> {
    let change = db.begin().await?;
    // SQLite has one writer and leaves the lock out. Rows that point to the organisation can be
    // written meanwhile: calls and sign-ins do not wait for its administrators.
    organisation::Entity::find_by_id(organisation.0)
        .lock(LockType::NoKeyUpdate)
        .one(&change)
        .await?;
    Ok(change)
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
