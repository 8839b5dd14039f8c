//! Talking to an identity provider.

use std::time::Duration;

use anyhow::Context as _;
use axum::http;
use belroute_shared::second_factors::CONFIRMED_SECONDS;
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointMaybeSet, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, IssuerUrl, Nonce, OAuth2TokenResponse as _,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, TokenResponse as _,
    core::{CoreAuthenticationFlow, CoreClient, CoreProviderMetadata, CoreUserInfoClaims},
};
use serde::{Deserialize, Serialize};

use crate::{entity::identity_provider, outbound, state::AppState};

/// What the secret at a provider is sealed for.
pub(super) const SECRET: &str = "identity provider";
/// Where providers send browsers back to.
pub(super) const CALLBACK: &str = "/v1/session/singleSignOn/callback";

/// A sign-in waits for the provider no longer.
const PATIENCE: Duration = Duration::from_secs(5);
/// An answer of a provider is never longer, in bytes.
const LONGEST: usize = 1024 * 1024;
/// What a provider says of itself is asked again after an hour.
const KEPT_MS: i64 = 3600 * 1000;

type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What has to be known again when the browser comes back, and nobody else may know.
#[derive(Serialize, Deserialize)]
pub(super) struct Secrets {
    nonce: String,
    verifier: String,
}

/// Who somebody is at the provider.
pub(super) struct Claimed {
    /// Never changes and belongs to nobody else there.
    pub(super) subject: String,
    /// In small letters; only one that the provider has verified.
    pub(super) email: Option<String>,
    /// When he last proved there who he is; long ago when it does not say.
    pub(super) proved_at_ms: i64,
}

/// Where a browser is sent, with the state that it has to bring back.
pub(super) async fn leave(
    state: &AppState,
    row: &identity_provider::Model,
) -> anyhow::Result<(String, String, Secrets)> {
    let client = client(state, row).await?;
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (url, csrf, nonce) = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            CsrfToken::new_random,
            Nonce::new_random,
        )
        .add_scope(Scope::new("email".to_owned()))
        .set_pkce_challenge(challenge)
        // The provider says then when it was that he proved who he is.
        .set_max_age(Duration::from_secs(CONFIRMED_SECONDS.unsigned_abs()))
        .url();
    let secrets = Secrets {
        nonce: nonce.secret().clone(),
        verifier: verifier.into_secret(),
    };
    Ok((url.into(), csrf.into_secret(), secrets))
}

/// Who comes back with a code.
pub(super) async fn come_back(
    state: &AppState,
    row: &identity_provider::Model,
    code: String,
    secrets: Secrets,
) -> anyhow::Result<Claimed> {
    let client = client(state, row).await?;
    let http = |request| exchange(request);
    let token = client
        .exchange_code(AuthorizationCode::new(code))?
        .set_pkce_verifier(PkceCodeVerifier::new(secrets.verifier))
        .request_async(&http)
        .await
        .context("the provider took no code")?;
    let id_token = token.id_token().context("the provider gave no ID token")?;
    let nonce = Nonce::new(secrets.nonce);
    let claims = id_token
        .claims(&client.id_token_verifier(), &nonce)
        .inspect_err(|_| {
            // Its keys may be other ones by now; the next sign-in asks for them.
            state.providers.forget(&row.issuer);
        })
        .context("the ID token does not hold")?;
    let proved_at_ms = claims
        .auth_time()
        .map_or(i64::MIN, |time| time.timestamp_millis());
    let subject = claims.subject().clone();
    let mut email = claims.email().cloned();
    let mut is_verified = claims.email_verified();
    if email.is_none()
        && let Ok(request) = client.user_info(token.access_token().clone(), Some(subject.clone()))
    {
        let info: CoreUserInfoClaims = request
            .request_async(&http)
            .await
            .context("the provider does not tell who it is")?;
        email = info.email().cloned();
        is_verified = info.email_verified();
    }
    Ok(Claimed {
        subject: subject.to_string(),
        proved_at_ms: proved_at_ms.min(state.clock.now_ms()),
        email: email
            .filter(|_| is_verified == Some(true))
            .map(|email| email.trim().to_lowercase()),
    })
}

async fn client(state: &AppState, row: &identity_provider::Model) -> anyhow::Result<Client> {
    let now_ms = state.clock.now_ms();
    let known = state.providers.get(&row.issuer, now_ms - KEPT_MS);
    let metadata = if let Some(known) = known {
        known
    } else {
        let issuer = IssuerUrl::new(row.issuer.clone()).context("the issuer is no address")?;
        let http = |request| exchange(request);
        let metadata = CoreProviderMetadata::discover_async(issuer, &http)
            .await
            .context("the identity provider does not say what it is")?;
        state.providers.put(&row.issuer, metadata.clone(), now_ms);
        metadata
    };
    let secret = state.key.open(SECRET, &row.sealed_secret)?;
    let back = format!("{}{CALLBACK}", state.config.public_url);
    Ok(CoreClient::from_provider_metadata(
        metadata,
        ClientId::new(row.client_id.clone()),
        Some(ClientSecret::new(secret)),
    )
    .set_redirect_uri(RedirectUrl::new(back).context("public_url is no address")?))
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
#[error("{0:#}")]
struct NoAnswer(anyhow::Error);

async fn exchange(request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
    answer(request).await.map_err(NoAnswer)
}

async fn answer(request: HttpRequest) -> anyhow::Result<HttpResponse> {
    let request = reqwest::Request::try_from(request).context("no request")?;
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
