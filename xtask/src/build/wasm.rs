//! The app as WebAssembly, and the JavaScript that joins it to the browser.

use std::{fs, path::Path, process::Command};

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::{install::Node, paths, process::run};

/// What the build gives.
pub(super) struct App {
    pub(super) wasm: Vec<u8>,
    pub(super) glue: String,
}

/// What rustc emits for this target today; every browser with `light-dark()` has had it for years.
/// Named, because the section that says so may be missing from a module.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-call-indirect-overlong",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
];

/// Compiles the app and makes its glue; optimises it unless it is for development.
pub(super) fn build(node: &Node, is_dev: bool) -> Result<App> {
    let profile = if is_dev { "dev" } else { "wasm-release" };
    run(paths::cargo()
        .args(["build", "--package", "belroute-app"])
        .args(["--target", "wasm32-unknown-unknown", "--profile", profile])
        .arg("--target-dir")
        .arg(paths::app_target()))?;
    let folder = if is_dev { "debug" } else { profile };
    let module = paths::app_target()
        .join("wasm32-unknown-unknown")
        .join(folder)
        .join("belroute-app.wasm");
    let compiled = fs::read(&module).with_context(|| format!("reading {}", module.display()))?;

    // Optimising takes longest of all, so its result is kept with the hash of what went in: the
    // module, and how this file treats it.
    let kept = paths::app_target().join("optimised").join(folder);
    let mut hash = Sha256::new_with_prefix(include_bytes!("wasm.rs"));
    hash.update(&compiled);
    let hash = hex::encode(hash.finalize());
    if fs::read_to_string(kept.join("hash")).is_ok_and(|before| before == hash) {
        return read(&kept);
    }
    if kept.exists() {
        fs::remove_dir_all(&kept)?;
    }
    bind(&module, &kept)?;
    if !is_dev {
        optimise(node, &kept.join("app_bg.wasm"))?;
    }
    fs::write(kept.join("hash"), hash)?;
    read(&kept)
}

fn read(folder: &Path) -> Result<App> {
    Ok(App {
        wasm: fs::read(folder.join("app_bg.wasm"))?,
        glue: fs::read_to_string(folder.join("app.js"))?,
    })
}

fn bind(module: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(module)
        .out_name("app")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .context("wasm-bindgen could not make the glue")?;
    ensure!(
        !folder.join("snippets").exists(),
        "a dependency of the browser app brings JavaScript files of its own; teach \
         xtask/src/build.rs to serve them, or leave that dependency out"
    );
    Ok(())
}

fn optimise(node: &Node, module: &Path) -> Result<()> {
    let optimised = module.with_extension("optimised");
    let mut command: Command = node.tool("wasm-opt");
    run(command
        .arg("-Oz")
        .args(FEATURES)
        .args([
            "--strip-debug",
            "--strip-producers",
            "--strip-target-features",
        ])
        .arg(module)
        .arg("-o")
        .arg(&optimised))?;
    fs::rename(optimised, module)?;
    Ok(())
}
