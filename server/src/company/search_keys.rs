//! What users and dial plans are found by: made anew when a name, or a number that reaches them,
//! changes.

use std::collections::HashMap;

use belroute_shared::ids::{DialPlanId, OrganisationId, UserId};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Set, sea_query::LockType,
};
use uuid::Uuid;

use crate::{
    directory::full_name,
    entity::{dial_plan, number, user},
    phonebook::keys,
};

/// Makes the keys of users anew.
pub(super) async fn make_users(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    users: impl IntoIterator<Item = UserId>,
) -> Result<(), DbErr> {
    let ids: Vec<Uuid> = users.into_iter().map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(());
    }
    // A user may give himself another name while his numbers change: what is read here holds until
    // the key is written. SQLite has one writer and leaves the lock out.
    let rows = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .filter(user::COLUMN.id.is_in(ids.iter().copied()))
        .order_by_asc(user::Column::Id)
        .lock(LockType::NoKeyUpdate)
        .all(db)
        .await?;
    let numbers = number::Entity::find()
        .filter(number::COLUMN.organisation_id.eq(organisation.0))
        .filter(number::COLUMN.user_id.is_in(ids))
        .order_by_asc(number::Column::Number)
        .all(db)
        .await?;
    let numbers = by_owner(numbers, |row| row.user_id);
    for row in rows {
        let name = full_name(&row);
        let words = [name.as_str(), &row.email, &row.extension];
        let own = numbers.get(&row.id).into_iter().flatten();
        let key = keys::search_key(words, own.map(String::as_str));
        let mut changed = row.into_active_model();
        changed.search_key = Set(key);
        changed.update(db).await?;
    }
    Ok(())
}

/// Makes the keys of dial plans anew.
pub(super) async fn make_dial_plans(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    plans: impl IntoIterator<Item = DialPlanId>,
) -> Result<(), DbErr> {
    let ids: Vec<Uuid> = plans.into_iter().map(|id| id.0).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let numbers = number::Entity::find()
        .filter(number::COLUMN.organisation_id.eq(organisation.0))
        .filter(number::COLUMN.dial_plan_id.is_in(ids.iter().copied()))
        .order_by_asc(number::Column::Number)
        .all(db)
        .await?;
    let numbers = by_owner(numbers, |row| row.dial_plan_id);
    let rows = dial_plan::Entity::find()
        .filter(dial_plan::COLUMN.organisation_id.eq(organisation.0))
        .filter(dial_plan::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    for row in rows {
        let own = numbers.get(&row.id).into_iter().flatten();
        let words = [row.name.as_str(), &row.extension];
        let key = keys::search_key(words, own.map(String::as_str));
        let mut changed = row.into_active_model();
        changed.search_key = Set(key);
        changed.update(db).await?;
    }
    Ok(())
}

fn by_owner(
    rows: Vec<number::Model>,
    owner: impl Fn(&number::Model) -> Option<Uuid>,
) -> HashMap<Uuid, Vec<String>> {
    let mut found: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in rows {
        if let Some(id) = owner(&row) {
            found.entry(id).or_default().push(row.number);
        }
    }
    found
}
