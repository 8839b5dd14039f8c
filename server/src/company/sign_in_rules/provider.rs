//! `/v1/company/identityProvider`.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    company::identity_provider::{IdentityProviderShown, NewIdentityProvider, TriedProvider},
    error::ErrorBody,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    client::ClientAddress, company::Administrator, error::ApiResult, json::Json,
    single_sign_on::settings, state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show, replace, remove))
        .routes(routes!(try_out))
}

/// Where the organisation's people sign in when that is not here, and what the provider has to be
/// told.
#[utoipa::path(get, path = "/v1/company/identityProvider", tag = "company",
    responses((status = 200, body = IdentityProviderShown), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    administrator: Administrator,
) -> ApiResult<Json<IdentityProviderShown>> {
    let organisation = administrator.organisation_id();
    let shown = settings::show(&state, &state.db.read, organisation).await?;
    Ok(Json(shown))
}

/// Sets or replaces it. Needs the same proof as the rules: who holds the provider can be everybody of
/// the organisation.
#[utoipa::path(put, path = "/v1/company/identityProvider", tag = "company",
    request_body = NewIdentityProvider,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    administrator: Administrator,
    Json(new): Json<NewIdentityProvider>,
) -> ApiResult<StatusCode> {
    administrator.confirmed(&state.db.read, &state).await?;
    let organisation = administrator.organisation_id();
    settings::save(&state, organisation, new, &administrator.actor()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes it away: people sign in here again. Needs the same proof as the rules.
#[utoipa::path(delete, path = "/v1/company/identityProvider", tag = "company",
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    administrator: Administrator,
) -> ApiResult<StatusCode> {
    administrator.confirmed(&state.db.read, &state).await?;
    let organisation = administrator.organisation_id();
    settings::delete(&state, organisation, &administrator.actor()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Asks a provider what it is, without saving anything.
#[utoipa::path(post, path = "/v1/company/identityProvider/test", tag = "company",
    request_body = TriedProvider,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn try_out(
    State(state): State<AppState>,
    _administrator: Administrator,
    ClientAddress(address): ClientAddress,
    Json(tried): Json<TriedProvider>,
) -> ApiResult<StatusCode> {
    state.questions.asked(address)?;
    settings::try_out(&state, tried.issuer.trim()).await?;
    Ok(StatusCode::NO_CONTENT)
}
