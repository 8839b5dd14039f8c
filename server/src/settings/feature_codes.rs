//! What users dial to switch a setting: the organisation's codes, and which of them a user has.

pub(crate) mod store;
