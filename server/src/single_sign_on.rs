//! Signing in through the identity provider of one's organisation (OpenID Connect, authorization
//! code with PKCE). It takes the place of password and second factor: the provider answers for both.
//!
//! A browser is sent away with a token of its own, and comes back once, within ten minutes. The
//! account is found by who he is there, the first time by the verified e-mail address.

mod endpoints;
mod exchange;
mod metadata;
mod provider;
pub mod settings;
pub(crate) mod store;

pub(crate) use endpoints::router;
pub use metadata::Providers;
