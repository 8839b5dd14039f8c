//! The style sheets as two files: that of the first page, and that of the parts.

use anyhow::{Context as _, Result};

use crate::{install::Node, paths, process::output};

const SCRIPT: &str = include_str!("style.mjs");

/// Follows the imports of a file in `style/`; takes out what a browser does not need.
pub(super) fn bundle(node: &Node, file: &str, is_dev: bool) -> Result<String> {
    let main = paths::root().join("style").join(file);
    // Evaluated rather than run as a file, so that Node looks for packages where they are.
    output(
        node.command("node")
            .args(["--input-type=module", "--eval", SCRIPT, "--"])
            .arg(&main)
            .arg(if is_dev { "readable" } else { "small" }),
    )
    .with_context(|| format!("the style sheets of {} do not fit together", main.display()))
}
