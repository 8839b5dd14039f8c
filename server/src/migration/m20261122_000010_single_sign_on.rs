//! Sign-in through an organisation's own identity provider.

super::sql::step! {r#"
create table identity_provider (
    organisation_id uuid not null primary key references organisation (id) on delete cascade,
    email_domain text not null unique,
    issuer text not null,
    client_id text not null,
    sealed_secret text not null
);
create table identity (
    user_id uuid not null primary key references "user" (id) on delete cascade,
    organisation_id uuid not null,
    issuer text not null,
    subject text not null,
    linked_at_ms bigint not null,
    unique (organisation_id, issuer, subject)
);
create table single_sign_on (
    token_hash text not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    state_hash text not null,
    sealed_secrets text not null,
    ends_at_ms bigint not null
);
create index single_sign_on_by_end on single_sign_on (ends_at_ms);
"#}
