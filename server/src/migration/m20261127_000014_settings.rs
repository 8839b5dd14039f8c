//! What users decide about calls to them, and what administrators let them decide.

// A setting is kept as JSON in the form of the wire: one question reads all of a user's, and what
// is in it concerns him alone. What others refer to, or what must be unique, has a table of its own.
super::sql::step! {r#"
create table setting (
    user_id uuid not null references "user" (id) on delete cascade,
    organisation_id uuid not null,
    name text not null,
    value text not null,
    version integer not null,
    changed_at_ms bigint not null,
    primary key (user_id, name)
);
create table organisation_feature (
    organisation_id uuid not null references organisation (id) on delete cascade,
    feature text not null,
    access text not null,
    primary key (organisation_id, feature)
);
create table user_feature (
    user_id uuid not null references "user" (id) on delete cascade,
    organisation_id uuid not null,
    feature text not null,
    access text not null,
    primary key (user_id, feature)
);
alter table "user" add column outgoing_permission text not null default 'ALL';
create table executive_assistant (
    executive_id uuid not null references "user" (id) on delete cascade,
    assistant_id uuid not null references "user" (id) on delete cascade,
    organisation_id uuid not null,
    position integer not null,
    is_opted_in boolean not null,
    primary key (executive_id, assistant_id)
);
create index executive_assistant_by_assistant on executive_assistant (assistant_id);
create table hoteling_host (
    user_id uuid not null primary key references "user" (id) on delete cascade,
    organisation_id uuid not null,
    is_active boolean not null,
    enforces_limit boolean not null,
    limit_hours integer not null
);
create index hoteling_host_by_organisation on hoteling_host (organisation_id);
create table hoteling_stay (
    host_id uuid not null primary key references "user" (id) on delete cascade,
    guest_id uuid not null unique references "user" (id) on delete cascade,
    organisation_id uuid not null,
    started_at_ms bigint not null,
    ends_at_ms bigint
);
create table feature_code (
    organisation_id uuid not null references organisation (id) on delete cascade,
    name text not null,
    code text not null,
    alternate_code text,
    primary key (organisation_id, name)
);
create table dialled_code (
    question text not null primary key,
    organisation_id uuid not null,
    answer text not null,
    at_ms bigint not null
);
create index dialled_code_by_age on dialled_code (at_ms);
create table call_group (
    id uuid not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    kind text not null,
    name text not null,
    name_key text not null,
    created_at_ms bigint not null
);
create unique index call_group_by_name on call_group (organisation_id, kind, name_key);
create table call_group_member (
    group_id uuid not null references call_group (id) on delete cascade,
    user_id uuid not null references "user" (id) on delete cascade,
    organisation_id uuid not null,
    position integer not null,
    primary key (group_id, user_id)
);
create index call_group_member_by_user on call_group_member (user_id);
create table call_recording (
    user_id uuid not null primary key references "user" (id) on delete cascade,
    organisation_id uuid not null,
    value text not null
);
"#}
