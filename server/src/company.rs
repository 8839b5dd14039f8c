//! The company panel: `/v1/company`, for administrators.

pub mod users;

use axum::{extract::FromRequestParts, http::request::Parts};
use belroute_shared::{error::Code, ids::OrganisationId};
use utoipa_axum::router::OpenApiRouter;

use crate::{
    account,
    entity::{organisation, user},
    error::{ApiError, ApiResult},
    session::Session,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    users::router()
}

/// Somebody who may use the company panel.
///
/// A handler that forgets this extractor has no organisation to pass on to a store.
#[derive(Clone, Debug)]
pub(crate) struct Administrator {
    pub(crate) user: user::Model,
    pub(crate) organisation: organisation::Model,
}

impl Administrator {
    pub(crate) fn organisation_id(&self) -> OrganisationId {
        OrganisationId(self.organisation.id)
    }
}

impl FromRequestParts<AppState> for Administrator {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> ApiResult<Self> {
        let session = Session::from_request_parts(parts, state).await?;
        let person = account::store::find(&state.db.read, session.user)
            .await?
            .ok_or(ApiError::SignedOut)?;
        if person.user.role != users::ADMINISTRATOR {
            return Err(ApiError::NotGranted(Code::FeatureNotGranted));
        }
        Ok(Self {
            user: person.user,
            organisation: person.organisation,
        })
    }
}
