//! The list as clients of Webex Calling read and write it, without codes.

use axum::{extract::State, http::StatusCode, response::IntoResponse};
use belroute_shared::{
    error::ErrorBody,
    settings::{
        Setting as _,
        speed_dials::{SpeedDial, SpeedDialEntries, SpeedDials, WantedSpeedDial, WantedSpeedDials},
    },
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{change, named::Named};
use crate::{
    error::ApiResult,
    etag::{self, IfMatch},
    features,
    json::{Json, decoded},
    session::AtPanel,
    settings::{Change, store},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, replace))
}

/// Whom the user calls by a key of his phone.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/speedDials",
    tag = "callSettings",
    responses((status = 200, body = SpeedDialEntries, headers(("ETag" = String))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<impl IntoResponse> {
    let db = &state.db.read;
    let (user, organisation) = (session.user, session.organisation);
    features::require(db, user, organisation, SpeedDials::FEATURE).await?;
    let stored = store::find::<SpeedDials>(db, user).await?;
    let named = Named::of(db, session, &stored.value).await?;
    let tag = etag::header(etag::of(stored.version));
    Ok((tag, Json(named.entries(&stored.value))))
}

/// Replaces the list. What stays in it keeps its code, what is new has none.
#[utoipa::path(put, path = "/v1/telephony/config/people/me/settings/speedDials",
    tag = "callSettings", request_body = WantedSpeedDials,
    params(("If-Match" = Option<String>, Header)),
    responses((status = 204,
            headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    seen: IfMatch,
    Json(body): Json<Value>,
) -> ApiResult<impl IntoResponse> {
    let change = Change::begin(&state, session, SpeedDials::FEATURE).await?;
    let stored = change.find::<SpeedDials>().await?;
    let (before, version) = (stored.value, stored.version);
    let named = Named::of(&change.db, session, &before).await?;
    seen.check(version, &named.entries(&before))?;
    let wanted: WantedSpeedDials = decoded(body)?;
    let after = match wanted.speed_dials {
        Some(list) => {
            let speed_dials = list.into_iter().map(dial).collect();
            let wanted = SpeedDials { speed_dials };
            let judged = change::judged(&change, &before, wanted, "id").await?;
            before.replaced_by(judged.speed_dials)
        }
        None => before.clone(),
    };
    let (told, tag) = change::saved(change, version, &before, &after).await?;
    Ok((StatusCode::NO_CONTENT, told, tag))
}

fn dial(wanted: WantedSpeedDial) -> SpeedDial {
    SpeedDial {
        person_id: wanted.id,
        phone_number: wanted.phone_number.filter(|_| wanted.id.is_none()),
        line_key_label: wanted.line_key_label,
        ..SpeedDial::default()
    }
}
