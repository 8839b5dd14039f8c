//! `cargo xtask demo`: a big organisation to look at and to measure.

use anyhow::Result;
use clap::Args;

use crate::{bench, paths, process::run, server, terminal::say};

/// How big.
#[derive(Args)]
pub(crate) struct Size {
    /// Users of the organisation
    #[arg(long, default_value_t = 1_000)]
    users: u32,
    /// Calls in their history
    #[arg(long, default_value_t = 1_000_000)]
    calls: u32,
}

/// Fills the database that the environment names, else a new one in `data/`.
pub(crate) fn fill(size: &Size) -> Result<()> {
    let program = server::build(true)?;
    let Size { users, calls } = size;
    let url = std::env::var("BELROUTE_DATABASE_URL").unwrap_or_else(|_| {
        let name = format!("{users}-users-{calls}-calls.db");
        bench::url(&paths::root().join("data").join(name))
    });
    run(server::command(&program)
        .env("BELROUTE_DATABASE_URL", &url)
        .args([
            "demo",
            "--users",
            &users.to_string(),
            "--calls",
            &calls.to_string(),
        ]))?;
    say(format!(
        "look at it with: BELROUTE_DATABASE_URL={url} cargo xtask run"
    ));
    Ok(())
}
