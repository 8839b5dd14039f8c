//! From texts to values: what each key takes, and what it is when nobody says.

use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf};

use super::{CallControl, Config, ConfigError, Mail, MediaAgent, variable_of};
use crate::{mail::Transport, session::password::MEMORY_KIB};

/// The values as text, whichever way they came.
pub(super) struct Reader {
    pub(super) values: BTreeMap<String, String>,
}

impl Reader {
    /// Every key as what it means.
    pub(super) fn config(&self) -> Result<Config, ConfigError> {
        let secret = self.optional("call_control_secret", "at least 16 characters", |text| {
            (text.len() >= 16).then(|| text.to_owned())
        })?;
        let mut media_servers = self.media_servers()?.into_iter();
        let call_control_listen = self.address("call_control_listen", "127.0.0.1:8090")?;
        Ok(Config {
            listen: self.address("listen", "127.0.0.1:8080")?,
            public_url: self.value(
                "public_url",
                "http://localhost:8080",
                "an http or https address without a path",
                web_address,
            )?,
            database_url: self.value(
                "database_url",
                "sqlite://data/belroute.db",
                "sqlite://FILE or postgres://…",
                |text| {
                    ["sqlite://", "postgres://", "postgresql://"]
                        .iter()
                        .any(|scheme| text.len() > scheme.len() && text.starts_with(scheme))
                        .then(|| text.to_owned())
                },
            )?,
            assets_dir: self.value("assets_dir", "dist", "a folder", |text| {
                (!text.is_empty()).then(|| text.into())
            })?,
            trusted_proxies: self.value(
                "trusted_proxies",
                "",
                "addresses separated by commas",
                |text| {
                    text.split(',')
                        .map(str::trim)
                        .filter(|item| !item.is_empty())
                        .map(|item| item.parse().ok())
                        .collect()
                },
            )?,
            call_control: secret.map(|secret| CallControl {
                listen: call_control_listen,
                secret,
            }),
            engine_rpc_url: self.optional(
                "engine_rpc_url",
                "an http or https address",
                |text| text.starts_with("http").then(|| text.to_owned()),
            )?,
            registrar: self.value("registrar", "127.0.0.10:5060", HOST_AND_PORT, host_and_port)?,
            trunk: self.value("trunk", "127.0.0.50:5060", HOST_AND_PORT, host_and_port)?,
            media_server: media_servers.next(),
            other_media_servers: media_servers.collect(),
            media_agent_url: self.optional(
                "media_agent_url",
                "an http or https address",
                |text| text.starts_with("http").then(|| text.to_owned()),
            )?,
            secret_key_file: self.value(
                "secret_key_file",
                "data/secret.key",
                "a file",
                |text| (!text.is_empty()).then(|| text.into()),
            )?,
            password_memory_kib: self.value(
                "password_memory_kib",
                "19456",
                "a number of KiB from 19456 to 1048576",
                |text| {
                    text.parse()
                        .ok()
                        .filter(|kib| (MEMORY_KIB..=1 << 20).contains(kib))
                },
            )?,
            mail: self.mail()?,
            media: self.media()?,
            sounds_dir: self.value("sounds_dir", "data/sounds", "a folder", |text| {
                (!text.is_empty()).then(|| text.into())
            })?,
            leaked_passwords: self
                .values
                .get("leaked_passwords")
                .filter(|text| !text.is_empty())
                .map(PathBuf::from),
        })
    }

    fn media_servers(&self) -> Result<Vec<String>, ConfigError> {
        let wanted = "hosts and ports such as media.example.net:5060, separated by commas";
        let servers = self.optional("media_server", wanted, |text| {
            text.split(',')
                .map(|item| host_and_port(item.trim()))
                .collect()
        })?;
        Ok(servers.unwrap_or_default())
    }

    fn media(&self) -> Result<MediaAgent, ConfigError> {
        Ok(MediaAgent {
            listen: self.address("media_listen", "127.0.0.1:8098")?,
            panel_url: self.value(
                "media_panel_url",
                "http://127.0.0.1:8090",
                "an http or https address without a path",
                web_address,
            )?,
            folder: self.value("media_folder", "data/media", "a folder", |text| {
                (!text.is_empty()).then(|| text.into())
            })?,
        })
    }

    fn mail(&self) -> Result<Option<Mail>, ConfigError> {
        let from = self.value(
            "mail_from",
            "Belroute <belroute@localhost>",
            "an address such as Belroute <panel@example.net>",
            |text| text.parse().ok(),
        )?;
        let wanted = "smtp://HOST:PORT, smtps://HOST or file:FOLDER";
        let transport = self.optional("mail_url", wanted, Transport::of)?;
        Ok(transport.map(|transport| Mail { transport, from }))
    }

    fn address(&self, key: &'static str, usual: &str) -> Result<SocketAddr, ConfigError> {
        self.value(
            key,
            usual,
            "an address and a port such as 127.0.0.1:8080",
            |text| text.parse().ok(),
        )
    }

    fn value<T>(
        &self,
        key: &'static str,
        usual: &str,
        wanted: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<T, ConfigError> {
        let text = self.values.get(key).map_or(usual, String::as_str);
        parse(text).ok_or_else(|| wrong(key, wanted, text))
    }

    fn optional<T>(
        &self,
        key: &'static str,
        wanted: &'static str,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Result<Option<T>, ConfigError> {
        match self.values.get(key).map(String::as_str) {
            None | Some("") => Ok(None),
            Some(text) => parse(text)
                .map(Some)
                .ok_or_else(|| wrong(key, wanted, text)),
        }
    }
}

const HOST_AND_PORT: &str = "a host and a port such as sip.example.net:5060";

fn wrong(key: &'static str, wanted: &'static str, text: &str) -> ConfigError {
    // A refused secret, or the password in an address, would otherwise stand in the log.
    let value = if key.contains("secret") || key == "mail_url" {
        "…".to_owned()
    } else {
        text.to_owned()
    };
    ConfigError::Wrong {
        key,
        variable: variable_of(key),
        wanted,
        value,
    }
}

fn host_and_port(text: &str) -> Option<String> {
    let (host, port) = text.rsplit_once(':')?;
    let is_host = !host.is_empty()
        && host
            .chars()
            .all(|letter| letter.is_ascii_alphanumeric() || ".-[]:".contains(letter));
    (is_host && port.parse::<u16>().is_ok_and(|port| port > 0)).then(|| text.to_owned())
}

fn web_address(text: &str) -> Option<String> {
    let text = text.trim_end_matches('/');
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))?;
    (!host.is_empty() && !host.contains(['/', ' ', '?', '#'])).then(|| text.to_owned())
}
