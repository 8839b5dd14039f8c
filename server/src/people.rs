//! The user in the shapes of Webex Calling: his calling profile, and his names.

mod calling;
mod endpoints;
mod names;
mod shown;

use belroute_shared::ids::UserId;
use utoipa_axum::router::OpenApiRouter;

use crate::{
    error::{ApiError, ApiResult},
    session::Session,
    state::AppState,
};

pub(crate) use names::{SETTING, names_of, tell};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(calling::router())
        .merge(endpoints::router())
}

/// Somebody by his id in an address; `me` is the user whose panel it is.
pub(crate) fn named(session: Session, id: &str) -> ApiResult<UserId> {
    if id == "me" {
        Ok(session.user)
    } else {
        id.parse().map_err(|_| ApiError::NotFound)
    }
}

/// Refuses everybody but the user himself.
pub(crate) fn himself(session: Session, id: &str) -> ApiResult<()> {
    if named(session, id)? == session.user {
        Ok(())
    } else {
        Err(ApiError::NotFound)
    }
}
