use belroute_shared::{
    ids::{BrowserId, FactorId, SessionId},
    passkeys::{NewPasskey, PasskeyQuestion},
    second_factors::{ConfirmTotp, RecoveryCodes, SecondFactors, TotpKey},
    security::{ChangePassword, SignedIn},
    session::PasswordStep,
};
use serde_json::{json, value::RawValue};

use crate::{http, http::HttpError};

const PASSWORD: &str = "/v1/account/password";
const FACTORS: &str = "/v1/account/secondFactors";
const SESSIONS: &str = "/v1/account/sessions";

pub(super) async fn show_rules() -> Result<PasswordStep, HttpError> {
    http::get(PASSWORD).await
}

pub(super) async fn change_password(change: &ChangePassword) -> Result<(), HttpError> {
    http::put(PASSWORD, change).await
}

pub(super) async fn list_factors() -> Result<SecondFactors, HttpError> {
    http::get(FACTORS).await
}

/// Each call makes another key; only the last one counts.
pub(super) async fn create_key() -> Result<TotpKey, HttpError> {
    http::post(&format!("{FACTORS}/totp"), &json!({})).await
}

pub(super) async fn confirm_key(first: &ConfirmTotp) -> Result<(), HttpError> {
    http::send(&format!("{FACTORS}/totp/confirm"), first).await
}

/// What the browser is to be asked for a new passkey.
pub(super) async fn ask_passkey() -> Result<PasskeyQuestion<Box<RawValue>>, HttpError> {
    http::post(&format!("{FACTORS}/passkey"), &json!({})).await
}

pub(super) async fn confirm_passkey(made: &NewPasskey<Box<RawValue>>) -> Result<(), HttpError> {
    http::send(&format!("{FACTORS}/passkey/confirm"), made).await
}

pub(super) async fn make_primary(id: FactorId) -> Result<(), HttpError> {
    http::put_empty(&format!("{FACTORS}/{id}/primary")).await
}

pub(super) async fn remove_factor(id: FactorId) -> Result<(), HttpError> {
    http::delete(&format!("{FACTORS}/{id}")).await
}

/// A new set; the old one no longer works.
pub(super) async fn create_codes() -> Result<RecoveryCodes, HttpError> {
    http::post("/v1/account/recoveryCodes", &json!({})).await
}

pub(super) async fn list_sessions() -> Result<SignedIn, HttpError> {
    http::get(SESSIONS).await
}

pub(super) async fn end_session(id: SessionId) -> Result<(), HttpError> {
    http::delete(&format!("{SESSIONS}/{id}")).await
}

pub(super) async fn end_others() -> Result<(), HttpError> {
    http::delete(SESSIONS).await
}

pub(super) async fn forget_browser(id: BrowserId) -> Result<(), HttpError> {
    http::delete(&format!("/v1/account/browsers/{id}")).await
}
