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
mod call_block;
mod call_control;
mod call_control_listener;
mod call_control_shown;
mod call_events;
mod call_events_order;
mod call_events_parties;
mod call_events_rung_along;
mod call_events_sent_on;
mod call_events_strange;
mod call_events_turned_away;
mod call_groups;
mod caller_number;
mod calls;
mod calls_paging;
mod changes;
mod company_at_once;
mod company_blocked_numbers;
mod company_call_groups;
mod company_call_recording;
mod company_contacts;
mod company_dial_plans;
mod company_feature_access;
mod company_feature_codes;
mod company_hoteling;
mod company_numbers;
mod company_schedules;
mod company_strangers;
mod company_users;
mod company_users_access;
mod confirmation;
mod contact_import;
mod demo;
mod device_credentials;
mod devices;
mod endpoints;
mod errors;
mod executive;
mod favourites;
mod feature_codes;
mod hoteling;
mod links;
mod live;
mod migrations;
mod numbers;
mod opened_panels;
mod passkeys;
mod passkeys_sign_in;
mod people;
mod phonebook;
mod registrations;
mod routing_examples;
mod schedule_events;
mod schedule_import;
mod schedules;
mod schedules_at_once;
mod security;
mod session;
mod session_idle;
mod session_waits;
mod settings_any_input;
mod settings_call_block;
mod settings_change;
mod settings_hidden;
mod settings_numbers;
mod settings_rings;
mod settings_rules;
mod settings_single_number_reach;
mod settings_switches;
mod sign_in;
mod sign_in_attempts;
mod sign_in_provider;
mod sign_in_rules;
mod sign_in_temporary;
mod single_sign_on;
mod strangers;
mod upkeep;
