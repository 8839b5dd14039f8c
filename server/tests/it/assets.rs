//! The browser app as the server hands it out.

use axum::http::Method;

use crate::world::{Answer, Client, World};

on_both! {
    every_address_that_is_no_file_is_a_page_of_the_app,
    the_page_is_asked_for_again_each_time,
    pictures_are_shown_at_once_and_asked_for_again_later,
    hashed_files_are_kept_for_ever,
    a_missing_file_is_missing,
    modules_have_the_type_that_browsers_insist_on,
    files_are_sent_squeezed_to_those_who_can_read_it,
    nothing_outside_the_folder_is_served,
}

const FOR_EVER: &str = "public, max-age=31536000, immutable";
const SCRIPT: &str = "/assets/app-0123456789abcdef.js";

async fn every_address_that_is_no_file_is_a_page_of_the_app(world: &World) {
    for path in ["/", "/calls", "/unknown-page", "/settings/deep/down?tab=1"] {
        let answer = world.visitor().get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("content-type"), Some("text/html"), "{path}");
        assert!(text(&answer).contains("<title>Belroute</title>"), "{path}");
    }
}

async fn the_page_is_asked_for_again_each_time(world: &World) {
    for path in ["/", "/calls", "/index.html"] {
        let answer = world.visitor().get(path).await;
        assert_eq!(answer.header("cache-control"), Some("no-cache"), "{path}");
    }
}

async fn pictures_are_shown_at_once_and_asked_for_again_later(world: &World) {
    let answer = world.visitor().get("/favicon.svg").await;
    let kept = answer.header("cache-control").unwrap();
    assert!(kept.contains("stale-while-revalidate"), "{kept}");
    assert!(!kept.contains("immutable"), "{kept}");
}

async fn hashed_files_are_kept_for_ever(world: &World) {
    let visitor = world.visitor();
    let answer = visitor.get(SCRIPT).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("cache-control"), Some(FOR_EVER));
    assert_eq!(text(&answer), "export const plain = 1;");
    // The headers of an answer without a body replace those that the browser keeps.
    let again = visitor
        .request(Method::GET, SCRIPT)
        .header("if-modified-since", answer.header("last-modified").unwrap());
    let again = again.send().await;
    assert_eq!(again.status, 304);
    assert_eq!(again.header("cache-control"), Some(FOR_EVER));
}

async fn a_missing_file_is_missing(world: &World) {
    // The page instead of a script would be run as one, and kept for ever.
    for path in ["/assets/missing.js", "/missing.svg", "/assets/", "/assets"] {
        let answer = world.visitor().get(path).await;
        assert!(!text(&answer).contains("<title>"), "{path}");
        assert_eq!(answer.status, 404, "{path}");
        let kept = answer.header("cache-control").unwrap_or_default();
        assert!(!kept.contains("immutable"), "{path}: {kept}");
    }
}

async fn modules_have_the_type_that_browsers_insist_on(world: &World) {
    // They compile a module while it arrives, and refuse to for any other type.
    let path = "/assets/part-0123456789abcdef.wasm";
    let answer = world.visitor().get(path).await;
    assert_eq!(answer.header("content-type"), Some("application/wasm"));
    assert_eq!(answer.header("cache-control"), Some(FOR_EVER));
}

async fn files_are_sent_squeezed_to_those_who_can_read_it(world: &World) {
    let visitor = world.visitor();
    for (accepted, encoding, content) in [
        ("gzip, deflate, br, zstd", "br", "squeezed by brotli"),
        ("gzip", "gzip", "squeezed by gzip"),
    ] {
        let answer = squeezed(&visitor, accepted).await;
        assert_eq!(answer.header("content-encoding"), Some(encoding));
        assert_eq!(text(&answer), content);
        let kind = answer.header("content-type").unwrap();
        assert!(kind.contains("javascript"), "{kind}");
    }
    let plain = squeezed(&visitor, "identity").await;
    assert_eq!(plain.header("content-encoding"), None);
}

async fn squeezed(client: &Client, accepted: &str) -> Answer {
    let request = client.request(Method::GET, SCRIPT);
    request.header("accept-encoding", accepted).send().await
}

async fn nothing_outside_the_folder_is_served(world: &World) {
    std::fs::write(world.scratch.folder().join("secret.txt"), "secret").unwrap();
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
    ] {
        let answer = world.visitor().get(path).await;
        assert!(!text(&answer).contains("secret"), "{path}");
    }
}

fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}
