//! Contacts, how they are searched, and favourites.

use sea_orm_migration::prelude::*;

use super::sql;

#[derive(DeriveMigrationName)]
pub(super) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let is_sqlite = sql::is_sqlite(manager);
        // The full-text index of SQLite refers to rows by an integer that must never change, which
        // only a declared integer key promises.
        let sequence = if is_sqlite {
            "integer primary key autoincrement"
        } else {
            "bigserial primary key"
        };
        sql::run(manager, &TABLES.replace("$sequence", sequence)).await?;
        sql::run(
            manager,
            if is_sqlite {
                SQLITE_SEARCH
            } else {
                POSTGRES_SEARCH
            },
        )
        .await?;
        if is_sqlite {
            for trigger in SQLITE_TRIGGERS {
                manager.get_connection().execute_unprepared(trigger).await?;
            }
        }
        Ok(())
    }
}

const TABLES: &str = r#"
create table contact (
    sequence $sequence,
    id uuid not null unique,
    organisation_id uuid not null references organisation (id) on delete cascade,
    owner_id uuid references "user" (id) on delete cascade,
    name text not null,
    company text,
    email text,
    note text,
    name_key text $binary not null,
    search_key text not null
);
create index contact_by_name on contact (organisation_id, name_key, id) where owner_id is null;
create index contact_by_owner on contact (owner_id, name_key, id) where owner_id is not null;
create table contact_number (
    contact_id uuid not null references contact (id) on delete cascade,
    position integer not null,
    organisation_id uuid not null,
    owner_id uuid,
    number text not null,
    label text,
    primary key (contact_id, position)
);
create index contact_number_by_number on contact_number (organisation_id, number, owner_id, contact_id);
create table favourite (
    user_id uuid not null references "user" (id) on delete cascade,
    organisation_id uuid not null,
    entry_id uuid not null,
    kind text not null,
    position integer not null,
    primary key (user_id, entry_id)
);
"#;

const POSTGRES_SEARCH: &str = r"
create extension if not exists pg_trgm;
create index contact_search on contact using gin (search_key gin_trgm_ops);
";

const SQLITE_SEARCH: &str = r"
create virtual table contact_search using fts5 (
    search_key, content = 'contact', content_rowid = 'sequence', tokenize = 'trigram'
);
";

const SQLITE_TRIGGERS: [&str; 3] = [
    "create trigger contact_search_insert after insert on contact begin
        insert into contact_search (rowid, search_key) values (new.sequence, new.search_key);
    end",
    "create trigger contact_search_delete after delete on contact begin
        insert into contact_search (contact_search, rowid, search_key)
            values ('delete', old.sequence, old.search_key);
    end",
    "create trigger contact_search_update after update on contact begin
        insert into contact_search (contact_search, rowid, search_key)
            values ('delete', old.sequence, old.search_key);
        insert into contact_search (rowid, search_key) values (new.sequence, new.search_key);
    end",
];
