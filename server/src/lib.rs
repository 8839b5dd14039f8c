//! The server of Belroute: settings, calls, and the answers that a SIP engine asks for.
//!
//! [`router`] is the panel, [`call_control::router`] the engine's listener. Both share one
//! [`state::AppState`].

use std::{sync::LazyLock, time::Duration};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{StatusCode, header},
    middleware,
    response::IntoResponse as _,
    routing::get,
};
use belroute_shared::error::Code;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer, Predicate as _,
        predicate::{DefaultPredicate, NotForContentType},
    },
    csrf::CsrfLayer,
    sensitive_headers::SetSensitiveRequestHeadersLayer,
    timeout::TimeoutLayer,
};
use utoipa::{OpenApi as _, openapi::OpenApi};
use utoipa_axum::router::OpenApiRouter;

mod account;
mod assets;
pub mod audit;
mod basic;
pub mod call_control;
mod caller_number;
mod calls;
pub mod changes;
mod client;
pub mod clock;
mod colleagues;
pub mod company;
pub mod config;
mod contacts;
mod cursor;
pub mod database;
pub mod demo;
pub mod devices;
mod directory;
mod email_addresses;
pub mod entity;
mod error;
mod etag;
mod extra_numbers;
mod favourites;
mod features;
mod json;
mod link;
mod links;
pub mod live;
pub mod mail;
pub mod media;
mod media_type;
mod migration;
mod numbers;
mod opened_panels;
pub mod organisations;
mod outbound;
pub mod password;
mod people;
mod phonebook;
mod pictures;
mod presence;
mod profile;
mod prompts;
mod qr;
mod route;
mod schedules;
pub mod sealing;
mod second_factors;
mod security;
mod session;
mod settings;
mod sign_in;
mod signed_in;
pub mod single_sign_on;
mod sounds;
mod spreadsheet;
pub mod state;
mod switched_on;
mod tracking;
pub mod upkeep;
mod voicemail;
mod words;
mod zone;

use state::AppState;

/// The largest body that any endpoint of the panel takes so far.
const MOST_BYTES: usize = 64 * 1024;
/// A request that takes longer is given up. The event stream is not meant: its answer begins at
/// once.
const LONGEST: Duration = Duration::from_secs(30);

#[derive(utoipa::OpenApi)]
#[openapi(info(
    title = "Belroute",
    description = "The user panel of a telephone system. Where Webex Calling's user API has a \
                   feature, paths and shapes are those of that API."
))]
struct Description;

fn api() -> OpenApiRouter<AppState> {
    OpenApiRouter::with_openapi(Description::openapi())
        .merge(account::router())
        .merge(caller_number::router())
        .merge(calls::router())
        .merge(changes::router())
        .merge(company::router())
        .merge(contacts::router())
        .merge(devices::router())
        .merge(email_addresses::router())
        .merge(extra_numbers::router())
        .merge(favourites::router())
        .merge(features::router())
        .merge(links::router())
        .merge(live::router())
        .merge(numbers::router())
        .merge(opened_panels::router())
        .merge(people::router())
        .merge(phonebook::router())
        .merge(pictures::router())
        .merge(profile::router())
        .merge(route::router())
        .merge(schedules::router())
        .merge(second_factors::router())
        .merge(session::router())
        .merge(settings::router())
        .merge(sign_in::router())
        .merge(signed_in::router())
        .merge(single_sign_on::router())
        .merge(switched_on::router())
        .merge(voicemail::router())
}

/// The description of the panel's API.
pub fn openapi() -> OpenApi {
    api().into_openapi()
}

/// The panel: its API and the browser app.
pub fn router(state: AppState) -> Router {
    // Put together once, however many panels a process has: a test of one takes no longer than that.
    static API: LazyLock<Router<AppState>> = LazyLock::new(|| api().split_for_parts().0);
    let compressed = DefaultPredicate::new()
        .and(NotForContentType::new("text/event-stream"))
        // A player asks for parts of the sound as it is.
        .and(NotForContentType::new(sounds::WAV));
    let api = API
        .clone()
        .method_not_allowed_fallback(|| async { error::ApiError::MethodNotAllowed })
        .layer(CompressionLayer::new().compress_when(compressed))
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .with_state(state.clone());
    Router::new()
        .route("/healthz", get(|| async { StatusCode::OK }))
        .merge(api)
        .fallback_service(assets::router(&state.config.assets_dir))
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            LONGEST,
        ))
        .layer(CsrfLayer::new().with_rejection_response(|_| {
            error::ApiError::NotGranted(Code::ForeignOrigin).into_response()
        }))
        .layer(SetSensitiveRequestHeadersLayer::new([
            header::AUTHORIZATION,
            header::COOKIE,
        ]))
        .layer(CatchPanicLayer::new())
        .layer(middleware::from_fn_with_state(state, security::protect))
        .layer(middleware::from_fn(tracking::track))
}
