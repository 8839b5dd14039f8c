//! What has to be read again but must not lie open in the database: keys of authenticator apps and
//! mail with links. The key to it is a file outside of the database, so that a copy of the database
//! alone opens nothing.

use std::{
    fs::OpenOptions,
    io::{ErrorKind, Write as _},
    path::Path,
};

use anyhow::Context as _;
use base64::{Engine as _, engine::general_purpose::STANDARD_NO_PAD};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use sha2::{Digest as _, Sha256};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;

/// The server's key.
#[derive(Clone)]
pub struct Key([u8; KEY_BYTES]);

impl std::fmt::Debug for Key {
    /// Never shows the key.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").finish_non_exhaustive()
    }
}

impl Key {
    /// Reads the key of a file. A file that is not there is made, readable by its owner alone.
    ///
    /// # Errors
    /// The file cannot be read or made, or holds no key.
    pub fn load(file: &Path) -> anyhow::Result<Self> {
        let name = file.display();
        match std::fs::read_to_string(file) {
            Ok(text) => Self::read(&text).with_context(|| {
                format!("the file {name} (configuration key `secret_key_file`) holds no key")
            }),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Self::make(file).with_context(|| {
                    format!("the file {name} (configuration key `secret_key_file`) cannot be made")
                })
            }
            Err(error) => Err(error).with_context(|| {
                format!("the file {name} (configuration key `secret_key_file`) cannot be read")
            }),
        }
    }

    /// A key of known bytes, for tests.
    pub fn of_bytes(bytes: [u8; KEY_BYTES]) -> Self {
        Self(bytes)
    }

    fn make(file: &Path) -> anyhow::Result<Self> {
        if let Some(folder) = file.parent().filter(|path| !path.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder)?;
        }
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let key = Self(rand::random());
        match options.open(file) {
            Ok(mut made) => {
                writeln!(made, "{}", STANDARD_NO_PAD.encode(key.0))?;
                made.sync_all()?;
                Ok(key)
            }
            // Another server that started at the same moment was first.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Self::load(file),
            Err(error) => Err(error.into()),
        }
    }

    fn read(text: &str) -> anyhow::Result<Self> {
        let bytes = STANDARD_NO_PAD.decode(text.trim().trim_end_matches('='))?;
        let bytes: [u8; KEY_BYTES] = bytes
            .try_into()
            .map_err(|_| anyhow::anyhow!("it must be {KEY_BYTES} bytes in base 64"))?;
        Ok(Self(bytes))
    }

    /// A key for one purpose, from which neither this key nor another purpose's follows.
    fn derived(&self, purpose: &str) -> [u8; KEY_BYTES] {
        let mut hash = Sha256::new_with_prefix(b"belroute ");
        hash.update(purpose.as_bytes());
        hash.update(self.0);
        hash.finalize().into()
    }

    /// What is mixed into every password before it is hashed.
    pub fn pepper(&self) -> [u8; KEY_BYTES] {
        self.derived("password")
    }

    /// Seals a text for one purpose.
    ///
    /// # Errors
    /// The text is longer than the cipher takes, which is hundreds of gigabytes.
    pub(crate) fn seal(&self, purpose: &str, text: &str) -> anyhow::Result<String> {
        let nonce: [u8; NONCE_BYTES] = rand::random();
        let payload = Payload {
            msg: text.as_bytes(),
            aad: purpose.as_bytes(),
        };
        let sealed = self
            .cipher()
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| anyhow::anyhow!("nothing can be sealed"))?;
        Ok(STANDARD_NO_PAD.encode([nonce.as_slice(), &sealed].concat()))
    }

    /// Opens what was sealed for a purpose.
    ///
    /// # Errors
    /// It was sealed for another purpose, with another key, or was changed.
    pub(crate) fn open(&self, purpose: &str, sealed: &str) -> anyhow::Result<String> {
        let bytes = STANDARD_NO_PAD.decode(sealed).context("not sealed by us")?;
        let (nonce, sealed) = bytes
            .split_at_checked(NONCE_BYTES)
            .context("not sealed by us")?;
        let payload = Payload {
            msg: sealed,
            aad: purpose.as_bytes(),
        };
        let text = self
            .cipher()
            .decrypt(XNonce::from_slice(nonce), payload)
            .map_err(|_| {
                anyhow::anyhow!("what was sealed cannot be opened: was the key file replaced?")
            })?;
        String::from_utf8(text).context("not sealed by us")
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.derived("sealing").into())
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt as _;

    use super::*;

    #[test]
    fn only_the_same_key_and_purpose_open_what_was_sealed() {
        let key = Key::of_bytes([7; 32]);
        let sealed = key.seal("totp", "hush").unwrap();
        assert!(!sealed.contains("hush"));
        assert_eq!(key.open("totp", &sealed).unwrap(), "hush");
        assert!(key.open("mail", &sealed).is_err());
        assert!(Key::of_bytes([8; 32]).open("totp", &sealed).is_err());
        assert!(key.open("totp", &sealed[..40]).is_err());
        assert!(key.open("totp", "").is_err());
    }

    #[test]
    fn a_key_is_made_once_for_its_owner_alone_and_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("data/secret.key");
        let made = Key::load(&file).unwrap();
        assert_eq!(Key::load(&file).unwrap().0, made.0);
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_file_that_holds_no_key_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("key");
        std::fs::write(&file, "short").unwrap();
        let told = Key::load(&file).unwrap_err().to_string();
        assert!(told.contains("secret_key_file"), "{told}");
    }
}
