//! `cargo xtask screenshots`: the pictures of the README, taken of the product as it is.

use anyhow::Result;

use crate::{
    build,
    install::{self, Package},
    server,
    test::Bench,
};

/// Builds everything and takes them.
pub(crate) fn take() -> Result<()> {
    install::for_building(&[Package::Chromium])?;
    build::browser_app(false)?;
    Bench::set_up(server::build(false)?)?.playwright("screenshots")
}
