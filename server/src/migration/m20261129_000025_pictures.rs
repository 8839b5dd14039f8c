//! Pictures of users.

super::sql::step! {r#"
create table picture (
    user_id uuid not null primary key references "user" (id) on delete cascade,
    organisation_id uuid not null,
    bytes bytea not null,
    hash text not null,
    created_at_ms bigint not null
);
"#}
