//! Secrets that travel once and are stored as hashes only.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

/// A new secret of 256 random bits, as text that fits in a URL.
pub(crate) fn new() -> String {
    let bits: [u8; 32] = rand::random();
    URL_SAFE_NO_PAD.encode(bits)
}

/// Whether a text has the form of one of ours.
pub(crate) fn is_one(text: &str) -> bool {
    URL_SAFE_NO_PAD
        .decode(text)
        .is_ok_and(|bytes| bytes.len() == 32)
}

/// What is stored of a secret. With 256 random bits there is nothing to guess, so that a fast hash
/// is enough.
pub(crate) fn hash(secret: &str) -> String {
    hex::encode(Sha256::digest(secret.as_bytes()))
}
