//! When a setting ends by itself, so that what is due is found without reading every setting. Until
//! now an end stood only within the setting.

use jiff::Timestamp;
use sea_orm_migration::{prelude::*, sea_orm::ConnectionTrait};
use serde_json::Value;
use uuid::Uuid;

use super::sql;

/// Settings that end by themselves, and where in them that stands.
const ENDING: [(&str, &str); 2] = [
    ("doNotDisturb", ""),
    ("callForwarding", "/callForwarding/always"),
];

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        sql::run(manager, COLUMN).await?;
        let db = manager.get_connection();
        for (name, place) in ENDING {
            let mut all = Query::select();
            all.columns(["user_id", "value"])
                .from("setting")
                .and_where(Expr::col("name").eq(name));
            for row in db.query_all(&all).await? {
                let Some(ends_at_ms) = end(&row.try_get::<String>("", "value")?, place) else {
                    continue;
                };
                let mut put = Query::update();
                put.table("setting")
                    .value("ends_at_ms", ends_at_ms)
                    .and_where(Expr::col("user_id").eq(row.try_get::<Uuid>("", "user_id")?))
                    .and_where(Expr::col("name").eq(name));
                db.execute(&put).await?;
            }
        }
        Ok(())
    }
}

// Nearly no setting has an end, and only those that have one are looked for.
const COLUMN: &str = "
alter table setting add column ends_at_ms bigint;
create index setting_by_end on setting (ends_at_ms) where ends_at_ms is not null;
";

/// The end of what is on, in milliseconds. One that has passed counts as well: it is written down
/// late, with its moment.
fn end(value: &str, place: &str) -> Option<i64> {
    let value: Value = serde_json::from_str(value).ok()?;
    let switch = value.pointer(place)?;
    let until: Timestamp = switch.get("enabledUntil")?.as_str()?.parse().ok()?;
    (switch["enabled"] == true).then(|| until.as_millisecond())
}
