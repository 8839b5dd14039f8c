//! Builds the browser app into `dist/`.

mod assets;
mod names;
mod parts;
mod style;
mod wasm;

use std::fs;

use anyhow::{Context as _, Result};

use self::assets::Dist;
pub(crate) use self::assets::{files_below, with_suffix, without_suffix};
use crate::{install, paths};

/// How the names of files begin that the app loads when they are wanted, and not with the first
/// page.
pub(crate) const PART: &str = "part-";

/// The script beside the page that answers while the server is away.
pub(crate) const SERVICE_WORKER: &str = "service-worker.js";

/// Parts with nothing that can be read without the server; somebody who was there has them anyway.
const NEEDS_SERVER: [&str; 9] = [
    "company",
    "links",
    "passkey",
    "recorder",
    "schedules",
    "security",
    "settings",
    "voicemail",
    "way_in",
];

/// Builds the browser app, as it is shipped or quickly for development.
///
/// What has not changed is neither optimised nor compressed again.
pub(crate) fn browser_app(is_dev: bool) -> Result<()> {
    install::for_building(&[])?;
    let node = install::node_packages()?;
    let app = wasm::build(&node, is_dev)?;
    let style = style::bundle(&node, "main.css", is_dev)?;
    let parts_style = style::bundle(&node, "parts.css", is_dev)?;

    let mut dist = Dist::open(
        paths::dist(),
        paths::app_target().join("assets.json"),
        !is_dev,
    )?;
    let wasm = dist.asset("belroute", "wasm", &app.wasm)?;
    // Parts first: the glue names them, and its own name comes from what is in it.
    let mut glue = app.glue;
    for (file, part) in &app.parts {
        let area = file.trim_start_matches("split_").trim_end_matches(".wasm");
        let address = dist.asset(&format!("{PART}{area}"), "wasm", part)?;
        glue = glue.replace(&format!("\"./{file}\""), &format!("\"{address}\""));
    }
    let glue = dist.asset("glue", "js", glue.as_bytes())?;
    let boot = source("boot.js")?
        .replace("%GLUE%", &glue)
        .replace("%WASM%", &wasm);
    let boot = dist.asset("boot", "js", boot.as_bytes())?;
    let style = dist.asset("style", "css", style.as_bytes())?;
    let parts_style = dist.asset(&format!("{PART}style"), "css", parts_style.as_bytes())?;
    for file in assets::files_below(&paths::root().join("public"))? {
        dist.public(&file)?;
    }
    // Last, so that a page never names an asset that is not there yet.
    let page = source("index.html")?
        .replace("%STYLE%", &style)
        .replace("%PARTS_STYLE%", &parts_style)
        .replace("%BOOT%", &boot)
        .replace("%GLUE%", &glue)
        .replace("%WASM%", &wasm);
    dist.page("index.html", page.as_bytes())?;
    let worker = service_worker(&dist.addresses())?;
    dist.page(SERVICE_WORKER, worker.as_bytes())?;
    dist.close()
}

/// The script that keeps the page for the time that the server is away. It is named for what it
/// keeps, so that a new build replaces what an old one kept.
fn service_worker(assets: &[String]) -> Result<String> {
    let kept: Vec<&str> = assets
        .iter()
        .map(String::as_str)
        .filter(|address| !NEEDS_SERVER.iter().any(|part| is_part(address, part)))
        .collect();
    let source = source(SERVICE_WORKER)?;
    let build = assets::hash_of(format!("{source}{}", assets.concat()).as_bytes());
    Ok(source
        .replace("%FILES%", &kept.join("', '"))
        .replace("%BUILD%", &build))
}

fn is_part(address: &str, part: &str) -> bool {
    address.starts_with(&format!("/assets/{PART}{part}-"))
}

fn source(name: &str) -> Result<String> {
    let file = paths::root().join("app").join(name);
    fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))
}
