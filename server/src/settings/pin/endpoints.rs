//! `…/people/me/voicemail`: the user's PIN, and which PINs are taken.

use axum::{extract::State, http::StatusCode};
use belroute_shared::{
    error::ErrorBody,
    features::Feature,
    voicemail::pin::{NewPin, PinState, UserPinRules},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{SetBy, store};
use crate::{
    account::Owner,
    audit::Actor,
    clock::moment,
    company,
    error::ApiResult,
    features,
    json::Json,
    session::{AtPanel, Session},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show, replace))
        .routes(routes!(show_rules))
}

/// Whether there is a PIN, and for how long it is good.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/voicemail/pin", tag = "callSettings",
    responses((status = 200, body = PinState), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<PinState>> {
    let db = &state.db.read;
    require(&state, session).await?;
    let rules = company::voicemail::find_pin_rules(db, session.organisation).await?;
    let pins = store::list(db, session.user).await?;
    let set_at = pins
        .first()
        .filter(|it| it.is_in_use)
        .map(|it| moment(it.set_at_ms));
    Ok(Json(PinState {
        set_at,
        expires_at: set_at.and_then(|at| rules.expires_at(at)),
    }))
}

/// Sets the PIN. Whoever looks at somebody else's panel cannot.
#[utoipa::path(put, path = "/v1/telephony/config/people/me/voicemail/pin", tag = "callSettings",
    request_body = NewPin,
    responses((status = 204), (status = 400, body = ErrorBody), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody), (status = 409, body = ErrorBody)))]
async fn replace(
    State(state): State<AppState>,
    owner: Owner,
    Json(new): Json<NewPin>,
) -> ApiResult<StatusCode> {
    let user = &owner.person.user;
    let actor = Actor::of(user, Some(owner.address));
    super::set(&state, user, &new, SetBy::Owner(actor)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Which PINs the company takes.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/voicemail/rules", tag = "callSettings",
    responses((status = 200, body = UserPinRules), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn show_rules(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<UserPinRules>> {
    require(&state, session).await?;
    let db = &state.db.read;
    let rules = company::voicemail::find_pin_rules(db, session.organisation).await?;
    Ok(Json(rules.into()))
}

async fn require(state: &AppState, session: Session) -> ApiResult<()> {
    let feature = Some(Feature::Voicemail);
    features::require(&state.db.read, session.user, session.organisation, feature).await
}
