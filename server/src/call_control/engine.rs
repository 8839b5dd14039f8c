//! Commands to the engine: JSON-RPC over HTTP, with the secret that it uses towards us.
//!
//! A failed command is told to the user; nothing waits for it longer than two seconds.

use std::time::Duration;

use anyhow::Context as _;
use serde_json::{Value, json};

use crate::config::Config;

const PATIENCE: Duration = Duration::from_secs(2);

/// Takes a registration away at once, so that the device rings no more.
pub(crate) async fn unregister(config: &Config, aor: &str, contact: &str) -> anyhow::Result<()> {
    let Some(url) = &config.engine_rpc_url else {
        return Ok(());
    };
    // Kamailio's table of registrations is called `location`; its keys lack the scheme.
    let aor = aor.trim_start_matches("sip:");
    let answer = call(
        config,
        url,
        "ul.rm_contact",
        json!(["location", aor, contact]),
    )
    .await?;
    match answer.pointer("/error/code").and_then(Value::as_i64) {
        // 404: the engine had forgotten it already.
        None | Some(404) => Ok(()),
        Some(code) => anyhow::bail!("the engine refused to forget a device ({code})"),
    }
}

async fn call(config: &Config, url: &str, method: &str, params: Value) -> anyhow::Result<Value> {
    let secret = config
        .call_control
        .as_ref()
        .map(|control| control.secret.as_str());
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
    let answer = reqwest::Client::builder()
        .no_proxy()
        .timeout(PATIENCE)
        .build()
        .context("the HTTP client cannot start")?
        .post(url)
        .basic_auth("engine", secret)
        .json(&body)
        .send()
        .await
        .context("the engine does not answer")?;
    // Kamailio answers a failed command with a status of its own and an error in the body.
    answer
        .json()
        .await
        .context("the engine's answer cannot be read")
}
