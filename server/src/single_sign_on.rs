//! Signing in through the identity provider of one's organisation (OpenID Connect, authorization
//! code with PKCE). It takes the place of password and second factor: the provider answers for both.
//!
//! A browser is sent away with a token of its own, and comes back once, within ten minutes. The
//! account is found by who he is there, the first time by the verified e-mail address.

use std::{collections::HashMap, sync::Mutex};

use openidconnect::core::CoreProviderMetadata;

mod endpoints;
mod provider;
pub mod settings;
pub(crate) mod store;

pub(crate) use endpoints::router;

/// What providers say of themselves, by issuer, and when it was asked.
#[derive(Debug, Default)]
pub struct Providers(Mutex<HashMap<String, (i64, CoreProviderMetadata)>>);

impl Providers {
    /// What a provider has said lately.
    fn get(&self, issuer: &str, oldest_ms: i64) -> Option<CoreProviderMetadata> {
        let known = self.0.lock().ok()?;
        let (asked_at_ms, metadata) = known.get(issuer)?;
        (*asked_at_ms >= oldest_ms).then(|| metadata.clone())
    }

    fn put(&self, issuer: &str, metadata: CoreProviderMetadata, now_ms: i64) {
        if let Ok(mut known) = self.0.lock() {
            known.insert(issuer.to_owned(), (now_ms, metadata));
        }
    }

    fn forget(&self, issuer: &str) {
        if let Ok(mut known) = self.0.lock() {
            known.remove(issuer);
        }
    }
}
