//! `/v1/session/passkey` and `/v1/session/secondFactor/passkey`: a passkey in place of name and
//! password, and one beside them.

use std::net::IpAddr;

use axum::{
    extract::State,
    http::{HeaderMap, request::Parts},
    response::Response,
};
use belroute_shared::{
    audit::Action,
    error::{Code, ErrorBody},
    ids::UserId,
    passkeys::{PasskeyAnswer, PasskeyQuestion},
    second_factors::FactorKind,
    session::SessionState,
};
use sea_orm::DbErr;
use serde_json::Value;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    expect, finish,
    first::{First, begin},
    second_factor,
    steps::Step,
    store::{self, Pending},
};
use crate::{
    audit,
    client::ClientAddress,
    entity::{second_factor as factor, user},
    error::{ApiError, ApiResult},
    json::Json,
    second_factors::{
        passkeys::{self, Answer, Verdict, questions, questions::Asker},
        store as factors,
    },
    session::{attempts::Counter, refuse_foreign, store as sessions},
    state::AppState,
    words,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(ask))
        .routes(routes!(sign_in))
        .routes(routes!(ask_second))
        .routes(routes!(give_second))
}

/// What the browser of somebody who comes to the door is asked. Nobody is named: the passkey says
/// whose it is.
#[utoipa::path(post, path = "/v1/session/passkey", tag = "session",
    responses((status = 200, body = PasskeyQuestion<Value>), (status = 403, body = ErrorBody),
        (status = 409, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn ask(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    parts: Parts,
) -> ApiResult<Json<PasskeyQuestion<Value>>> {
    refuse_foreign(&parts)?;
    state.questions.asked(address)?;
    let asked = passkeys::ask(&state, &[])?;
    Ok(Json(questions::keep(&state, Asker::Nobody, asked).await?))
}

/// A passkey in place of name, password and second factor. What else has to be done before the
/// session begins is asked all the same.
#[utoipa::path(post, path = "/v1/session/passkey/confirm", tag = "session",
    request_body = PasskeyAnswer<Value>,
    responses((status = 200, body = SessionState), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 410, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn sign_in(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    parts: Parts,
    Json(given): Json<PasskeyAnswer<Value>>,
) -> ApiResult<Response> {
    refuse_foreign(&parts)?;
    let now_ms = state.clock.now_ms();
    state.addresses.refuse_spent(address, now_ms)?;
    let answer = Answer::read(given.credential)?;
    let waiting = questions::take(&state, Asker::Nobody, &given.ticket).await?;
    let found = find(&state, &answer).await?;
    let Some((factor, user)) = found else {
        state.addresses.failed(address, now_ms);
        return Err(ApiError::PasskeyRefused);
    };
    let counter = Counter::of_passkeys(UserId(user.id));
    if let Some(wait) = counter.wait(&state.db.read, now_ms).await? {
        return Err(ApiError::TooMany(wait));
    }
    if !is_right(&state, &user, &factor, &waiting, &answer, address).await? {
        let change = state.db.begin().await?;
        counter.failed(&change, now_ms).await?;
        change.commit().await?;
        state.addresses.failed(address, now_ms);
        return Err(ApiError::PasskeyRefused);
    }
    let first = First {
        organisation: sessions::organisation_of(&state.db.read, &user).await?,
        user,
        counter,
        address,
        has_second_factor: true,
        factor_at_ms: now_ms,
    };
    begin(&state, &parts, first).await
}

/// What a browser is asked whose user has given his password: one of his own passkeys.
#[utoipa::path(post, path = "/v1/session/secondFactor/passkey", tag = "session",
    responses((status = 200, body = PasskeyQuestion<Value>), (status = 401, body = ErrorBody),
        (status = 409, body = ErrorBody), (status = 429, body = ErrorBody)))]
async fn ask_second(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    pending: Pending,
) -> ApiResult<Json<PasskeyQuestion<Value>>> {
    expect(&state, &pending, Step::SecondFactor).await?;
    state.questions.asked(address)?;
    let mut own = factors::list(&state.db.read, pending.user_id()).await?;
    own.retain(|factor| factor.kind == words::word(FactorKind::Passkey));
    // Without a name the browser would offer any passkey that it has.
    if own.is_empty() {
        return Err(ApiError::Conflict(Code::Conflict));
    }
    let asked = passkeys::ask(&state, &own)?;
    let asker = Asker::SignIn(pending.row.id);
    Ok(Json(questions::keep(&state, asker, asked).await?))
}

/// A passkey beside the password. The fifth wrong one ends the sign-in, as wrong codes do.
#[utoipa::path(post, path = "/v1/session/secondFactor/passkey/confirm", tag = "session",
    request_body = PasskeyAnswer<Value>,
    responses((status = 200, body = SessionState), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 410, body = ErrorBody)))]
async fn give_second(
    State(state): State<AppState>,
    headers: HeaderMap,
    pending: Pending,
    Json(given): Json<PasskeyAnswer<Value>>,
) -> ApiResult<Response> {
    expect(&state, &pending, Step::SecondFactor).await?;
    let answer = Answer::read(given.credential)?;
    let asker = Asker::SignIn(pending.row.id);
    let waiting = questions::take(&state, asker, &given.ticket).await?;
    let owner = pending.user_id();
    let factor = factors::find_credential(&state.db.read, &answer.credential_id())
        .await?
        .filter(|factor| factor.user_id == owner.0)
        .filter(|_| answer.is_of(&pending.user) != Some(false));
    let is_right = match (factor, pending.row.address.parse()) {
        (Some(factor), Ok(address)) => {
            is_right(&state, &pending.user, &factor, &waiting, &answer, address).await?
        }
        _ => false,
    };
    let change = state.db.begin().await?;
    if !is_right {
        let refused = ApiError::field("credential", Code::PasskeyRefused);
        return second_factor::refuse(&state, change, &pending, refused).await;
    }
    let remember = given.remember && pending.organisation.can_remember_browser;
    let now_ms = state.clock.now_ms();
    store::give_factor(&change, &pending, remember, now_ms).await?;
    change.commit().await?;
    finish::go_on(&state, &headers, pending).await
}

/// The passkey of an answer and its user, if he may sign in and the answer says that it is he.
async fn find(
    state: &AppState,
    answer: &Answer,
) -> Result<Option<(factor::Model, user::Model)>, DbErr> {
    let (db, id) = (&state.db.read, answer.credential_id());
    let Some(factor) = factors::find_credential(db, &id).await? else {
        return Ok(None);
    };
    let user = sessions::find_user(db, UserId(factor.user_id)).await?;
    Ok(user
        .filter(|user| answer.is_of(user) == Some(true))
        .map(|user| (factor, user)))
}

/// Compares an answer with a user's passkey, and writes down what came of it.
async fn is_right(
    state: &AppState,
    user: &user::Model,
    factor: &factor::Model,
    waiting: &str,
    answer: &Answer,
    address: IpAddr,
) -> ApiResult<bool> {
    let now_ms = state.clock.now_ms();
    let verdict = passkeys::check(state, factor, waiting, answer)?;
    let change = state.db.begin().await?;
    let failure = match verdict {
        Verdict::Right(changed) => {
            let (owner, changed) = (UserId(user.id), changed.as_deref());
            let is_used = factors::use_passkey(&change, owner, factor, changed, now_ms).await?;
            (!is_used).then_some(Action::SignInFailed)
        }
        Verdict::WentBack => Some(Action::PasskeyMayBeCopied),
        Verdict::Wrong => Some(Action::SignInFailed),
    };
    if let Some(failure) = failure {
        let id = factor.id.to_string();
        audit::write_own(&change, user, failure, id, Some(address), now_ms).await?;
    }
    change.commit().await?;
    Ok(failure.is_none())
}
