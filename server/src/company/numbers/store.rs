//! Numbers in the database, for the administrators of their organisation.

use std::collections::HashMap;

use belroute_shared::{
    company::numbers::{CompanyNumber, NumberSettings},
    error::{Code, FieldError},
    ids::{DialPlanId, OrganisationId, UserId},
    number::PhoneNumber,
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
    sea_query::{Expr, OnConflict},
};
use serde::Serialize;
use uuid::Uuid;

use crate::{
    directory::full_name,
    entity::{dial_plan, number, organisation, user},
    numbers::Country,
    phonebook::keys,
};

/// How many numbers a search looks at in one go.
const BATCH: u64 = 500;

/// Numbers of an organisation, the lowest first, behind a cursor. A query is looked for in the
/// number, its label and the name of whom it reaches, as everywhere: whatever its case and accents.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    query: &str,
    after: Option<&str>,
    rows: u64,
) -> Result<Vec<number::Model>, DbErr> {
    let parts = keys::parts(query);
    let mut after = after.map(str::to_owned);
    let mut found = Vec::new();
    loop {
        let size = if parts.is_empty() { rows } else { BATCH };
        let mut wanted =
            number::Entity::find().filter(number::COLUMN.organisation_id.eq(organisation.0));
        if let Some(after) = &after {
            wanted = wanted.filter(number::COLUMN.number.gt(after.as_str()));
        }
        let batch = wanted
            .order_by_asc(number::Column::Number)
            .limit(size)
            .all(db)
            .await?;
        let is_last = u64::try_from(batch.len()).is_ok_and(|read| read < size);
        after = batch.last().map(|row| row.number.clone());
        let owners = Owners::of(db, organisation, &batch).await?;
        found.extend(batch.into_iter().filter(|row| {
            let words = [row.label.as_str(), owners.name(row).unwrap_or_default()];
            let key = keys::search_key(words, [row.number.as_str()]);
            parts.iter().all(|part| key.contains(part))
        }));
        if is_last || u64::try_from(found.len()).is_ok_and(|found| found >= rows) {
            found.truncate(usize::try_from(rows).unwrap_or(usize::MAX));
            return Ok(found);
        }
    }
}

/// Numbers as administrators see them, in the order given.
pub(super) async fn shown(
    db: &impl ConnectionTrait,
    organisation: &organisation::Model,
    rows: Vec<number::Model>,
) -> Result<Vec<CompanyNumber>, DbErr> {
    let owners = Owners::of(db, OrganisationId(organisation.id), &rows).await?;
    let country = Country::of(&organisation.country);
    let shown = rows.into_iter().filter_map(|row| {
        Some(CompanyNumber {
            display: country.display(&row.number),
            owner_name: owners.name(&row).map(str::to_owned),
            is_default: organisation.default_number.as_ref() == Some(&row.number),
            settings: settings(&row),
            number: PhoneNumber::new(row.number).ok()?,
        })
    });
    Ok(shown.collect())
}

/// A number as the log tells it: with names, because ids say nothing to who reads it.
#[derive(Serialize)]
pub(super) struct Told {
    label: String,
    owner: Option<String>,
}

/// What the log tells of a number.
pub(super) async fn told(db: &impl ConnectionTrait, row: &number::Model) -> Result<Told, DbErr> {
    let organisation = OrganisationId(row.organisation_id);
    let owners = Owners::of(db, organisation, std::slice::from_ref(row)).await?;
    Ok(Told {
        label: row.label.clone(),
        owner: owners.name(row).map(str::to_owned),
    })
}

/// What an administrator has decided about a number.
pub(super) fn settings(row: &number::Model) -> NumberSettings {
    NumberSettings {
        label: row.label.clone(),
        user_id: row.user_id.map(UserId),
        dial_plan_id: row.dial_plan_id.map(DialPlanId),
    }
}

/// A number of the organisation.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    number: &PhoneNumber,
) -> Result<Option<number::Model>, DbErr> {
    number::Entity::find_by_id(number.as_str())
        .filter(number::COLUMN.organisation_id.eq(organisation.0))
        .one(db)
        .await
}

/// Whether another organisation has this number: for the audit log alone.
pub(super) async fn is_stranger(
    db: &impl ConnectionTrait,
    number: &PhoneNumber,
) -> Result<bool, DbErr> {
    let found = number::Entity::find_by_id(number.as_str()).one(db).await?;
    Ok(found.is_some())
}

/// The organisation as it is now, with its default number.
pub(super) async fn find_organisation(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Option<organisation::Model>, DbErr> {
    organisation::Entity::find_by_id(organisation.0)
        .one(db)
        .await
}

/// Owners that are not the organisation's.
pub(super) async fn conflicts(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    settings: &NumberSettings,
) -> Result<Vec<FieldError>, DbErr> {
    let mut broken = Vec::new();
    if let Some(id) = settings.user_id {
        let user =
            user::Entity::find_by_id(id.0).filter(user::COLUMN.organisation_id.eq(organisation.0));
        if user.one(db).await?.is_none() {
            broken.push(FieldError::new("userId", Code::NotOffered));
        }
    }
    if let Some(id) = settings.dial_plan_id {
        let plan = dial_plan::Entity::find_by_id(id.0)
            .filter(dial_plan::COLUMN.organisation_id.eq(organisation.0));
        if plan.one(db).await?.is_none() {
            broken.push(FieldError::new("dialPlanId", Code::NotOffered));
        }
    }
    Ok(broken)
}

/// Adds a number; `None` when somebody has it already.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    number: &PhoneNumber,
    settings: &NumberSettings,
) -> Result<Option<number::Model>, DbErr> {
    let row = number::ActiveModel {
        number: Set(number.as_str().to_owned()),
        organisation_id: Set(organisation.0),
        user_id: Set(settings.user_id.map(|id| id.0)),
        dial_plan_id: Set(settings.dial_plan_id.map(|id| id.0)),
        label: Set(settings.label.clone()),
    };
    let inserted = number::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    if inserted == 0 {
        return Ok(None);
    }
    find(db, organisation, number).await
}

/// Saves what an administrator decided about a number.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    row: &number::Model,
    settings: &NumberSettings,
) -> Result<number::Model, DbErr> {
    let mut changed = row.clone().into_active_model();
    changed.label = Set(settings.label.clone());
    changed.user_id = Set(settings.user_id.map(|id| id.0));
    changed.dial_plan_id = Set(settings.dial_plan_id.map(|id| id.0));
    changed.update(db).await
}

/// Takes a number away; nobody may show it any more.
pub(super) async fn delete(db: &impl ConnectionTrait, row: &number::Model) -> Result<(), DbErr> {
    number::Entity::delete_by_id(row.number.as_str())
        .filter(number::COLUMN.organisation_id.eq(row.organisation_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Makes a number the one that users show who have none of their own.
pub(super) async fn save_default(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    number: &PhoneNumber,
) -> Result<(), DbErr> {
    organisation::Entity::update_many()
        .col_expr(
            organisation::Column::DefaultNumber,
            Expr::value(number.as_str()),
        )
        .filter(organisation::COLUMN.id.eq(organisation.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Names of the users and dial plans that numbers reach.
struct Owners(HashMap<Uuid, String>);

impl Owners {
    async fn of(
        db: &impl ConnectionTrait,
        organisation: OrganisationId,
        rows: &[number::Model],
    ) -> Result<Self, DbErr> {
        let mut names = HashMap::new();
        let users: Vec<Uuid> = rows.iter().filter_map(|row| row.user_id).collect();
        if !users.is_empty() {
            let users = user::Entity::find()
                .filter(user::COLUMN.organisation_id.eq(organisation.0))
                .filter(user::COLUMN.id.is_in(users));
            let users = users.all(db).await?;
            names.extend(users.iter().map(|user| (user.id, full_name(user))));
        }
        let plans: Vec<Uuid> = rows.iter().filter_map(|row| row.dial_plan_id).collect();
        if !plans.is_empty() {
            let plans = dial_plan::Entity::find()
                .filter(dial_plan::COLUMN.organisation_id.eq(organisation.0))
                .filter(dial_plan::COLUMN.id.is_in(plans));
            let plans = plans.all(db).await?;
            names.extend(plans.into_iter().map(|plan| (plan.id, plan.name)));
        }
        Ok(Self(names))
    }

    fn name(&self, row: &number::Model) -> Option<&str> {
        let owner = row.user_id.or(row.dial_plan_id)?;
        self.0.get(&owner).map(String::as_str)
    }
}
