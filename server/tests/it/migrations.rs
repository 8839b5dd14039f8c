//! The tables, from nothing, and what happens to a database that is newer than the program.

use std::collections::BTreeSet;

use belroute_server::{database::Database, entity};
use sea_orm::{ConnectionTrait as _, EntityTrait, IdenStatic as _, Iterable as _, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{World, calling::setting};

on_both! {
    an_empty_database_gets_the_tables_that_the_entities_name,
    migrating_again_changes_nothing,
    a_newer_database_is_refused_and_not_touched,
    a_database_that_a_newer_program_began_is_not_touched,
    rules_that_had_rows_of_their_own_come_into_their_setting,
}

/// The names in the first column of a query's answer.
async fn names(db: &Database, query: String) -> BTreeSet<String> {
    let backend = db.read.get_database_backend();
    let rows = db
        .read
        .query_all_raw(Statement::from_string(backend, query));
    let rows = rows.await.unwrap();
    rows.iter()
        .map(|row| row.try_get_by_index(0).unwrap())
        .collect()
}

async fn tables(db: &Database) -> BTreeSet<String> {
    let query = if db.is_sqlite() {
        "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'"
    } else {
        "select table_name::text from information_schema.tables where table_schema = 'public'"
    };
    names(db, query.to_owned()).await
}

async fn columns(db: &Database, table: &str) -> BTreeSet<String> {
    let query = if db.is_sqlite() {
        format!("select name from pragma_table_info('{table}')")
    } else {
        format!(
            "select column_name::text from information_schema.columns \
             where table_schema = 'public' and table_name = '{table}'"
        )
    };
    names(db, query).await
}

/// Reads the table of an entity, and compares its columns.
async fn check<E: EntityTrait>(db: &Database, _entity: E) -> String {
    let table = E::default().table_name().to_owned();
    let expected: BTreeSet<String> = E::Column::iter()
        .map(|column| column.as_str().to_owned())
        .collect();
    assert_eq!(columns(db, &table).await, expected, "{table}");
    assert!(
        E::find().one(&db.read).await.unwrap().is_none(),
        "{table} is not empty"
    );
    table
}

async fn an_empty_database_gets_the_tables_that_the_entities_name(world: &World) {
    let db = &world.scratch.empty().await;
    db.migrate().await.unwrap();
    let mut expected = BTreeSet::from([
        check(db, entity::account_link::Entity).await,
        check(db, entity::audit::Entity).await,
        check(db, entity::blocked_number::Entity).await,
        check(db, entity::browser::Entity).await,
        check(db, entity::call::Entity).await,
        check(db, entity::call_event::Entity).await,
        check(db, entity::call_fact::Entity).await,
        check(db, entity::call_group::Entity).await,
        check(db, entity::call_group_member::Entity).await,
        check(db, entity::call_leg::Entity).await,
        check(db, entity::call_recording::Entity).await,
        check(db, entity::call_trace::Entity).await,
        check(db, entity::caller_id::Entity).await,
        check(db, entity::caller_id_grant::Entity).await,
        check(db, entity::company_voicemail::Entity).await,
        check(db, entity::contact::Entity).await,
        check(db, entity::contact_number::Entity).await,
        check(db, entity::device::Entity).await,
        check(db, entity::dial_plan::Entity).await,
        check(db, entity::dialled_code::Entity).await,
        check(db, entity::email_address::Entity).await,
        check(db, entity::executive_assistant::Entity).await,
        check(db, entity::extra_number::Entity).await,
        check(db, entity::favourite::Entity).await,
        check(db, entity::feature_code::Entity).await,
        check(db, entity::forgotten_password::Entity).await,
        check(db, entity::hoteling_host::Entity).await,
        check(db, entity::hoteling_stay::Entity).await,
        check(db, entity::identity::Entity).await,
        check(db, entity::identity_provider::Entity).await,
        check(db, entity::mail::Entity).await,
        check(db, entity::mailbox_share::Entity).await,
        check(db, entity::number::Entity).await,
        check(db, entity::opened_panel::Entity).await,
        check(db, entity::organisation::Entity).await,
        check(db, entity::organisation_feature::Entity).await,
        check(db, entity::pairing::Entity).await,
        check(db, entity::passkey_question::Entity).await,
        check(db, entity::picture::Entity).await,
        check(db, entity::recording::Entity).await,
        check(db, entity::recovery_code::Entity).await,
        check(db, entity::registration::Entity).await,
        check(db, entity::rule_schedule::Entity).await,
        check(db, entity::schedule::Entity).await,
        check(db, entity::second_factor::Entity).await,
        check(db, entity::session::Entity).await,
        check(db, entity::setting::Entity).await,
        check(db, entity::sign_in::Entity).await,
        check(db, entity::sign_in_failure::Entity).await,
        check(db, entity::single_sign_on::Entity).await,
        check(db, entity::sound::Entity).await,
        check(db, entity::token::Entity).await,
        check(db, entity::told_changes::Entity).await,
        check(db, entity::user::Entity).await,
        check(db, entity::user_feature::Entity).await,
        check(db, entity::user_grant::Entity).await,
        check(db, entity::voice_message::Entity).await,
        check(db, entity::voicemail_greeting::Entity).await,
        check(db, entity::voicemail_pin::Entity).await,
    ]);
    expected.insert("seaql_migrations".to_owned());
    let mut found = tables(db).await;
    // SQLite keeps its full-text index in tables of its own.
    found.retain(|table| !table.starts_with("contact_search"));
    assert_eq!(found, expected);
}

async fn steps(db: &Database) -> BTreeSet<String> {
    names(db, "select version from seaql_migrations".to_owned()).await
}

async fn migrating_again_changes_nothing(world: &World) {
    let before = (tables(world.db()).await, steps(world.db()).await);
    world.db().migrate().await.unwrap();
    assert_eq!((tables(world.db()).await, steps(world.db()).await), before);
    // What was there is still there.
    assert_eq!(
        world.sign_in("alice").await.get("/v1/account").await.status,
        200
    );
}

async fn write(db: &Database, statement: &str) {
    let change = db.begin().await.unwrap();
    change.execute_unprepared(statement).await.unwrap();
    change.commit().await.unwrap();
}

const NEWER: &str =
    "insert into seaql_migrations (version, applied_at) values ('m29991231_000001_telepathy', 0)";

async fn a_newer_database_is_refused_and_not_touched(world: &World) {
    let db = world.db();
    // A step that is missing would be taken if the program went on.
    write(
        db,
        "delete from seaql_migrations where version like '%calls'",
    )
    .await;
    write(db, "drop table call_fact").await;
    write(db, NEWER).await;
    let before = (tables(db).await, steps(db).await);
    let refusal = db.migrate().await.unwrap_err().to_string();
    assert!(refusal.contains("newer"), "{refusal}");
    assert!(refusal.contains("m29991231_000001_telepathy"), "{refusal}");
    assert_eq!((tables(db).await, steps(db).await), before);
}

async fn a_database_that_a_newer_program_began_is_not_touched(world: &World) {
    let db = &world.scratch.empty().await;
    let table = "create table seaql_migrations (version varchar primary key, applied_at bigint)";
    write(db, table).await;
    write(db, NEWER).await;
    assert!(db.migrate().await.is_err());
    assert_eq!(
        tables(db).await,
        BTreeSet::from(["seaql_migrations".to_owned()])
    );
}

/// The tables as they were before rules stood in the rows of their settings.
const RULES_OF_THEIR_OWN: &str = r#"
delete from seaql_migrations where version like '%rules_in_settings';
drop table rule_schedule;
alter table setting drop column rules;
create table rule (
    id uuid not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    user_id uuid not null references "user" (id) on delete cascade,
    feature text not null,
    position integer not null,
    name text,
    schedule_id uuid references schedule (id),
    calls_from text not null,
    is_anonymous boolean not null,
    is_unavailable boolean not null,
    phone_numbers text not null,
    acts boolean not null,
    details text not null,
    created_at_ms bigint not null
);
create unique index rule_by_position on rule (user_id, feature, position);
create index rule_by_schedule on rule (schedule_id);
"#;

/// A rule of today as such a row.
fn as_row(
    db: &Database,
    setting: &entity::setting::Model,
    position: usize,
    rule: &Value,
) -> String {
    let id = |id: Uuid| {
        if db.is_sqlite() {
            format!("x'{}'", id.simple())
        } else {
            format!("'{id}'")
        }
    };
    let of_rule = |field: &str| rule[field].as_str().map(|it| it.parse::<Uuid>().unwrap());
    let text = |value: Option<&str>| value.map_or("null".to_owned(), |it| format!("'{it}'"));
    let details = json!({
        "forwardTo": rule.get("forwardTo"),
        "destinationVoicemail": rule["destinationVoicemail"],
        "callsTo": rule["callsTo"],
        "isInactive": rule["isActive"] == false,
    });
    let columns = [
        id(of_rule("id").unwrap()),
        id(setting.organisation_id),
        id(setting.user_id),
        text(Some(&setting.name)),
        position.to_string(),
        text(rule["name"].as_str()),
        of_rule("schedule").map_or("null".to_owned(), id),
        text(rule["callsFrom"].as_str()),
        rule["anonymousCallers"].to_string(),
        rule["unavailableCallers"].to_string(),
        text(Some(&rule["phoneNumbers"].to_string())),
        rule["acts"].to_string(),
        text(Some(&details.to_string())),
        "0".to_owned(),
    ];
    format!("insert into rule values ({})", columns.join(", "))
}

async fn rules_that_had_rows_of_their_own_come_into_their_setting(world: &World) {
    let db = world.db();
    world.grant("alice", "executive").await;
    let alice = world.sign_in("alice").await;
    let office = json!({ "name": "Office", "type": "businessHours" });
    let schedules = "/v1/telephony/config/people/me/schedules";
    let office = alice.post(schedules, &office).await.json::<Value>()["id"].clone();
    let select = json!(["+12025550150", "+120255501*"]);
    let named = json!({ "scheduleName": "Office", "scheduleType": "businessHours" });
    for (path, mut rule) in [
        (
            "selectiveForward",
            json!({ "callsFrom": "ANY_EXTERNAL", "forwardEnabled": false }),
        ),
        (
            "selectiveForward",
            json!({
                "name": "Chosen", "callsFrom": "SELECT_PHONE_NUMBERS", "phoneNumbers": select,
                "anonymousCallersEnabled": true, "forwardEnabled": true,
                "forwardToPhoneNumber": "+12025550160", "destinationVoicemailEnabled": false,
            }),
        ),
        (
            "selectiveReject",
            json!({
                "callsFrom": "SELECT_PHONE_NUMBERS", "unavailableCallersEnabled": true,
                "rejectEnabled": true,
            }),
        ),
        (
            "executive/callFiltering",
            json!({
                "filterName": "Second", "callsFrom": "ANY_PHONE_NUMBER", "filterEnabled": true,
                "callsToNumbers": [{ "type": "PRIMARY" }],
            }),
        ),
    ] {
        if path != "selectiveReject" {
            rule.as_object_mut()
                .unwrap()
                .extend(named.as_object().unwrap().clone());
        }
        let answer = alice
            .post(&setting(&format!("{path}/criteria")), &rule)
            .await;
        assert_eq!(answer.status, 201, "{path} {answer:?}");
    }
    let before: Value = alice.get("/v1/route").await.json();
    assert_eq!(
        before["rules"]["selectiveForward"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        before["rules"]["executiveCallFiltering"]
            .as_array()
            .unwrap()
            .len(),
        1
    );

    let settings = entity::setting::Entity::find().all(&db.read).await.unwrap();
    for statement in RULES_OF_THEIR_OWN.split(";\n").map(str::trim) {
        write(db, statement).await;
    }
    for setting in &settings {
        let rules: Vec<Value> = serde_json::from_str(&setting.rules).unwrap();
        // The order is that of their places, not that in which they were written.
        for (position, rule) in rules.iter().enumerate().rev() {
            write(db, &as_row(db, setting, position, rule)).await;
        }
    }
    db.migrate().await.unwrap();
    assert_eq!(alice.get("/v1/route").await.json::<Value>(), before);
    let path = format!("/v1/schedules/businessHours/{}", office.as_str().unwrap());
    let uses: Value = alice.get(&format!("{path}/uses")).await.json();
    assert_eq!(
        uses["uses"],
        json!([
            { "feature": "executiveCallFiltering", "rules": 1 },
            { "feature": "selectiveForward", "rules": 2 },
        ])
    );
}
