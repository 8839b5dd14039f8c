use belroute_shared::{
    company::dial_plans::{CompanyDialPlan, DialPlanSettings, MadeDialPlan},
    ids::DialPlanId,
};

use crate::http::{self, HttpError};

pub(super) const DIAL_PLANS: &str = "/v1/company/dialPlans";

pub(super) async fn show(id: DialPlanId) -> Result<CompanyDialPlan, HttpError> {
    http::get(&format!("{DIAL_PLANS}/{id}")).await
}

pub(super) async fn create(settings: &DialPlanSettings) -> Result<MadeDialPlan, HttpError> {
    http::post(DIAL_PLANS, settings).await
}

pub(super) async fn replace(id: DialPlanId, settings: &DialPlanSettings) -> Result<(), HttpError> {
    http::put(&format!("{DIAL_PLANS}/{id}"), settings).await
}

pub(super) async fn remove(id: DialPlanId) -> Result<(), HttpError> {
    http::delete(&format!("{DIAL_PLANS}/{id}")).await
}
