//! First and last name of a user's own contact, by which it is written into files; and what the
//! network calls a caller, by which he is shown where no contact has his number.

super::sql::step! {r"
alter table contact add column first_name text;
alter table contact add column last_name text;
alter table call_fact add column caller_name text;
alter table call add column network_name text;
"}
