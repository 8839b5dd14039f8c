//! Panels of users that administrators have opened.

super::sql::step! {r#"
create table opened_panel (
    id uuid not null primary key,
    organisation_id uuid not null,
    session_id uuid not null references session (id) on delete cascade,
    user_id uuid not null references "user" (id) on delete cascade,
    created_at_ms bigint not null,
    ends_at_ms bigint not null
);
create index opened_panel_by_session on opened_panel (session_id);
create index opened_panel_by_user on opened_panel (user_id);
create index opened_panel_by_end on opened_panel (ends_at_ms);
"#}
