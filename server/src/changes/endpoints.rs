//! `/v1/changes`.

use axum::{extract::State, http::HeaderMap};
use belroute_shared::{audit::Action, company::audit_log::AuditLog, error::ErrorBody};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    audit::list::{self, Of, Page, Wanted},
    error::ApiResult,
    json::{Json, Query},
    session::AtPanel,
    state::AppState,
    words::word,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// Who made the changes.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
enum By {
    /// Somebody other than the user, to his account and settings.
    Others,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Wish {
    /// Rows wanted, 1 to 100.
    max: Option<u32>,
    /// Where the last page ended.
    cursor: Option<String>,
    /// Only what these did; absent means everybody, the user himself among them.
    #[param(value_type = Option<By>)]
    by: Option<By>,
}

/// What was done to the user's account and settings, the newest first.
#[utoipa::path(get, path = "/v1/changes", tag = "account", params(Wish),
    responses((status = 200, body = AuditLog, headers(("Link" = String, description = "The next page, RFC 8288."))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Query(wish): Query<Wish>,
) -> ApiResult<(HeaderMap, Json<AuditLog>)> {
    let (of, actions) = match wish.by {
        Some(By::Others) => (Of::ByOthers(session.user), Action::TO_AN_ACCOUNT.to_vec()),
        None => (Of::About(session.user), Vec::new()),
    };
    let page = Page::of(wish.max, wish.cursor.as_deref())?;
    let wanted = Wanted {
        of,
        actions,
        from_ms: None,
        until_ms: None,
        page,
    };
    let db = &state.db.read;
    let mut found = list::list(db, session.organisation, &wanted).await?;
    let filters: Vec<_> = wish.by.map(|by| ("by", word(by))).into_iter().collect();
    let headers = page.cut(&state.config, "/v1/changes", &filters, &mut found);
    let lines = list::shown(db, session.organisation, found).await?;
    Ok((headers, Json(AuditLog { lines })))
}
