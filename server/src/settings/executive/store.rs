//! Who works for whom, in the database.

use std::collections::HashSet;

use belroute_shared::ids::{OrganisationId, UserId};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, QueryTrait as _, Set,
    sea_query::{Expr, LockType},
};
use uuid::Uuid;

use crate::entity::{executive_assistant, user, user_grant};

/// The stored word of what makes somebody an assistant.
const ASSISTANT: &str = "executiveAssistant";
/// People who could be assistants, as far as they are shown.
const MOST_AVAILABLE: u64 = 1000;

/// The assistants of an executive, in the order in which they ring.
pub(super) async fn list_assistants(
    db: &impl ConnectionTrait,
    executive: UserId,
    organisation: OrganisationId,
) -> Result<Vec<executive_assistant::Model>, DbErr> {
    executive_assistant::Entity::find()
        .filter(executive_assistant::COLUMN.executive_id.eq(executive.0))
        .filter(
            executive_assistant::COLUMN
                .organisation_id
                .eq(organisation.0),
        )
        .order_by_asc(executive_assistant::Column::Position)
        .all(db)
        .await
}

/// Those whom an assistant works for.
pub(super) async fn list_executives(
    db: &impl ConnectionTrait,
    assistant: UserId,
    organisation: OrganisationId,
) -> Result<Vec<executive_assistant::Model>, DbErr> {
    executive_assistant::Entity::find()
        .filter(executive_assistant::COLUMN.assistant_id.eq(assistant.0))
        .filter(
            executive_assistant::COLUMN
                .organisation_id
                .eq(organisation.0),
        )
        .all(db)
        .await
}

/// Everybody whom an administrator has made an assistant, by name.
pub(super) async fn list_available(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Vec<user::Model>, DbErr> {
    let granted = user_grant::Entity::find()
        .select_only()
        .column(user_grant::Column::UserId)
        .filter(user_grant::COLUMN.organisation_id.eq(organisation.0))
        .filter(user_grant::COLUMN.kind.eq(ASSISTANT))
        .into_query();
    user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .filter(user::Column::Id.in_subquery(granted))
        .order_by_asc(user::Column::NameKey)
        .order_by_asc(user::Column::Id)
        .limit(MOST_AVAILABLE)
        .all(db)
        .await
}

/// Those of some users who are assistants, and stay so until the transaction ends: who takes it
/// from them waits, and then ends their work as well.
pub(super) async fn hold_assistants(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    wanted: &[UserId],
) -> Result<HashSet<UserId>, DbErr> {
    let rows = user_grant::Entity::find()
        .filter(user_grant::COLUMN.organisation_id.eq(organisation.0))
        .filter(user_grant::COLUMN.kind.eq(ASSISTANT))
        .filter(
            user_grant::COLUMN
                .user_id
                .is_in(wanted.iter().map(|id| id.0)),
        )
        // Everybody takes them in one order, so that no two wait for each other.
        .order_by_asc(user_grant::Column::UserId)
        .lock(LockType::Share)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| UserId(row.user_id)).collect())
}

/// Replaces the assistants of an executive. Who stays keeps whether he takes calls; who is new does.
pub(super) async fn save_assistants(
    db: &impl ConnectionTrait,
    executive: UserId,
    organisation: OrganisationId,
    before: &[executive_assistant::Model],
    wanted: &[UserId],
) -> Result<(), DbErr> {
    executive_assistant::Entity::delete_many()
        .filter(executive_assistant::COLUMN.executive_id.eq(executive.0))
        .exec(db)
        .await?;
    let is_opted_in = |id: Uuid| {
        let row = before.iter().find(|row| row.assistant_id == id);
        row.is_none_or(|row| row.is_opted_in)
    };
    let rows: Vec<_> = (0..)
        .zip(wanted)
        .map(|(position, assistant)| executive_assistant::ActiveModel {
            executive_id: Set(executive.0),
            assistant_id: Set(assistant.0),
            organisation_id: Set(organisation.0),
            position: Set(position),
            is_opted_in: Set(is_opted_in(assistant.0)),
        })
        .collect();
    if !rows.is_empty() {
        executive_assistant::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// All assistants of an executive take his calls.
pub(super) async fn opt_all_in(db: &impl ConnectionTrait, executive: UserId) -> Result<(), DbErr> {
    executive_assistant::Entity::update_many()
        .col_expr(executive_assistant::Column::IsOptedIn, Expr::value(true))
        .filter(executive_assistant::COLUMN.executive_id.eq(executive.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether an assistant takes the calls of an executive.
pub(super) async fn save_opt_in(
    db: &impl ConnectionTrait,
    executive: UserId,
    assistant: UserId,
    is_opted_in: bool,
) -> Result<(), DbErr> {
    executive_assistant::Entity::update_many()
        .col_expr(
            executive_assistant::Column::IsOptedIn,
            Expr::value(is_opted_in),
        )
        .filter(executive_assistant::COLUMN.executive_id.eq(executive.0))
        .filter(executive_assistant::COLUMN.assistant_id.eq(assistant.0))
        .exec(db)
        .await?;
    Ok(())
}
