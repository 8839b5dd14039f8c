//! Rules of settings in the database.

use belroute_shared::{
    ids::{OrganisationId, RuleId, ScheduleId, UserId},
    routing::profile::Rules,
    rule::{CalledNumber, Rule, RuleFeature},
    typed_number::TypedNumber,
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _,
};
use serde::{Deserialize, Serialize};

use crate::{entity::rule, words};

/// What only rules of some settings have.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Details {
    forward_to: Option<TypedNumber>,
    destination_voicemail: bool,
    calls_to: Vec<CalledNumber>,
    is_inactive: bool,
}

/// The rules of some users, in one question; each with its owner and its setting, in their order.
pub(crate) async fn list_all(
    db: &impl ConnectionTrait,
    owners: &[UserId],
) -> Result<Vec<rule::Model>, DbErr> {
    rule::Entity::find()
        .filter(
            rule::COLUMN
                .user_id
                .is_in(owners.iter().map(|owner| owner.0)),
        )
        .order_by_asc(rule::Column::Position)
        .all(db)
        .await
}

/// The rules by setting, out of a user's rows.
pub(crate) fn of_rows<'a>(rows: impl Iterator<Item = &'a rule::Model>) -> Rules {
    let mut rules = Rules::default();
    for row in rows {
        if let Some((feature, rule)) = read(row) {
            rules.of_mut(feature).push(rule);
        }
    }
    rules
}

/// The rules of one setting, in their order.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    owner: UserId,
    feature: RuleFeature,
) -> Result<Vec<Rule>, DbErr> {
    let rows = of_setting(owner, feature)
        .order_by_asc(rule::Column::Position)
        .all(db)
        .await?;
    Ok(rows.iter().filter_map(read).map(|(_, rule)| rule).collect())
}

fn of_setting(owner: UserId, feature: RuleFeature) -> sea_orm::Select<rule::Entity> {
    rule::Entity::find()
        .filter(rule::COLUMN.user_id.eq(owner.0))
        .filter(rule::COLUMN.feature.eq(feature.name()))
}

/// Puts a rule behind the others of its setting.
pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    feature: RuleFeature,
    new: &Rule,
    now_ms: i64,
) -> Result<(), DbErr> {
    let last = of_setting(owner, feature)
        .order_by_desc(rule::Column::Position)
        .one(db)
        .await?;
    let position = last.map_or(0, |row| row.position + 1);
    row(owner, organisation, feature, position, new, now_ms)?
        .insert(db)
        .await?;
    Ok(())
}

/// A rule at its place, to be inserted.
pub(crate) fn row(
    owner: UserId,
    organisation: OrganisationId,
    feature: RuleFeature,
    position: i32,
    new: &Rule,
    now_ms: i64,
) -> Result<rule::ActiveModel, DbErr> {
    let place = rule::Model {
        id: new.id.0,
        organisation_id: organisation.0,
        user_id: owner.0,
        feature: feature.name().to_owned(),
        position,
        created_at_ms: now_ms,
        ..blank()
    };
    Ok(written(place, new)?.into_active_model().reset_all())
}

/// Replaces a rule where it stands; false when there is none of this id.
pub(crate) async fn replace(
    db: &impl ConnectionTrait,
    owner: UserId,
    feature: RuleFeature,
    new: &Rule,
) -> Result<bool, DbErr> {
    let row = of_setting(owner, feature)
        .filter(rule::COLUMN.id.eq(new.id.0))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(false) };
    written(row, new)?
        .into_active_model()
        .reset_all()
        .update(db)
        .await?;
    Ok(true)
}

/// Removes a rule; false when there is none of this id.
pub(crate) async fn remove(
    db: &impl ConnectionTrait,
    owner: UserId,
    feature: RuleFeature,
    id: RuleId,
) -> Result<bool, DbErr> {
    let removed = rule::Entity::delete_many()
        .filter(rule::COLUMN.user_id.eq(owner.0))
        .filter(rule::COLUMN.feature.eq(feature.name()))
        .filter(rule::COLUMN.id.eq(id.0))
        .exec(db)
        .await?;
    Ok(removed.rows_affected > 0)
}

fn blank() -> rule::Model {
    rule::Model {
        id: uuid::Uuid::nil(),
        organisation_id: uuid::Uuid::nil(),
        user_id: uuid::Uuid::nil(),
        feature: String::new(),
        position: 0,
        name: None,
        schedule_id: None,
        calls_from: String::new(),
        is_anonymous: false,
        is_unavailable: false,
        phone_numbers: String::new(),
        acts: false,
        details: String::new(),
        created_at_ms: 0,
    }
}

/// A row with what a rule says in it.
fn written(row: rule::Model, rule: &Rule) -> Result<rule::Model, DbErr> {
    let json = |error: serde_json::Error| DbErr::Custom(error.to_string());
    let details = Details {
        forward_to: rule.forward_to.clone(),
        destination_voicemail: rule.destination_voicemail,
        calls_to: rule.calls_to.clone(),
        is_inactive: !rule.is_active,
    };
    Ok(rule::Model {
        name: rule.name.clone(),
        schedule_id: rule.schedule.map(|schedule| schedule.0),
        calls_from: words::word(rule.calls_from),
        is_anonymous: rule.anonymous_callers,
        is_unavailable: rule.unavailable_callers,
        phone_numbers: serde_json::to_string(&rule.phone_numbers).map_err(json)?,
        acts: rule.acts,
        details: serde_json::to_string(&details).map_err(json)?,
        ..row
    })
}

/// A row as a rule; `None`, told in the log, when a newer program wrote it.
fn read(row: &rule::Model) -> Option<(RuleFeature, Rule)> {
    let rule = || {
        let details: Details = serde_json::from_str(&row.details).ok()?;
        let rule = Rule {
            id: RuleId(row.id),
            name: row.name.clone(),
            schedule: row.schedule_id.map(ScheduleId),
            calls_from: words::of_word(&row.calls_from)?,
            anonymous_callers: row.is_anonymous,
            unavailable_callers: row.is_unavailable,
            phone_numbers: serde_json::from_str(&row.phone_numbers).ok()?,
            acts: row.acts,
            forward_to: details.forward_to,
            destination_voicemail: details.destination_voicemail,
            calls_to: details.calls_to,
            is_active: !details.is_inactive,
        };
        Some((words::of_word(&row.feature)?, rule))
    };
    let read = rule();
    if read.is_none() {
        tracing::error!(rule = %row.id, "a stored rule cannot be read");
    }
    read
}
