//! What is looked for when numbers, dial plans and contacts change or go.

super::sql::step! {r"
create index caller_id_grant_by_number on caller_id_grant (number);
create index caller_id_grant_by_dial_plan on caller_id_grant (dial_plan_id);
create index favourite_by_entry on favourite (entry_id);
create index number_by_dial_plan on number (dial_plan_id);
"}
