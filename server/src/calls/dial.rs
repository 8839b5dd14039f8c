//! Click to call: the user's own phones ring, and when he answers, whom he wants to reach.
//!
//! The media server places both calls. The second is his, as if he had dialled: the engine asks about
//! it, so that his number, the company's rules and the settings of who is called hold as ever.

use std::time::Duration;

use anyhow::Context as _;
use axum::extract::State;
use belroute_shared::{
    error::{Code, ErrorBody},
    ids::UserId,
    typed_number::{Takes, TypedNumber},
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};
use uuid::Uuid;

use crate::{
    account::store::{self as account, Person},
    call_control::parties::{self, Target},
    entity::registration,
    error::{ApiError, ApiResult},
    json::Json,
    media::wire::{Placed, TwoParties},
    outbound, profile,
    session::Session,
    state::AppState,
};

/// The agent only says that it will; it rings nobody while it is asked.
const PATIENCE: Duration = Duration::from_secs(3);

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(dial_mine))
        .routes(routes!(dial))
}

/// Whom to call.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Dial {
    /// A number as people write it, or an extension, also as a `tel:` address. Not a code.
    #[schema(example = "+442079460041")]
    destination: String,
    /// Not offered: all phones of the user ring.
    #[serde(default)]
    endpoint_id: Option<String>,
    /// Not offered.
    #[serde(default)]
    single_number_reach_phone_number: Option<String>,
}

/// The call is on its way.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Dialled {
    /// Names the call to the user's own phones in the log of the media server.
    call_id: String,
    /// Names both calls together.
    call_session_id: Uuid,
}

/// Rings the user's phones, then whom he wants to reach, and joins both.
#[utoipa::path(post, path = "/v1/telephony/calls/members/me/dial", tag = "calls",
    request_body = Dial,
    responses((status = 200, body = Dialled), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 409, body = ErrorBody), (status = 503, body = ErrorBody)))]
#[tracing::instrument(skip_all, fields(user.id = %session.user))]
async fn dial_mine(
    State(state): State<AppState>,
    session: Session,
    Json(wanted): Json<Dial>,
) -> ApiResult<Json<Dialled>> {
    place(&state, session, &wanted).await
}

/// The same at the older address.
#[utoipa::path(post, path = "/v1/telephony/calls/dial", tag = "calls",
    request_body = Dial,
    responses((status = 200, body = Dialled), (status = 400, body = ErrorBody),
        (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 409, body = ErrorBody), (status = 503, body = ErrorBody)))]
#[tracing::instrument(skip_all, fields(user.id = %session.user))]
async fn dial(
    State(state): State<AppState>,
    session: Session,
    Json(wanted): Json<Dial>,
) -> ApiResult<Json<Dialled>> {
    place(&state, session, &wanted).await
}

async fn place(state: &AppState, session: Session, wanted: &Dial) -> ApiResult<Json<Dialled>> {
    let others = [
        ("endpointId", &wanted.endpoint_id),
        (
            "singleNumberReachPhoneNumber",
            &wanted.single_number_reach_phone_number,
        ),
    ];
    if let Some((field, _)) = others.iter().find(|(_, value)| value.is_some()) {
        return Err(ApiError::field(field, Code::NotOffered));
    }
    let owner = account::find(&state.db.read, session.user)
        .await?
        .ok_or(ApiError::SignedOut)?;
    let number = destination(state, &owner, &wanted.destination).await?;
    if !is_connected(state, session.user).await? {
        return Err(ApiError::Conflict(Code::NoPhone));
    }
    let domain = &owner.organisation.sip_domain;
    let parties = TwoParties {
        from: profile::address(&owner.user, &owner.organisation),
        to: format!("sip:{number}@{domain}"),
        // What is shown is decided when the engine asks about the call, as for any other of his.
        caller_id: None,
    };
    let placed = ask(state, &parties).await.map_err(ApiError::Unavailable)?;
    Ok(Json(Dialled {
        call_id: placed.id,
        call_session_id: Uuid::now_v7(),
    }))
}

/// What would be dialled at a phone, looked at before anything rings.
async fn destination(state: &AppState, owner: &Person, text: &str) -> ApiResult<String> {
    let refused = |code| ApiError::field("destination", code);
    let text = text.trim();
    let text = text.strip_prefix("tel:").unwrap_or(text);
    let typed = TypedNumber::new(text)
        .look(Takes::Destination)
        .map_err(refused)?;
    let db = &state.db.read;
    let (target, called) = parties::dialled(db, &owner.organisation, typed.as_str()).await?;
    match target {
        Target::Nobody if typed.extension().is_some() => Err(refused(Code::NobodysExtension)),
        Target::Nobody => Err(refused(Code::NotANumber)),
        Target::User(user) if user.id == owner.user.id => Err(refused(Code::OwnNumber)),
        _ => called.ok_or_else(|| refused(Code::NotANumber)),
    }
}

async fn is_connected(state: &AppState, owner: UserId) -> ApiResult<bool> {
    let phones = registration::Entity::find()
        .filter(registration::COLUMN.user_id.eq(owner.0))
        .filter(registration::COLUMN.expires_at_ms.gt(state.clock.now_ms()))
        .count(&state.db.read)
        .await?;
    Ok(phones > 0)
}

async fn ask(state: &AppState, parties: &TwoParties) -> anyhow::Result<Placed> {
    let (Some(url), Some(control)) = (&state.config.media_agent_url, &state.config.call_control)
    else {
        anyhow::bail!("there is no media server that places calls");
    };
    outbound::client(PATIENCE)?
        .post(format!("{}/calls", url.trim_end_matches('/')))
        .basic_auth("engine", Some(&control.secret))
        .json(parties)
        .send()
        .await
        .context("the agent of the media server does not answer")?
        .error_for_status()
        .context("the agent of the media server does not take the call")?
        .json()
        .await
        .context("the answer of the agent cannot be read")
}
