//! Where a call may be taken, known when the engine asks, and whom a user's call was sent on to.

super::sql::step! {r"
alter table call_fact add column way text;
alter table call add column forwarded_to text;
"}
