//! Passkeys: which credential a factor is, and the questions that wait for an answer.

super::sql::step! {r"
alter table second_factor add column credential_id text;
create unique index second_factor_by_credential on second_factor (credential_id);
create table passkey_question (
    ticket_hash text not null primary key,
    purpose text not null,
    asker_id uuid,
    state text not null,
    ends_at_ms bigint not null
);
create index passkey_question_by_end on passkey_question (ends_at_ms);
"}
