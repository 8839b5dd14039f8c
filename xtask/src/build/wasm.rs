//! The app as WebAssembly, and the JavaScript that joins it to the browser.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use super::{assets::files_below, names, parts};
use crate::{
    install::Node,
    paths,
    process::{quietly, run},
};

/// What the build gives.
pub(super) struct App {
    pub(super) wasm: Vec<u8>,
    /// Names the parts by their files' names.
    pub(super) glue: String,
    /// What is loaded when it is wanted: names of files, and their content.
    pub(super) parts: BTreeMap<String, Vec<u8>>,
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

/// What wasm-bindgen calls its results.
const MAIN: &str = "app_bg.wasm";
const GLUE: &str = "app.js";

/// Compiles the app, takes it apart and makes its glue; optimises it unless it is for development.
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
    hash.update(include_bytes!("names.rs"));
    hash.update(include_bytes!("parts.rs"));
    hash.update(include_bytes!("pieces.js"));
    hash.update(&compiled);
    let hash = hex::encode(hash.finalize());
    if fs::read_to_string(kept.join("hash")).is_ok_and(|before| before == hash) {
        return read(&kept);
    }
    if kept.exists() {
        fs::remove_dir_all(&kept)?;
    }
    fs::create_dir_all(&kept)?;
    let mut split = parts::split(&compiled, &kept)?;
    bind(&split.main, &kept)?;
    fs::remove_file(&split.main)?;
    if !is_dev {
        let (main, glue) = (kept.join(MAIN), kept.join(GLUE));
        let (short, joined) = names::shorten(&fs::read(&main)?, &fs::read_to_string(&glue)?)?;
        fs::write(&main, short)?;
        fs::write(&glue, joined)?;
        optimise(node, &main)?;
        for module in &split.rest {
            optimise(node, module)?;
        }
    }
    split.pack(&kept)?;
    let glue = kept.join(GLUE);
    fs::write(&glue, split.join(&fs::read_to_string(&glue)?)?)?;
    fs::write(kept.join("hash"), hash)?;
    read(&kept)
}

fn read(folder: &Path) -> Result<App> {
    let mut parts = BTreeMap::new();
    for file in files_below(folder)? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".wasm") && name != MAIN {
            parts.insert(name.into_owned(), fs::read(&file)?);
        }
    }
    Ok(App {
        wasm: fs::read(folder.join(MAIN))?,
        glue: fs::read_to_string(folder.join(GLUE))?,
        parts,
    })
}

fn bind(module: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(module)
        .out_name("app")
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        // What the parts share with the main module goes by names that the linker gave.
        .keep_lld_exports(true)
        .demangle(false)
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
    // It warns of every name section that is a little newer than itself.
    quietly(
        command
            .arg("-Oz")
            .args(FEATURES)
            .args([
                "--strip-debug",
                "--strip-producers",
                "--strip-target-features",
            ])
            .arg(module)
            .arg("-o")
            .arg(&optimised),
    )?;
    fs::rename(optimised, module)?;
    Ok(())
}
