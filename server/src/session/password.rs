//! Password hashes: Argon2id with 19,456 KiB, two passes, one lane (OWASP's first choice).

use std::sync::LazyLock;

use anyhow::Context as _;
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};

use crate::state::AppState;

/// Hashed instead of a password that does not exist, so that an unknown name takes as long.
static DUMMY: LazyLock<Option<String>> = LazyLock::new(|| hash("nobody has this").ok());

/// A new hash as a PHC string.
pub(crate) fn hash(password: &str) -> anyhow::Result<String> {
    let hash = hasher()
        .hash_password(password.as_bytes())
        .context("a password cannot be hashed")?;
    Ok(hash.to_string())
}

/// Whether a password fits a stored hash. Without one the same work is done, and the answer is no.
pub(crate) async fn verify(
    state: &AppState,
    password: String,
    stored: Option<String>,
) -> anyhow::Result<bool> {
    let permit = state
        .hashing
        .clone()
        .acquire_owned()
        .await
        .context("shutting down")?;
    tokio::task::spawn_blocking(move || {
        let _held_until_hashed = permit;
        let is_known = stored.is_some();
        let Some(phc) = stored.or_else(|| DUMMY.clone()) else {
            return false;
        };
        let fits = PasswordHash::new(&phc).is_ok_and(|parsed| {
            hasher()
                .verify_password(password.as_bytes(), &parsed)
                .is_ok()
        });
        fits && is_known
    })
    .await
    .context("hashing was interrupted")
}

fn hasher() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::DEFAULT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parameters_are_those_documented() {
        let phc = hash("correct horse").unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
    }

    #[test]
    fn the_same_password_is_never_stored_alike() {
        assert_ne!(hash("twice").unwrap(), hash("twice").unwrap());
    }
}
