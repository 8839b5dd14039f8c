//! Sending somebody to an identity provider, and who it says he is.

use std::time::Duration;

use anyhow::Context as _;
use belroute_shared::second_factors::CONFIRMED_SECONDS;
use openidconnect::{
    AccessToken, AuthType, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, EndpointMaybeSet, EndpointNotSet, EndpointSet, Nonce, OAuth2TokenResponse as _,
    PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope, SubjectIdentifier, TokenResponse as _,
    core::{
        CoreAuthenticationFlow, CoreClient, CoreClientAuthMethod, CoreIdTokenClaims,
        CoreProviderMetadata, CoreUserInfoClaims,
    },
};
use serde::{Deserialize, Serialize};

use super::{
    exchange,
    metadata::{self, FRESH_MS, KEPT_MS},
};
use crate::{config::Config, entity::identity_provider, state::AppState};

/// What the secret at a provider is sealed for.
pub(super) const SECRET: &str = "identity provider";
/// Where providers send browsers back to.
const CALLBACK: &str = "/v1/session/singleSignOn/callback";

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

/// The address that providers are told to send browsers back to.
pub(super) fn callback(config: &Config) -> String {
    format!("{}{CALLBACK}", config.public_url)
}

/// Where a browser is sent, with the state that it has to bring back.
pub(super) async fn leave(
    state: &AppState,
    row: &identity_provider::Model,
) -> anyhow::Result<(String, String, Secrets)> {
    let known = metadata::known(state, &row.issuer, FRESH_MS).await?;
    let client = client(state, row, known)?;
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
    let known = metadata::known(state, &row.issuer, KEPT_MS).await?;
    let client = client(state, row, known)?;
    let http = exchange::client(&state.config);
    let token = client
        .exchange_code(AuthorizationCode::new(code))?
        .set_pkce_verifier(PkceCodeVerifier::new(secrets.verifier))
        .request_async(&http)
        .await
        .context("the provider took no code")?;
    let id_token = token.id_token().context("the provider gave no ID token")?;
    let nonce = Nonce::new(secrets.nonce);
    let held = id_token.claims(&client.id_token_verifier(), &nonce);
    let claims = match held {
        // Signed with a key that it did not have when it was last asked: it has new ones by now.
        Err(ClaimsVerificationError::SignatureVerification(_)) => {
            let now = metadata::asked(state, &row.issuer).await?;
            let client = self::client(state, row, now)?;
            id_token.claims(&client.id_token_verifier(), &nonce)
        }
        outcome => outcome,
    }
    .context("the ID token does not hold")?;
    let proved_at_ms = claims
        .auth_time()
        .map_or(i64::MIN, |time| time.timestamp_millis());
    let email = email(state, &client, claims, token.access_token()).await?;
    Ok(Claimed {
        subject: claims.subject().to_string(),
        proved_at_ms: proved_at_ms.min(state.clock.now_ms()),
        email,
    })
}

/// His address, if the provider has verified it. Many tell it only where one asks who somebody is.
async fn email(
    state: &AppState,
    client: &Client,
    claims: &CoreIdTokenClaims,
    token: &AccessToken,
) -> anyhow::Result<Option<String>> {
    let (mut email, mut is_verified) = (claims.email().cloned(), claims.email_verified());
    if email.is_none() || is_verified.is_none() {
        // An answer about somebody else is refused.
        let subject: SubjectIdentifier = claims.subject().clone();
        if let Ok(request) = client.user_info(token.clone(), Some(subject)) {
            let http = exchange::client(&state.config);
            let info: CoreUserInfoClaims = request
                .request_async(&http)
                .await
                .context("the provider does not tell who it is")?;
            (email, is_verified) = (info.email().cloned(), info.email_verified());
        }
    }
    Ok(email
        .filter(|_| is_verified == Some(true))
        .map(|email| email.trim().to_lowercase()))
}

fn client(
    state: &AppState,
    row: &identity_provider::Model,
    metadata: CoreProviderMetadata,
) -> anyhow::Result<Client> {
    let secret = state.key.open(SECRET, &row.sealed_secret)?;
    let proof = proof(&metadata);
    let back = RedirectUrl::new(callback(&state.config)).context("public_url is no address")?;
    let secret = Some(ClientSecret::new(secret));
    let id = ClientId::new(row.client_id.clone());
    Ok(CoreClient::from_provider_metadata(metadata, id, secret)
        .set_auth_type(proof)
        .set_redirect_uri(back))
}

/// How we prove ourselves: in a header, unless the provider takes the secret in the form only.
fn proof(metadata: &CoreProviderMetadata) -> AuthType {
    let takes = |wanted: &CoreClientAuthMethod| {
        metadata
            .token_endpoint_auth_methods_supported()
            .is_none_or(|methods| methods.contains(wanted))
    };
    let in_header = takes(&CoreClientAuthMethod::ClientSecretBasic);
    if !in_header && takes(&CoreClientAuthMethod::ClientSecretPost) {
        AuthType::RequestBody
    } else {
        AuthType::BasicAuth
    }
}
