//! Click to call: the user's own phones ring, and when he answers, whom he wants to reach.
//!
//! The media server places both calls. The second is his, as if he had dialled: the engine asks about
//! it, so that his number, the company's rules and the settings of who is called hold as ever.

use std::time::Duration;

use anyhow::Context as _;
use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    error::{Code, ErrorBody},
    features::Feature,
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
    caller_number::store as caller_number,
    entity::registration,
    error::{ApiError, ApiResult},
    features,
    json::Json,
    media::wire::{EndPlaced, Placed, TwoParties},
    outbound, profile,
    session::Session,
    state::AppState,
};

/// The agent only says that it will; it rings nobody while it is asked.
const PATIENCE: Duration = Duration::from_secs(3);
/// Shows no number.
const ANONYMOUS: &str = "anonymous";

pub(super) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(dial_mine))
        .routes(routes!(dial))
        .routes(routes!(hang_up_mine))
        .routes(routes!(hang_up))
}

/// Whom to call.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct Dial {
    /// A number as people write it, or an extension, also as a `tel:` address. Not a code.
    #[schema(example = "+442079460041")]
    destination: String,
    /// The number that is shown for this call alone: one that the user may show, or `anonymous`.
    /// Absent, the usual one.
    #[serde(default)]
    #[schema(example = "+442079460000")]
    call_as: Option<String>,
    /// Not offered: all phones of the user ring.
    #[serde(default)]
    endpoint_id: Option<String>,
    /// Not offered.
    #[serde(default)]
    single_number_reach_phone_number: Option<String>,
}

/// Which call is to end.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct HangUp {
    /// As it was told when the call was placed.
    call_id: String,
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

/// Ends a call that was placed by a click, whether the phones ring still or the two are talking.
#[utoipa::path(post, path = "/v1/telephony/calls/members/me/hangup", tag = "calls",
    request_body = HangUp,
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
#[tracing::instrument(skip_all, fields(user.id = %session.user))]
async fn hang_up_mine(
    State(state): State<AppState>,
    session: Session,
    Json(wanted): Json<HangUp>,
) -> ApiResult<StatusCode> {
    end(&state, session, wanted).await
}

/// The same at the older address.
#[utoipa::path(post, path = "/v1/telephony/calls/hangup", tag = "calls",
    request_body = HangUp,
    responses((status = 204), (status = 401, body = ErrorBody), (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody), (status = 503, body = ErrorBody)))]
#[tracing::instrument(skip_all, fields(user.id = %session.user))]
async fn hang_up(
    State(state): State<AppState>,
    session: Session,
    Json(wanted): Json<HangUp>,
) -> ApiResult<StatusCode> {
    end(&state, session, wanted).await
}

async fn end(state: &AppState, session: Session, wanted: HangUp) -> ApiResult<StatusCode> {
    let owner = account::find(&state.db.read, session.user)
        .await?
        .ok_or(ApiError::SignedOut)?;
    // The agent ends a call for none but whom it was placed for.
    let wanted = EndPlaced {
        id: wanted.call_id,
        from: profile::address(&owner.user, &owner.organisation),
    };
    let answer = tell(state, "/calls/hangup", &wanted).await;
    let answer = answer.map_err(ApiError::Unavailable)?;
    if answer.status() == StatusCode::NOT_FOUND {
        return Err(ApiError::NotFound);
    }
    let taken = answer.error_for_status();
    let taken = taken.context("the agent of the media server does not end the call");
    taken.map_err(ApiError::Unavailable)?;
    Ok(StatusCode::NO_CONTENT)
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
    let caller_id = match &wanted.call_as {
        Some(shown) => Some(shown_once(state, session, shown).await?),
        None => None,
    };
    let domain = &owner.organisation.sip_domain;
    let parties = TwoParties {
        from: profile::address(&owner.user, &owner.organisation),
        to: format!("sip:{number}@{domain}"),
        // What is shown is decided when the engine asks about the call, as for any other of his.
        caller_id,
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

/// What the user wants to show for one call, if he may.
async fn shown_once(state: &AppState, session: Session, wanted: &str) -> ApiResult<String> {
    let (db, owner, organisation) = (&state.db.read, session.user, session.organisation);
    let may = if wanted == ANONYMOUS {
        let mine = features::store::find(db, owner, organisation).await?;
        mine.shows(Some(Feature::BlockCallerId))
    } else {
        let allowed = caller_number::list_allowed(db, owner, organisation).await?;
        allowed
            .iter()
            .any(|choice| caller_number::is_number(choice, wanted))
    };
    if may {
        Ok(wanted.to_owned())
    } else {
        Err(ApiError::NotGranted(Code::NumberNotAllowed))
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
    tell(state, "/calls", parties)
        .await?
        .error_for_status()
        .context("the agent of the media server does not take the call")?
        .json()
        .await
        .context("the answer of the agent cannot be read")
}

/// Tells the agent of the media server something.
async fn tell(
    state: &AppState,
    path: &str,
    body: &impl Serialize,
) -> anyhow::Result<reqwest::Response> {
    let (Some(url), Some(control)) = (&state.config.media_agent_url, &state.config.call_control)
    else {
        anyhow::bail!("there is no media server that places calls");
    };
    outbound::client(PATIENCE)?
        .post(format!("{}{path}", url.trim_end_matches('/')))
        .basic_auth("engine", Some(&control.secret))
        .json(body)
        .send()
        .await
        .context("the agent of the media server does not answer")
}
