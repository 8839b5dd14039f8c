use belroute_shared::{
    account::{Language, Theme},
    company::audit_log::AuditLog,
    email_addresses::{EmailAddresses, ExtraEmailAddress, NewEmailAddress},
    extra_numbers::{ExtraNumbers, ShownExtraNumbers},
    ids::EmailAddressId,
    people::Names,
    switched_on::SwitchedOn,
};
use serde::Serialize;

use crate::{
    http,
    http::{HttpError, Tagged},
};

const EXTRA_NUMBERS: &str = "/v1/extraNumbers";

const EMAIL_ADDRESSES: &str = "/v1/emailAddresses";

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

pub(super) async fn list_email_addresses() -> Result<EmailAddresses, HttpError> {
    http::get(EMAIL_ADDRESSES).await
}

/// Adds one, to which a link is mailed.
pub(super) async fn create_email_address(
    new: &NewEmailAddress,
) -> Result<ExtraEmailAddress, HttpError> {
    http::post(EMAIL_ADDRESSES, new).await
}

pub(super) async fn remove_email_address(id: EmailAddressId) -> Result<(), HttpError> {
    http::delete(&format!("{EMAIL_ADDRESSES}/{id}")).await
}

/// Mails another link.
pub(super) async fn send_confirmation(id: EmailAddressId) -> Result<(), HttpError> {
    http::post_empty(&format!("{EMAIL_ADDRESSES}/{id}/confirmation")).await
}

pub(super) async fn make_email_address_primary(id: EmailAddressId) -> Result<(), HttpError> {
    http::put_empty(&format!("{EMAIL_ADDRESSES}/{id}/primary")).await
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
