//! Where things are.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// The project's folder.
pub(crate) fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().unwrap_or(manifest).to_path_buf()
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    // Relative to the folder that cargo is started in, which for us is always the project's.
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// Where the browser app is built. Apart from the rest, so that neither build throws away what the
/// other has made, and both can run at once.
pub(crate) fn app_target() -> PathBuf {
    target().join("app")
}

/// The browser app as it is served.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Tests in the browser, and the npm packages of the whole project.
pub(crate) fn end2end() -> PathBuf {
    root().join("end2end")
}

/// The server's program.
pub(crate) fn server(is_release: bool) -> PathBuf {
    let profile = if is_release { "release" } else { "debug" };
    target().join(profile).join("belroute")
}

/// Cargo, in the project's folder.
pub(crate) fn cargo() -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root());
    // What cargo told us about ourselves is not for others: build scripts that look at it, as that
    // of ring does, would take every change from `cargo build` to `cargo xtask` for a new machine.
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(name.as_ref());
        }
    }
    cargo
}
