//! The company panel: what administrators see and decide.

pub mod audit_log;
pub mod blocked_numbers;
pub mod call_groups;
pub mod call_recording;
pub mod contacts;
pub mod dial_plans;
pub mod feature_access;
pub mod feature_codes;
pub mod hoteling;
pub mod identity_provider;
pub mod mailboxes;
pub mod numbers;
pub mod person;
pub mod sign_in_rules;
pub mod users;
pub mod voicemail;
