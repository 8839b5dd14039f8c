//! One question to an identity provider, and its answer.

use std::{sync::Arc, time::Duration};

use anyhow::Context as _;
use axum::http;
use belroute_shared::error::Code;
use futures::future::BoxFuture;
use openidconnect::{DiscoveryError, HttpRequest, HttpResponse};
use reqwest::Url;

use crate::{config::Config, outbound};

/// A sign-in waits for the provider no longer.
const PATIENCE: Duration = Duration::from_secs(5);
/// An answer of a provider is never longer, in bytes.
const LONGEST: usize = 1024 * 1024;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum NoAnswer {
    /// Somebody could listen on the way there.
    #[error("an address that is not asked")]
    Unfit,
    #[error("{0:#}")]
    Broken(anyhow::Error),
}

impl NoAnswer {
    /// What an administrator is told of a provider that cannot be found out about.
    pub(super) fn explained(error: &DiscoveryError<Self>) -> Code {
        match error {
            DiscoveryError::Request(Self::Broken(_)) => Code::ProviderAway,
            DiscoveryError::Response(status, ..) if status.is_server_error() => Code::ProviderAway,
            DiscoveryError::Validation(_) => Code::OtherIssuer,
            _ => Code::NotAProvider,
        }
    }
}

/// Whether a provider may be asked there, and browsers be sent there: `https`. Plain `http` only on
/// this machine, and only for a panel that is reached so itself: one that somebody tries out.
pub(super) fn is_fit(config: &Config, url: &Url) -> bool {
    let is_here = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    match url.scheme() {
        "https" => true,
        "http" => is_here && config.public_url.starts_with("http://"),
        _ => false,
    }
}

/// What asks for the library that speaks OpenID Connect.
pub(super) fn client(
    config: &Arc<Config>,
) -> impl Fn(HttpRequest) -> BoxFuture<'static, Result<HttpResponse, NoAnswer>> + use<> {
    let config = config.clone();
    move |request| Box::pin(exchange(config.clone(), request))
}

async fn exchange(config: Arc<Config>, request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
    let request = reqwest::Request::try_from(request).context("no request");
    let request = request.map_err(NoAnswer::Broken)?;
    if !is_fit(&config, request.url()) {
        return Err(NoAnswer::Unfit);
    }
    answer(request).await.map_err(NoAnswer::Broken)
}

async fn answer(request: reqwest::Request) -> anyhow::Result<HttpResponse> {
    let mut answer = outbound::client(PATIENCE)?.execute(request).await?;
    let mut response = http::Response::builder().status(answer.status());
    if let Some(headers) = response.headers_mut() {
        headers.clone_from(answer.headers());
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await? {
        body.extend_from_slice(&chunk);
        anyhow::ensure!(body.len() <= LONGEST, "the provider does not stop talking");
    }
    Ok(response.body(body)?)
}
