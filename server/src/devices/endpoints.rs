//! `/v1/account/devices`: the list, adding by hand, a new password, disconnecting.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    devices::{Devices, NewDevice, Provisioning},
    error::{Code, ErrorBody},
    ids::{DeviceId, OrganisationId, UserId},
    live::LiveEvent,
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{credentials::Credentials, provisioning::provisioning, store};
use crate::{
    account::{Owner, store::Person},
    call_control::engine,
    entity::device,
    error::{ApiError, ApiResult},
    json::{Json, Path},
    presence, profile,
    session::AtPanel,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(create))
        .routes(routes!(renew))
        .routes(routes!(remove))
}

/// The user's phones and apps.
#[utoipa::path(get, path = "/v1/account/devices", tag = "devices",
    responses((status = 200, body = Devices), (status = 401, body = ErrorBody)))]
async fn list(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<Devices>> {
    let devices = store::list(&state.db.read, session.user, state.clock.now_ms()).await?;
    Ok(Json(Devices { devices }))
}

/// A phone that is set up by hand: what it has to be told. The password is told this once.
#[utoipa::path(post, path = "/v1/account/devices", tag = "devices", request_body = NewDevice,
    responses((status = 201, body = Provisioning), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    owner: Owner,
    Json(new): Json<NewDevice>,
) -> ApiResult<(StatusCode, Json<Provisioning>)> {
    new.check()?;
    let person = &owner.person;
    let (owner, organisation) = (owner.session.user, owner.session.organisation);
    let change = state.db.begin().await?;
    if store::is_full(&change, owner).await? {
        return Err(ApiError::Conflict(Code::TooLong));
    }
    let credentials = Credentials::new(&person.organisation.sip_domain);
    let now_ms = state.clock.now_ms();
    let id = store::insert(&change, owner, organisation, &new, &credentials, now_ms).await?;
    change.commit().await?;
    told(&state, owner, organisation).await?;
    Ok(provisioned(&state, person, id, credentials))
}

/// A new password for a device. The old one is worth nothing from now on, and the device has to be
/// told the new one before it rings again.
#[utoipa::path(post, path = "/v1/account/devices/{id}/credentials", tag = "devices",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 201, body = Provisioning), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
async fn renew(
    State(state): State<AppState>,
    owner: Owner,
    Path(id): Path<Uuid>,
) -> ApiResult<(StatusCode, Json<Provisioning>)> {
    let device = own(&state, &owner, DeviceId(id)).await?;
    let person = &owner.person;
    let realm = &person.organisation.sip_domain;
    let credentials = match &device.ha1_sha256 {
        Some(_) => Credentials::renewed(device.username.clone(), realm),
        None => Credentials::new(realm),
    };
    forget(&state, person, &device).await?;
    let change = state.db.begin().await?;
    store::renew(&change, owner.id(), DeviceId(id), &credentials).await?;
    change.commit().await?;
    forget_again(&state, person, &device).await;
    Ok(provisioned(&state, person, DeviceId(id), credentials))
}

/// Disconnects a device: it is forgotten, its credentials are worth nothing from now on, and the
/// engine takes its registration away at once.
#[utoipa::path(delete, path = "/v1/account/devices/{id}", tag = "devices",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    owner: Owner,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let device = own(&state, &owner, DeviceId(id)).await?;
    let person = &owner.person;
    forget(&state, person, &device).await?;
    let change = state.db.begin().await?;
    store::delete(&change, owner.id(), DeviceId(id)).await?;
    change.commit().await?;
    forget_again(&state, person, &device).await;
    told(&state, owner.id(), owner.session.organisation).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A device that the user may do as he likes with.
async fn own(state: &AppState, owner: &Owner, id: DeviceId) -> ApiResult<device::Model> {
    let device = store::find(&state.db.read, owner.id(), id)
        .await?
        .ok_or(ApiError::NotFound)?;
    if !device.can_disconnect {
        return Err(ApiError::NotGranted(Code::FeatureNotGranted));
    }
    Ok(device)
}

fn provisioned(
    state: &AppState,
    person: &Person,
    id: DeviceId,
    credentials: Credentials,
) -> (StatusCode, Json<Provisioning>) {
    let (user, organisation) = (&person.user, &person.organisation);
    let answer = provisioning(&state.config, user, organisation, id, credentials);
    (StatusCode::CREATED, Json(answer))
}

/// The engine first: a device that the panel has forgotten and that still rings would be worse than
/// a button that has to be pressed again. One that never rang does not keep anybody from it.
async fn forget(state: &AppState, person: &Person, device: &device::Model) -> ApiResult<()> {
    let outcome = tell_engine(state, person, device).await;
    if device.last_seen_at_ms.is_some() {
        outcome.map_err(ApiError::Unavailable)
    } else {
        Ok(())
    }
}

/// And once more when it is written: the device may have registered in between, with what the panel
/// still knew of it. What is left if this fails ends when the engine asks again.
async fn forget_again(state: &AppState, person: &Person, device: &device::Model) {
    if let Err(error) = tell_engine(state, person, device).await {
        tracing::warn!("the engine was not told again to forget a device: {error:#}");
    }
}

async fn tell_engine(
    state: &AppState,
    person: &Person,
    device: &device::Model,
) -> anyhow::Result<()> {
    // A device that cannot authenticate is none that the engine knows.
    if device.ha1_sha256.is_none() {
        return Ok(());
    }
    let address = profile::address(&person.user, &person.organisation);
    engine::forget(&state.config, &address, &device.username).await
}

/// Tells the user's pages that his devices changed, and colleagues whether he can be reached.
pub(super) async fn told(
    state: &AppState,
    owner: UserId,
    organisation: OrganisationId,
) -> ApiResult<()> {
    state.live.tell(owner, LiveEvent::Devices);
    let now_ms = state.clock.now_ms();
    presence::tell(&state.db.read, &state.live, organisation, &[owner], now_ms).await?;
    Ok(())
}
