//! Signing in step by step, second factors, mailed links, mail that waits, and the audit log.

// Secrets that must be read again (keys of authenticator apps, mail with links) are sealed with a
// key that is not in the database; all others are kept as hashes.
super::sql::step! {r#"
create table sign_in (
    id uuid not null primary key,
    token_hash text not null unique,
    organisation_id uuid not null,
    user_id uuid not null references "user" (id) on delete cascade,
    identifier_hash text not null,
    user_agent text not null,
    address text not null,
    has_second_factor boolean not null,
    remember boolean not null,
    wrong_codes integer not null,
    sealed_key text,
    ends_at_ms bigint not null
);
create index sign_in_by_end on sign_in (ends_at_ms);
create index sign_in_by_user on sign_in (user_id);
create table second_factor (
    id uuid not null primary key,
    organisation_id uuid not null,
    user_id uuid not null references "user" (id) on delete cascade,
    kind text not null,
    name text not null,
    sealed_key text not null,
    last_step bigint not null,
    is_primary boolean not null,
    created_at_ms bigint not null,
    last_used_at_ms bigint
);
create index second_factor_by_user on second_factor (user_id);
create table recovery_code (
    user_id uuid not null references "user" (id) on delete cascade,
    code_hash text not null,
    primary key (user_id, code_hash)
);
create table browser (
    id uuid not null primary key,
    token_hash text not null,
    organisation_id uuid not null,
    user_id uuid not null references "user" (id) on delete cascade,
    user_agent text not null,
    remembered_until_ms bigint not null,
    factor_version integer not null,
    last_sign_in_at_ms bigint not null,
    unique (token_hash, user_id)
);
create index browser_by_user on browser (user_id);
create index browser_by_age on browser (last_sign_in_at_ms);
create table account_link (
    id uuid not null primary key,
    token_hash text not null unique,
    organisation_id uuid not null,
    user_id uuid not null references "user" (id) on delete cascade,
    kind text not null,
    created_at_ms bigint not null,
    ends_at_ms bigint not null,
    used_at_ms bigint,
    replaced_at_ms bigint
);
create index account_link_by_user on account_link (user_id, kind);
create index account_link_by_end on account_link (ends_at_ms);
create table forgotten_password (
    id uuid not null primary key,
    identifier text not null,
    at_ms bigint not null
);
create table mail (
    id uuid not null primary key,
    organisation_id uuid not null,
    user_id uuid not null references "user" (id) on delete cascade,
    idempotency_key text not null unique,
    recipient text not null,
    sealed_message text,
    created_at_ms bigint not null,
    tries integer not null,
    next_try_at_ms bigint not null,
    sent_at_ms bigint,
    failure text
);
create index mail_waiting on mail (next_try_at_ms) where sealed_message is not null;
create index mail_by_age on mail (created_at_ms);
create table audit (
    id uuid not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    user_id uuid,
    actor_id uuid,
    actor_name text not null,
    action text not null,
    object text not null,
    before text,
    after text,
    address text,
    at_ms bigint not null
);
create index audit_by_organisation on audit (organisation_id, at_ms, id);
create index audit_by_user on audit (user_id, at_ms, id);
create index audit_by_age on audit (at_ms);
"#}
