//! What users look for among their calls, and what they have taken off their lists.

// Indexes that carry the moment behind what is looked for, because lists are sorted by it. What was
// taken off a list is not in them.
super::sql::step! {r#"
alter table call add column is_hidden boolean not null default false;
drop index call_by_user;
drop index call_by_direction;
drop index call_missed;
create index call_by_user on call (user_id, started_at_ms, id) where not is_hidden;
create index call_by_direction on call (user_id, direction, started_at_ms, id) where not is_hidden;
create index call_by_outcome on call (user_id, outcome, started_at_ms, id) where not is_hidden;
create index call_by_number on call (user_id, other_number, started_at_ms, id) where not is_hidden;
create index call_by_line on call (user_id, via_kind, via_number, started_at_ms, id) where not is_hidden;
create index call_missed on call (user_id, started_at_ms, id) where is_missed and not is_hidden;
"#}
