//! Somebody at his own panel, with what is known of him.

use std::net::IpAddr;

use axum::{extract::FromRequestParts, http::request::Parts};
use belroute_shared::{
    audit::Action,
    ids::{SessionId, UserId},
};
use sea_orm::ConnectionTrait;

use super::{confirmed::confirmed, store::Person};
use crate::{
    audit,
    client::ClientAddress,
    error::{ApiError, ApiResult},
    session::Session,
    state::AppState,
};

/// The owner of the account that a request is about: what he does to it is written in the log.
pub(crate) struct Owner {
    pub(crate) session: Session,
    pub(crate) person: Person,
    pub(crate) address: IpAddr,
}

impl Owner {
    pub(crate) fn id(&self) -> UserId {
        self.session.user
    }

    /// Writes a line about his own account.
    pub(crate) async fn write(
        &self,
        db: &impl ConnectionTrait,
        action: Action,
        object: impl Into<String>,
        now_ms: i64,
    ) -> ApiResult<()> {
        let (user, address) = (&self.person.user, Some(self.address));
        Ok(audit::write_own(db, user, action, object, address, now_ms).await?)
    }
}

impl FromRequestParts<AppState> for Owner {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> ApiResult<Self> {
        let session = Session::from_request_parts(parts, state).await?;
        let ClientAddress(address) = ClientAddress::from_request_parts(parts, state).await?;
        Ok(Self {
            session,
            person: super::person(state, session.user).await?,
            address,
        })
    }
}

/// An owner who has typed his password within the last quarter of an hour, for what must not
/// happen from a browser that he has left alone.
pub(crate) struct Confirmed {
    pub(crate) owner: Owner,
    /// His browser's session: a script cannot confirm anything.
    pub(crate) session: SessionId,
}

impl FromRequestParts<AppState> for Confirmed {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> ApiResult<Self> {
        let owner = Owner::from_request_parts(parts, state).await?;
        let session = confirmed(owner.session, &owner.person.user, state)?;
        Ok(Self { owner, session })
    }
}
