//! When somebody last gave a second factor, in place of whether he ever did; 0 means that he did not.

super::sql::step! {r"
alter table session add column factor_at_ms bigint not null default 0;
alter table session drop column has_second_factor;
alter table sign_in add column factor_at_ms bigint not null default 0;
"}
