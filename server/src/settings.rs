//! Call settings: what users decide about calls to them.

pub(crate) mod call_groups;
pub(crate) mod call_recording;
pub(crate) mod feature_codes;
pub(crate) mod hoteling;
pub(crate) mod rules;
pub(crate) mod store;
