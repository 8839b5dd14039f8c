//! Names of sounds.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What every name ends with.
const ENDING: &str = ".wav";

/// Names a sound by what it holds: the SHA-256 of the file in hexadecimal, and `.wav`. What was
/// fetched once under a name is good for ever; and nothing else can be a name, so a name is safe in
/// the path of a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SoundName(String);

impl SoundName {
    /// The name of a sound with this SHA-256.
    pub fn of_hash(sha256: [u8; 32]) -> Self {
        Self(hex::encode(sha256) + ENDING)
    }

    /// The hash in hexadecimal.
    pub fn sha256(&self) -> &str {
        self.0.strip_suffix(ENDING).unwrap_or(&self.0)
    }
}

impl TryFrom<String> for SoundName {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let is_name = name.strip_suffix(ENDING).is_some_and(|hash| {
            hash.len() == 64
                && hash
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        });
        if is_name {
            Ok(Self(name))
        } else {
            Err("not the SHA-256 of a sound and `.wav`")
        }
    }
}

impl From<SoundName> for String {
    fn from(name: SoundName) -> Self {
        name.0
    }
}

impl fmt::Display for SoundName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
