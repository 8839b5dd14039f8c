//! Pictures of users: drawn anew, shown to colleagues, and taken away.

use std::io::Cursor;

use axum::http::Method;
use belroute_server::entity::audit;
use belroute_shared::{
    error::Code,
    live::LiveEvent,
    people::{MOST_PICTURE_BYTES, PICTURE_SIDE},
    phonebook::Phonebook,
    session::SessionState,
};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use sea_orm::{EntityTrait as _, QueryOrder as _};
use serde_json::Value;

use crate::{
    opened_panels::panel_of,
    world::{Answer, Client, World},
};

on_both! {
    a_picture_is_drawn_anew_shown_and_taken_away,
    a_picture_of_every_kind_becomes_a_square,
    where_a_photograph_was_taken_is_not_kept,
    what_is_no_picture_is_refused_and_the_one_before_stays,
    a_picture_that_would_fill_the_memory_is_refused_unread,
    a_picture_is_shown_to_colleagues_and_to_nobody_else,
    who_has_a_picture_stands_in_the_session_and_the_phonebook,
    at_an_opened_panel_the_administrator_sets_the_picture,
}

const OWN: &str = "/v1/people/me/picture";
const RED: Rgb<u8> = Rgb([220, 20, 20]);
const BLUE: Rgb<u8> = Rgb([20, 20, 220]);

/// Red on the left and blue on the right.
fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { RED } else { BLUE })
}

fn file(picture: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::from(picture)
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

fn png(width: u32, height: u32) -> Vec<u8> {
    file(halves(width, height), ImageFormat::Png)
}

async fn send(client: &Client, path: &str, kind: &str, bytes: Vec<u8>) -> Answer {
    let request = client.request(Method::PUT, path);
    request.raw(kind, bytes).send().await
}

fn decoded(answer: &Answer) -> RgbImage {
    assert_eq!(answer.status, 200, "{answer:?}");
    let picture = image::load_from_memory_with_format(&answer.body, ImageFormat::Jpeg);
    picture.unwrap().to_rgb8()
}

/// Whether a JPEG shows a colour somewhere, about.
fn is_like(picture: &RgbImage, x: u32, y: u32, wanted: Rgb<u8>) -> bool {
    let mut pairs = picture.get_pixel(x, y).0.into_iter().zip(wanted.0);
    pairs.all(|(seen, wanted)| seen.abs_diff(wanted) < 40)
}

async fn actions(world: &World) -> Vec<String> {
    let lines = audit::Entity::find().order_by_asc(audit::Column::Id);
    let lines = lines.all(&world.db().read).await.unwrap();
    lines.into_iter().map(|line| line.action).collect()
}

async fn a_picture_is_drawn_anew_shown_and_taken_away(world: &World) {
    let alice = world.sign_in("alice").await;
    let bob = world.sign_in("bob").await;
    alice.get(OWN).await.refused(404, Code::NotFound);
    alice.delete(OWN).await.refused(404, Code::NotFound);
    let mut stream = bob.listen().await;
    send(&alice, OWN, "image/png", png(1024, 600)).await.done();
    stream.until(|it| matches!(it, LiveEvent::Phonebook)).await;
    let shown = alice.get(OWN).await;
    assert_eq!(shown.header("content-type"), Some("image/jpeg"));
    assert_eq!(shown.header("cache-control"), Some("private, no-cache"));
    assert_eq!(shown.header("x-content-type-options"), Some("nosniff"));
    let tag = shown.tag();
    let again = alice.request(Method::GET, OWN);
    let again = again.header("if-none-match", &tag).send().await;
    assert_eq!(again.status, 304);
    let version = format!("{OWN}?v={}", tag.trim_matches('"'));
    let kept = alice.get(&version).await;
    assert_eq!(kept.header("cache-control"), Some("private, max-age=86400"));

    send(&alice, OWN, "image/png", png(600, 600)).await.done();
    send(
        &alice,
        OWN,
        "image/png",
        file(RgbImage::from_pixel(9, 9, RED), ImageFormat::Png),
    )
    .await
    .done();
    assert_ne!(alice.get(OWN).await.tag(), tag);
    alice.delete(OWN).await.done();
    alice.get(OWN).await.refused(404, Code::NotFound);
    let written: Vec<String> = actions(world)
        .await
        .into_iter()
        .filter(|action| action.starts_with("picture"))
        .collect();
    assert_eq!(
        written,
        ["pictureSet", "pictureSet", "pictureSet", "pictureRemoved"]
    );
}

async fn a_picture_of_every_kind_becomes_a_square(world: &World) {
    let alice = world.script("alice").await;
    for (kind, format) in [
        ("image/png", ImageFormat::Png),
        ("image/jpeg", ImageFormat::Jpeg),
        ("image/webp", ImageFormat::WebP),
    ] {
        for (width, height) in [(800, 600), (300, 900), (16, 16)] {
            let bytes = file(halves(width, height), format);
            send(&alice, OWN, kind, bytes).await.done();
            let picture = decoded(&alice.get(OWN).await);
            assert_eq!(picture.dimensions(), (PICTURE_SIDE, PICTURE_SIDE));
            assert!(is_like(&picture, 40, 256, RED), "{kind} {width}");
            assert!(is_like(&picture, 470, 256, BLUE), "{kind} {width}");
        }
    }
}

/// A JPEG with what a camera writes into it: how it was held, and a place.
fn photograph() -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    exif.extend(b"\x0e\x01\x02\0\x0b\0\0\0\x26\0\0\0");
    exif.extend(b"\x12\x01\x03\0\x01\0\0\0\x06\0\0\0");
    exif.extend(b"\0\0\0\0SECRETSPOT\0");
    let plain = file(halves(640, 640), ImageFormat::Jpeg);
    let length = u16::try_from(exif.len() + 2).unwrap();
    let mut bytes = plain[..2].to_vec();
    bytes.extend([0xff, 0xe1]);
    bytes.extend(length.to_be_bytes());
    bytes.extend(exif);
    bytes.extend(&plain[2..]);
    bytes
}

async fn where_a_photograph_was_taken_is_not_kept(world: &World) {
    let alice = world.script("alice").await;
    send(&alice, OWN, "image/jpeg", photograph()).await.done();
    let shown = alice.get(OWN).await;
    for secret in [&b"Exif"[..], b"SECRETSPOT"] {
        let mut parts = shown.body.windows(secret.len());
        assert!(parts.all(|part| part != secret));
    }
    // Its left stands above, because the camera was held so.
    let picture = decoded(&shown);
    assert!(is_like(&picture, 256, 40, RED));
    assert!(is_like(&picture, 256, 470, BLUE));
}

async fn what_is_no_picture_is_refused_and_the_one_before_stays(world: &World) {
    let alice = world.script("alice").await;
    send(&alice, OWN, "image/png", png(64, 64)).await.done();
    let tag = alice.get(OWN).await.tag();
    let whole = png(64, 64);
    let truncated = whole[..whole.len() / 2].to_vec();
    for (kind, bytes) in [
        ("image/png", b"<svg onload='alert(1)'/>".to_vec()),
        ("image/png", Vec::new()),
        ("image/png", truncated),
        ("image/jpeg", whole.clone()),
        ("image/webp", whole.clone()),
    ] {
        let answer = send(&alice, OWN, kind, bytes).await;
        answer.refused_field("picture", Code::NotAPicture);
    }
    for kind in [
        "image/svg+xml",
        "image/gif",
        "application/json",
        "text/html",
    ] {
        let answer = send(&alice, OWN, kind, whole.clone()).await;
        answer.refused(415, Code::UnsupportedMediaType);
    }
    let answer = send(&alice, OWN, "image/png", vec![0; MOST_PICTURE_BYTES + 1]).await;
    answer.refused(413, Code::TooLarge);
    let answer = send(&alice, OWN, "image/png", vec![0; MOST_PICTURE_BYTES]).await;
    answer.refused_field("picture", Code::NotAPicture);
    assert_eq!(alice.get(OWN).await.tag(), tag);
}

/// The checksum of a PNG chunk (PNG specification, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let is_odd = crc & 1 == 1;
            crc >>= 1;
            if is_odd {
                crc ^= 0xedb8_8320;
            }
        }
    }
    !crc
}

fn chunk(name: &[u8], content: &[u8]) -> Vec<u8> {
    let named = [name, content].concat();
    let length = u32::try_from(content.len()).unwrap();
    [
        &length.to_be_bytes()[..],
        &named,
        &crc(&named).to_be_bytes(),
    ]
    .concat()
}

/// A small PNG that says it is large.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    let header = [&size[..], &[8, 6, 0, 0, 0]].concat();
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &header),
        chunk(b"IDAT", &[0x78, 0x9c, 0x03, 0, 0, 0, 0, 1]),
        chunk(b"IEND", &[]),
    ]
    .concat()
}

async fn a_picture_that_would_fill_the_memory_is_refused_unread(world: &World) {
    let alice = world.script("alice").await;
    for (width, height) in [(50_000, 50_000), (6001, 1), (1, 50_000), (6000, 6000)] {
        let answer = send(&alice, OWN, "image/png", bomb(width, height)).await;
        answer.refused_field("picture", Code::TooManyPixels);
    }
    alice.get(OWN).await.refused(404, Code::NotFound);
}

async fn a_picture_is_shown_to_colleagues_and_to_nobody_else(world: &World) {
    let alice = world.script("alice").await;
    send(&alice, OWN, "image/png", png(64, 64)).await.done();
    let path = format!("/v1/people/{}/picture", world.user("alice").id);
    let bob = world.script("bob").await;
    decoded(&bob.get(&path).await);
    let eve = world.script("eve").await;
    eve.get(&path).await.refused(404, Code::NotFound);
    for stranger in [&bob, &eve] {
        let answer = send(stranger, &path, "image/png", png(64, 64)).await;
        answer.refused(404, Code::NotFound);
        stranger.delete(&path).await.refused(404, Code::NotFound);
    }
    let none = format!("/v1/people/{}/picture", world.user("bob").id);
    alice.get(&none).await.refused(404, Code::NotFound);
    alice
        .get("/v1/people/nobody/picture")
        .await
        .refused(404, Code::NotFound);
    decoded(&alice.get(&path).await);
}

async fn who_has_a_picture_stands_in_the_session_and_the_phonebook(world: &World) {
    let alice = world.sign_in("alice").await;
    let bob = world.sign_in("bob").await;
    let own = async || match alice.get("/v1/session").await.json() {
        SessionState::SignedIn(me) => me.picture,
        other => panic!("{other:?}"),
    };
    let seen = async || {
        let book: Phonebook = bob.get("/v1/phonebook?query=alice").await.json();
        book.sections[0].entries[0].picture.clone()
    };
    assert_eq!((own().await, seen().await), (None, None));
    send(&alice, OWN, "image/png", png(64, 64)).await.done();
    let path = own().await.unwrap();
    assert_eq!(seen().await, Some(path.clone()));
    decoded(&bob.get(&path).await);
    let person: Value = alice.get("/v1/people/me").await.json();
    let avatar = person["avatar"].as_str().unwrap();
    assert!(
        avatar.starts_with("http") && avatar.ends_with(&path),
        "{avatar}"
    );
    alice.delete(OWN).await.done();
    assert_eq!((own().await, seen().await), (None, None));
}

async fn at_an_opened_panel_the_administrator_sets_the_picture(world: &World) {
    let dana = world.sign_in("dana").await;
    let panel = panel_of(world, &dana, "alice").await;
    let request = dana.request(Method::PUT, OWN).raw("image/png", png(64, 64));
    let answer = request.header("x-belroute-panel", &panel).send().await;
    answer.done();
    dana.get(OWN).await.refused(404, Code::NotFound);
    decoded(&world.script("alice").await.get(OWN).await);
}
