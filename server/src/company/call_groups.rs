//! Groups of people who take one another's calls, or park calls for one another, as administrators
//! make them.

mod endpoints;
mod logged;

pub(super) use endpoints::router;
