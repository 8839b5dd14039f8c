//! The engine's listener: its own address, its own secret.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use subtle::ConstantTimeEq as _;

use super::{
    intake::Known,
    notices, route,
    wire::{Answer, CredentialsAnswer, CredentialsQuestion, Events, Question},
};
use crate::{
    devices::store,
    error::{ApiError, ApiResult},
    json::Json,
    profile,
    state::AppState,
    tracking,
};

/// The name beside the secret.
const USER: &str = "engine";
/// Events that one request may carry.
const MOST_EVENTS: usize = 100;
/// A hundred events with long addresses fit; more is rubbish.
const MOST_BYTES: usize = 512 * 1024;

/// The engine's endpoints. Without a secret in the configuration they are never served.
pub fn router(state: AppState) -> Router {
    Router::new()
        .route("/v1/call-control/route", post(ask))
        .route("/v1/call-control/events", post(tell))
        .route("/v1/call-control/credentials", post(know))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            only_the_engine,
        ))
        .route("/healthz", get(|| async { StatusCode::OK }))
        .fallback(|| async { ApiError::NotFound })
        .method_not_allowed_fallback(|| async { ApiError::MethodNotAllowed })
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(middleware::from_fn(log_rubbish))
        .layer(middleware::from_fn(tracking::track))
        .with_state(state)
}

/// A call arrives, what now? Answers with a plan; changes nothing but what a code asks for.
async fn ask(
    State(state): State<AppState>,
    Json(question): Json<Question>,
) -> ApiResult<Json<Answer>> {
    let answered = route::answer(&state, &question).await?;
    if let Some(fact) = answered.fact {
        let mails = match &answered.decision {
            Some(decision) => {
                notices::mails(&state, &question, &answered.parties, decision).await?
            }
            None => Vec::new(),
        };
        state.intake.keep(Known { fact, mails });
    }
    Ok(Json(answered.answer))
}

/// Takes events in, each once however often it comes. 204 means that they are on disk.
async fn tell(State(state): State<AppState>, Json(events): Json<Events>) -> ApiResult<StatusCode> {
    let events = events.into_vec();
    if events.len() > MOST_EVENTS {
        return Err(ApiError::TooLarge);
    }
    state
        .intake
        .take(events)
        .await
        .map_err(ApiError::Unavailable)?;
    Ok(StatusCode::NO_CONTENT)
}

/// A device says who it is. 404 says that nobody is; the engine does not pass the difference on.
async fn know(
    State(state): State<AppState>,
    Json(question): Json<CredentialsQuestion>,
) -> ApiResult<Json<CredentialsAnswer>> {
    let db = &state.db.read;
    let known = store::find_credentials(db, &question.realm, &question.username)
        .await?
        .ok_or(ApiError::NotFound)?;
    Ok(Json(CredentialsAnswer {
        version: 1,
        address: profile::address(&known.user, &known.organisation),
        sha256: known.sha256,
        md5: known.md5,
    }))
}

async fn only_the_engine(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let expected = state.config.call_control.as_ref().map(|config| {
        format!(
            "Basic {}",
            STANDARD.encode(format!("{USER}:{}", config.secret))
        )
    });
    let given = request
        .headers()
        .get(header::AUTHORIZATION)
        .map(HeaderValue::as_bytes);
    let is_engine = match (expected, given) {
        (Some(expected), Some(given)) => bool::from(expected.as_bytes().ct_eq(given)),
        _ => false,
    };
    if is_engine {
        next.run(request).await
    } else {
        ApiError::SignedOut.into_response()
    }
}

/// An engine that sends rubbish is told so, and it is logged once for each request. That somebody
/// gave an unknown user name is no rubbish of the engine's.
async fn log_rubbish(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    if status.is_client_error() && status != StatusCode::NOT_FOUND {
        tracing::warn!(
            status = status.as_u16(),
            "a request of the engine was refused"
        );
    }
    response
}
