//! Codes of authenticator apps (RFC 6238): SHA-1, six digits, thirty seconds, a key of 160 bits.
//! Other values are in the standard, and many apps ignore them.

use anyhow::Context as _;
use belroute_shared::second_factors::TotpKey;
use totp_rs::{Builder, Secret, Totp};

use crate::{
    entity::{organisation, user},
    error::ApiResult,
    qr,
    state::AppState,
};

/// What the keys are sealed for.
const PURPOSE: &str = "totp";
/// Name under which apps list the account.
const ISSUER: &str = "Belroute";

/// A new key: for the page, and sealed for the database.
pub(crate) fn begin(
    state: &AppState,
    organisation: &organisation::Model,
    user: &user::Model,
) -> ApiResult<(TotpKey, String)> {
    let secret = Secret::generate();
    let base32 = secret.to_base32();
    let sealed = state.key.seal(PURPOSE, &base32)?;
    // A colon separates issuer and account in the link.
    let issuer = format!("{ISSUER} {}", organisation.name).replace(':', " ");
    let totp = Builder::new()
        .with_secret(secret)
        .with_issuer(Some(issuer))
        .with_account_name(user.email.replace(':', " "))
        .build()
        .map_err(|error| anyhow::anyhow!("no key for an authenticator app: {error}"))?;
    let link = totp
        .to_url()
        .map_err(|error| anyhow::anyhow!("no link for an authenticator app: {error}"))?;
    let shown = TotpKey {
        key: in_groups(&base32, 4, " "),
        qr_svg: qr::svg(&link)?,
        link,
    };
    Ok((shown, sealed))
}

/// The step of a code that is right now, or was one step ago or will be in one.
pub(crate) fn check(state: &AppState, sealed: &str, code: &str) -> ApiResult<Option<u64>> {
    let totp = opened(state, sealed)?;
    let seconds = u64::try_from(state.clock.now_ms() / 1000).unwrap_or_default();
    Ok(totp.check(code, seconds))
}

fn opened(state: &AppState, sealed: &str) -> anyhow::Result<Totp> {
    let base32 = state.key.open(PURPOSE, sealed)?;
    let secret = Secret::try_from_base32(&base32)
        .ok()
        .context("a stored key is not in base 32")?;
    Builder::new()
        .with_secret(secret)
        .with_skew(1)
        .with_account_name("user")
        .build()
        .map_err(|error| anyhow::anyhow!("a stored key is none: {error}"))
}

/// A text in groups of so many letters.
pub(super) fn in_groups(text: &str, letters: usize, separator: &str) -> String {
    let letters_of: Vec<char> = text.chars().collect();
    let groups: Vec<String> = letters_of
        .chunks(letters)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(separator)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_typed_in_groups() {
        assert_eq!(in_groups("ABCDEFGHIJ", 4, " "), "ABCD EFGH IJ");
        assert_eq!(in_groups("", 4, " "), "");
    }
}
