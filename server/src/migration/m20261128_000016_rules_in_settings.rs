//! The rules of a setting stand in its row, because a call asks about all of a user's at once, and
//! there may be two hundred. What refers to a schedule keeps a table, so that none is deleted that is
//! in use.

use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};
use serde_json::{Value, json};
use uuid::Uuid;

use super::sql;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, TABLES).await?;
        let db = manager.get_connection();
        let mut all = Query::select();
        all.columns([
            "id",
            "user_id",
            "feature",
            "name",
            "schedule_id",
            "calls_from",
            "phone_numbers",
            "details",
        ])
        .columns(["is_anonymous", "is_unavailable", "acts"])
        .from("rule")
        .order_by("user_id", Order::Asc)
        .order_by("feature", Order::Asc)
        .order_by("position", Order::Asc);
        let rows = db.query_all(&all).await?;
        let mut rules = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let owner: Uuid = row.try_get("", "user_id")?;
            let feature: String = row.try_get("", "feature")?;
            rules.push(rule(row)?);
            let is_last = rows.get(at + 1).is_none_or(|next| {
                next.try_get("", "user_id").ok() != Some(owner)
                    || next.try_get("", "feature").ok().as_ref() != Some(&feature)
            });
            if is_last {
                let mut put = Query::update();
                put.table("setting")
                    .value("rules", Value::from(std::mem::take(&mut rules)).to_string())
                    .and_where(Expr::col("user_id").eq(owner))
                    .and_where(Expr::col("name").eq(feature));
                db.execute(&put).await?;
            }
        }
        sql::run(manager, "drop table rule;\n").await
    }
}

const TABLES: &str = r#"
alter table setting add column rules text not null default '[]';
create table rule_schedule (
    rule_id uuid not null primary key,
    user_id uuid not null references "user" (id) on delete cascade,
    organisation_id uuid not null references organisation (id) on delete cascade,
    feature text not null,
    schedule_id uuid not null references schedule (id)
);
create index rule_schedule_by_setting on rule_schedule (user_id, feature);
create index rule_schedule_by_schedule on rule_schedule (schedule_id);
insert into rule_schedule (rule_id, user_id, organisation_id, feature, schedule_id)
    select id, user_id, organisation_id, feature, schedule_id from rule where schedule_id is not null;
"#;

/// A rule as it was kept until now, in the form in which it is kept from now on.
fn rule(row: &sea_orm_migration::sea_orm::QueryResult) -> Result<Value, DbErr> {
    let json = |text: String| {
        serde_json::from_str::<Value>(&text).map_err(|error| DbErr::Json(error.to_string()))
    };
    let details = json(row.try_get("", "details")?)?;
    let mut rule = json!({
        "id": row.try_get::<Uuid>("", "id")?,
        "callsFrom": row.try_get::<String>("", "calls_from")?,
        "anonymousCallers": row.try_get::<bool>("", "is_anonymous")?,
        "unavailableCallers": row.try_get::<bool>("", "is_unavailable")?,
        "phoneNumbers": json(row.try_get("", "phone_numbers")?)?,
        "acts": row.try_get::<bool>("", "acts")?,
        "destinationVoicemail": details["destinationVoicemail"] == true,
        "isActive": details["isInactive"] != true,
    });
    if let Some(name) = row.try_get::<Option<String>>("", "name")? {
        rule["name"] = name.into();
    }
    if let Some(schedule) = row.try_get::<Option<Uuid>>("", "schedule_id")? {
        rule["schedule"] = schedule.to_string().into();
    }
    if details["forwardTo"].is_string() {
        rule["forwardTo"] = details["forwardTo"].clone();
    }
    if details["callsTo"].is_array() {
        rule["callsTo"] = details["callsTo"].clone();
    }
    Ok(rule)
}
