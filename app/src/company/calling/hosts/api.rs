use belroute_shared::{
    company::hoteling::CompanyHost, ids::UserId, settings::hoteling::HotelingHost,
};

use crate::http::{self, HttpError};

pub(super) const HOSTS: &str = "/v1/company/hotelingHosts";

fn of_user(id: UserId) -> String {
    format!("/v1/company/users/{id}/hotelingHost")
}

pub(super) async fn show(id: UserId) -> Result<CompanyHost, HttpError> {
    http::get(&of_user(id)).await
}

pub(super) async fn replace(id: UserId, host: &HotelingHost) -> Result<(), HttpError> {
    http::put(&of_user(id), host).await
}

pub(super) async fn release(id: UserId) -> Result<(), HttpError> {
    http::delete(&format!("{}/guest", of_user(id))).await
}
