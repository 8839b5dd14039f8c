//! Who was told by mail of what others changed, and until when; and the log by who did it.

super::sql::step! {r#"
create table told_changes (
    user_id uuid not null primary key references "user" (id) on delete cascade,
    organisation_id uuid not null,
    until_ms bigint not null
);
create index audit_by_actor on audit (actor_id, at_ms, id);
"#}
