//! Requests that cannot be answered, and what every answer carries.

use axum::http::Method;
use belroute_shared::error::Code;
use uuid::Uuid;

use crate::world::World;

on_both! {
    an_unknown_address_of_the_api_is_told_so,
    a_method_that_is_not_taken_is_told_so,
    a_body_that_cannot_be_read_is_refused,
    a_body_of_another_type_is_refused,
    a_body_that_is_too_large_is_refused,
    an_id_that_is_none_names_nothing,
    a_query_that_cannot_be_read_is_refused,
    each_answer_has_an_id_of_its_own,
    every_answer_tells_the_browser_what_our_pages_never_do,
    answers_of_the_api_are_never_kept,
    the_engine_has_no_business_at_the_panel,
    the_server_says_when_it_is_ready,
}

async fn an_unknown_address_of_the_api_is_told_so(world: &World) {
    let alice = world.sign_in("alice").await;
    for path in [
        "/v1",
        "/v1/",
        "/v1/nothing",
        "/v1/calls/",
        "/v1/account/x/y",
    ] {
        for method in [Method::GET, Method::POST] {
            let answer = alice.press(method, path).await;
            answer.refused(404, Code::NotFound);
        }
    }
}

async fn a_method_that_is_not_taken_is_told_so(world: &World) {
    let alice = world.sign_in("alice").await;
    for (method, path) in [
        (Method::DELETE, "/v1/calls"),
        (Method::POST, "/v1/account"),
        (Method::PATCH, "/v1/session"),
    ] {
        let answer = alice.press(method, path).await;
        answer.refused(405, Code::MethodNotAllowed);
        assert!(answer.header("allow").is_some(), "{answer:?}");
    }
    let answer = alice.press(Method::POST, "/settings").await;
    answer.refused(405, Code::MethodNotAllowed);
}

async fn a_body_that_cannot_be_read_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    for body in ["", "{", "nonsense", "{\"theme\":}", "\u{feff}{}"] {
        let request = alice.request(Method::PUT, "/v1/account");
        let answer = request.raw("application/json", body).send().await;
        answer.refused(400, Code::Malformed);
    }
}

async fn a_body_of_another_type_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    for media_type in ["text/plain", "application/x-www-form-urlencoded"] {
        let request = alice.request(Method::PUT, "/v1/account");
        let answer = request.raw(media_type, "{}").send().await;
        answer.refused(415, Code::UnsupportedMediaType);
    }
    // Clients of the vendor whose API this is write the charset too.
    let request = alice.request(Method::PUT, "/v1/account");
    let answer = request
        .raw("application/json;charset=utf-8", "{}")
        .send()
        .await;
    answer.done();
}

async fn a_body_that_is_too_large_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    let body = format!("{{\"theme\": \"{}\"}}", "x".repeat(64 * 1024));
    let request = alice.request(Method::PUT, "/v1/account");
    let answer = request.raw("application/json", body).send().await;
    answer.refused(413, Code::TooLarge);
}

async fn an_id_that_is_none_names_nothing(world: &World) {
    let alice = world.sign_in("alice").await;
    let unknown = Uuid::now_v7().to_string();
    for id in ["x", "%00", "..", unknown.as_str()] {
        for (method, path) in [
            (Method::GET, format!("/v1/calls/{id}")),
            (Method::PUT, format!("/v1/calls/{id}/seen")),
            (Method::PUT, format!("/v1/favourites/{id}")),
            (Method::DELETE, format!("/v1/account/devices/{id}")),
            (Method::GET, format!("/v1/account/devices/pairings/{id}")),
        ] {
            let answer = alice.press(method, &path).await;
            answer.refused(404, Code::NotFound);
        }
    }
}

async fn a_query_that_cannot_be_read_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    for path in [
        "/v1/calls?max=many",
        "/v1/calls?max=-1",
        "/v1/phonebook?max=x",
        "/v1/phonebook?kind=friends",
        "/v1/telephony/calls/members/me/history?type=lost",
    ] {
        alice.get(path).await.refused(400, Code::Malformed);
    }
}

async fn each_answer_has_an_id_of_its_own(world: &World) {
    let visitor = world.visitor();
    let id = async |path: &str| {
        let answer = visitor.get(path).await;
        answer.header("trackingid").unwrap().to_owned()
    };
    let ids = [
        id("/v1/session").await,
        id("/v1/session").await,
        id("/").await,
        id("/v1/nothing").await,
    ];
    for (place, one) in ids.iter().enumerate() {
        assert!(!ids[place + 1..].contains(one), "{ids:?}");
    }
}

async fn every_answer_tells_the_browser_what_our_pages_never_do(world: &World) {
    let visitor = world.visitor();
    for path in [
        "/",
        "/calls",
        "/assets/missing.js",
        "/v1/session",
        "/v1/calls",
    ] {
        let answer = visitor.get(path).await;
        let policy = answer.header("content-security-policy").unwrap();
        for part in [
            "default-src 'none'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
        let opener = answer.header("cross-origin-opener-policy");
        assert_eq!(opener, Some("same-origin"));
        assert!(answer.header("permissions-policy").is_some());
        // On plain HTTP the promise of HTTPS would lock people out.
        assert_eq!(answer.header("strict-transport-security"), None);
    }
}

async fn answers_of_the_api_are_never_kept(world: &World) {
    let alice = world.sign_in("alice").await;
    for path in ["/v1/session", "/v1/calls", "/v1/nothing", "/v1/phonebook"] {
        let answer = alice.get(path).await;
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    }
}

async fn the_engine_has_no_business_at_the_panel(world: &World) {
    let alice = world.sign_in("alice").await;
    for path in ["/v1/call-control/route", "/v1/call-control/events"] {
        let answer = alice.press(Method::POST, path).await;
        answer.refused(404, Code::NotFound);
    }
}

async fn the_server_says_when_it_is_ready(world: &World) {
    assert_eq!(world.visitor().get("/healthz").await.status, 200);
    assert_eq!(world.engine().get("/healthz").await, 200);
}
