//! Who hears whose mailbox, as administrators decide it.

mod endpoints;

pub(super) use endpoints::router;
