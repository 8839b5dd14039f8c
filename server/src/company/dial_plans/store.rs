//! Dial plans in the database, for the administrators of their organisation.

use std::collections::HashMap;

use belroute_shared::{
    company::dial_plans::{CompanyDialPlan, DialPlanSettings},
    ids::{DialPlanId, OrganisationId},
    number::{Extension, PhoneNumber},
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, Set, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    company::{
        paging::{After, by_name},
        search_keys,
    },
    entity::{dial_plan, favourite, number},
    phonebook::keys,
    words,
};

/// Dial plans of an organisation by name, behind a cursor.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    query: &str,
    after: Option<&After>,
    rows: u64,
) -> Result<Vec<dial_plan::Model>, DbErr> {
    let mut wanted =
        dial_plan::Entity::find().filter(dial_plan::COLUMN.organisation_id.eq(organisation.0));
    for part in keys::parts(query) {
        wanted = wanted.filter(dial_plan::COLUMN.search_key.contains(part));
    }
    let (name, id) = (dial_plan::Column::NameKey, dial_plan::Column::Id);
    by_name(wanted, name, id, after, rows).all(db).await
}

/// Dial plans as administrators see them, in the order given.
pub(super) async fn shown(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    rows: Vec<dial_plan::Model>,
) -> Result<Vec<CompanyDialPlan>, DbErr> {
    let mut numbers: HashMap<Uuid, Vec<PhoneNumber>> = HashMap::new();
    for row in number::Entity::find()
        .filter(number::COLUMN.organisation_id.eq(organisation.0))
        .filter(
            number::COLUMN
                .dial_plan_id
                .is_in(rows.iter().map(|row| row.id)),
        )
        .order_by_asc(number::Column::Number)
        .all(db)
        .await?
    {
        if let (Some(plan), Ok(number)) = (row.dial_plan_id, PhoneNumber::new(row.number)) {
            numbers.entry(plan).or_default().push(number);
        }
    }
    let shown = rows.into_iter().filter_map(|row| {
        Some(CompanyDialPlan {
            id: DialPlanId(row.id),
            settings: settings(&row)?,
            numbers: numbers.remove(&row.id).unwrap_or_default(),
        })
    });
    Ok(shown.collect())
}

/// What an administrator has decided about a dial plan.
pub(super) fn settings(row: &dial_plan::Model) -> Option<DialPlanSettings> {
    Some(DialPlanSettings {
        name: row.name.clone(),
        kind: words::of_word(&row.kind)?,
        extension: Extension::new(row.extension.clone()).ok()?,
    })
}

/// A dial plan of the organisation.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    id: DialPlanId,
) -> Result<Option<dial_plan::Model>, DbErr> {
    dial_plan::Entity::find_by_id(id.0)
        .filter(dial_plan::COLUMN.organisation_id.eq(organisation.0))
        .one(db)
        .await
}

/// Whether there is such a dial plan in another organisation: for the audit log alone.
pub(super) async fn is_stranger(db: &impl ConnectionTrait, id: DialPlanId) -> Result<bool, DbErr> {
    let found = dial_plan::Entity::find_by_id(id.0).one(db).await?;
    Ok(found.is_some())
}

/// Makes a dial plan that no number reaches yet.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    settings: &DialPlanSettings,
) -> Result<dial_plan::Model, DbErr> {
    let words = [settings.name.as_str(), settings.extension.as_str()];
    dial_plan::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(organisation.0),
        kind: Set(words::word(settings.kind)),
        name: Set(settings.name.clone()),
        extension: Set(settings.extension.as_str().to_owned()),
        name_key: Set(keys::name_key(&settings.name)),
        search_key: Set(keys::search_key(words, None)),
    }
    .insert(db)
    .await
}

/// Saves what an administrator decided about a dial plan.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    row: &dial_plan::Model,
    settings: &DialPlanSettings,
) -> Result<dial_plan::Model, DbErr> {
    let mut changed = row.clone().into_active_model();
    changed.kind = Set(words::word(settings.kind));
    changed.name = Set(settings.name.clone());
    changed.extension = Set(settings.extension.as_str().to_owned());
    changed.name_key = Set(keys::name_key(&settings.name));
    let saved = changed.update(db).await?;
    let organisation = OrganisationId(row.organisation_id);
    search_keys::make_dial_plans(db, organisation, [DialPlanId(row.id)]).await?;
    Ok(saved)
}

/// Numbers that reach a dial plan.
pub(super) async fn list_numbers(
    db: &impl ConnectionTrait,
    row: &dial_plan::Model,
) -> Result<Vec<String>, DbErr> {
    let numbers = number::Entity::find()
        .filter(number::COLUMN.organisation_id.eq(row.organisation_id))
        .filter(number::COLUMN.dial_plan_id.eq(row.id))
        .all(db)
        .await?;
    Ok(numbers.into_iter().map(|row| row.number).collect())
}

/// Takes a dial plan away. Its numbers stay the organisation's and reach nobody; to be called when
/// no grant names it any more, because those would go with it.
pub(super) async fn delete(db: &impl ConnectionTrait, row: &dial_plan::Model) -> Result<(), DbErr> {
    number::Entity::update_many()
        .col_expr(number::Column::DialPlanId, Expr::value(None::<Uuid>))
        .filter(number::COLUMN.organisation_id.eq(row.organisation_id))
        .filter(number::COLUMN.dial_plan_id.eq(row.id))
        .exec(db)
        .await?;
    favourite::Entity::delete_many()
        .filter(favourite::COLUMN.organisation_id.eq(row.organisation_id))
        .filter(favourite::COLUMN.entry_id.eq(row.id))
        .exec(db)
        .await?;
    dial_plan::Entity::delete_by_id(row.id)
        .filter(dial_plan::COLUMN.organisation_id.eq(row.organisation_id))
        .exec(db)
        .await?;
    Ok(())
}
