//! What follows from a number: who may show it, what people are found by, and which browsers have
//! to look again.

use std::collections::BTreeSet;

use belroute_shared::{
    ids::{DialPlanId, OrganisationId, UserId},
    live::LiveEvent,
};
use sea_orm::{Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, sea_query::Expr};
use uuid::Uuid;

use crate::{
    company::search_keys,
    entity::{caller_id, caller_id_grant, dial_plan, number},
    live::Live,
};

/// Users whose lists of numbers are not what they were.
#[derive(Clone, Debug, Default)]
pub(super) struct Affected(BTreeSet<UserId>);

impl Affected {
    /// Tells their browsers, and everybody whose phonebook shows the number.
    pub(super) fn tell(&self, live: &Live, organisation: OrganisationId) {
        for user in &self.0 {
            live.tell(*user, LiveEvent::CallerNumber);
            live.tell(*user, LiveEvent::Account);
        }
        live.tell_all(organisation, LiveEvent::Phonebook);
    }
}

/// A number was added, or reaches somebody else, or has another label. One that became somebody's
/// own is withdrawn from everybody else: nobody goes on calling under a colleague's number until
/// an administrator says so again.
pub(super) async fn changed(
    db: &impl ConnectionTrait,
    before: Option<&number::Model>,
    after: &number::Model,
) -> Result<Affected, DbErr> {
    let mut affected = showing(db, after).await?;
    affected.extend(owners(before.into_iter().chain([after])));
    if before.is_some_and(|before| before.user_id != after.user_id) && after.user_id.is_some() {
        withdraw(db, after).await?;
    }
    let plans: BTreeSet<Uuid> = before
        .into_iter()
        .chain([after])
        .filter_map(|row| row.dial_plan_id)
        .collect();
    retag_number(db, after).await?;
    let organisation = OrganisationId(after.organisation_id);
    search_keys::make_users(db, organisation, affected.iter().copied()).await?;
    let plans = plans.into_iter().map(DialPlanId);
    search_keys::make_dial_plans(db, organisation, plans).await?;
    Ok(Affected(affected))
}

/// A number is about to be taken away: whoever shows it falls back to his default.
pub(super) async fn removing(
    db: &impl ConnectionTrait,
    row: &number::Model,
) -> Result<Affected, DbErr> {
    let mut affected = showing(db, row).await?;
    affected.extend(owners([row]));
    withdraw_all(db, row).await?;
    Ok(Affected(affected))
}

/// After a number is gone: its owner is no longer found by it.
pub(super) async fn removed(db: &impl ConnectionTrait, row: &number::Model) -> Result<(), DbErr> {
    let organisation = OrganisationId(row.organisation_id);
    search_keys::make_users(db, organisation, row.user_id.map(UserId)).await?;
    search_keys::make_dial_plans(db, organisation, row.dial_plan_id.map(DialPlanId)).await
}

/// Users who may show one of these numbers.
pub(crate) async fn users_showing(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    numbers: &[String],
) -> Result<BTreeSet<UserId>, DbErr> {
    let grants = caller_id_grant::Entity::find()
        .filter(caller_id_grant::COLUMN.organisation_id.eq(organisation.0))
        .filter(
            caller_id_grant::COLUMN
                .number
                .is_in(numbers.iter().map(String::as_str)),
        )
        .all(db)
        .await?;
    Ok(grants.into_iter().map(|row| UserId(row.user_id)).collect())
}

/// Grants say which kind of line a number is; this says it anew, after the dial plan that the
/// numbers reach has become another, or none.
pub(crate) async fn retag(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    numbers: &[String],
    plan: Option<&dial_plan::Model>,
) -> Result<(), DbErr> {
    // A menu has no type of its own in the list that users choose from.
    let kind = match plan.map(|plan| plan.kind.as_str()) {
        Some("queue") => "callQueue",
        Some("huntGroup") => "huntGroup",
        _ => "additional",
    };
    caller_id_grant::Entity::update_many()
        .col_expr(caller_id_grant::Column::Kind, Expr::value(kind))
        .col_expr(
            caller_id_grant::Column::DialPlanId,
            Expr::value(plan.map(|plan| plan.id)),
        )
        .filter(caller_id_grant::COLUMN.organisation_id.eq(organisation.0))
        .filter(
            caller_id_grant::COLUMN
                .number
                .is_in(numbers.iter().map(String::as_str)),
        )
        .exec(db)
        .await?;
    Ok(())
}

async fn showing(
    db: &impl ConnectionTrait,
    row: &number::Model,
) -> Result<BTreeSet<UserId>, DbErr> {
    let organisation = OrganisationId(row.organisation_id);
    users_showing(db, organisation, std::slice::from_ref(&row.number)).await
}

fn owners<'a>(rows: impl IntoIterator<Item = &'a number::Model>) -> impl Iterator<Item = UserId> {
    rows.into_iter().filter_map(|row| row.user_id.map(UserId))
}

async fn retag_number(db: &impl ConnectionTrait, row: &number::Model) -> Result<(), DbErr> {
    caller_id_grant::Entity::update_many()
        .col_expr(
            caller_id_grant::Column::Label,
            Expr::value(row.label.as_str()),
        )
        .filter(
            caller_id_grant::COLUMN
                .organisation_id
                .eq(row.organisation_id),
        )
        .filter(caller_id_grant::COLUMN.number.eq(row.number.as_str()))
        .exec(db)
        .await?;
    let plan = match row.dial_plan_id {
        Some(id) => dial_plan::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let organisation = OrganisationId(row.organisation_id);
    let numbers = std::slice::from_ref(&row.number);
    retag(db, organisation, numbers, plan.as_ref()).await
}

/// Takes a number out of every list but its owner's default. His own number stands in his list
/// by itself; a grant beside it would show it twice.
async fn withdraw(db: &impl ConnectionTrait, row: &number::Model) -> Result<(), DbErr> {
    let owner = row.user_id.unwrap_or_default();
    caller_id_grant::Entity::delete_many()
        .filter(
            caller_id_grant::COLUMN
                .organisation_id
                .eq(row.organisation_id),
        )
        .filter(caller_id_grant::COLUMN.number.eq(row.number.as_str()))
        .filter(
            Condition::any()
                .add(caller_id_grant::COLUMN.user_id.ne(owner))
                .add(caller_id_grant::COLUMN.is_default.eq(false)),
        )
        .exec(db)
        .await?;
    forget_choices(db, row).await
}

async fn withdraw_all(db: &impl ConnectionTrait, row: &number::Model) -> Result<(), DbErr> {
    caller_id_grant::Entity::delete_many()
        .filter(
            caller_id_grant::COLUMN
                .organisation_id
                .eq(row.organisation_id),
        )
        .filter(caller_id_grant::COLUMN.number.eq(row.number.as_str()))
        .exec(db)
        .await?;
    forget_choices(db, row).await
}

/// A choice that is no longer offered reads as the default; it must not come to life again when
/// the number comes back.
async fn forget_choices(db: &impl ConnectionTrait, row: &number::Model) -> Result<(), DbErr> {
    caller_id::Entity::update_many()
        .col_expr(caller_id::Column::Number, Expr::value(None::<String>))
        .filter(caller_id::COLUMN.organisation_id.eq(row.organisation_id))
        .filter(caller_id::COLUMN.number.eq(row.number.as_str()))
        .exec(db)
        .await?;
    Ok(())
}
