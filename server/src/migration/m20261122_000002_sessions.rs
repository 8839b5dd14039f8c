//! Who is signed in, tokens for scripts, and the waits after wrong passwords.

super::sql::step! {r#"
create table session (
    id uuid not null primary key,
    token_hash text not null unique,
    organisation_id uuid not null,
    user_id uuid not null references "user" (id) on delete cascade,
    user_agent text not null,
    address text not null,
    created_at_ms bigint not null,
    last_active_at_ms bigint not null,
    ends_at_ms bigint not null,
    idle_ms bigint not null,
    confirmed_at_ms bigint not null,
    has_second_factor boolean not null,
    sealed_key text
);
create index session_by_user on session (user_id);
create index session_by_end on session (ends_at_ms);
create table token (
    id uuid not null primary key,
    token_hash text not null unique,
    organisation_id uuid not null,
    user_id uuid not null references "user" (id) on delete cascade,
    name text not null,
    created_at_ms bigint not null
);
create index token_by_user on token (user_id);
create table sign_in_failure (
    identifier_hash text not null primary key,
    failures integer not null,
    wait_until_ms bigint not null,
    failed_at_ms bigint not null
);
"#}
