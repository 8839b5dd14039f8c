//! The engine's listener: its own address, its own secret.

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request, State},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{IntoResponse, Response},
    routing::{get, post},
};

use super::{
    intake::Known,
    light, notices, route, script,
    wire::{Answer, CredentialsAnswer, CredentialsQuestion, Events, Question},
};
use crate::{
    basic,
    devices::store,
    error::{ApiError, ApiResult},
    json::{Json, Path},
    media::wire::SoundName,
    profile, sounds,
    state::AppState,
    tracking, voicemail,
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
        .route("/v1/call-control/sounds/{name}", get(sound))
        .merge(voicemail::recordings())
        .route("/v1/call-control/media", post(script::ask))
        .route("/v1/call-control/message-waiting", post(light::ask))
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
    answer(&state, &question).await.map(Json)
}

/// Answers a question, and keeps what the events of its call will need to know.
pub(crate) async fn answer(state: &AppState, question: &Question) -> ApiResult<Answer> {
    let answered = route::answer(state, question).await?;
    if let Some(fact) = answered.fact {
        let mails = match &answered.decision {
            Some(decision) => notices::mails(state, question, &answered.parties, decision).await?,
            None => Vec::new(),
        };
        state.intake.keep(Known { fact, mails });
    }
    Ok(answered.answer)
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

/// A sound by its name. What a name stands for never changes.
async fn sound(
    State(state): State<AppState>,
    Path(name): Path<SoundName>,
) -> ApiResult<impl IntoResponse> {
    let sound = state.objects.get(name.sha256()).await?;
    let headers = [
        (header::CONTENT_TYPE, sounds::WAV),
        (
            header::CACHE_CONTROL,
            "private, max-age=31536000, immutable",
        ),
    ];
    Ok((headers, sound))
}

async fn only_the_engine(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let call_control = state.config.call_control.as_ref();
    let is_engine = call_control
        .is_some_and(|config| basic::is_proven(request.headers(), USER, &config.secret));
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
