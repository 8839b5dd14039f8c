//! The block lists of organisations.

super::sql::step! {r"
create table blocked_number (
    id uuid not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    number text $binary not null,
    note text,
    search_key text not null,
    created_at_ms bigint not null
);
create unique index blocked_number_by_number on blocked_number (organisation_id, number);
"}
