//! Calls as users lived them, their legs, and which events of the engine were taken in.

// `call_fact` keeps what was known when the engine asked about a call and that its events do not
// repeat. `call_event` makes taking an event in twice do nothing.
super::sql::step! {r#"
create table call (
    id uuid not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    user_id uuid not null references "user" (id) on delete cascade,
    sip_call_id text not null,
    direction text not null,
    is_internal boolean not null,
    other_number text,
    is_anonymous boolean not null,
    via_kind text not null,
    via_number text,
    outcome text,
    started_at_ms bigint not null,
    rang_at_ms bigint,
    answered_at_ms bigint,
    ended_at_ms bigint,
    answered_by_kind text,
    answered_by text,
    is_missed boolean not null default false,
    is_seen boolean not null default false,
    unique (user_id, sip_call_id, direction)
);
create index call_by_user on call (user_id, started_at_ms, id);
create index call_by_direction on call (user_id, direction, started_at_ms, id);
create index call_missed on call (user_id, started_at_ms, id) where is_missed;
create index call_new on call (user_id) where is_missed and not is_seen;
create index call_live on call (organisation_id, user_id) where ended_at_ms is null;
create index call_by_sip on call (sip_call_id);
create table call_leg (
    id uuid not null primary key,
    call_id uuid not null references call (id) on delete cascade,
    organisation_id uuid not null,
    target text not null,
    contact text not null,
    kind text not null,
    label text not null,
    outcome text,
    started_at_ms bigint not null,
    answered_at_ms bigint,
    ended_at_ms bigint,
    unique (call_id, target, contact)
);
create table call_event (
    sip_call_id text not null,
    event text not null,
    target text not null,
    contact text not null,
    at_us bigint not null,
    primary key (sip_call_id, event, target, contact)
);
create index call_event_by_age on call_event (at_us);
create table call_fact (
    call_id uuid not null primary key,
    sip_call_id text not null,
    caller_id uuid,
    callee_id uuid,
    organisation_id uuid not null,
    caller_number text,
    is_anonymous boolean not null,
    called_number text,
    shown_number text,
    is_shown_hidden boolean not null,
    at_ms bigint not null
);
create index call_fact_by_sip on call_fact (sip_call_id);
create index call_fact_by_age on call_fact (at_ms);
"#}
