//! `POST /v1/session`: the first step.

use axum::{
    extract::{FromRequestParts as _, State},
    http::{HeaderMap, header, request::Parts},
    response::{IntoResponse as _, Response},
};
use belroute_shared::{
    audit::Action,
    error::ErrorBody,
    ids::UserId,
    session::{SessionState, SignIn},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    finish,
    store::{self, NewSignIn, Pending},
};
use crate::{
    audit,
    client::ClientAddress,
    entity::{organisation, user},
    error::{ApiError, ApiResult},
    json::Json,
    mail::{self, Letter},
    second_factors::store as factors,
    session::{
        Session, attempts, attempts::Counter, cookie::Cookie, password::Verdict, refuse_foreign,
        store as sessions,
    },
    state::AppState,
};

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(create))
}

/// Name and password. An unknown name, a wrong password and an account that has to wait are
/// answered after the same work.
#[utoipa::path(post, path = "/v1/session", tag = "session", request_body = SignIn,
    responses((status = 200, body = SessionState), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 429, body = ErrorBody),
        (status = 503, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    parts: Parts,
    Json(form): Json<SignIn>,
) -> ApiResult<Response> {
    refuse_foreign(&parts)?;
    form.check()?;
    let identifier = form.identifier.trim().to_lowercase();
    let now_ms = state.clock.now_ms();
    let account = sessions::find_account(&state.db.read, &identifier).await?;
    let browser = Cookie::Browser.read(&parts.headers);
    let is_known = match (&account, browser) {
        (Some(account), Some(browser)) => {
            store::find_browser(&state.db.read, UserId(account.id), browser).await?
        }
        _ => None,
    };
    let counter = match (&is_known, browser) {
        (Some(_), Some(browser)) => Counter::of_known(&identifier, browser),
        _ => Counter::of(&identifier),
    };
    let stored = account.as_ref().and_then(password_hash_now(now_ms));
    let verdict = state.hashing.verify(&form.password, stored).await?;
    if let Some(wait) = counter.wait(&state.db.read, now_ms).await? {
        return Err(ApiError::TooMany(wait));
    }
    let account = match (account, verdict) {
        (Some(account), Verdict::Right | Verdict::Outdated) => account,
        (account, _) => {
            failed(&state, account.as_ref(), &counter, address).await?;
            return Err(ApiError::WrongCredentials);
        }
    };
    if verdict == Verdict::Outdated {
        let hash = state.hashing.hash(&form.password).await?;
        let change = state.db.begin().await?;
        sessions::rehash(&change, &account, hash).await?;
        change.commit().await?;
    }
    // A session that the browser still has is replaced, not kept beside the new one.
    let old = old_session(parts.clone(), &state).await;
    let change = state.db.begin().await?;
    if let Some(old) = old
        && let Some(id) = old.id
    {
        sessions::delete(&change, old.user, id).await?;
    }
    let organisation = sessions::organisation_of(&change, &account).await?;
    let is_remembered = is_known.is_some_and(|known| {
        organisation.can_remember_browser
            && known.remembered_until_ms > now_ms
            && known.factor_version == account.factor_version
    });
    let has_factor = factors::has_any(&change, UserId(account.id)).await?;
    let new = NewSignIn {
        user: &account,
        identifier_key: counter.key(),
        user_agent: user_agent(&parts.headers),
        address: &address.to_string(),
        has_second_factor: has_factor && is_remembered,
    };
    let (row, token) = store::insert(&change, new, now_ms).await?;
    change.commit().await?;
    answer(&state, &parts.headers, row, account, organisation, &token).await
}

async fn answer(
    state: &AppState,
    headers: &HeaderMap,
    row: crate::entity::sign_in::Model,
    user: user::Model,
    organisation: organisation::Model,
    token: &str,
) -> ApiResult<Response> {
    let pending = Pending {
        row,
        user,
        organisation,
    };
    let mut response = finish::go_on(state, headers, pending).await?;
    // A sign-in that was finished at once has set the cookie of its session.
    if !response.headers().contains_key(header::SET_COOKIE) {
        let cookie = Cookie::Session.set(&state.config, token, store::LONGEST_MS / 1000);
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response.into_response())
}

/// The hash that counts: a temporary password that was not used in time is none.
fn password_hash_now(now_ms: i64) -> impl Fn(&user::Model) -> Option<String> {
    move |account| {
        let is_over = account
            .temporary_until_ms
            .is_some_and(|until_ms| until_ms <= now_ms);
        account.password_hash.clone().filter(|_| !is_over)
    }
}

/// Counts a failure; the owner is told of many.
async fn failed(
    state: &AppState,
    account: Option<&user::Model>,
    counter: &Counter,
    address: std::net::IpAddr,
) -> ApiResult<()> {
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    let failures = counter.failed(&change, now_ms).await?;
    if let Some(account) = account {
        let failed = Action::SignInFailed;
        audit::write_own(&change, account, failed, "", Some(address), now_ms).await?;
        if matches!(failures, attempts::TOLD | attempts::MOST) {
            let letter = Letter::ManyFailures {
                is_shut: failures == attempts::MOST,
            };
            let key = format!("{failures} failures {} {now_ms}", account.id);
            mail::queue(&change, state, account, &key, letter).await?;
        }
    }
    change.commit().await?;
    state.mail.wake();
    state.addresses.failed(address)
}

async fn old_session(mut parts: Parts, state: &AppState) -> Option<Session> {
    parts.headers.remove(header::AUTHORIZATION);
    Session::from_request_parts(&mut parts, state).await.ok()
}

pub(super) fn user_agent(headers: &HeaderMap) -> &str {
    headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}
