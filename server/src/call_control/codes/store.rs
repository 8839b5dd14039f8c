//! Codes that were dialled, in the database: each question with its answer.

use belroute_shared::{
    ids::{OrganisationId, UserId},
    routing::plan::Plan,
};
use sea_orm::{ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait as _, Set};

use crate::entity::dialled_code;

/// What tells one question from another. A call of somebody else, or another code in the same call,
/// is another question.
pub(super) fn key(owner: UserId, dialled: &str, sip_call_id: &str) -> String {
    format!("{owner} {dialled} {sip_call_id}")
}

/// The answer to a question that was asked before.
pub(super) async fn find(db: &impl ConnectionTrait, key: &str) -> Result<Option<Plan>, DbErr> {
    let row = dialled_code::Entity::find_by_id(key).one(db).await?;
    Ok(row.and_then(|row| serde_json::from_str(&row.answer).ok()))
}

/// Keeps an answer.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    key: String,
    organisation: OrganisationId,
    plan: &Plan,
    now_ms: i64,
) -> Result<(), DbErr> {
    let answer = serde_json::to_string(plan).map_err(|error| DbErr::Custom(error.to_string()))?;
    dialled_code::ActiveModel {
        question: Set(key),
        organisation_id: Set(organisation.0),
        answer: Set(answer),
        at_ms: Set(now_ms),
    }
    .insert(db)
    .await?;
    Ok(())
}
