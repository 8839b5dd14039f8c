//! Further numbers on which users can be reached.

super::sql::step! {r#"
create table extra_number (
    user_id uuid not null references "user" (id) on delete cascade,
    position integer not null,
    organisation_id uuid not null references organisation (id) on delete cascade,
    number text not null,
    label text not null,
    is_shown boolean not null,
    search_key text not null,
    primary key (user_id, position)
);
create index extra_number_by_organisation on extra_number (organisation_id, is_shown, user_id);
"#}
