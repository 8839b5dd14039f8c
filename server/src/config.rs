//! Configuration: a TOML file, overruled by `BELROUTE_…` variables. A wrong value stops the start
//! with a sentence that names the key.

mod reader;

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
    path::{Path, PathBuf},
};

use lettre::message::Mailbox;
use thiserror::Error;

use crate::mail::Transport;

/// Every key, in the order of the README.
pub const KEYS: [&str; 21] = [
    "listen",
    "public_url",
    "database_url",
    "assets_dir",
    "trusted_proxies",
    "call_control_listen",
    "call_control_secret",
    "engine_rpc_url",
    "registrar",
    "trunk",
    "media_server",
    "media_agent_url",
    "secret_key_file",
    "password_memory_kib",
    "mail_url",
    "mail_from",
    "leaked_passwords",
    "media_listen",
    "media_panel_url",
    "media_folder",
    "sounds_dir",
];

/// What the server was told.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the panel listens.
    pub listen: SocketAddr,
    /// The address people type, without a slash at the end.
    pub public_url: String,
    /// `sqlite://FILE` or `postgres://…`.
    pub database_url: String,
    /// Folder with the built browser app.
    pub assets_dir: PathBuf,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// The listener for the engine; `None` leaves it shut.
    pub call_control: Option<CallControl>,
    /// Where the engine takes commands.
    pub engine_rpc_url: Option<String>,
    /// Host and port that apps register at.
    pub registrar: String,
    /// Host and port that calls to public numbers are sent to.
    pub trunk: String,
    /// Host and port of the media server; `None` means that there are no mailboxes.
    pub media_server: Option<String>,
    /// Further ones, where messages are left while that one is ill.
    pub other_media_servers: Vec<String>,
    /// Where the agent beside the media server takes calls that are to be placed.
    pub media_agent_url: Option<String>,
    /// File with the key of what is sealed in the database; made when it is not there.
    pub secret_key_file: PathBuf,
    /// Memory that hashing one password takes, in KiB.
    pub password_memory_kib: u32,
    /// File made by `belroute leaked-passwords`; `None` means that only common passwords are known.
    pub leaked_passwords: Option<PathBuf>,
    /// Folder with the sounds of messages and greetings; made when it is not there.
    pub sounds_dir: PathBuf,
    /// Where mail goes; `None` leaves it waiting.
    pub mail: Option<Mail>,
    /// For `belroute media` alone.
    pub media: MediaAgent,
}

/// What the agent beside Asterisk is told.
#[derive(Clone, Debug)]
pub struct MediaAgent {
    /// Where Asterisk and the panel reach it.
    pub listen: SocketAddr,
    /// The engine's listener of the panel, without a slash at the end.
    pub panel_url: String,
    /// Folder of recordings and sounds, which Asterisk shares.
    pub folder: PathBuf,
}

/// Where mail goes, and from whom.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The way out.
    pub transport: Transport,
    /// Who sends.
    pub from: Mailbox,
}

/// The listener for the engine.
#[derive(Clone)]
pub struct CallControl {
    /// Where it listens.
    pub listen: SocketAddr,
    /// What the engine proves itself with.
    pub secret: String,
}

impl std::fmt::Debug for CallControl {
    /// Never shows the secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallControl")
            .field("listen", &self.listen)
            .finish_non_exhaustive()
    }
}

/// Why the configuration was refused.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("the configuration file {path} cannot be read")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML.
    #[error("the configuration file {path} is not TOML: {reason}")]
    NotToml {
        /// The file.
        path: PathBuf,
        /// Where and why.
        reason: String,
    },
    /// The file has a key that means nothing.
    #[error("there is no configuration key `{key}`; there are {}", KEYS.join(", "))]
    UnknownKey {
        /// The key.
        key: String,
    },
    /// A value is not of the form that its key takes.
    #[error("the configuration key `{key}` ({variable}) must be {wanted}, but is `{value}`")]
    Wrong {
        /// The key.
        key: &'static str,
        /// The variable of the same meaning.
        variable: String,
        /// What it takes.
        wanted: &'static str,
        /// What was given.
        value: String,
    },
}

/// Reads the file, if one is named, and the variables.
pub fn load(
    file: Option<&Path>,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Config, ConfigError> {
    let mut values = match file {
        Some(path) => read(path)?,
        None => BTreeMap::new(),
    };
    for key in KEYS {
        if let Some(value) = variable(&variable_of(key)) {
            values.insert(key.to_owned(), value);
        }
    }
    reader::Reader { values }.config()
}

fn read(path: &Path) -> Result<BTreeMap<String, String>, ConfigError> {
    let text = std::fs::read_to_string(path).map_err(|source| ConfigError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let table: toml::Table =
        text.parse()
            .map_err(|error: toml::de::Error| ConfigError::NotToml {
                path: path.to_owned(),
                reason: error.to_string(),
            })?;
    table
        .into_iter()
        .map(|(key, value)| {
            if !KEYS.contains(&key.as_str()) {
                return Err(ConfigError::UnknownKey { key });
            }
            let text = match value {
                toml::Value::String(text) => text,
                toml::Value::Array(items) => items
                    .iter()
                    .map(|item| {
                        item.as_str()
                            .map_or_else(|| item.to_string(), str::to_owned)
                    })
                    .collect::<Vec<_>>()
                    .join(","),
                other => other.to_string(),
            };
            Ok((key, text))
        })
        .collect()
}

fn variable_of(key: &str) -> String {
    format!("BELROUTE_{}", key.to_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(key: &str, value: &str) -> Result<Config, ConfigError> {
        load(None, |name| {
            (name == variable_of(key)).then(|| value.to_owned())
        })
    }

    #[test]
    fn nothing_given_is_a_panel_on_this_machine_without_call_control() {
        let config = load(None, |_| None).unwrap();
        assert_eq!(config.listen.port(), 8080);
        assert!(config.listen.ip().is_loopback());
        assert!(config.call_control.is_none());
    }

    #[test]
    fn a_wrong_value_is_named_with_its_key_and_variable() {
        for (key, value) in [
            ("listen", "8080"),
            ("public_url", "panel.example"),
            ("database_url", "mysql://db"),
            ("trusted_proxies", "10.0.0.1, proxy"),
            ("call_control_listen", "localhost"),
            ("call_control_secret", "short"),
            ("engine_rpc_url", "engine"),
            ("trunk", "trunk.example"),
            ("media_server", "media:0"),
            ("media_server", "media:5060,other"),
            ("secret_key_file", ""),
            ("password_memory_kib", "19455"),
            ("mail_url", "mail.example"),
            ("mail_from", "nobody"),
            ("media_listen", "8098"),
            ("media_panel_url", "panel.example"),
            ("media_folder", ""),
            ("sounds_dir", ""),
        ] {
            let sentence = with(key, value).unwrap_err().to_string();
            assert!(sentence.contains(&format!("`{key}`")), "{sentence}");
            assert!(sentence.contains(&variable_of(key)), "{sentence}");
        }
    }

    #[test]
    fn a_refused_secret_is_not_repeated() {
        let sentence = with("call_control_secret", "hushhush")
            .unwrap_err()
            .to_string();
        assert!(!sentence.contains("hushhush"), "{sentence}");
    }

    #[test]
    fn a_file_is_read_and_variables_overrule_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("belroute.toml");
        std::fs::write(
            &file,
            "listen = \"127.0.0.1:9000\"\ntrunk = \"trunk.example:5060\"\n",
        )
        .unwrap();
        let config = load(Some(&file), |name| {
            (name == "BELROUTE_LISTEN").then(|| "127.0.0.1:9001".to_owned())
        })
        .unwrap();
        assert_eq!(
            (config.listen.port(), config.trunk.as_str()),
            (9001, "trunk.example:5060")
        );
    }

    #[test]
    fn the_first_of_several_media_servers_is_the_usual_one() {
        let config = with("media_server", "one:5060, two:5060").unwrap();
        assert_eq!(config.media_server.as_deref(), Some("one:5060"));
        assert_eq!(config.other_media_servers, ["two:5060"]);
        let config = with("media_server", "").unwrap();
        assert_eq!(config.media_server, None);
    }

    #[test]
    fn a_file_of_leaked_passwords_is_named_or_there_is_none() {
        let file = |value| with("leaked_passwords", value).unwrap().leaked_passwords;
        assert_eq!(file("data/leaked"), Some(PathBuf::from("data/leaked")));
        assert_eq!(file(""), None);
    }

    #[test]
    fn a_key_that_means_nothing_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("belroute.toml");
        std::fs::write(&file, "lisen = \"127.0.0.1:9000\"\n").unwrap();
        let sentence = load(Some(&file), |_| None).unwrap_err().to_string();
        assert!(sentence.contains("`lisen`"), "{sentence}");
    }
}
