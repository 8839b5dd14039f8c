//! A page of contacts reads the numbers of these contacts. Without an index that begins with the
//! organisation, as the question does, SQLite reads all numbers of the organisation instead.

super::sql::step! {r"
create index contact_number_by_contact on contact_number (organisation_id, contact_id, position);
"}
