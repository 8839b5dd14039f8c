//! `POST /v1/session`: the first step.

use axum::{extract::State, http::request::Parts, response::Response};
use belroute_shared::{
    audit::Action,
    error::ErrorBody,
    ids::UserId,
    session::{SessionState, SignIn},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    first::{First, begin},
    store,
};
use crate::{
    audit,
    client::ClientAddress,
    entity::user,
    error::{ApiError, ApiResult},
    json::Json,
    mail::{self, Letter},
    second_factors::store as factors,
    session::{
        attempts::Counter, cookie::Cookie, password::Verdict, refuse_foreign, store as sessions,
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
    state.addresses.refuse_spent(address, now_ms)?;
    let account = sessions::find_account(&state.db.read, &identifier).await?;
    let browser = Cookie::Browser.read(&state.config, &parts.headers);
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
    let organisation = sessions::organisation_of(&state.db.read, &account).await?;
    let is_remembered = is_known.is_some_and(|known| {
        organisation.can_remember_browser
            && known.remembered_until_ms > now_ms
            && known.factor_version == account.factor_version
    });
    let first = First {
        has_second_factor: is_remembered
            && factors::has_any(&state.db.read, UserId(account.id)).await?,
        factor_at_ms: 0,
        user: account,
        organisation,
        counter,
        address,
    };
    begin(&state, &parts, first).await
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
        if counter.is_told(failures) {
            let letter = Letter::ManyFailures {
                is_shut: counter.is_shut_by(failures),
            };
            let key = format!("{failures} failures {} {now_ms}", account.id);
            mail::queue(&change, state, account, &key, letter).await?;
        }
    }
    change.commit().await?;
    state.mail.wake();
    state.addresses.failed(address, now_ms);
    Ok(())
}
