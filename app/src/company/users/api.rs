use belroute_shared::{
    company::users::{CompanyUser, Made, OpenPanel, TemporaryPassword, UserSettings},
    ids::UserId,
};
use serde_json::json;

use crate::http::{self, HttpError};

pub(super) const USERS: &str = "/v1/company/users";

pub(super) async fn show(id: UserId) -> Result<CompanyUser, HttpError> {
    http::get(&format!("{USERS}/{id}")).await
}

pub(super) async fn create(settings: &UserSettings) -> Result<Made, HttpError> {
    http::post(USERS, settings).await
}

pub(super) async fn replace(id: UserId, settings: &UserSettings) -> Result<(), HttpError> {
    http::put(&format!("{USERS}/{id}"), settings).await
}

pub(super) async fn invite(id: UserId) -> Result<(), HttpError> {
    http::post_empty(&format!("{USERS}/{id}/invitation")).await
}

pub(super) async fn disable(id: UserId) -> Result<(), HttpError> {
    http::post_empty(&format!("{USERS}/{id}/disable")).await
}

pub(super) async fn enable(id: UserId) -> Result<(), HttpError> {
    http::post_empty(&format!("{USERS}/{id}/enable")).await
}

pub(super) async fn reset_second_factor(id: UserId) -> Result<(), HttpError> {
    http::post_empty(&format!("{USERS}/{id}/resetSecondFactor")).await
}

pub(super) async fn make_temporary_password(id: UserId) -> Result<TemporaryPassword, HttpError> {
    http::post(&format!("{USERS}/{id}/temporaryPassword"), &json!({})).await
}

pub(super) async fn open_panel(id: UserId) -> Result<OpenPanel, HttpError> {
    http::post(&format!("{USERS}/{id}/panel"), &json!({})).await
}
