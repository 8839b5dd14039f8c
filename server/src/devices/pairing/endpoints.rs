//! `/v1/account/devices/pairings`, and what an app does with the code: `/v1/pairings/{code}`.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::Response,
};
use belroute_shared::{
    devices::{NewDevice, Pairing, PairingState, Provisioning},
    error::{Code, ErrorBody},
    ids::{DeviceId, OrganisationId, PairingId, UserId},
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::store;
use crate::{
    account,
    client::ClientAddress,
    clock::moment,
    devices::{
        credentials::Credentials,
        endpoints::told,
        provisioning::{negotiated, provisioning},
        store as devices,
    },
    error::{ApiError, ApiResult},
    json::{Json, Path},
    qr,
    session::Session,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create_pairing))
        .routes(routes!(show_pairing))
        .routes(routes!(redeem))
}

/// A code that connects one app within five minutes.
#[utoipa::path(post, path = "/v1/account/devices/pairings", tag = "devices",
    responses((status = 201, body = Pairing), (status = 401, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn create_pairing(
    State(state): State<AppState>,
    session: Session,
) -> ApiResult<(StatusCode, Json<Pairing>)> {
    if devices::is_full(&state.db.read, session.user).await? {
        return Err(ApiError::Conflict(Code::TooLong));
    }
    let change = state.db.begin().await?;
    let now_ms = state.clock.now_ms();
    let begun = store::insert(&change, session.user, session.organisation, now_ms).await?;
    change.commit().await?;
    let link = format!("{}/connect/{}", state.config.public_url, begun.code);
    let answer = Pairing {
        id: begun.id,
        qr_svg: qr::svg(&link)?,
        link,
        expires_at: moment(begun.expires_at_ms),
    };
    Ok((StatusCode::CREATED, Json(answer)))
}

/// How far a pairing has come.
#[utoipa::path(get, path = "/v1/account/devices/pairings/{id}", tag = "devices",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 200, body = PairingState), (status = 401, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn show_pairing(
    State(state): State<AppState>,
    session: Session,
    Path(id): Path<Uuid>,
) -> ApiResult<Json<PairingState>> {
    let now_ms = state.clock.now_ms();
    let row = store::find(&state.db.read, session.user, PairingId(id))
        .await?
        .ok_or(ApiError::NotFound)?;
    let device = match row.device_id {
        Some(id) => devices::find_shown(&state.db.read, session.user, DeviceId(id), now_ms).await?,
        None => None,
    };
    Ok(Json(match device {
        Some(device) => PairingState::Connected { device },
        None if row.expires_at_ms <= now_ms => PairingState::Expired,
        None => PairingState::Waiting,
    }))
}

/// An app uses a code: it becomes a device and learns all that it takes to register and to call.
/// The code is its right to ask, so nobody has to be signed in. With `Accept: text/plain` the same
/// names and values come one a line.
#[utoipa::path(post, path = "/v1/pairings/{code}", tag = "devices", request_body = NewDevice,
    params(("code" = String, Path)),
    responses((status = 200, content((Provisioning = "application/json"), (String = "text/plain"))),
        (status = 400, body = ErrorBody), (status = 410, body = ErrorBody),
        (status = 429, body = ErrorBody)))]
async fn redeem(
    State(state): State<AppState>,
    ClientAddress(client): ClientAddress,
    Path(code): Path<String>,
    headers: HeaderMap,
    Json(app): Json<NewDevice>,
) -> ApiResult<Response> {
    app.check()?;
    let now_ms = state.clock.now_ms();
    state.addresses.refuse_spent(client, now_ms)?;
    let change = state.db.begin().await?;
    let Some(row) = store::find_open(&change, &code, now_ms).await? else {
        state.addresses.failed(client, now_ms);
        return Err(ApiError::Gone(Code::CodeSpent));
    };
    let (owner, organisation) = (UserId(row.user_id), OrganisationId(row.organisation_id));
    let person = account::store::find(&change, owner)
        .await?
        .ok_or(ApiError::Gone(Code::CodeSpent))?;
    let credentials = Credentials::new(&person.organisation.sip_domain);
    let id = devices::insert(&change, owner, organisation, &app, &credentials, now_ms).await?;
    if !store::spend(&change, owner, PairingId(row.id), id).await? {
        return Err(ApiError::Gone(Code::CodeSpent));
    }
    change.commit().await?;
    told(&state, owner, organisation).await?;
    let (user, organisation) = (&person.user, &person.organisation);
    let answer = provisioning(&state.config, user, organisation, id, credentials);
    Ok(negotiated(answer, &headers))
}
