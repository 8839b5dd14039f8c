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

/// Builds the browser app, as it is shipped or quickly for development.
///
/// What has not changed is neither optimised nor compressed again.
pub(crate) fn browser_app(is_dev: bool) -> Result<()> {
    install::for_building(&[])?;
    let node = install::node_packages()?;
    let app = wasm::build(&node, is_dev)?;
    let style = style::bundle(&node, is_dev)?;

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
    for file in assets::files_below(&paths::root().join("public"))? {
        dist.public(&file)?;
    }
    // Last, so that a page never names an asset that is not there yet.
    let page = source("index.html")?
        .replace("%STYLE%", &style)
        .replace("%BOOT%", &boot)
        .replace("%GLUE%", &glue)
        .replace("%WASM%", &wasm);
    dist.page("index.html", page.as_bytes())?;
    dist.close()
}

fn source(name: &str) -> Result<String> {
    let file = paths::root().join("app").join(name);
    fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))
}
