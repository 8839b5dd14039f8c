//! Further e-mail addresses of a user, for notices, and which of them a mailed link confirms.

super::sql::step! {r#"
create table email_address (
    id uuid not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    user_id uuid not null references "user" (id) on delete cascade,
    address text not null,
    confirmed_at_ms bigint,
    created_at_ms bigint not null,
    unique (user_id, address)
);
alter table account_link add column email_address_id uuid;
"#}
