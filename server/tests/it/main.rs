//! What the server promises, asked through its whole router, on SQLite and on PostgreSQL.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on has failed, and most of the code here is called by tests"
)]

#[macro_use]
mod world;

mod account;
mod architecture;
mod assets;
mod audit_log;
mod call_control;
mod call_events;
mod caller_number;
mod calls;
mod calls_paging;
mod changes;
mod company_dial_plans;
mod company_numbers;
mod company_users;
mod demo;
mod device_credentials;
mod devices;
mod endpoints;
mod errors;
mod favourites;
mod links;
mod live;
mod migrations;
mod numbers;
mod opened_panels;
mod people;
mod phonebook;
mod registrations;
mod security;
mod session;
mod session_waits;
mod sign_in;
mod strangers;
mod upkeep;
