//! `/v1/company/signInRules`.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    audit::Action, company::sign_in_rules::SignInRules, error::ErrorBody, live::LiveEvent,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{
    audit::Line,
    company::{self, Administrator},
    error::ApiResult,
    json::{Json, merged},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show, replace))
}

/// The organisation's rules.
#[utoipa::path(get, path = "/v1/company/signInRules", tag = "company",
    responses((status = 200, body = SignInRules), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
) -> ApiResult<Json<SignInRules>> {
    let rules = store::find(&state.db.read, administrator.organisation_id()).await?;
    Ok(Json(rules))
}

/// Changes them; absent fields keep their value. Needs a proof of the last quarter of an
/// hour that it is the administrator, with his second factor where he has one. The limits hold for sessions that stand, too, and no browser stays remembered
/// when that is forbidden; passwords that people have stay good.
#[utoipa::path(put, path = "/v1/company/signInRules", tag = "company", request_body = SignInRules,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    let organisation = administrator.organisation_id();
    let change = company::begin(&state.db, organisation).await?;
    administrator.confirmed(&change, &state).await?;
    let before = store::find(&change, organisation).await?;
    let rules: SignInRules = merged(&before, patch)?;
    rules.check()?;
    store::save(&change, organisation, &rules).await?;
    store::apply_to_sessions(&change, organisation, &rules).await?;
    if !rules.can_remember_browser {
        store::forget_browsers(&change, organisation).await?;
    }
    let line =
        Line::of(organisation, Action::SignInRulesChanged).changed(Some(&before), Some(&rules));
    let actor = administrator.actor();
    actor.write(&change, line, state.clock.now_ms()).await?;
    change.commit().await?;
    // Open pages ask whether somebody is still there when the limit of now is near.
    state.live.tell_all(organisation, LiveEvent::Account);
    Ok(StatusCode::NO_CONTENT)
}
