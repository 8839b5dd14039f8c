//! What users look for among their calls, and what they have taken off their lists.

// The list is read by `call_by_user` in its order. What is looked for in it stands behind, so that a
// row is fetched only once it fits; what is rare has an index of its own. What was taken off a list
// is in none of them.
super::sql::step! {r"
alter table call add column is_hidden boolean not null default false;
drop index call_by_user;
drop index call_by_direction;
drop index call_missed;
create index call_by_user on call (
    user_id, started_at_ms, id, other_number, via_kind, via_number, answered_at_ms, ended_at_ms
) where not is_hidden;
create index call_by_direction on call (user_id, direction, started_at_ms, id) where not is_hidden;
create index call_by_outcome on call (user_id, outcome, started_at_ms, id) where not is_hidden;
create index call_missed on call (user_id, started_at_ms, id) where is_missed and not is_hidden;
"}
