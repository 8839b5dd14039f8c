//! Call recording in the database.

use belroute_shared::{
    ids::{OrganisationId, UserId},
    settings::call_recording::CallRecording,
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, Set, sea_query::OnConflict};

use crate::entity::call_recording;

/// What was decided about a user's calls; nothing decided records nothing.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<CallRecording, DbErr> {
    let row = call_recording::Entity::find_by_id(owner.0)
        .filter(call_recording::COLUMN.organisation_id.eq(organisation.0))
        .one(db)
        .await?;
    Ok(row.map_or_else(CallRecording::default, |row| {
        serde_json::from_str(&row.value).unwrap_or_else(|error| {
            tracing::error!("what was decided about recording cannot be read: {error}");
            CallRecording::default()
        })
    }))
}

/// Saves what an administrator decided.
pub(crate) async fn save(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    recording: &CallRecording,
) -> Result<(), DbErr> {
    let value =
        serde_json::to_string(recording).map_err(|error| DbErr::Custom(error.to_string()))?;
    let row = call_recording::ActiveModel {
        user_id: Set(owner.0),
        organisation_id: Set(organisation.0),
        value: Set(value),
    };
    call_recording::Entity::insert(row)
        .on_conflict(
            OnConflict::column(call_recording::Column::UserId)
                .update_column(call_recording::Column::Value)
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}
