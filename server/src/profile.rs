//! A user's profile out of the database: what `decide` is given.

use axum::extract::State;
use belroute_shared::{
    devices::DeviceKind,
    error::ErrorBody,
    ids::{OrganisationId, UserId},
    number::Extension,
    routing::profile::{Profile, ReachableDevice},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter as _};
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    account,
    entity::{call, device, organisation, registration, user, user_grant},
    error::ApiResult,
    json::Json,
    presence,
    session::AtPanel,
    state::AppState,
    words,
};

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
    Ok(Json(of(&state, &person.user, &person.organisation).await?))
}

/// The profile of a user.
pub(crate) async fn of(
    state: &AppState,
    user: &user::Model,
    organisation: &organisation::Model,
) -> Result<Profile, DbErr> {
    let db = &state.db.read;
    let owner = UserId(user.id);
    let has_mailbox = has_grant(db, owner, "mailbox").await?;
    let extension = Extension::new(user.extension.clone())
        .map_err(|code| DbErr::Custom(format!("an extension in the database: {code:?}")))?;
    Ok(Profile {
        address: address(user, organisation),
        devices: reachable(
            db,
            owner,
            OrganisationId(organisation.id),
            state.clock.now_ms(),
        )
        .await?,
        mailbox: state
            .config
            .media_server
            .as_ref()
            .filter(|_| has_mailbox)
            .map(|server| format!("sip:vm-{extension}@{server}")),
        extension,
        capacity: u16::try_from(user.capacity).unwrap_or(1),
    })
}

/// The address of record of a user.
pub(crate) fn address(user: &user::Model, organisation: &organisation::Model) -> String {
    format!("sip:{}@{}", user.extension, organisation.sip_domain)
}

/// Answered calls that a user has now.
pub(crate) async fn active_calls(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<u16, DbErr> {
    let answered = call::Entity::find()
        .filter(call::COLUMN.organisation_id.eq(organisation.0))
        .filter(call::COLUMN.user_id.eq(owner.0))
        .filter(call::COLUMN.ended_at_ms.is_null())
        .filter(call::COLUMN.answered_at_ms.is_not_null())
        .all(db)
        .await?;
    let own = answered.iter().filter(|row| !presence::is_out_of_hand(row));
    Ok(u16::try_from(own.count()).unwrap_or(u16::MAX))
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

async fn reachable(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    now_ms: i64,
) -> Result<Vec<ReachableDevice>, DbErr> {
    let registered = registration::Entity::find()
        .filter(registration::COLUMN.user_id.eq(owner.0))
        .filter(registration::COLUMN.organisation_id.eq(organisation.0))
        .filter(registration::COLUMN.expires_at_ms.gt(now_ms))
        .all(db)
        .await?;
    if registered.is_empty() {
        return Ok(Vec::new());
    }
    let mut devices: Vec<ReachableDevice> = device::Entity::find()
        .filter(device::COLUMN.user_id.eq(owner.0))
        .filter(
            device::COLUMN
                .id
                .is_in(registered.iter().map(|row| row.device_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|row| ReachableDevice {
            kind: words::of_word(&row.kind).unwrap_or(DeviceKind::Desk),
            name: row.name,
        })
        .collect();
    devices.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(devices)
}
