//! Whom numbers in people's settings reach, seen from their organisation.

use std::collections::HashMap;

use belroute_shared::number::PhoneNumber;
use sea_orm::{Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _};

use super::parties::Target;
use crate::entity::{dial_plan, number, organisation, user};

/// Finds out whom each number reaches: a public one or an extension. However many they are, each
/// table is asked once.
pub(super) async fn behind(
    db: &impl ConnectionTrait,
    organisation: &organisation::Model,
    numbers: Vec<String>,
) -> Result<HashMap<String, Target>, DbErr> {
    let ours = ours(db, organisation, &numbers).await?;
    let extensions: Vec<&str> = numbers
        .iter()
        .map(String::as_str)
        .filter(|number| PhoneNumber::new(*number).is_err())
        .collect();
    let (users, plans) = tokio::try_join!(
        users(db, organisation, &ours, &extensions),
        plans(db, organisation, &ours, &extensions),
    )?;
    let of_user = |found: Option<&user::Model>| found.map(|it| Target::User(Box::new(it.clone())));
    let of_plan = |found: Option<&dial_plan::Model>| found.map(|it| Target::DialPlan(it.clone()));
    let target = |number: &str| {
        let Ok(public) = PhoneNumber::new(number) else {
            let user = users.iter().find(|it| it.extension == number);
            let plan = plans.iter().find(|it| it.extension == number);
            return of_user(user).or_else(|| of_plan(plan));
        };
        let Some(row) = ours.iter().find(|row| row.number == number) else {
            return Some(Target::Outside(public));
        };
        let user = users.iter().find(|it| Some(it.id) == row.user_id);
        let plan = plans.iter().find(|it| Some(it.id) == row.dial_plan_id);
        of_user(user).or_else(|| of_plan(plan))
    };
    let found = numbers.into_iter().map(|number| {
        let target = target(&number).unwrap_or(Target::Nobody);
        (number, target)
    });
    Ok(found.collect())
}

/// Those that are public numbers of the organisation.
async fn ours(
    db: &impl ConnectionTrait,
    organisation: &organisation::Model,
    numbers: &[String],
) -> Result<Vec<number::Model>, DbErr> {
    number::Entity::find()
        .filter(number::COLUMN.number.is_in(numbers))
        .filter(number::COLUMN.organisation_id.eq(organisation.id))
        .all(db)
        .await
}

async fn users(
    db: &impl ConnectionTrait,
    organisation: &organisation::Model,
    ours: &[number::Model],
    extensions: &[&str],
) -> Result<Vec<user::Model>, DbErr> {
    let ids: Vec<_> = ours.iter().filter_map(|row| row.user_id).collect();
    if ids.is_empty() && extensions.is_empty() {
        return Ok(Vec::new());
    }
    let wanted = Condition::any()
        .add(user::COLUMN.id.is_in(ids))
        .add(user::COLUMN.extension.is_in(extensions.iter().copied()));
    user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation.id))
        .filter(wanted)
        .all(db)
        .await
}

async fn plans(
    db: &impl ConnectionTrait,
    organisation: &organisation::Model,
    ours: &[number::Model],
    extensions: &[&str],
) -> Result<Vec<dial_plan::Model>, DbErr> {
    let ids: Vec<_> = ours.iter().filter_map(|row| row.dial_plan_id).collect();
    if ids.is_empty() && extensions.is_empty() {
        return Ok(Vec::new());
    }
    let wanted = Condition::any().add(dial_plan::COLUMN.id.is_in(ids)).add(
        dial_plan::COLUMN
            .extension
            .is_in(extensions.iter().copied()),
    );
    dial_plan::Entity::find()
        .filter(dial_plan::COLUMN.organisation_id.eq(organisation.id))
        .filter(wanted)
        .all(db)
        .await
}
