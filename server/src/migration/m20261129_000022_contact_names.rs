//! First and last name of a user's own contact, by which it is written into files.

super::sql::step! {r#"
alter table contact add column first_name text;
alter table contact add column last_name text;
"#}
