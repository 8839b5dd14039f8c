//! `/v1/account/secondFactors`: the factors of somebody who is signed in. Every change needs the
//! password of the last quarter of an hour.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    audit::Action,
    error::{Code, ErrorBody},
    ids::FactorId,
    second_factors::{ConfirmTotp, FactorKind, RecoveryCodes, SecondFactors, TotpKey},
};
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use super::{NewFactor, add, recovery, store, totp};
use crate::{
    account::{Confirmed, Owner},
    error::{ApiError, ApiResult},
    json::{Json, Path},
    mail::{self, FactorChange, Letter},
    session::store as sessions,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(begin))
        .routes(routes!(confirm))
        .routes(routes!(make_primary))
        .routes(routes!(remove))
        .routes(routes!(make_codes))
}

/// The user's second factors and how many recovery codes are left.
#[utoipa::path(get, path = "/v1/account/secondFactors", tag = "account",
    responses((status = 200, body = SecondFactors), (status = 401, body = ErrorBody)))]
async fn list(State(state): State<AppState>, owner: Owner) -> ApiResult<Json<SecondFactors>> {
    let rows = store::list(&state.db.read, owner.id()).await?;
    let left = recovery::count(&state.db.read, owner.id()).await?;
    Ok(Json(SecondFactors {
        factors: rows.into_iter().map(store::shown).collect(),
        recovery_codes_left: u32::try_from(left).unwrap_or(u32::MAX),
        is_required: owner.person.organisation.requires_second_factor,
    }))
}

/// A new key for an authenticator app. It is kept with the session until its first code comes.
#[utoipa::path(post, path = "/v1/account/secondFactors/totp", tag = "account",
    responses((status = 200, body = TotpKey), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn begin(
    State(state): State<AppState>,
    Confirmed { owner, session }: Confirmed,
) -> ApiResult<Json<TotpKey>> {
    let factors = store::list(&state.db.read, owner.id()).await?;
    if factors.len() as u64 >= store::MOST {
        return Err(ApiError::Conflict(Code::TooLong));
    }
    let (key, sealed) = totp::begin(&state, &owner.person.organisation, &owner.person.user)?;
    let change = state.db.begin().await?;
    sessions::keep_key(&change, owner.id(), session, Some(&sealed)).await?;
    change.commit().await?;
    Ok(Json(key))
}

/// The first code of the app: with it the key becomes a factor.
#[utoipa::path(post, path = "/v1/account/secondFactors/totp/confirm", tag = "account",
    request_body = ConfirmTotp,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn confirm(
    State(state): State<AppState>,
    Confirmed { owner, session }: Confirmed,
    Json(given): Json<ConfirmTotp>,
) -> ApiResult<StatusCode> {
    given.check()?;
    let sealed = sessions::find_key(&state.db.read, owner.id(), session)
        .await?
        .ok_or(ApiError::Conflict(Code::Stale))?;
    let step = totp::check(&state, &sealed, &given.bare())?
        .ok_or_else(|| ApiError::field("code", Code::WrongCode))?;
    let change = state.db.begin().await?;
    let new = NewFactor {
        kind: FactorKind::Totp,
        name: &given.name,
        sealed: &sealed,
        credential_id: None,
        step,
        address: Some(owner.address),
    };
    add(&change, &state, &owner.person.user, new).await?;
    sessions::keep_key(&change, owner.id(), session, None).await?;
    change.commit().await?;
    state.mail.wake();
    Ok(StatusCode::NO_CONTENT)
}

/// Asks for this factor first.
#[utoipa::path(put, path = "/v1/account/secondFactors/{id}/primary", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody)))]
async fn make_primary(
    State(state): State<AppState>,
    Confirmed { owner, .. }: Confirmed,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let id = FactorId(id);
    let change = state.db.begin().await?;
    store::find(&change, owner.id(), id)
        .await?
        .ok_or(ApiError::NotFound)?;
    store::make_primary(&change, owner.id(), id).await?;
    let now_ms = state.clock.now_ms();
    let action = Action::FactorMadePrimary;
    owner.write(&change, action, id.to_string(), now_ms).await?;
    change.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes a factor away; never the last one where the organisation requires one.
#[utoipa::path(delete, path = "/v1/account/secondFactors/{id}", tag = "account",
    params(("id" = String, Path, format = Uuid)),
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    Confirmed { owner, .. }: Confirmed,
    Path(id): Path<Uuid>,
) -> ApiResult<StatusCode> {
    let id = FactorId(id);
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    // First, so that of two who remove the last two the second sees what the first has left.
    store::changed(&change, owner.id()).await?;
    let factor = store::find(&change, owner.id(), id)
        .await?
        .ok_or(ApiError::NotFound)?;
    let others: Vec<_> = store::list(&change, owner.id())
        .await?
        .into_iter()
        .filter(|other| other.id != id.0)
        .collect();
    if others.is_empty() && owner.person.organisation.requires_second_factor {
        return Err(ApiError::Conflict(Code::LastFactor));
    }
    store::delete(&change, owner.id(), Some(id)).await?;
    match others.first() {
        Some(next) if factor.is_primary => {
            store::make_primary(&change, owner.id(), FactorId(next.id)).await?;
        }
        Some(_) => {}
        // Codes are the way back to a factor; without one they open nothing.
        None => {
            recovery::delete(&change, owner.id()).await?;
            recovery::mark_stored(&change, owner.id()).await?;
        }
    }
    let action = Action::FactorRemoved;
    owner.write(&change, action, id.to_string(), now_ms).await?;
    let letter = Letter::FactorChanged(FactorChange::Removed);
    let key = format!("factor removed {id}");
    mail::queue(&change, &state, &owner.person.user, &key, letter).await?;
    change.commit().await?;
    state.mail.wake();
    Ok(StatusCode::NO_CONTENT)
}

/// A new set of recovery codes, shown this once; the old set no longer works.
#[utoipa::path(post, path = "/v1/account/recoveryCodes", tag = "account",
    responses((status = 200, body = RecoveryCodes), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn make_codes(
    State(state): State<AppState>,
    Confirmed { owner, .. }: Confirmed,
) -> ApiResult<Json<RecoveryCodes>> {
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    if !store::has_any(&change, owner.id()).await? {
        return Err(ApiError::Conflict(Code::Conflict));
    }
    let codes = recovery::replace(&change, owner.id()).await?;
    recovery::mark_stored(&change, owner.id()).await?;
    owner
        .write(&change, Action::RecoveryCodesMade, "", now_ms)
        .await?;
    let letter = Letter::FactorChanged(FactorChange::NewRecoveryCodes);
    let key = format!("recovery codes {} {now_ms}", owner.id());
    mail::queue(&change, &state, &owner.person.user, &key, letter).await?;
    change.commit().await?;
    state.mail.wake();
    Ok(Json(RecoveryCodes { codes }))
}
