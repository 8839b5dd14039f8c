//! What providers say of themselves, and the keys that they sign with.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use anyhow::Context as _;
use openidconnect::{DiscoveryError, IssuerUrl, core::CoreProviderMetadata};

use super::exchange::{self, NoAnswer, is_fit};
use crate::{config::Config, state::AppState};

/// Somebody who is sent away is to find a provider there, and not a dead page: it was asked lately.
pub(super) const FRESH_MS: i64 = 60 * 1000;
/// For who comes back from there, what it said is good for an hour.
pub(super) const KEPT_MS: i64 = 3600 * 1000;

/// What each provider has said, by issuer, and when it was asked.
#[derive(Debug, Default)]
pub struct Providers(Mutex<HashMap<String, (i64, CoreProviderMetadata)>>);

impl Providers {
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
}

/// What a provider has said of itself, not longer ago than this.
pub(super) async fn known(
    state: &AppState,
    issuer: &str,
    age_ms: i64,
) -> anyhow::Result<CoreProviderMetadata> {
    let oldest_ms = state.clock.now_ms() - age_ms;
    match state.providers.get(issuer, oldest_ms) {
        Some(known) => Ok(known),
        None => asked(state, issuer).await,
    }
}

/// What a provider says of itself now.
pub(super) async fn asked(state: &AppState, issuer: &str) -> anyhow::Result<CoreProviderMetadata> {
    let metadata = discover(&state.config, issuer)
        .await
        .context("the identity provider does not say what it is")?;
    let now_ms = state.clock.now_ms();
    state.providers.put(issuer, metadata.clone(), now_ms);
    Ok(metadata)
}

/// Asks a provider what it is, and which keys it signs with.
pub(super) async fn discover(
    config: &Arc<Config>,
    issuer: &str,
) -> Result<CoreProviderMetadata, DiscoveryError<NoAnswer>> {
    let issuer = IssuerUrl::new(issuer.to_owned()).map_err(DiscoveryError::UrlParse)?;
    let http = exchange::client(config);
    let metadata = CoreProviderMetadata::discover_async(issuer, &http).await?;
    // Browsers are sent there as they are, and our secret goes to the second.
    let sends_away = is_fit(config, metadata.authorization_endpoint().url());
    let takes_codes = metadata
        .token_endpoint()
        .is_some_and(|endpoint| is_fit(config, endpoint.url()));
    if sends_away && takes_codes {
        Ok(metadata)
    } else {
        let what = "it does not say where one signs in".to_owned();
        Err(DiscoveryError::Other(what))
    }
}
