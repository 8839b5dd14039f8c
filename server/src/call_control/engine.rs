//! Commands to the engine: JSON-RPC over HTTP, with the secret that it uses towards us.
//!
//! A failed command is told to the user; nothing waits for it longer than two seconds.

use std::time::Duration;

use anyhow::Context as _;
use serde_json::{Value, json};

use crate::{config::Config, outbound};

const PATIENCE: Duration = Duration::from_secs(2);

/// Makes the engine forget what it knows of credentials: it asks again when it next meets them, and
/// whatever registered with them is unreachable at once.
pub(crate) async fn forget(config: &Config, address: &str, username: &str) -> anyhow::Result<()> {
    let Some(url) = &config.engine_rpc_url else {
        return Ok(());
    };
    let params = json!({"username": username, "address": address});
    let answer = call(config, url, "belroute.forget", params).await?;
    match answer.pointer("/result/contacts") {
        Some(_) => Ok(()),
        None => anyhow::bail!("the engine did not forget a device"),
    }
}

/// The messages of somebody have changed: the engine asks how many there are, and tells his phones.
pub(crate) async fn light(config: &Config, address: &str) -> anyhow::Result<()> {
    let Some(url) = &config.engine_rpc_url else {
        return Ok(());
    };
    let answer = call(config, url, "belroute.light", json!({"address": address})).await?;
    match answer.get("result") {
        Some(_) => Ok(()),
        None => anyhow::bail!("the engine did not take the news of a light"),
    }
}

async fn call(config: &Config, url: &str, method: &str, params: Value) -> anyhow::Result<Value> {
    let secret = config
        .call_control
        .as_ref()
        .map(|control| control.secret.as_str());
    let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
    let answer = outbound::client(PATIENCE)?
        .post(url)
        .basic_auth("engine", secret)
        .json(&body)
        .send()
        .await
        .context("the engine does not answer")?;
    answer
        .json()
        .await
        .context("the engine's answer cannot be read")
}
