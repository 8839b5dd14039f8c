//! What a call met at each user, as it was decided: it waits beside the fact until the call comes to
//! him, and stays with his row.

super::sql::step! {r"
alter table call_fact add column trace text;
create table call_trace (
    call_id uuid not null primary key references call (id) on delete cascade,
    organisation_id uuid not null,
    trace text not null
);
"}
