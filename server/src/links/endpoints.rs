//! `/v1/invitations` and `/v1/passwordResets`: what a mailed link leads to.

use axum::{
    extract::State,
    http::{StatusCode, request::Parts},
};
use belroute_shared::{
    error::{Code, ErrorBody},
    security::{Administrators, ForgottenPassword, OpenLink},
    session::NewPassword,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Kind, Open, open, store};
use crate::{
    client::ClientAddress,
    directory::full_name,
    error::{ApiError, ApiResult},
    json::{Json, Path},
    password::{self, How},
    session::refuse_foreign,
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show_invitation, accept_invitation))
        .routes(routes!(administrators))
        .routes(routes!(ask))
        .routes(routes!(show_reset, reset))
}

/// Whom an invitation is for, and what his password has to be.
#[utoipa::path(get, path = "/v1/invitations/{token}", tag = "session", params(("token" = String, Path)),
    responses((status = 200, body = OpenLink), (status = 404, body = ErrorBody),
        (status = 410, body = ErrorBody)))]
async fn show_invitation(
    State(state): State<AppState>,
    Path(token): Path<String>,
) -> ApiResult<Json<OpenLink>> {
    show(&state, Kind::Invitation, &token).await
}

/// The first password. The invitation is used up; signing in comes next.
#[utoipa::path(post, path = "/v1/invitations/{token}", tag = "session", params(("token" = String, Path)),
    request_body = NewPassword,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 410, body = ErrorBody)))]
async fn accept_invitation(
    State(state): State<AppState>,
    client: ClientAddress,
    Path(token): Path<String>,
    parts: Parts,
    Json(new): Json<NewPassword>,
) -> ApiResult<StatusCode> {
    refuse_foreign(&parts)?;
    set(
        &state,
        client,
        (Kind::Invitation, How::Invited),
        &token,
        new,
    )
    .await
}

/// Whom to ask for a new invitation: also for one that is used or too old.
#[utoipa::path(get, path = "/v1/invitations/{token}/administrators", tag = "session",
    params(("token" = String, Path)),
    responses((status = 200, body = Administrators), (status = 404, body = ErrorBody)))]
async fn administrators(
    State(state): State<AppState>,
    Path(token): Path<String>,
) -> ApiResult<Json<Administrators>> {
    let row = store::find(&state.db.read, Kind::Invitation, &token)
        .await?
        .ok_or(ApiError::NotFound)?;
    let rows = store::administrators(&state.db.read, row.organisation_id).await?;
    Ok(Json(Administrators {
        names: rows.iter().map(full_name).collect(),
    }))
}

/// Somebody has forgotten his password. The answer is the same whether or not there is such an
/// account; a mail goes out when there is.
#[utoipa::path(post, path = "/v1/passwordResets", tag = "session", request_body = ForgottenPassword,
    responses((status = 204), (status = 400, body = ErrorBody)))]
async fn ask(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    parts: Parts,
    Json(form): Json<ForgottenPassword>,
) -> ApiResult<StatusCode> {
    refuse_foreign(&parts)?;
    form.check()?;
    let identifier = form.identifier.trim().to_lowercase();
    // PostgreSQL refuses a text that holds a zero byte, and no name does.
    if !identifier.contains('\0') && state.askers.may_ask(address) {
        let change = state.db.begin().await?;
        store::insert_forgotten(&change, &identifier, state.clock.now_ms()).await?;
        change.commit().await?;
        state.mail.wake();
    }
    Ok(StatusCode::NO_CONTENT)
}

/// Whom a link for a forgotten password is for.
#[utoipa::path(get, path = "/v1/passwordResets/{token}", tag = "session",
    params(("token" = String, Path)),
    responses((status = 200, body = OpenLink), (status = 404, body = ErrorBody),
        (status = 410, body = ErrorBody)))]
async fn show_reset(
    State(state): State<AppState>,
    Path(token): Path<String>,
) -> ApiResult<Json<OpenLink>> {
    show(&state, Kind::PasswordReset, &token).await
}

/// A password in place of the forgotten one. All sessions end; a second factor stays and is asked.
#[utoipa::path(post, path = "/v1/passwordResets/{token}", tag = "session",
    params(("token" = String, Path)), request_body = NewPassword,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 404, body = ErrorBody),
        (status = 410, body = ErrorBody)))]
async fn reset(
    State(state): State<AppState>,
    client: ClientAddress,
    Path(token): Path<String>,
    parts: Parts,
    Json(new): Json<NewPassword>,
) -> ApiResult<StatusCode> {
    refuse_foreign(&parts)?;
    set(
        &state,
        client,
        (Kind::PasswordReset, How::Reset),
        &token,
        new,
    )
    .await
}

async fn show(state: &AppState, kind: Kind, token: &str) -> ApiResult<Json<OpenLink>> {
    let Open {
        user, organisation, ..
    } = open(&state.db.read, kind, token, state.clock.now_ms()).await?;
    Ok(Json(OpenLink {
        name: full_name(&user),
        rules: password::step(&organisation, &user)?,
        email: user.email,
        organisation: organisation.name,
    }))
}

async fn set(
    state: &AppState,
    ClientAddress(address): ClientAddress,
    (kind, how): (Kind, How),
    token: &str,
    new: NewPassword,
) -> ApiResult<StatusCode> {
    let now_ms = state.clock.now_ms();
    let Open {
        row,
        user,
        organisation,
    } = open(&state.db.read, kind, token, now_ms).await?;
    let hash = password::new_hash(state, &organisation, &user, &new.password).await?;
    let change = state.db.begin().await?;
    if !store::use_up(&change, &row, now_ms).await? {
        return Err(ApiError::Gone(Code::LinkUsed));
    }
    password::save(&change, state, &user, hash, how, Some(address)).await?;
    change.commit().await?;
    state.mail.wake();
    Ok(StatusCode::NO_CONTENT)
}
