//! The tables, one step after the other. A step that has been released is never changed.

use sea_orm_migration::prelude::*;

mod m20261122_000001_organisations;
mod m20261122_000002_sessions;
mod m20261122_000003_phonebook;
mod m20261122_000004_calls;
mod m20261122_000005_accounts;
mod m20261122_000006_opened_panels;
mod m20261122_000007_passkeys;
mod m20261122_000008_told_changes;
mod m20261122_000009_blocked_numbers;
mod m20261122_000010_single_sign_on;
mod m20261122_000011_indexes;
mod m20261122_000012_given_factors;
mod m20261127_000013_schedules;
mod m20261127_000014_settings;
mod m20261128_000015_ways;
mod m20261128_000016_rules_in_settings;
mod m20261128_000017_ends;
mod m20261128_000018_call_traces;
mod m20261128_000019_voice_messages;
mod m20261128_000020_mailboxes;
mod m20261128_000021_greetings;
mod m20261129_000022_contact_names;
mod m20261129_000023_call_history;
mod m20261129_000024_email_addresses;
mod m20261129_000025_pictures;
mod m20261129_000026_extra_numbers;
mod m20261129_000027_numbers_of_contacts;
mod sql;

/// All steps, oldest first.
pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_organisations::Migration),
            Box::new(m20261122_000002_sessions::Migration),
            Box::new(m20261122_000003_phonebook::Migration),
            Box::new(m20261122_000004_calls::Migration),
            Box::new(m20261122_000005_accounts::Migration),
            Box::new(m20261122_000006_opened_panels::Migration),
            Box::new(m20261122_000007_passkeys::Migration),
            Box::new(m20261122_000008_told_changes::Migration),
            Box::new(m20261122_000009_blocked_numbers::Migration),
            Box::new(m20261122_000010_single_sign_on::Migration),
            Box::new(m20261122_000011_indexes::Migration),
            Box::new(m20261122_000012_given_factors::Migration),
            Box::new(m20261127_000013_schedules::Migration),
            Box::new(m20261127_000014_settings::Migration),
            Box::new(m20261128_000015_ways::Migration),
            Box::new(m20261128_000016_rules_in_settings::Migration),
            Box::new(m20261128_000017_ends::Migration),
            Box::new(m20261128_000018_call_traces::Migration),
            Box::new(m20261128_000019_voice_messages::Migration),
            Box::new(m20261128_000020_mailboxes::Migration),
            Box::new(m20261128_000021_greetings::Migration),
            Box::new(m20261129_000022_contact_names::Migration),
            Box::new(m20261129_000023_call_history::Migration),
            Box::new(m20261129_000024_email_addresses::Migration),
            Box::new(m20261129_000025_pictures::Migration),
            Box::new(m20261129_000026_extra_numbers::Migration),
            Box::new(m20261129_000027_numbers_of_contacts::Migration),
        ]
    }
}
