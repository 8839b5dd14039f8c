use belroute_shared::{
    second_factors::{ConfirmTotp, FactorCode, RecoveryCodes, TotpKey},
    session::{NewPassword, SessionState},
};
use serde_json::json;

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
