use belroute_shared::{
    company::call_groups::{CallGroupSettings, CompanyCallGroup, MadeCallGroup},
    ids::CallGroupId,
};

use crate::http::{self, HttpError};

pub(super) const GROUPS: &str = "/v1/company/callGroups";

pub(super) async fn show(id: CallGroupId) -> Result<CompanyCallGroup, HttpError> {
    http::get(&format!("{GROUPS}/{id}")).await
}

pub(super) async fn create(settings: &CallGroupSettings) -> Result<MadeCallGroup, HttpError> {
    http::post(GROUPS, settings).await
}

pub(super) async fn replace(
    id: CallGroupId,
    settings: &CallGroupSettings,
) -> Result<(), HttpError> {
    http::put(&format!("{GROUPS}/{id}"), settings).await
}

pub(super) async fn remove(id: CallGroupId) -> Result<(), HttpError> {
    http::delete(&format!("{GROUPS}/{id}")).await
}
