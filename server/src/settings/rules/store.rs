//! Rules of settings in the database.
//!
//! Those of one setting stand together in its row: a call asks about all rules of a user at once.
//! Which schedules they refer to is kept beside them, so that none is deleted that is in use.

use belroute_shared::{
    ids::{OrganisationId, UserId},
    routing::profile::Rules,
    rule::{Rule, RuleFeature},
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, Set};
use serde_json::Value;

use crate::{
    entity::{rule_schedule, setting},
    settings::store::save_rules,
};

/// The rules by setting, out of a user's settings.
pub(crate) fn of_rows<'a>(rows: impl Iterator<Item = &'a setting::Model>) -> Rules {
    let mut rules = Rules::default();
    for row in rows {
        if let Some(feature) = RuleFeature::of_setting(&row.name) {
            *rules.of_mut(feature) = read(row);
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
    let row = setting::Entity::find_by_id((owner.0, feature.name().to_owned()))
        .one(db)
        .await?;
    Ok(row.as_ref().map(read).unwrap_or_default())
}

/// Saves all rules of one setting, which counts as a change of it. The database refuses a schedule
/// that has gone meanwhile.
pub(crate) async fn save(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    feature: RuleFeature,
    rules: &[Rule],
    now_ms: i64,
) -> Result<(), DbErr> {
    let json = written(rules)?;
    save_rules(db, owner, organisation, feature.name(), json, now_ms).await?;
    rule_schedule::Entity::delete_many()
        .filter(rule_schedule::COLUMN.user_id.eq(owner.0))
        .filter(rule_schedule::COLUMN.feature.eq(feature.name()))
        .exec(db)
        .await?;
    let schedules = schedules(owner, organisation, feature, rules);
    if !schedules.is_empty() {
        rule_schedule::Entity::insert_many(schedules)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// Rules as they stand in the row of their setting.
pub(crate) fn written(rules: &[Rule]) -> Result<String, DbErr> {
    serde_json::to_string(rules).map_err(|error| DbErr::Json(error.to_string()))
}

/// The schedules that rules refer to, to be inserted.
pub(crate) fn schedules(
    owner: UserId,
    organisation: OrganisationId,
    feature: RuleFeature,
    rules: &[Rule],
) -> Vec<rule_schedule::ActiveModel> {
    let row = |rule: &Rule| {
        Some(rule_schedule::ActiveModel {
            rule_id: Set(rule.id.0),
            user_id: Set(owner.0),
            organisation_id: Set(organisation.0),
            feature: Set(feature.name().to_owned()),
            schedule_id: Set(rule.schedule?.0),
        })
    };
    rules.iter().filter_map(row).collect()
}

/// The rules of a setting. Those that cannot be read, because a newer program wrote them, are left
/// out and told in the log: a call must not fail by them.
fn read(row: &setting::Model) -> Vec<Rule> {
    if let Ok(rules) = serde_json::from_str(&row.rules) {
        return rules;
    }
    let all: Vec<Value> = serde_json::from_str(&row.rules).unwrap_or_default();
    let known: Vec<Rule> = all
        .iter()
        .filter_map(|rule| serde_json::from_value(rule.clone()).ok())
        .collect();
    tracing::error!(
        setting = row.name,
        "of {} stored rules {} can be read",
        all.len(),
        known.len()
    );
    known
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn rules_of_a_newer_program_are_left_out() {
        let known = json!({
            "id": uuid::Uuid::nil(), "callsFrom": "ANY_PHONE_NUMBER", "acts": true,
        });
        let newer = json!({
            "id": uuid::Uuid::nil(), "callsFrom": "ANY_MACHINE", "acts": true,
        });
        let mut row = setting::Model {
            user_id: uuid::Uuid::nil(),
            organisation_id: uuid::Uuid::nil(),
            name: "selectiveReject".to_owned(),
            value: "{}".to_owned(),
            rules: json!([newer, known]).to_string(),
            version: 1,
            changed_at_ms: 0,
            ends_at_ms: None,
        };
        assert_eq!(read(&row).len(), 1);
        assert_eq!(of_rows([&row].into_iter()).selective_reject.len(), 1);
        row.rules = "rubbish".to_owned();
        assert_eq!(read(&row), Vec::new());
    }
}
