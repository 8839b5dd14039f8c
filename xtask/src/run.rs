//! `cargo xtask run`: a working demo.

use std::{path::Path, process::Command};

use anyhow::Result;

use crate::{build, engine, secret, server, terminal::say};

/// Builds everything, starts the panel and stays with it until it ends.
pub(crate) fn run() -> Result<()> {
    build::browser_app(false)?;
    let program = server::build(true)?;
    let address = server::address()?;
    let command = demo(&program)?;
    let panel = server::start(&command, address)?;

    let url = std::env::var("BELROUTE_PUBLIC_URL")
        .unwrap_or_else(|_| format!("http://localhost:{}", address.port()));
    say(format!(
        "
  Belroute runs:  {url}

  sign in as      a.jansen    Anna Jansen, who may show several numbers
                  b.devries   Bas de Vries, who has one
                  k.vos       Kim Vos, administrator
                  o.berg      Olaf Berg, of another organisation
  password        Belroute-demo-1

  Calls of the demo keep arriving. For real ones, in another terminal: cargo xtask engine
  Mail is not sent but written into data/mail.
  Ctrl-C stops the panel; what it knows stays in data/.
"
    ));
    panel.stay()
}

/// The panel with the demo organisation, and an ear for the engine.
pub(crate) fn demo(program: &Path) -> Result<Command> {
    let mut command = server::command(program);
    command
        .args(["serve", "--demo"])
        .env(secret::VARIABLE, secret::call_control()?);
    for (key, usual) in [
        ("BELROUTE_ENGINE_RPC_URL", engine::RPC_URL),
        // Whoever looks around reads invitations there.
        ("BELROUTE_MAIL_URL", "file:data/mail"),
    ] {
        if std::env::var_os(key).is_none() {
            command.env(key, usual);
        }
    }
    Ok(command)
}
