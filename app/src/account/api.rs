use belroute_shared::{
    account::{Language, Theme},
    company::audit_log::AuditLog,
    extra_numbers::{ExtraNumbers, ShownExtraNumbers},
    switched_on::SwitchedOn,
};
use serde::Serialize;

use crate::{
    http,
    http::{HttpError, Tagged},
};

const EXTRA_NUMBERS: &str = "/v1/extraNumbers";

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

pub(super) async fn extra_numbers() -> Result<Tagged<ShownExtraNumbers>, HttpError> {
    http::get_with_tag(EXTRA_NUMBERS).await
}

/// Puts these in the place of those that were read under a tag, and reads what has become of them.
pub(super) async fn replace_extra_numbers(
    wanted: ExtraNumbers,
    tag: Option<String>,
) -> Result<Tagged<ShownExtraNumbers>, HttpError> {
    http::put_with_tag(EXTRA_NUMBERS, &wanted, tag.as_deref()).await?;
    extra_numbers().await
}

/// What is switched on for the user, and what was given to him.
pub(super) async fn switched_on() -> Result<SwitchedOn, HttpError> {
    http::get("/v1/switchedOn").await
}
