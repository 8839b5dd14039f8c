//! What administrators gave users, in the database.

use std::collections::{HashMap, HashSet};

use belroute_shared::{
    company::users::{Grant, UserSettings},
    number::PhoneNumber,
};
use sea_orm::{ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, Set};
use uuid::Uuid;

use crate::{
    entity::{caller_id_grant, dial_plan, executive_assistant, number, user, user_grant},
    words,
};

/// Saves what an administrator gave a user, and the numbers that he may show. What stays is not
/// touched: it keeps since when it was given.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    owner: &user::Model,
    settings: &UserSettings,
    now_ms: i64,
) -> Result<(), DbErr> {
    let kept: Vec<String> = settings.grants.iter().map(words::word).collect();
    user_grant::Entity::delete_many()
        .filter(user_grant::COLUMN.user_id.eq(owner.id))
        .filter(user_grant::COLUMN.kind.is_not_in(kept.clone()))
        .exec(db)
        .await?;
    end_assistance(db, owner, settings).await?;
    let had: HashSet<String> = user_grant::Entity::find()
        .filter(user_grant::COLUMN.user_id.eq(owner.id))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.kind)
        .collect();
    let new = kept.into_iter().filter(|kind| !had.contains(kind));
    let new: Vec<_> = new
        .map(|kind| user_grant::ActiveModel {
            user_id: Set(owner.id),
            organisation_id: Set(owner.organisation_id),
            kind: Set(kind),
            granted_at_ms: Set(now_ms),
        })
        .collect();
    if !new.is_empty() {
        user_grant::Entity::insert_many(new)
            .exec_without_returning(db)
            .await?;
    }
    save_caller_numbers(db, owner, settings).await
}

/// Who is no executive any more has no assistants, and who is no assistant works for nobody.
async fn end_assistance(
    db: &impl ConnectionTrait,
    owner: &user::Model,
    settings: &UserSettings,
) -> Result<(), DbErr> {
    let columns = [
        (Grant::Executive, executive_assistant::Column::ExecutiveId),
        (
            Grant::ExecutiveAssistant,
            executive_assistant::Column::AssistantId,
        ),
    ];
    for (grant, column) in columns {
        if !settings.grants.contains(&grant) {
            executive_assistant::Entity::delete_many()
                .filter(column.eq(owner.id))
                .exec(db)
                .await?;
        }
    }
    Ok(())
}

async fn save_caller_numbers(
    db: &impl ConnectionTrait,
    owner: &user::Model,
    settings: &UserSettings,
) -> Result<(), DbErr> {
    let wanted: Vec<&str> = settings
        .caller_numbers
        .iter()
        .map(PhoneNumber::as_str)
        .collect();
    // What stays keeps its label and its kind, and stays the default if it is.
    let of_owner =
        || caller_id_grant::Entity::find().filter(caller_id_grant::COLUMN.user_id.eq(owner.id));
    caller_id_grant::Entity::delete_many()
        .filter(caller_id_grant::COLUMN.user_id.eq(owner.id))
        .filter(
            caller_id_grant::COLUMN
                .number
                .is_not_in(wanted.iter().copied()),
        )
        .exec(db)
        .await?;
    let (mut last, mut has_default) = (-1, false);
    let mut had = HashSet::new();
    for row in of_owner().all(db).await? {
        last = row.position.max(last);
        has_default |= row.is_default;
        had.insert(row.number);
    }
    let wanted: Vec<&str> = wanted
        .into_iter()
        .filter(|number| !had.contains(*number))
        .collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let known: HashMap<String, number::Model> = number::Entity::find()
        .filter(number::COLUMN.organisation_id.eq(owner.organisation_id))
        .filter(number::COLUMN.number.is_in(wanted.iter().copied()))
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.number.clone(), row))
        .collect();
    let plans: HashMap<Uuid, String> = dial_plan::Entity::find()
        .filter(dial_plan::COLUMN.organisation_id.eq(owner.organisation_id))
        .filter(
            dial_plan::COLUMN
                .id
                .is_in(known.values().filter_map(|row| row.dial_plan_id)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|row| (row.id, row.kind))
        .collect();
    let rows = (last + 1..).zip(wanted).filter_map(|(position, number)| {
        let row = known.get(number)?;
        let plan = row
            .dial_plan_id
            .and_then(|id| plans.get(&id).map(String::as_str));
        // A menu has no type of its own in the list that users choose from.
        let (kind, plan_id) = match plan {
            Some("queue") => ("callQueue", row.dial_plan_id),
            Some("huntGroup") => ("huntGroup", row.dial_plan_id),
            _ => ("additional", row.dial_plan_id),
        };
        Some(caller_id_grant::ActiveModel {
            user_id: Set(owner.id),
            organisation_id: Set(owner.organisation_id),
            number: Set(number.to_owned()),
            kind: Set(kind.to_owned()),
            dial_plan_id: Set(plan_id),
            label: Set(row.label.clone()),
            // His own number is what he shows until he chooses another.
            is_default: Set(row.user_id == Some(owner.id) && !has_default),
            position: Set(position),
        })
    });
    caller_id_grant::Entity::insert_many(rows.collect::<Vec<_>>())
        .exec_without_returning(db)
        .await?;
    Ok(())
}
