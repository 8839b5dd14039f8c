//! Executives and their assistants.
//!
//! What an executive has, an assistant has not, and the other way round: what belongs to the one is
//! refused to the other as if it had been hidden.

mod alert;
pub(crate) mod assistant;
pub(crate) mod assistants;
mod filtering;
mod rules;
mod screening;
mod store;

use belroute_shared::{error::Code, features::Feature};
use sea_orm::ConnectionTrait;
use utoipa_axum::router::OpenApiRouter;

use crate::{
    error::{ApiError, ApiResult},
    features,
    session::Session,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .merge(alert::router())
        .merge(assistant::router())
        .merge(assistants::router())
        .merge(filtering::router())
        .merge(rules::router())
        .merge(screening::router())
}

/// Refuses whoever is no executive, or may not see it.
async fn require_executive(db: &impl ConnectionTrait, session: Session) -> ApiResult<()> {
    let mine = features::store::find(db, session.user, session.organisation).await?;
    refuse_unless(mine.is_executive && mine.shows(Some(Feature::Executive)))
}

/// Refuses whoever is no assistant, or may not see it.
async fn require_assistant(db: &impl ConnectionTrait, session: Session) -> ApiResult<()> {
    let mine = features::store::find(db, session.user, session.organisation).await?;
    refuse_unless(mine.is_assistant && mine.shows(Some(Feature::Executive)))
}

fn refuse_unless(is_granted: bool) -> ApiResult<()> {
    if is_granted {
        Ok(())
    } else {
        Err(ApiError::NotGranted(Code::FeatureNotGranted))
    }
}
