//! The log of what was done in the organisation.

mod filters;
mod kinds;
mod page;

pub(super) use page::AuditLogPage;
