//! Phones and apps of a user, the credentials of each, and connecting a new one.
//!
//! A device has a user name of its own, random like its password, so that whoever knows the
//! extensions of a company knows no user name, and so that taking one device away leaves the others
//! alone. The password is told once; what stays are the two hashes that digest authentication needs
//! (RFC 7616, RFC 8760). A device without hashes, which only the demo has, cannot authenticate.

mod command;
mod credentials;
mod endpoints;
mod pairing;
mod provisioning;
pub(crate) mod store;

use utoipa_axum::router::OpenApiRouter;

pub use command::create;

use crate::state::AppState;

pub(crate) fn router() -> OpenApiRouter<AppState> {
    endpoints::router().merge(pairing::router())
}
