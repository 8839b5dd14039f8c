//! Call recording in the database.

use std::collections::HashMap;

use belroute_shared::{
    ids::{OrganisationId, UserId},
    settings::call_recording::CallRecording,
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _,
    QuerySelect as _, QueryTrait as _, Set, sea_query::OnConflict,
};
use uuid::Uuid;

use crate::entity::{call_recording, user};

/// How [`save`] writes that somebody's calls are recorded. No text can look like it: quotes in a
/// text are written with a stroke before them.
const ENABLED: &str = r#""enabled":true"#;

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
    Ok(row.map_or_else(CallRecording::default, |row| read(&row)))
}

/// Of whom it holds that his calls are recorded.
pub(crate) fn is_recorded(organisation: OrganisationId) -> Condition {
    let recorded = call_recording::Entity::find()
        .select_only()
        .column(call_recording::Column::UserId)
        .filter(call_recording::COLUMN.organisation_id.eq(organisation.0))
        .filter(call_recording::COLUMN.value.contains(ENABLED))
        .into_query();
    Condition::all().add(user::Column::Id.in_subquery(recorded))
}

/// What was decided about the calls of some users.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    owners: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, CallRecording>, DbErr> {
    let rows = call_recording::Entity::find()
        .filter(call_recording::COLUMN.organisation_id.eq(organisation.0))
        .filter(call_recording::COLUMN.user_id.is_in(owners))
        .all(db)
        .await?;
    Ok(rows.iter().map(|row| (row.user_id, read(row))).collect())
}

fn read(row: &call_recording::Model) -> CallRecording {
    serde_json::from_str(&row.value).unwrap_or_else(|error| {
        tracing::error!("what was decided about recording cannot be read: {error}");
        CallRecording::default()
    })
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
