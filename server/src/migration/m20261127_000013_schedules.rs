//! Schedules, and the rules that refer to them.
//!
//! A rule keeps its schedule from being deleted. That is looked at when the statement is over, so
//! that both can go together with their user.

super::sql::step! {r#"
create table schedule (
    id uuid not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    user_id uuid references "user" (id) on delete cascade,
    kind text not null,
    name text not null,
    name_key text $binary not null,
    events text not null,
    version integer not null,
    created_at_ms bigint not null,
    changed_at_ms bigint not null
);
create unique index schedule_of_user on schedule (user_id, kind, name_key) where user_id is not null;
create unique index schedule_of_company on schedule (organisation_id, kind, name_key) where user_id is null;
create index schedule_by_name on schedule (organisation_id, name_key, id) where user_id is null;
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
"#}
