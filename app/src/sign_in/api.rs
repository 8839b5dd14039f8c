use belroute_shared::{
    passkeys::{PasskeyAnswer, PasskeyQuestion},
    second_factors::{ConfirmTotp, FactorCode, RecoveryCodes, TotpKey},
    session::{NewPassword, SessionState},
};
use serde_json::{json, value::RawValue};

use crate::{http, http::HttpError};

pub(super) async fn give_factor(code: &FactorCode) -> Result<SessionState, HttpError> {
    http::post("/v1/session/secondFactor", code).await
}

pub(super) async fn choose_password(new: &NewPassword) -> Result<SessionState, HttpError> {
    http::post("/v1/session/password", new).await
}

/// Each call makes another key; only the last one counts.
pub(super) async fn create_key() -> Result<TotpKey, HttpError> {
    http::post("/v1/session/totp", &json!({})).await
}

pub(super) async fn confirm_key(first: &ConfirmTotp) -> Result<SessionState, HttpError> {
    http::post("/v1/session/totp/confirm", first).await
}

/// Each call makes another set; only the last one counts.
pub(super) async fn create_codes() -> Result<RecoveryCodes, HttpError> {
    http::post("/v1/session/recoveryCodes", &json!({})).await
}

pub(super) async fn codes_are_kept() -> Result<SessionState, HttpError> {
    http::post("/v1/session/recoveryCodes/stored", &json!({})).await
}

/// Where a passkey takes the place of name and password.
pub(super) const PASSKEY: &str = "/v1/session/passkey";
/// Where it stands beside a password.
pub(super) const PASSKEY_BESIDE: &str = "/v1/session/secondFactor/passkey";

pub(super) async fn ask_passkey(place: &str) -> Result<PasskeyQuestion<Box<RawValue>>, HttpError> {
    http::post(place, &json!({})).await
}

pub(super) async fn give_passkey(
    place: &str,
    answer: &PasskeyAnswer<Box<RawValue>>,
) -> Result<SessionState, HttpError> {
    http::post(&format!("{place}/confirm"), answer).await
}
