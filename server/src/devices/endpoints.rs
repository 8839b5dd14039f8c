//! `/v1/account/devices`: the list, disconnecting, and connecting by a code.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    devices::{Devices, Pairing, PairingState, Provisioning, Redeem},
    error::{Code, ErrorBody, FieldError},
    ids::{DeviceId, OrganisationId, PairingId, UserId},
    live::LiveEvent,
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{pairing, store};
use crate::{
    account,
    call_control::engine,
    client::ClientAddress,
    clock::moment,
    directory::full_name,
    error::{ApiError, ApiResult},
    json::{Json, Path},
    presence, profile, qr,
    session::Session,
    state::AppState,
};

/// The longest name of a device, in characters.
const LONGEST_NAME: usize = 64;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(remove))
        .routes(routes!(create_pairing))
        .routes(routes!(show_pairing))
        .routes(routes!(redeem))
}

/// The user's phones and apps.
#[utoipa::path(get, path = "/v1/account/devices", tag = "devices",
    responses((status = 200, body = Devices), (status = 401, body = ErrorBody)))]
async fn list(State(state): State<AppState>, session: Session) -> ApiResult<Json<Devices>> {
    let devices = store::list(&state.db.read, session.user, state.clock.now_ms()).await?;
    Ok(Json(Devices { devices }))
}

/// Disconnects a device: it is forgotten, and the engine takes its registration away at once.
#[utoipa::path(delete, path = "/v1/account/devices/{id}", tag = "devices",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    session: Session,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let id = DeviceId(id);
    let device = store::find(&state.db.read, session.user, id)
        .await?
        .ok_or(ApiError::NotFound)?;
    if !device.can_disconnect {
        return Err(ApiError::NotGranted(Code::FeatureNotGranted));
    }
    let person = account::store::find(&state.db.read, session.user)
        .await?
        .ok_or(ApiError::SignedOut)?;
    let address = profile::address(&person.user, &person.organisation);
    // The engine first: a device that the panel has forgotten and that still rings would be worse
    // than a button that has to be pressed again.
    for contact in store::list_contacts(&state.db.read, session.user, id).await? {
        engine::unregister(&state.config, &address, &contact)
            .await
            .map_err(ApiError::Unavailable)?;
    }
    let change = state.db.begin().await?;
    store::delete(&change, session.user, id).await?;
    change.commit().await?;
    told(&state, session.user, session.organisation).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A code that connects one app within five minutes.
#[utoipa::path(post, path = "/v1/account/devices/pairings", tag = "devices",
    responses((status = 201, body = Pairing), (status = 401, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn create_pairing(
    State(state): State<AppState>,
    session: Session,
) -> ApiResult<(StatusCode, Json<Pairing>)> {
    if store::is_full(&state.db.read, session.user.0).await? {
        return Err(ApiError::Conflict(Code::TooLong));
    }
    let change = state.db.begin().await?;
    let now_ms = state.clock.now_ms();
    let begun = store::insert_pairing(&change, session.user, session.organisation, now_ms).await?;
    change.commit().await?;
    let link = pairing::link(&state.config.public_url, &begun.code);
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
    let (row, device) = store::find_pairing(&state.db.read, session.user, PairingId(id))
        .await?
        .ok_or(ApiError::NotFound)?;
    Ok(Json(match device {
        Some(device) => PairingState::Connected { device },
        None if row.expires_at_ms <= state.clock.now_ms() => PairingState::Expired,
        None => PairingState::Waiting,
    }))
}

/// An app uses a code: it becomes a device and learns where to register. The code is its right to
/// ask, so nobody has to be signed in.
#[utoipa::path(post, path = "/v1/pairings/{code}", tag = "devices", request_body = Redeem,
    params(("code" = String, Path)),
    responses((status = 200, body = Provisioning), (status = 400, body = ErrorBody),
        (status = 410, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn redeem(
    State(state): State<AppState>,
    ClientAddress(client): ClientAddress,
    Path(code): Path<String>,
    Json(app): Json<Redeem>,
) -> ApiResult<Json<Provisioning>> {
    check(&app)?;
    let change = state.db.begin().await?;
    let Some(row) = store::redeem(&change, &code, &app, state.clock.now_ms()).await? else {
        state.addresses.failed(client)?;
        return Err(ApiError::Gone(Code::CodeSpent));
    };
    change.commit().await?;
    let owner = UserId(row.user_id);
    let person = account::store::find(&state.db.read, owner)
        .await?
        .ok_or(ApiError::Gone(Code::CodeSpent))?;
    told(&state, owner, OrganisationId(row.organisation_id)).await?;
    let device_id = DeviceId(row.device_id.unwrap_or_default());
    Ok(Json(Provisioning {
        device_id,
        address: profile::address(&person.user, &person.organisation),
        display_name: full_name(&person.user),
        contact_user: device_id.to_string(),
        registrar: state.config.registrar.clone(),
    }))
}

fn check(app: &Redeem) -> Result<(), FieldError> {
    let name = app.name.trim();
    match name.chars().count() {
        0 => Err(FieldError::new("name", Code::Required)),
        length if length > LONGEST_NAME => Err(FieldError::new("name", Code::TooLong)),
        _ if name.chars().any(char::is_control) => Err(FieldError::new("name", Code::NotOffered)),
        _ => Ok(()),
    }
}

async fn told(state: &AppState, owner: UserId, organisation: OrganisationId) -> ApiResult<()> {
    state.live.tell(owner, LiveEvent::Devices);
    let now_ms = state.clock.now_ms();
    presence::tell(&state.db.read, &state.live, organisation, &[owner], now_ms).await?;
    Ok(())
}
