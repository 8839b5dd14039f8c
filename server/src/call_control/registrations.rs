//! Which devices the engine can reach, from its events.

use belroute_shared::ids::{OrganisationId, UserId};
use sea_orm::{
    ActiveValue::Set,
    DatabaseTransaction, DbErr, EntityTrait, QueryFilter as _,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use super::{
    address::Address,
    apply::microseconds,
    intake::Touched,
    parties,
    wire::{Event, Kind},
};
use crate::entity::{device, registration, user};

/// The longest registration that is believed, in seconds.
const LONGEST_SECONDS: i64 = 24 * 3600;

/// Takes one event of a registration in. An older event than the last changes nothing.
pub(super) async fn apply(
    change: &DatabaseTransaction,
    event: &Event,
    touched: &mut Touched,
) -> Result<(), DbErr> {
    let Some(at_ms) = microseconds(&event.at).map(|at_us| at_us / 1000) else {
        return Ok(());
    };
    let Some(address) = Address::parse(&event.aor) else {
        return Ok(());
    };
    let Some((_, user)) = parties::user_at(change, &address).await? else {
        return Ok(());
    };
    let known = registration::Entity::find_by_id((user.id, event.contact.clone()))
        .one(change)
        .await?;
    if known.as_ref().is_some_and(|row| row.updated_at_ms > at_ms) {
        return Ok(());
    }
    if event.event == Kind::Registered {
        let Some(device_id) = device_of(change, &user, &event.username).await? else {
            return Ok(());
        };
        save(change, &user, event, device_id, at_ms).await?;
        seen(change, device_id, at_ms).await?;
        // A device that only renewed its registration changes nothing that anybody looks at.
        if known.is_some_and(|row| row.expires_at_ms > at_ms && row.device_id == device_id) {
            return Ok(());
        }
    } else if let Some(row) = known {
        seen(change, row.device_id, at_ms).await?;
        // The row stays as one that ran out long ago, so that an older event which comes late does
        // not bring the device back.
        end(change, &row, at_ms).await?;
    }
    touched
        .devices
        .insert((OrganisationId(user.organisation_id), UserId(user.id)));
    Ok(())
}

async fn save(
    change: &DatabaseTransaction,
    user: &user::Model,
    event: &Event,
    device_id: Uuid,
    at_ms: i64,
) -> Result<(), DbErr> {
    let seconds = event.expires.clamp(0, LONGEST_SECONDS);
    let row = registration::ActiveModel {
        user_id: Set(user.id),
        organisation_id: Set(user.organisation_id),
        contact: Set(event.contact.clone()),
        device_id: Set(device_id),
        registered_at_ms: Set(at_ms),
        updated_at_ms: Set(at_ms),
        expires_at_ms: Set(at_ms + seconds * 1000),
    };
    let again = OnConflict::columns([registration::Column::UserId, registration::Column::Contact])
        .update_columns([
            registration::Column::DeviceId,
            registration::Column::UpdatedAtMs,
            registration::Column::ExpiresAtMs,
        ])
        .to_owned();
    registration::Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(change)
        .await?;
    Ok(())
}

async fn end(
    change: &DatabaseTransaction,
    row: &registration::Model,
    at_ms: i64,
) -> Result<(), DbErr> {
    registration::Entity::update_many()
        .col_expr(registration::Column::UpdatedAtMs, Expr::value(at_ms))
        .col_expr(registration::Column::ExpiresAtMs, Expr::value(0_i64))
        .filter(registration::COLUMN.user_id.eq(row.user_id))
        .filter(registration::COLUMN.contact.eq(row.contact.as_str()))
        .exec(change)
        .await?;
    Ok(())
}

async fn seen(change: &DatabaseTransaction, device: Uuid, at_ms: i64) -> Result<(), DbErr> {
    device::Entity::update_many()
        .col_expr(device::Column::LastSeenAtMs, Expr::value(at_ms))
        .filter(device::COLUMN.id.eq(device))
        .exec(change)
        .await?;
    Ok(())
}

/// The device behind a registration, by the user name that it proved itself with. One that was
/// disconnected meanwhile is none.
async fn device_of(
    change: &DatabaseTransaction,
    user: &user::Model,
    username: &str,
) -> Result<Option<Uuid>, DbErr> {
    let device = device::Entity::find()
        .filter(device::COLUMN.user_id.eq(user.id))
        .filter(device::COLUMN.username.eq(username))
        .one(change)
        .await?;
    Ok(device.map(|row| row.id))
}
