//! What a company decides about its mailboxes, and the PINs that open them.

super::sql::step! {r#"
create table company_voicemail (
    organisation_id uuid not null primary key references organisation (id) on delete cascade,
    settings text not null,
    pin_rules text not null
);
create table voicemail_pin (
    id uuid not null primary key,
    user_id uuid not null references "user" (id) on delete cascade,
    organisation_id uuid not null,
    hash text not null,
    is_in_use boolean not null,
    is_own boolean not null,
    set_at_ms bigint not null
);
create index voicemail_pin_user on voicemail_pin (user_id, set_at_ms);
"#}
