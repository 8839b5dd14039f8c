//! Users' profiles out of the database: what `decide` is given.

mod load;

use axum::extract::State;
use belroute_shared::{
    error::ErrorBody,
    ids::{OrganisationId, UserId},
    routing::{directory::Depth, profile::Profile},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter as _};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    account,
    entity::{call, organisation, user, user_grant},
    error::{ApiError, ApiResult},
    json::Json,
    presence,
    session::AtPanel,
    state::AppState,
};

pub(crate) use load::list;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

/// The caller's own profile, ready for `decide` in the browser.
#[utoipa::path(get, path = "/v1/route", tag = "route",
    responses((status = 200, body = Profile), (status = 401, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<Profile>> {
    let person = account::person(&state, session.user).await?;
    let profiles = list(
        &state,
        &person.organisation,
        &[person.user],
        Calls::Counted,
        Depth::Whole,
    )
    .await?;
    let profile = profiles.into_iter().next().ok_or(ApiError::NotFound)?;
    Ok(Json(profile))
}

/// Whether the calls that users have now are counted from what events told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Calls {
    /// They are.
    Counted,
    /// They are not: the engine has said how many there are.
    Told,
}

/// The address of record of a user.
pub(crate) fn address(user: &user::Model, organisation: &organisation::Model) -> String {
    format!("sip:{}@{}", user.extension, organisation.sip_domain)
}

/// Calls of some users of an organisation that were answered and go on in their hands, by user.
async fn answered_calls(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    owners: &[UserId],
) -> Result<Vec<UserId>, DbErr> {
    let answered = call::Entity::find()
        .filter(call::COLUMN.organisation_id.eq(organisation.0))
        .filter(
            call::COLUMN
                .user_id
                .is_in(owners.iter().map(|owner| owner.0)),
        )
        .filter(call::COLUMN.ended_at_ms.is_null())
        .filter(call::COLUMN.answered_at_ms.is_not_null())
        .all(db)
        .await?;
    Ok(answered
        .iter()
        .filter(|row| !presence::is_out_of_hand(row))
        .map(|row| UserId(row.user_id))
        .collect())
}

/// Whether an administrator gave a user something.
pub(crate) async fn has_grant(
    db: &impl ConnectionTrait,
    owner: UserId,
    kind: &str,
) -> Result<bool, DbErr> {
    let row = user_grant::Entity::find_by_id((owner.0, kind.to_owned()))
        .one(db)
        .await?;
    Ok(row.is_some())
}
