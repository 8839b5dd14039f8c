//! What the user may see and change.

use axum::extract::State;
use belroute_shared::{error::ErrorBody, features::MyFeatures};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{error::ApiResult, json::Json, session::AtPanel, state::AppState};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// What the user may see and change.
#[utoipa::path(get, path = "/v1/features", tag = "features",
    responses((status = 200, body = MyFeatures), (status = 401, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<MyFeatures>> {
    let (db, owner, organisation) = (&state.db.read, session.user, session.organisation);
    let mine = store::find(db, owner, organisation).await?;
    let given = store::find_given(db, owner, organisation).await?;
    Ok(Json(MyFeatures { given, ..mine }))
}
