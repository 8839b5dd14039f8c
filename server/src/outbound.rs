//! Requests that the server itself makes over HTTP.

use std::time::Duration;

use anyhow::Context as _;
use reqwest::{Client, redirect::Policy};

/// A client that gives up after a while, follows nobody anywhere, and trusts whom the machine
/// trusts.
pub(crate) fn client(patience: Duration) -> anyhow::Result<Client> {
    // Set once for the whole process; another call finds that it is set.
    let _is_set = rustls::crypto::ring::default_provider().install_default();
    Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        .timeout(patience)
        .build()
        .context("the HTTP client cannot start")
}
