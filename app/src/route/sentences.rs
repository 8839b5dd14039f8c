//! Every sentence that a route is told with, in both languages, as a list that people read.
//!
//! `sentences.txt` is that list. Who changes words looks at what changed there, and writes it anew by
//! running this test with `BELROUTE_WRITE_SENTENCES` set.

mod cases;

use std::fmt::Write as _;

use belroute_shared::{
    account::Language,
    routing::{
        explain::Summary,
        outlook::{Next, Outlook},
        profile::Profile,
    },
};
use jiff::Timestamp;
use serde_json::json;

use super::{Why, clause::Told};
use crate::language;
use cases::{base, forwards, mailbox, rings, stops, summaries};

const MOBILE: &str = "+31612345678";

fn at(text: &str) -> Timestamp {
    text.parse().expect("a moment")
}

/// Tuesday morning, ten o'clock in Amsterdam.
fn now() -> Timestamp {
    at("2026-03-10T09:00:00Z")
}

fn five() -> Timestamp {
    at("2026-03-10T16:00:00Z")
}

fn who(number: &str) -> String {
    match number {
        "2043" => "Anouk de Vries",
        "2044" => "Bas Bakker",
        MOBILE => "06 12345678",
        other => other,
    }
    .to_owned()
}

fn profile(devices: &[(&str, &str)]) -> Profile {
    let assistant = |id: u8, name: &str, extension: &str| {
        json!({
            "user": format!("019f0000-0000-7000-8000-0000000000{id:02}"), "name": name,
            "extension": extension, "isOptedIn": true,
        })
    };
    let devices: Vec<_> = devices
        .iter()
        .map(|(name, kind)| json!({ "name": name, "kind": kind }))
        .collect();
    let written = json!({
        "user": "019f0000-0000-7000-8000-000000000001", "name": "A. Jansen", "extension": "2041",
        "numbers": [], "address": "sip:2041@pbx.test", "devices": devices, "activeCalls": 0,
        "capacity": 3, "zone": "CET-1CEST,M3.5.0,M10.5.0/3", "settings": {}, "rules": {},
        "schedules": [],
        "executive": {
            "filtering": { "enabled": true, "filterType": "ALL_CALLS" },
            "alert": serde_json::to_value(belroute_shared::settings::executive::Alert::default())
                .expect("an alert"),
            "screening":
                serde_json::to_value(belroute_shared::settings::executive::Screening::default())
                    .expect("a screening"),
            "assistants": [
                assistant(2, "Anouk de Vries", "2043"),
                assistant(3, "Bas Bakker", "2044"),
            ],
        },
    });
    serde_json::from_value(written).expect("a profile")
}

fn list() -> String {
    let profile = profile(&[("Desk", "desk"), ("Mobile app", "app")]);
    let one_phone = self::profile(&[("Desk", "desk")]);
    let mut list = String::new();
    let mut add = |title: &str, say: &dyn Fn() -> String| {
        let mut said = |language| {
            language::speak(language);
            say().replace(['\u{2}', '\u{3}'], "*")
        };
        let (en, nl) = (said(Language::En), said(Language::Nl));
        writeln!(list, "{title}\n  {en}\n  {nl}").expect("a string takes all");
    };
    let told = |profile| Told {
        profile,
        who: &who,
        now: now(),
    };
    let plain = || rings(base(&[], &[]), mailbox());
    for (title, summary) in summaries() {
        add(title, &|| told(&profile).now(&summary));
    }
    add("one device alone", &|| told(&one_phone).now(&plain()));
    let outlook = |now: Summary, moment: &str| Outlook {
        now,
        next: Some(Next {
            at: at(moment),
            then: plain(),
        }),
    };
    let ending = outlook(
        forwards(MOBILE, Some(five()), false),
        "2026-03-10T16:00:00Z",
    );
    add("what comes after an end", &|| {
        told(&profile).outlook(&ending)
    });
    for (title, moment) in [
        ("a change later today", "2026-03-10T16:00:00Z"),
        ("a change tomorrow", "2026-03-11T07:00:00Z"),
        ("a change further away", "2026-03-13T07:00:00Z"),
    ] {
        let outlook = outlook(Summary::AllToMailbox, moment);
        add(title, &|| told(&profile).outlook(&outlook));
    }
    for (title, moment) in [
        ("a try now", None),
        ("a try later today", Some("2026-03-10T16:00:00Z")),
        ("a try tomorrow", Some("2026-03-11T07:00:00Z")),
        ("a try on another day", Some("2026-03-13T07:00:00Z")),
    ] {
        let moment = moment.map(at);
        add(title, &|| {
            told(&profile).of_caller("Carol", moment, &plain())
        });
    }
    let why = Why {
        who: &who,
        rule: &|_| Some("Family".to_owned()),
        now: now(),
    };
    for (title, stop) in stops() {
        add(&format!("stop: {title}"), &|| why.stop(&stop));
    }
    list
}

#[test]
fn every_sentence_is_as_it_was_reviewed() {
    let list = list();
    if std::env::var_os("BELROUTE_WRITE_SENTENCES").is_some() {
        std::fs::write("src/route/sentences.txt", &list).expect("the list is written");
    }
    assert_eq!(list, include_str!("sentences.txt"));
}

#[test]
fn no_sentence_says_busy_processing_or_leaves_a_value_out() {
    for line in list().lines() {
        assert!(
            !line.contains("processing") && !line.contains("{{"),
            "{line}"
        );
        assert!(!line.contains("  ,") && !line.contains("**"), "{line}");
    }
}
