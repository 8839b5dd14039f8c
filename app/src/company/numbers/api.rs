use belroute_shared::{
    company::numbers::{CompanyNumber, NamedNumber, NewNumber, NumberSettings},
    number::PhoneNumber,
};
use serde_json::json;

use crate::http::{self, HttpError};

pub(super) const NUMBERS: &str = "/v1/company/numbers";

fn path(number: &PhoneNumber) -> String {
    format!("{NUMBERS}/%2B{}", number.digits())
}

pub(super) async fn show(number: &PhoneNumber) -> Result<CompanyNumber, HttpError> {
    http::get(&path(number)).await
}

pub(super) async fn create(new: &NewNumber) -> Result<NamedNumber, HttpError> {
    http::post(NUMBERS, new).await
}

pub(super) async fn replace(
    number: &PhoneNumber,
    settings: &NumberSettings,
) -> Result<(), HttpError> {
    // What is left out would keep its value: nobody is said, too.
    let body = json!({
        "label": settings.label,
        "userId": settings.user_id,
        "dialPlanId": settings.dial_plan_id,
    });
    http::put(&path(number), &body).await
}

pub(super) async fn remove(number: &PhoneNumber) -> Result<(), HttpError> {
    http::delete(&path(number)).await
}

pub(super) async fn make_default(number: PhoneNumber) -> Result<(), HttpError> {
    http::put("/v1/company/defaultNumber", &NamedNumber { number }).await
}
