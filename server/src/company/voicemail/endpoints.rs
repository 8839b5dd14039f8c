//! `/v1/telephony/config/voicemail/…`: the company's rules.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    company::voicemail::CompanyVoicemail, error::ErrorBody, voicemail::pin::PinRules,
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{finish, store};
use crate::{
    company::{self, Administrator},
    error::ApiResult,
    json::{self, Json, merged},
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show, replace))
        .routes(routes!(show_rules, replace_rules))
}

/// What the company decides about messages.
#[utoipa::path(get, path = "/v1/telephony/config/voicemail/settings", tag = "company",
    responses((status = 200, body = CompanyVoicemail), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
) -> ApiResult<Json<CompanyVoicemail>> {
    let settings = store::find(&state.db.read, administrator.organisation_id()).await?;
    Ok(Json(settings))
}

/// Changes it; absent fields keep their value.
#[utoipa::path(put, path = "/v1/telephony/config/voicemail/settings", tag = "company",
    request_body = CompanyVoicemail,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Json(patch): Json<Value>,
) -> ApiResult<StatusCode> {
    let organisation = administrator.organisation_id();
    let change = company::begin(&state.db, organisation).await?;
    let before = store::find(&change, organisation).await?;
    let wanted: CompanyVoicemail = merged(&before, patch)?;
    wanted.check()?;
    let rules = store::find_pin_rules(&change, organisation).await?;
    store::save(&change, organisation, &wanted, &rules).await?;
    finish(&state, &administrator, change, (&before, &wanted)).await
}

/// Which PINs the company takes.
#[utoipa::path(get, path = "/v1/telephony/config/voicemail/rules", tag = "company",
    responses((status = 200, body = PinRules), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn show_rules(
    State(state): State<AppState>,
    administrator: Administrator,
) -> ApiResult<Json<PinRules>> {
    let rules = store::find_pin_rules(&state.db.read, administrator.organisation_id()).await?;
    Ok(Json(rules))
}

/// Changes it; absent fields keep their value. PINs that people have stay good. A PIN that all new
/// users have is not made: what clients send of one is passed over.
#[utoipa::path(put, path = "/v1/telephony/config/voicemail/rules", tag = "company",
    request_body = PinRules,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn replace_rules(
    State(state): State<AppState>,
    administrator: Administrator,
    Json(mut patch): Json<Value>,
) -> ApiResult<StatusCode> {
    let organisation = administrator.organisation_id();
    json::without(
        &mut patch,
        &["defaultVoicemailPinRules.defaultVoicemailPinEnabled"],
    );
    let change = company::begin(&state.db, organisation).await?;
    let before = store::find_pin_rules(&change, organisation).await?;
    let wanted: PinRules = merged(&before, patch)?;
    wanted.check()?;
    let settings = store::find(&change, organisation).await?;
    store::save(&change, organisation, &settings, &wanted).await?;
    finish(&state, &administrator, change, (&before, &wanted)).await
}
