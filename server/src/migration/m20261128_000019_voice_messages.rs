//! Messages in mailboxes, their sounds, and who hears a mailbox beside its owner.

// A sound is named by what it holds, whoever it belongs to, so it has no organisation: it is found
// through a row that has one. `recording` makes taking one in twice do nothing, also when its message
// was deleted meanwhile.
super::sql::step! {r#"
create table sound (
    sha256 text not null primary key,
    size_bytes integer not null,
    length_ms integer not null,
    peaks text not null,
    stored_at_ms bigint not null
);
create index sound_by_age on sound (stored_at_ms);
create table voice_message (
    id uuid not null primary key,
    organisation_id uuid not null references organisation (id) on delete cascade,
    mailbox_id uuid not null references "user" (id) on delete cascade,
    sound text not null references sound (sha256),
    sip_call_id text,
    caller_number text,
    is_anonymous boolean not null,
    reason text not null,
    created_at_ms bigint not null,
    is_read boolean not null,
    read_at_ms bigint,
    is_urgent boolean not null,
    is_kept boolean not null,
    forwarded_by text,
    comment text,
    deleted_at_ms bigint
);
create index voice_message_by_mailbox on voice_message (mailbox_id, created_at_ms, id);
create index voice_message_by_call on voice_message (mailbox_id, sip_call_id);
create index voice_message_by_age on voice_message (organisation_id, created_at_ms);
create index voice_message_by_sound on voice_message (sound);
create index voice_message_deleted on voice_message (deleted_at_ms) where deleted_at_ms is not null;
create table recording (
    id uuid not null primary key,
    organisation_id uuid not null,
    taken_at_ms bigint not null
);
create index recording_by_age on recording (taken_at_ms);
create table mailbox_share (
    mailbox_id uuid not null references "user" (id) on delete cascade,
    user_id uuid not null references "user" (id) on delete cascade,
    organisation_id uuid not null,
    position integer not null,
    primary key (mailbox_id, user_id)
);
create index mailbox_share_by_user on mailbox_share (user_id);
alter table mail add column sound text;
create index mail_by_sound on mail (sound) where sound is not null;
"#}
