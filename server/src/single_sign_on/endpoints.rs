//! `/v1/session/singleSignOn`: away to the provider, and back.

use std::net::IpAddr;

use axum::{
    extract::State,
    http::{HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse as _, Redirect, Response},
};
use belroute_shared::{
    audit::Action,
    company::users::check_email,
    error::{Code, ErrorBody},
    ids::{OrganisationId, UserId},
    session::{SignInProvider, SingleSignOn},
};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    provider::{self, Claimed, Secrets},
    store,
};
use crate::{
    audit::{self, Actor, Line},
    client::ClientAddress,
    entity::{identity_provider, user},
    error::{ApiError, ApiResult},
    json::{Json, Query},
    session::{cookie::Cookie, refuse_foreign, secret},
    sign_in,
    state::AppState,
};

/// What the secrets of a sign-in are sealed for.
const PURPOSE: &str = "single sign-on";

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(create))
        .routes(routes!(come_back))
}

/// Where somebody with this e-mail address signs in. Only its domain matters, so that the answer
/// does not tell who has an account.
#[utoipa::path(post, path = "/v1/session/singleSignOn", tag = "session",
    request_body = SingleSignOn,
    responses((status = 200, body = SignInProvider), (status = 400, body = ErrorBody),
        (status = 429, body = ErrorBody), (status = 503, body = ErrorBody)))]
async fn create(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    parts: Parts,
    Json(form): Json<SingleSignOn>,
) -> ApiResult<Response> {
    refuse_foreign(&parts)?;
    state.questions.asked(address)?;
    let email = form.email.trim().to_lowercase();
    check_email(&email).map_err(|code| ApiError::field("email", code))?;
    let domain = email.rsplit('@').next().unwrap_or_default();
    let row = store::find_provider(&state.db.read, domain)
        .await?
        .ok_or_else(|| ApiError::field("email", Code::NoProvider))?;
    let (url, csrf, secrets) = provider::leave(&state, &row)
        .await
        .map_err(ApiError::ProviderAway)?;
    let secrets = serde_json::to_string(&secrets).map_err(anyhow::Error::from)?;
    let sealed = state.key.seal(PURPOSE, &secrets)?;
    let now_ms = state.clock.now_ms();
    let organisation = OrganisationId(row.organisation_id);
    let change = state.db.begin().await?;
    let token = store::insert(&change, organisation, &csrf, sealed, now_ms).await?;
    change.commit().await?;
    let seconds = store::LONGEST_MS / 1000;
    let cookie = Cookie::SingleSignOn.set(&state.config, &token, seconds);
    Ok(([(header::SET_COOKIE, cookie)], Json(SignInProvider { url })).into_response())
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Back {
    /// What the provider gives for who signed in there.
    code: Option<String>,
    /// Why the provider gives no code.
    error: Option<String>,
    /// Which provider it is, where it says so (RFC 9207).
    iss: Option<String>,
    /// What the browser was sent away with.
    state: Option<String>,
}

/// Where the provider sends the browser back to: into the panel, or to the sign-in page, which says
/// why not.
#[utoipa::path(get, path = "/v1/session/singleSignOn/callback", tag = "session", params(Back),
    responses((status = 303)))]
async fn come_back(
    State(state): State<AppState>,
    ClientAddress(address): ClientAddress,
    parts: Parts,
    Query(back): Query<Back>,
) -> Response {
    let outcome = match signed_in(&state, &parts, back, address).await {
        Ok(response) => return response,
        Err(Failed::Denied) => "denied",
        Err(Failed::Refused) => "refused",
        Err(Failed::Late) => "late",
        Err(Failed::Broken(error)) => {
            tracing::warn!("a sign-in through a provider failed: {error:#}");
            "failed"
        }
    };
    Redirect::to(&format!("/sign-in?singleSignOn={outcome}")).into_response()
}

/// Why somebody is not signed in.
enum Failed {
    /// He has called it off at the provider, or it does not let him in here.
    Denied,
    /// We know nobody who is what the provider says.
    Refused,
    /// The browser was not sent away from here, came twice, or took too long.
    Late,
    /// Something does not work.
    Broken(anyhow::Error),
}

impl<T: Into<anyhow::Error>> From<T> for Failed {
    fn from(error: T) -> Self {
        Self::Broken(error.into())
    }
}

async fn signed_in(
    state: &AppState,
    parts: &Parts,
    back: Back,
    address: IpAddr,
) -> Result<Response, Failed> {
    let now_ms = state.clock.now_ms();
    let token = Cookie::SingleSignOn
        .read(&state.config, &parts.headers)
        .ok_or(Failed::Late)?;
    let change = state.db.begin().await?;
    let row = store::take(&change, token, now_ms).await?;
    change.commit().await?;
    let row = row.ok_or(Failed::Late)?;
    if back.state.as_deref().map(secret::hash) != Some(row.state_hash) {
        return Err(Failed::Late);
    }
    let organisation = OrganisationId(row.organisation_id);
    let found = store::provider_of(&state.db.read, organisation).await?;
    // It was taken away while he was there.
    let provider = found.ok_or(Failed::Late)?;
    let code = code_of(back, &provider)?;
    let secrets = state.key.open(PURPOSE, &row.sealed_secrets)?;
    let secrets: Secrets = serde_json::from_str(&secrets)?;
    let claimed = provider::come_back(state, &provider, code, secrets).await?;
    let Some(user) = account_of(state, &provider, &claimed, now_ms).await? else {
        write_refusal(state, organisation, address, &claimed, now_ms).await?;
        return Err(Failed::Refused);
    };
    let mut response = sign_in::enter(state, parts, user, address, claimed.proved_at_ms)
        .await
        .map_err(|error| anyhow::anyhow!("no session: {error}"))?;
    // The cookies of the session, and the way into the panel.
    *response.status_mut() = StatusCode::SEE_OTHER;
    *response.body_mut() = axum::body::Body::empty();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    headers.insert(header::LOCATION, HeaderValue::from_static("/"));
    let clear = Cookie::SingleSignOn.clear(&state.config);
    headers.append(header::SET_COOKIE, clear);
    Ok(response)
}

/// What the provider gives for who signed in there.
fn code_of(back: Back, provider: &identity_provider::Model) -> Result<String, Failed> {
    // A code of another provider is for nobody but that one.
    if back.iss.is_some_and(|iss| iss != provider.issuer) {
        return Err(anyhow::anyhow!("another provider answers").into());
    }
    match (back.code, back.error.as_deref()) {
        (Some(code), None) => Ok(code),
        (_, Some("access_denied")) => Err(Failed::Denied),
        (_, error) => Err(anyhow::anyhow!("the provider gives no code: {error:?}").into()),
    }
}

/// The organisation sees who came from its provider and has no account that fits.
async fn write_refusal(
    state: &AppState,
    organisation: OrganisationId,
    address: IpAddr,
    claimed: &Claimed,
    now_ms: i64,
) -> anyhow::Result<()> {
    let who = claimed.email.as_ref().unwrap_or(&claimed.subject);
    let line = Line::of(organisation, Action::SignInFailed).to(who.as_str());
    let change = state.db.begin().await?;
    Actor::stranger(address)
        .write(&change, line, now_ms)
        .await?;
    change.commit().await?;
    Ok(())
}

async fn account_of(
    state: &AppState,
    provider: &identity_provider::Model,
    claimed: &Claimed,
    now_ms: i64,
) -> anyhow::Result<Option<user::Model>> {
    if let Some(user) = store::find_linked(&state.db.read, provider, claimed).await? {
        return Ok(Some(user));
    }
    let Some(email) = &claimed.email else {
        return Ok(None);
    };
    let change = state.db.begin().await?;
    let Some(user) = store::find_unlinked(&change, provider, email).await? else {
        change.rollback().await?;
        return Ok(None);
    };
    store::link(&change, provider, UserId(user.id), claimed, now_ms).await?;
    let linked = Action::IdentityLinked;
    audit::write_own(
        &change,
        &user,
        linked,
        provider.issuer.as_str(),
        None,
        now_ms,
    )
    .await?;
    change.commit().await?;
    Ok(Some(user))
}
