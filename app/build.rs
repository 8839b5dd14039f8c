//! Turns `locales/*.json` into the module that `language.rs` includes, and refuses languages that
//! do not hold exactly the same texts.

use std::{collections::BTreeMap, error::Error, path::PathBuf};

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};
use serde_json::Value;

const LOCALES: [&str; 2] = ["nl", "en"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    if std::env::var("CARGO_CFG_TARGET_FAMILY").is_ok_and(|family| family == "wasm") {
        // The build cuts the program into parts where these say that one piece refers to another.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
    let [first, others @ ..] = LOCALES;
    for other in others {
        compare(first, other)?;
    }
    let options = ParseOptions::default().interpolate_display(true);
    let config = Config::new(first)?
        .add_locales(others)?
        .parse_options(options);
    let translations = TranslationsInfos::parse(config)?;
    translations.emit_diagnostics();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?);
    translations.generate_i18n_module(out.join("i18n"))?;
    Ok(())
}

/// The generator falls back to the first language where another lacks a text; here that is an
/// error, and so is a text that takes other values than its translation.
fn compare(first: &str, other: &str) -> Result<(), Box<dyn Error>> {
    let (left, right) = (texts(first)?, texts(other)?);
    let mut differences = Vec::new();
    for key in left.keys().chain(right.keys()) {
        match (left.get(key), right.get(key)) {
            (Some(_), None) => differences.push(format!("{key} is missing in {other}")),
            (None, Some(_)) => differences.push(format!("{key} is missing in {first}")),
            (Some(a), Some(b)) if a != b => {
                differences.push(format!("{key} takes {a:?} in {first} and {b:?} in {other}"));
            }
            _ => {}
        }
    }
    differences.dedup();
    if differences.is_empty() {
        return Ok(());
    }
    Err(format!("the translations differ:\n{}", differences.join("\n")).into())
}

/// Every text of a language by its dotted key, with the names of the values it takes.
fn texts(locale: &str) -> Result<BTreeMap<String, Vec<String>>, Box<dyn Error>> {
    let path = format!("locales/{locale}.json");
    let root: Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let mut found = BTreeMap::new();
    collect("", &root, &mut found);
    Ok(found)
}

fn collect(prefix: &str, value: &Value, found: &mut BTreeMap<String, Vec<String>>) {
    match value {
        Value::Object(children) => {
            for (key, child) in children {
                let dot = if prefix.is_empty() { "" } else { "." };
                collect(&format!("{prefix}{dot}{key}"), child, found);
            }
        }
        Value::String(text) => {
            let mut names: Vec<String> = text
                .split("{{")
                .skip(1)
                .filter_map(|rest| rest.split("}}").next())
                .map(|name| name.trim().to_owned())
                .collect();
            names.sort();
            found.insert(prefix.to_owned(), names);
        }
        _ => {}
    }
}
