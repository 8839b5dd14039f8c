use belroute_shared::{
    account::{Language, Theme},
    company::audit_log::AuditLog,
    people::Names,
};
use serde::Serialize;

use crate::{http, http::HttpError};

/// A change of the account; what is left out keeps its value.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(super) struct AccountChange {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) language: Option<Language>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) theme: Option<Theme>,
}

pub(super) async fn change(change: AccountChange) -> Result<(), HttpError> {
    http::put("/v1/account", &change).await
}

/// The newest ten.
pub(super) async fn changes_by_others() -> Result<AuditLog, HttpError> {
    http::get("/v1/changes?by=others&max=10").await
}

/// What I am called.
pub(super) async fn save_names(names: &Names) -> Result<(), HttpError> {
    http::put("/v1/people/me", names).await
}

const PICTURE: &str = "/v1/people/me/picture";

/// My picture, as the browser has drawn it.
pub(super) async fn save_picture(png: &[u8]) -> Result<(), HttpError> {
    http::put_bytes(PICTURE, "image/png", png).await
}

pub(super) async fn remove_picture() -> Result<(), HttpError> {
    http::delete(PICTURE).await
}
