//! The identity provider of an organisation, as its administrators set it.

use axum::{Router, http::header, routing::get};
use belroute_server::entity::{audit, identity_provider};
use belroute_shared::{
    company::identity_provider::{IdentityProvider, IdentityProviderShown, NewIdentityProvider},
    error::Code,
};
use sea_orm::{EntityTrait as _, QueryOrder as _};
use serde_json::json;
use tokio::net::TcpListener;

use crate::{
    sign_in_rules::promote,
    single_sign_on::new,
    world::{World, provider::Provider},
};

const PROVIDER: &str = "/v1/company/identityProvider";
const TEST: &str = "/v1/company/identityProvider/test";

on_both! {
    a_provider_is_set_shown_without_its_secret_and_taken_away,
    a_secret_stays_until_there_is_another_and_only_with_its_provider,
    what_is_wrong_with_a_provider_is_told_beside_its_field,
    the_people_of_another_organisation_are_sent_nowhere,
    only_administrators_who_have_just_proved_themselves_set_it,
    a_provider_that_is_tried_says_what_is_wrong,
    where_the_panel_is_reached_over_https_no_provider_is_asked_over_http,
}

async fn shown(world: &World, name: &str) -> Option<IdentityProvider> {
    let who = world.sign_in(name).await;
    let shown: IdentityProviderShown = who.get(PROVIDER).await.json();
    assert_eq!(
        shown.callback,
        "http://panel.test/v1/session/singleSignOn/callback"
    );
    shown.provider
}

async fn sealed(world: &World) -> String {
    let row = identity_provider::Entity::find_by_id(world.seed.alpha);
    let row = row.one(&world.db().read).await.unwrap();
    row.unwrap().sealed_secret
}

async fn a_provider_is_set_shown_without_its_secret_and_taken_away(world: &World) {
    let dana = world.sign_in("dana").await;
    let provider = Provider::start().await;
    assert_eq!(shown(world, "dana").await, None);
    let set = new(&provider, "alpha.test");
    dana.put(PROVIDER, &set).await.done();
    let kept = IdentityProvider {
        email_domain: set.email_domain.clone(),
        issuer: set.issuer.clone(),
        client_id: set.client_id.clone(),
    };
    assert_eq!(shown(world, "dana").await, Some(kept));
    let secret = set.client_secret.unwrap();
    let answer = dana.get(PROVIDER).await;
    assert!(!String::from_utf8_lossy(&answer.body).contains(&secret));
    dana.delete(PROVIDER).await.done();
    assert_eq!(shown(world, "dana").await, None);
    let again = dana.delete(PROVIDER).await;
    again.refused(404, Code::NotFound);
    let lines = audit::Entity::find().order_by_asc(audit::Column::Id);
    let lines = lines.all(&world.db().read).await.unwrap();
    let told: Vec<_> = lines
        .iter()
        .filter(|line| line.action.starts_with("provider"))
        .map(|line| (line.action.as_str(), line.object.as_str()))
        .collect();
    let issuer = set.issuer.as_str();
    assert_eq!(told, [("providerSet", issuer), ("providerRemoved", issuer)]);
    for line in lines {
        let sides = format!("{:?} {:?}", line.before, line.after);
        assert!(!sides.contains(&secret), "{sides}");
    }
}

async fn a_secret_stays_until_there_is_another_and_only_with_its_provider(world: &World) {
    let dana = world.sign_in("dana").await;
    let provider = Provider::start().await;
    let set = new(&provider, "alpha.test");
    dana.put(PROVIDER, &set).await.done();
    let first = sealed(world).await;
    let without = NewIdentityProvider {
        client_secret: None,
        client_id: "another".to_owned(),
        ..set.clone()
    };
    dana.put(PROVIDER, &without).await.done();
    assert_eq!(sealed(world).await, first);
    let elsewhere = NewIdentityProvider {
        issuer: "https://evil.test".to_owned(),
        ..without.clone()
    };
    let answer = dana.put(PROVIDER, &elsewhere).await;
    answer.refused_field("clientSecret", Code::Required);
    assert_eq!(shown(world, "dana").await.unwrap().issuer, set.issuer);
    let renewed = NewIdentityProvider {
        client_secret: Some("renewed".to_owned()),
        ..without
    };
    dana.put(PROVIDER, &renewed).await.done();
    assert_ne!(sealed(world).await, first);
}

async fn what_is_wrong_with_a_provider_is_told_beside_its_field(world: &World) {
    let dana = world.sign_in("dana").await;
    let good = NewIdentityProvider {
        email_domain: "alpha.test".to_owned(),
        issuer: "https://login.alpha.test".to_owned(),
        client_id: "belroute".to_owned(),
        client_secret: Some("secret".to_owned()),
    };
    for (change, field, code) in [
        (
            json!({ "emailDomain": "no domain" }),
            "emailDomain",
            Code::NotADomain,
        ),
        (
            json!({ "issuer": "login.alpha.test" }),
            "issuer",
            Code::NotAnAddress,
        ),
        (
            json!({ "issuer": "http://login.alpha.test" }),
            "issuer",
            Code::NotAnAddress,
        ),
        (json!({ "clientId": " " }), "clientId", Code::Required),
        (
            json!({ "clientSecret": "" }),
            "clientSecret",
            Code::Required,
        ),
    ] {
        let mut wrong = serde_json::to_value(&good).unwrap();
        let change = change.as_object().unwrap().clone();
        wrong.as_object_mut().unwrap().extend(change);
        dana.put(PROVIDER, &wrong).await.refused_field(field, code);
    }
    let missing = dana.put(PROVIDER, &json!({ "issuer": 1 })).await;
    missing.refused(400, Code::Malformed);
    assert_eq!(shown(world, "dana").await, None);
}

async fn the_people_of_another_organisation_are_sent_nowhere(world: &World) {
    promote(world, "eve").await;
    let (dana, eve) = (world.sign_in("dana").await, world.sign_in("eve").await);
    let provider = Provider::start().await;
    // Its people have addresses there.
    let answer = eve.put(PROVIDER, &new(&provider, "alpha.test")).await;
    answer.refused(409, Code::Taken);
    // Its provider is for them.
    let set = new(&provider, "elsewhere.test");
    dana.put(PROVIDER, &set).await.done();
    let answer = eve.put(PROVIDER, &set).await;
    answer.refused(409, Code::Taken);
    assert_eq!(shown(world, "eve").await, None);
    eve.delete(PROVIDER).await.refused(404, Code::NotFound);
    assert!(shown(world, "dana").await.is_some());
}

async fn only_administrators_who_have_just_proved_themselves_set_it(world: &World) {
    let (alice, dana) = (world.sign_in("alice").await, world.sign_in("dana").await);
    let provider = Provider::start().await;
    let set = new(&provider, "alpha.test");
    let tried = json!({ "issuer": provider.issuer });
    for answer in [
        alice.get(PROVIDER).await,
        alice.put(PROVIDER, &set).await,
        alice.delete(PROVIDER).await,
        alice.post(TEST, &tried).await,
    ] {
        answer.refused(403, Code::FeatureNotGranted);
    }
    world.set_clock(901);
    for answer in [dana.put(PROVIDER, &set).await, dana.delete(PROVIDER).await] {
        answer.refused(403, Code::ConfirmPassword);
    }
    dana.post(TEST, &tried).await.done();
}

/// Something that listens, and answers this where a provider says what it is.
async fn listener(body: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let answer = move || async move { ([(header::CONTENT_TYPE, "application/json")], body) };
    let path = "/.well-known/openid-configuration";
    let router = Router::new().route(path, get(answer));
    tokio::spawn(async move { axum::serve(listener, router).await });
    issuer
}

async fn a_provider_that_is_tried_says_what_is_wrong(world: &World) {
    let dana = world.sign_in("dana").await;
    let provider = Provider::start().await;
    let tried = |issuer: String| json!({ "issuer": issuer });
    dana.post(TEST, &tried(format!(" {} ", provider.issuer)))
        .await
        .done();
    assert_eq!(shown(world, "dana").await, None);
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let away = format!("http://{}", gone.local_addr().unwrap());
    drop(gone);
    for (issuer, code) in [
        (away, Code::ProviderAway),
        (listener("hello").await, Code::NotAProvider),
        (listener("{}").await, Code::NotAProvider),
        (listener(ELSEWHERE).await, Code::OtherIssuer),
        (format!("{}/path", provider.issuer), Code::NotAProvider),
        ("provider.test".to_owned(), Code::NotAnAddress),
        (String::new(), Code::Required),
    ] {
        let answer = dana.post(TEST, &tried(issuer)).await;
        answer.refused_field("issuer", code);
    }
}

/// A provider that is honest about where it is: elsewhere.
const ELSEWHERE: &str = r#"{
    "issuer": "https://elsewhere.test",
    "authorization_endpoint": "https://elsewhere.test/authorize",
    "token_endpoint": "https://elsewhere.test/token",
    "jwks_uri": "https://elsewhere.test/keys",
    "response_types_supported": ["code"],
    "subject_types_supported": ["public"],
    "id_token_signing_alg_values_supported": ["RS256"]
}"#;

async fn where_the_panel_is_reached_over_https_no_provider_is_asked_over_http(world: &World) {
    let provider = Provider::start().await;
    let world = world.restarted(|config| config.public_url = String::from("https://panel.test"));
    let token = world.script("dana").await;
    let tried = json!({ "issuer": provider.issuer });
    let answer = token.post(TEST, &tried).await;
    answer.refused_field("issuer", Code::NotAnAddress);
}
