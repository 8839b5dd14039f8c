//! An identity provider that says what a test wants: discovery, keys and tokens over real HTTP.

use std::sync::{Arc, Mutex};

use axum::{
    Form, Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::core::{CoreHmacKey, CoreIdToken, CoreIdTokenClaims, CoreJwsSigningAlgorithm};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::net::TcpListener;

pub(crate) const CLIENT: &str = "belroute";
pub(crate) const SECRET: &str = "what the provider knows us by";

/// What it does with the code of a sign-in.
#[derive(Clone, Debug, Default)]
struct Answers {
    /// What the browser was sent with.
    challenge: String,
    nonce: String,
    /// What stands in the token beside the usual.
    claims: Value,
    /// What it tells who asks with the token who somebody is.
    info: Value,
}

/// A provider that listens.
#[derive(Clone)]
pub(crate) struct Provider {
    pub(crate) issuer: String,
    answers: Arc<Mutex<Answers>>,
}

impl Provider {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let provider = Self {
            issuer: format!("http://{}", listener.local_addr().unwrap()),
            answers: Arc::default(),
        };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(configuration))
            .route("/keys", get(|| async { reply(&json!({ "keys": [] })) }))
            .route("/token", post(token))
            .route("/me", get(me))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    /// Somebody signs in there: gives the address that the browser is sent back to.
    pub(crate) fn sign_in(&self, sent_to: &str, claims: Value) -> String {
        let info = json!({ "sub": claims["sub"] });
        self.sign_in_and_tell(sent_to, claims, info)
    }

    /// The same, and it tells this of him besides.
    pub(crate) fn sign_in_and_tell(&self, sent_to: &str, claims: Value, info: Value) -> String {
        assert!(sent_to.starts_with(&self.issuer), "{sent_to}");
        let asked = |name: &str| {
            let query = sent_to.split_once('?').unwrap().1;
            form_urlencoded::parse(query.as_bytes())
                .find(|(key, _)| key == name)
                .unwrap_or_else(|| panic!("no {name} in {sent_to}"))
                .1
                .into_owned()
        };
        assert_eq!(asked("client_id"), CLIENT);
        assert_eq!(asked("code_challenge_method"), "S256");
        *self.answers.lock().unwrap() = Answers {
            challenge: asked("code_challenge"),
            nonce: asked("nonce"),
            claims,
            info,
        };
        let back = asked("redirect_uri");
        let path = &back[back.find("/v1/").unwrap()..];
        format!("{path}?code=good&state={}", asked("state"))
    }
}

async fn configuration(State(provider): State<Provider>) -> Response {
    let issuer = &provider.issuer;
    reply(&json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "userinfo_endpoint": format!("{issuer}/me"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["HS256"],
    }))
}

#[derive(Deserialize)]
struct Exchange {
    code: String,
    code_verifier: String,
}

async fn token(
    State(provider): State<Provider>,
    headers: HeaderMap,
    Form(exchange): Form<Exchange>,
) -> Response {
    let answers = provider.answers.lock().unwrap().clone();
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(exchange.code_verifier));
    let is_good = exchange.code == "good"
        && challenge == answers.challenge
        && headers.contains_key(header::AUTHORIZATION);
    if !is_good {
        let refusal = reply(&json!({ "error": "invalid_grant" }));
        return (StatusCode::BAD_REQUEST, refusal).into_response();
    }
    let now = std::time::SystemTime::now();
    let now = now.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let mut claims = json!({
        "iss": provider.issuer,
        "aud": [CLIENT],
        "iat": now,
        "exp": now + 60,
        "nonce": answers.nonce,
    });
    let wanted = answers.claims.as_object().unwrap().clone();
    claims.as_object_mut().unwrap().extend(wanted);
    let claims: CoreIdTokenClaims = serde_json::from_value(claims).unwrap();
    let key = CoreHmacKey::new(SECRET);
    let signed = CoreJwsSigningAlgorithm::HmacSha256;
    let id_token = CoreIdToken::new(claims, &key, signed, None, None).unwrap();
    reply(&json!({
        "access_token": "x",
        "token_type": "bearer",
        "id_token": id_token.to_string(),
    }))
}

async fn me(State(provider): State<Provider>) -> Response {
    reply(&provider.answers.lock().unwrap().info)
}

fn reply(body: &Value) -> Response {
    (
        [(header::CONTENT_TYPE, "application/json")],
        body.to_string(),
    )
        .into_response()
}
