//! Who may import whom, kept by a test and not by memory.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
};

/// What `shared` may depend on: descriptions of data, and nothing that reads a clock, a disk or
/// the network.
const OF_SHARED: [&str; 7] = [
    "jiff",
    "serde",
    "smol_str",
    "thiserror",
    "unicode-normalization",
    "utoipa",
    "uuid",
];

/// A file of code that is longer has a second subject.
const MOST_LINES: usize = 400;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// The names that a manifest lists under `[dependencies]`.
fn dependencies(part: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join(part).join("Cargo.toml")).unwrap();
    let manifest: toml::Table = text.parse().unwrap();
    let table = manifest["dependencies"].as_table().unwrap();
    table.keys().cloned().collect()
}

/// A file below the root: its path from there, and its text.
struct File {
    path: String,
    text: String,
}

impl File {
    fn is_named(&self, name: &str) -> bool {
        self.path.rsplit('/').next() == Some(name)
    }

    /// Lines that import something, wherever they stand.
    fn imports(&self) -> impl Iterator<Item = &str> {
        let lines = self.text.lines().map(str::trim_start);
        lines.filter(|line| line.starts_with("use ") || line.starts_with("pub use "))
    }
}

/// The Rust files of a folder and everything below it.
fn files(folder: &str) -> Vec<File> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let path = path.strip_prefix(root()).unwrap();
                found.push(File {
                    path: path.to_str().unwrap().to_owned(),
                    text,
                });
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no code");
    found
}

/// Fails with every file that a rule names.
#[track_caller]
fn assert_none(rule: &str, broken: Vec<String>) {
    assert!(broken.is_empty(), "{rule}:\n{}", broken.join("\n"));
}

#[test]
fn shared_describes_and_does_nothing_else() {
    let allowed: BTreeSet<String> = OF_SHARED.iter().map(ToString::to_string).collect();
    let found = dependencies("shared");
    let other: Vec<String> = found.difference(&allowed).cloned().collect();
    assert_none("shared depends on what it must not", other);
}

#[test]
fn shared_touches_no_clock_disk_network_or_environment() {
    let forbidden = [
        "std::env",
        "std::fs",
        "std::io",
        "std::net",
        "std::process",
        "std::time",
    ];
    let broken = files("shared/src")
        .into_iter()
        .filter(|file| forbidden.iter().any(|word| file.text.contains(word)))
        .map(|file| file.path)
        .collect();
    assert_none("shared does what it must not", broken);
}

#[test]
fn the_app_and_the_server_never_see_each_other() {
    assert!(!dependencies("app").contains("belroute-server"));
    assert!(!dependencies("server").contains("belroute-app"));
    for part in ["app", "server"] {
        assert!(dependencies(part).contains("belroute-shared"), "{part}");
    }
    for word in ["axum", "sea-orm", "tokio"] {
        assert!(!dependencies("app").contains(word), "{word}");
    }
    for word in ["leptos", "web-sys", "wasm-bindgen"] {
        assert!(!dependencies("server").contains(word), "{word}");
    }
}

#[test]
fn entities_know_the_database_alone() {
    let broken = files("server/src/entity")
        .iter()
        .flat_map(|file| file.imports().map(|line| format!("{}: {line}", file.path)))
        .filter(|found| !found.contains("use sea_orm::") && !found.contains("use super::"))
        .collect();
    assert_none("an entity imports more than sea-orm", broken);
}

#[test]
fn endpoints_ask_stores_and_never_the_database() {
    let words = ["Entity::", "QueryFilter", "ActiveModel", "sea_orm::"];
    let broken = files("server/src")
        .into_iter()
        .filter(|file| file.is_named("endpoints.rs"))
        .filter(|file| words.iter().any(|word| file.text.contains(word)))
        .map(|file| file.path)
        .collect();
    assert_none("an endpoint asks the database itself", broken);
}

#[test]
fn stores_know_nothing_of_http() {
    let words = ["StatusCode", "axum", "ApiError", "HeaderMap"];
    let broken = files("server/src")
        .into_iter()
        .filter(|file| file.is_named("store.rs"))
        .filter(|file| words.iter().any(|word| file.text.contains(word)))
        .map(|file| file.path)
        .collect();
    assert_none("a store knows of HTTP", broken);
}

#[test]
fn features_of_the_app_are_not_imported_by_its_controls() {
    let words = ["crate::http", "gloo_net", "use_context", "belroute_shared"];
    let broken = files("app/src")
        .into_iter()
        .filter(|file| file.path.starts_with("app/src/ui/"))
        .filter(|file| words.iter().any(|word| file.text.contains(word)))
        .map(|file| file.path)
        .collect();
    assert_none("a control knows more than it is handed", broken);
}

#[test]
fn one_file_of_each_program_asks_what_time_it_is() {
    let words = [
        "Timestamp::now(",
        "SystemTime::now(",
        "Zoned::now(",
        "Date::now(",
    ];
    let asking: Vec<String> = ["shared/src", "server/src"]
        .into_iter()
        .flat_map(files)
        .filter(|file| words.iter().any(|word| file.text.contains(word)))
        .map(|file| file.path)
        .collect();
    assert_eq!(asking, ["server/src/clock.rs"]);
}

#[test]
fn every_file_has_a_name_of_its_own_and_one_subject() {
    let all = || {
        [
            "app/src",
            "server/src",
            "server/tests",
            "shared/src",
            "xtask/src",
        ]
    };
    let unnamed = all()
        .into_iter()
        .flat_map(files)
        .filter(|file| file.is_named("mod.rs"))
        .map(|file| file.path)
        .collect();
    assert_none("`calls.rs` beside `calls/`, never `calls/mod.rs`", unnamed);
    let vague = [
        "utils.rs",
        "util.rs",
        "helpers.rs",
        "common.rs",
        "types.rs",
        "misc.rs",
    ];
    let vague = all()
        .into_iter()
        .flat_map(files)
        .filter(|file| vague.iter().any(|name| file.is_named(name)))
        .map(|file| file.path)
        .collect();
    assert_none("a name that says nothing", vague);
    let long = all()
        .into_iter()
        .filter(|folder| *folder != "server/tests")
        .flat_map(files)
        .filter(|file| file.text.lines().count() > MOST_LINES)
        .map(|file| format!("{} has {} lines", file.path, file.text.lines().count()))
        .collect();
    assert_none("a file with a second subject", long);
}
