//! Numbers of single number reach. They are part of the setting: whoever names the state that he has
//! seen names that of the whole.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    error::{Code, ErrorBody, FieldError},
    ids::ReachNumberId,
    settings::{
        Setting as _,
        single_number_reach::{
            MOST_NUMBERS, MadeReachNumber, ReachNumber, ReachNumberSettings, SingleNumberReach,
        },
    },
};
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    audit::Told,
    error::{ApiError, ApiResult},
    etag::{self, IfMatch},
    json::{Json, Path, merged},
    session::AtPanel,
    settings::{
        Change,
        numbers::{self, Kept},
        store::Stored,
    },
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .routes(routes!(replace, remove))
}

/// Adds a number.
#[utoipa::path(post, path = "/v1/telephony/config/people/me/settings/singleNumberReach/numbers",
    tag = "callSettings", request_body = ReachNumberSettings,
    responses((status = 201, body = MadeReachNumber, headers(("Belroute-Change" = String))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 409, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Json(body): Json<Value>,
) -> ApiResult<(StatusCode, Told, Json<MadeReachNumber>)> {
    let change = Change::begin(&state, session, SingleNumberReach::FEATURE).await?;
    let mut reach = change.find::<SingleNumberReach>().await?.value;
    let none = ReachNumberSettings::default();
    let settings = judged(&change, &none, body, &reach.numbers).await?;
    if reach.numbers.len() >= MOST_NUMBERS {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    let id = ReachNumberId(Uuid::now_v7());
    let made = ReachNumber { id, settings };
    reach.numbers.push(made.clone());
    change.save(&reach).await?;
    let told = change
        .finish(SingleNumberReach::NAME, &None::<()>, &made)
        .await?;
    Ok((StatusCode::CREATED, told, Json(MadeReachNumber { id })))
}

/// Changes a number; absent fields keep their value.
#[utoipa::path(put,
    path = "/v1/telephony/config/people/me/settings/singleNumberReach/numbers/{id}",
    tag = "callSettings", request_body = ReachNumberSettings,
    params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("ETag" = String), ("Belroute-Change" = Option<String>))),
        (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 412, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<ReachNumberId>,
    seen: IfMatch,
    Json(patch): Json<Value>,
) -> ApiResult<(StatusCode, Told, etag::Header)> {
    let change = Change::begin(&state, session, SingleNumberReach::FEATURE).await?;
    let Stored { value, version } = change.find::<SingleNumberReach>().await?;
    seen.check(version, &value)?;
    let mut reach = value;
    let stored = taken(&mut reach, id)?;
    let before = &stored.1.settings;
    let settings = judged(&change, before, patch, &reach.numbers).await?;
    if settings == *before {
        let tag = etag::header(etag::of(version));
        return Ok((StatusCode::NO_CONTENT, Told::default(), tag));
    }
    let (at, stored) = stored;
    let after = ReachNumber { id, settings };
    reach.numbers.insert(at, after.clone());
    let version = change.save(&reach).await?;
    let told = change
        .finish(SingleNumberReach::NAME, &stored, &after)
        .await?;
    let tag = etag::header(etag::of(version));
    Ok((StatusCode::NO_CONTENT, told, tag))
}

/// Removes a number.
#[utoipa::path(delete,
    path = "/v1/telephony/config/people/me/settings/singleNumberReach/numbers/{id}",
    tag = "callSettings",
    params(("id" = String, Path, format = Uuid), ("If-Match" = Option<String>, Header)),
    responses((status = 204, headers(("Belroute-Change" = Option<String>))),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 412, body = ErrorBody)))]
async fn remove(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
    Path(id): Path<ReachNumberId>,
    seen: IfMatch,
) -> ApiResult<(StatusCode, Told)> {
    let change = Change::begin(&state, session, SingleNumberReach::FEATURE).await?;
    let Stored { value, version } = change.find::<SingleNumberReach>().await?;
    seen.check(version, &value)?;
    let mut reach = value;
    let (_, removed) = taken(&mut reach, id)?;
    change.save(&reach).await?;
    let told = change
        .finish(SingleNumberReach::NAME, &removed, &None::<()>)
        .await?;
    Ok((StatusCode::NO_CONTENT, told))
}

/// Takes a number out, and tells where it stood.
fn taken(reach: &mut SingleNumberReach, id: ReachNumberId) -> ApiResult<(usize, ReachNumber)> {
    let place = reach.numbers.iter().position(|it| it.id == id);
    let at = place.ok_or(ApiError::NotFound)?;
    Ok((at, reach.numbers.remove(at)))
}

/// A number with a patch put over it, beside others. Everything that is wrong with it is refused
/// together.
async fn judged(
    change: &Change<'_>,
    before: &ReachNumberSettings,
    patch: Value,
    others: &[ReachNumber],
) -> ApiResult<ReachNumberSettings> {
    let mut wanted = merged(before, patch)?;
    wanted.name = wanted.name.trim().to_owned();
    let (db, user, show) = (&change.db, &change.user, ReachNumberSettings::numbers);
    let kept = Kept::of(before, show);
    let mut found = numbers::complete(db, user, &mut wanted, show, &kept).await?;
    let own = wanted.check().err().into_iter().flatten();
    for error in own {
        if !found.contains(&error) {
            found.push(error);
        }
    }
    let number = &wanted.phone_number;
    if others.iter().any(|it| it.settings.phone_number == *number) {
        found.push(FieldError::new("phoneNumber", Code::Twice));
    }
    if found.is_empty() {
        Ok(wanted)
    } else {
        Err(ApiError::Invalid(found))
    }
}
