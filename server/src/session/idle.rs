//! A session that ended because nobody used it. Until it has lasted as long as any session may, the
//! password alone brings it back, so that whoever was away finds his page as he left it; the second
//! factor was given when it began (NIST SP 800-63B-4, 2.2.3).

use axum::{
    extract::{FromRequestParts, State},
    http::{header, request::Parts},
    response::{IntoResponse, Response},
};
use belroute_shared::{
    audit::Action,
    error::ErrorBody,
    ids::{OrganisationId, SessionId, UserId},
    security::ConfirmPassword,
    session::{IdleSession, SessionState},
};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, ExprTrait as _, QueryFilter as _, sea_query::Expr,
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Session, confirmation, cookie::Cookie, refuse_foreign, secret, store};
use crate::{
    account, audit,
    client::ClientAddress,
    entity::session,
    error::{ApiError, ApiResult},
    json::Json,
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(resume))
}

/// The session that this browser has left alone for too long.
async fn find(state: &AppState, parts: &Parts) -> ApiResult<Option<session::Model>> {
    let Some(token) = Cookie::Session.read(&state.config, &parts.headers) else {
        return Ok(None);
    };
    let now_ms = state.clock.now_ms();
    Ok(find_idle(&state.db.read, &secret::hash(token), now_ms).await?)
}

/// The browser's idle session; 401 where there is none.
struct Idle(session::Model);

impl FromRequestParts<AppState> for Idle {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> ApiResult<Self> {
        let row = find(state, parts).await?.ok_or(ApiError::SignedOut)?;
        refuse_foreign(parts)?;
        Ok(Self(row))
    }
}

/// Whose session it is, for the page that he comes back to.
pub(super) async fn shown(state: &AppState, parts: &Parts) -> ApiResult<Option<SessionState>> {
    let Some(row) = find(state, parts).await? else {
        return Ok(None);
    };
    let person = account::person(state, session_of(&row).user).await?;
    Ok(Some(SessionState::Idle(IdleSession {
        id: session_of(&row).user,
        email: person.user.email,
        has_password: person.user.password_hash.is_some(),
    })))
}

/// The password brings back a session that ended because nobody used it. It lasts no longer for
/// that: 401 when its longest time is over.
#[utoipa::path(post, path = "/v1/session/resume", tag = "session", request_body = ConfirmPassword,
    responses((status = 200, body = SessionState), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn resume(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    Idle(row): Idle,
    Json(form): Json<ConfirmPassword>,
) -> ApiResult<Response> {
    let session = session_of(&row);
    let person = account::person(&state, session.user).await?;
    confirmation::verify(&state, &person.user, "password", &form.password).await?;
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    // Of two tabs that bring it back at once the second finds it back already.
    let token = bring_back(&change, &row, now_ms)
        .await?
        .ok_or(ApiError::SignedOut)?;
    audit::write_own(
        &change,
        &person.user,
        Action::SessionResumed,
        "",
        Some(address),
        now_ms,
    )
    .await?;
    change.commit().await?;
    let me = account::me(&state, session).await?;
    let left_seconds = (row.ends_at_ms - now_ms) / 1000;
    let cookie = Cookie::Session.set(&state.config, &token, left_seconds);
    let body = Json(SessionState::SignedIn(Box::new(me)));
    Ok(([(header::SET_COOKIE, cookie)], body).into_response())
}

fn session_of(row: &session::Model) -> Session {
    Session {
        user: UserId(row.user_id),
        organisation: OrganisationId(row.organisation_id),
        id: Some(SessionId(row.id)),
        confirmed_at_ms: row.confirmed_at_ms,
        factor_at_ms: row.factor_at_ms,
        opened_by: None,
    }
}

/// The session of a token that nobody has used for too long, as long as it could be brought back.
async fn find_idle(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now_ms: i64,
) -> Result<Option<session::Model>, DbErr> {
    let row = session::Entity::find()
        .filter(session::COLUMN.token_hash.eq(token_hash))
        .filter(session::COLUMN.ends_at_ms.gt(now_ms))
        .filter(store::not_idle(now_ms).not())
        .one(db)
        .await?;
    match row {
        Some(row) if store::may_sign_in(db, row.user_id).await? => Ok(Some(row)),
        _ => Ok(None),
    }
}

/// Brings it back under a new token, which is given; `None` when it was ended or brought back
/// meanwhile.
async fn bring_back(
    db: &impl ConnectionTrait,
    idle: &session::Model,
    now_ms: i64,
) -> Result<Option<String>, DbErr> {
    let token = secret::new();
    let brought_back = session::Entity::update_many()
        .col_expr(
            session::Column::TokenHash,
            Expr::value(secret::hash(&token)),
        )
        .col_expr(session::Column::LastActiveAtMs, Expr::value(now_ms))
        .col_expr(session::Column::ConfirmedAtMs, Expr::value(now_ms))
        .filter(session::COLUMN.id.eq(idle.id))
        .filter(session::COLUMN.token_hash.eq(idle.token_hash.clone()))
        .exec(db)
        .await?;
    Ok((brought_back.rows_affected == 1).then_some(token))
}
