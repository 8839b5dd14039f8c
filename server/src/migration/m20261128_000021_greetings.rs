//! Greetings of users' own.

super::sql::step! {r#"
create table voicemail_greeting (
    user_id uuid not null references "user" (id) on delete cascade,
    kind text not null,
    organisation_id uuid not null,
    sha256 text not null,
    name text not null,
    milliseconds bigint not null,
    set_at_ms bigint not null,
    primary key (user_id, kind)
);
"#}
