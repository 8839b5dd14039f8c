//! The sound of a message: whole, in parts, and as a file.

use axum::http::Method;
use belroute_shared::{company::audit_log::AuditLog, error::Code};
use serde_json::json;

use crate::world::{
    Answer, Client, World,
    media::{messages, wav},
};

on_both! {
    a_player_asks_for_parts,
    a_browser_asks_whether_what_it_has_still_holds,
    a_sound_is_saved_where_that_is_allowed,
    who_listened_stands_in_the_log,
}

async fn path(world: &World, bob: &Client) -> String {
    world.engine().leave_message("1002", -60).await;
    let message = messages(bob).await.remove(0);
    format!("/v1/voiceMessages/{}/audio", message.id)
}

async fn part(client: &Client, path: &str, range: &str) -> Answer {
    let ask = client.request(Method::GET, path);
    ask.header("range", range).send().await
}

async fn a_player_asks_for_parts(world: &World) {
    let bob = world.sign_in("bob").await;
    let path = path(world, &bob).await;
    let whole = wav(2500);
    let size = whole.len();
    let answer = bob.get(&path).await;
    assert_eq!(
        (answer.status.as_u16(), &answer.body[..]),
        (200, &whole[..])
    );
    for (name, value) in [
        ("content-type", "audio/wav"),
        ("content-length", &*size.to_string()),
        ("accept-ranges", "bytes"),
        ("cache-control", "private, no-cache"),
        ("content-disposition", "inline"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name}");
    }
    assert_eq!(answer.header("content-encoding"), None);
    let last = size - 1;
    for (range, first, end) in [
        ("bytes=0-".to_owned(), 0, last),
        ("bytes=0-0".to_owned(), 0, 0),
        ("bytes=44-1043".to_owned(), 44, 1043),
        (format!("bytes={last}-"), last, last),
        (format!("bytes=100-{}", size * 2), 100, last),
        ("bytes=-500".to_owned(), size - 500, last),
    ] {
        let answer = part(&bob, &path, &range).await;
        assert_eq!(answer.status, 206, "{range}: {answer:?}");
        assert_eq!(&answer.body[..], &whole[first..=end], "{range}");
        let place = format!("bytes {first}-{end}/{size}");
        assert_eq!(answer.header("content-range"), Some(&*place));
    }
    for range in [
        format!("bytes={size}-"),
        "bytes=9-3".to_owned(),
        "bytes=x".to_owned(),
    ] {
        let answer = part(&bob, &path, &range).await;
        answer.refused(416, Code::OutOfRange);
        let whole = format!("bytes */{size}");
        assert_eq!(answer.header("content-range"), Some(&*whole), "{range}");
    }
    let head = bob.request(Method::HEAD, &path).send().await;
    assert_eq!(head.status, 200);
    assert!(head.body.is_empty());
}

async fn a_browser_asks_whether_what_it_has_still_holds(world: &World) {
    let bob = world.sign_in("bob").await;
    let path = path(world, &bob).await;
    let tag = bob.get(&path).await.tag();
    let ask = bob.request(Method::GET, &path);
    let answer = ask.header("if-none-match", &tag).send().await;
    assert_eq!((answer.status.as_u16(), answer.body.len()), (304, 0));
    for (has, status) in [(tag.as_str(), 206), ("\"something else\"", 200)] {
        let ask = bob.request(Method::GET, &path).header("range", "bytes=0-9");
        let answer = ask.header("if-range", has).send().await;
        assert_eq!(answer.status, status);
    }
}

async fn a_sound_is_saved_where_that_is_allowed(world: &World) {
    let bob = world.sign_in("bob").await;
    let path = path(world, &bob).await;
    let file = format!("{path}?download=true");
    let answer = bob.get(&file).await;
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("content-disposition"),
        Some("attachment; filename=\"voicemail-2026-11-22-1259-447700900123.wav\"")
    );
    world.hide("bob", "voicemailDownload").await;
    bob.get(&file).await.refused(403, Code::FeatureNotGranted);
    assert_eq!(bob.get(&path).await.status, 200);
}

async fn heard(world: &World) -> Vec<(Option<String>, String)> {
    let lines: AuditLog = world
        .sign_in("dana")
        .await
        .get("/v1/company/auditLog?action=messageHeard")
        .await
        .json();
    let lines = lines.lines.into_iter();
    lines
        .map(|line| (line.about.map(|it| it.name), line.actor_name))
        .collect()
}

async fn who_listened_stands_in_the_log(world: &World) {
    let bob = world.sign_in("bob").await;
    let path = path(world, &bob).await;
    part(&bob, &path, "bytes=0-99").await;
    part(&bob, &path, "bytes=100-199").await;
    let once = [(Some("Bob de Vries".to_owned()), "Bob de Vries".to_owned())];
    assert_eq!(heard(world).await, once);
    bob.post("/v1/telephony/voiceMessages/markAsRead", &json!({}))
        .await
        .done();
    bob.get(&path).await;
    assert_eq!(heard(world).await, once);
    bob.get(&format!("{path}?download=true")).await;
    assert_eq!(heard(world).await.len(), 2);
}
