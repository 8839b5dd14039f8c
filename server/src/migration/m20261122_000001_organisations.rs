//! Organisations, their users, numbers and dial plans, and what an administrator granted.

// Extensions are unique inside an organisation; login names, e-mail addresses, SIP domains and
// public numbers over the whole installation, because signing in and calls from outside find
// their organisation by them. User names of devices are random, and unique for the same reason; a
// device without hashes has no password.
super::sql::step! {r#"
create table organisation (
    id uuid not null primary key,
    name text not null,
    sip_domain text not null unique,
    country text not null,
    time_zone text not null,
    default_number text,
    is_demo boolean not null default false,
    town text,
    password_policy text,
    requires_second_factor boolean not null default true,
    can_remember_browser boolean not null default true,
    idle_minutes integer not null default 60,
    longest_minutes integer not null default 720,
    created_at_ms bigint not null
);
create table "user" (
    id uuid not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    login text unique,
    email text not null unique,
    first_name text not null,
    last_name text not null,
    extension text not null,
    password_hash text,
    password_set_at_ms bigint,
    must_change_password boolean not null default false,
    temporary_until_ms bigint,
    factor_version integer not null default 0,
    has_stored_codes boolean not null default true,
    role text not null default 'user',
    language text not null default 'nl',
    theme text not null default 'system',
    capacity integer not null default 3,
    name_key text $binary not null,
    search_key text not null,
    disabled_at_ms bigint,
    created_at_ms bigint not null,
    unique (organisation_id, extension)
);
create index user_by_name on "user" (organisation_id, name_key);
create table dial_plan (
    id uuid not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    kind text not null,
    name text not null,
    extension text not null,
    name_key text $binary not null,
    search_key text not null,
    unique (organisation_id, extension)
);
create index dial_plan_by_name on dial_plan (organisation_id, name_key);
create table number (
    number text not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    user_id uuid references "user" (id) on delete cascade,
    dial_plan_id uuid references dial_plan (id) on delete cascade,
    label text not null
);
create index number_by_organisation on number (organisation_id);
create index number_by_user on number (user_id);
create table user_grant (
    user_id uuid not null references "user" (id) on delete cascade,
    organisation_id uuid not null,
    kind text not null,
    granted_at_ms bigint not null,
    primary key (user_id, kind)
);
create table caller_id_grant (
    user_id uuid not null references "user" (id) on delete cascade,
    organisation_id uuid not null,
    number text not null references number (number) on delete cascade,
    kind text not null,
    dial_plan_id uuid references dial_plan (id) on delete cascade,
    label text not null,
    is_default boolean not null default false,
    position integer not null default 0,
    primary key (user_id, number)
);
create table caller_id (
    user_id uuid not null primary key references "user" (id) on delete cascade,
    organisation_id uuid not null,
    number text,
    is_hidden boolean not null default false,
    is_connected_line_hidden boolean not null default false
);
create table device (
    id uuid not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    user_id uuid not null references "user" (id) on delete cascade,
    name text not null,
    kind text not null,
    username text not null unique,
    ha1_sha256 text,
    ha1_md5 text,
    can_disconnect boolean not null default true,
    last_seen_at_ms bigint,
    created_at_ms bigint not null
);
create index device_by_user on device (user_id);
create table registration (
    user_id uuid not null references "user" (id) on delete cascade,
    organisation_id uuid not null,
    contact text not null,
    device_id uuid not null references device (id) on delete cascade,
    registered_at_ms bigint not null,
    updated_at_ms bigint not null,
    expires_at_ms bigint not null,
    primary key (user_id, contact)
);
create index registration_by_organisation on registration (organisation_id);
create table pairing (
    id uuid not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    user_id uuid not null references "user" (id) on delete cascade,
    code_hash text not null unique,
    expires_at_ms bigint not null,
    device_id uuid references device (id) on delete set null
);
create index pairing_by_user on pairing (user_id);
"#}
