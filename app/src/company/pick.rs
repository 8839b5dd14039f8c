//! What an administrator chooses from: users, dial plans and numbers of his organisation.

use belroute_shared::company::{
    dial_plans::CompanyDialPlans,
    numbers::{CompanyNumber, CompanyNumbers},
    users::CompanyUsers,
};

use crate::{
    http, paths,
    pick::{Finding, Pick},
};

/// So many are offered; more words find the others.
const MOST: &str = "6";

fn address(path: &str, query: String) -> String {
    paths::request(path, [("max", MOST.to_owned()), ("query", query)])
}

/// Users of the organisation.
pub(super) fn users(query: String) -> Finding {
    Box::pin(async move {
        let found: CompanyUsers = http::get(&address("/v1/company/users", query)).await?;
        let pick = |user: belroute_shared::company::users::CompanyUser| Pick {
            id: user.id.to_string(),
            name: format!("{} {}", user.settings.first_name, user.settings.last_name)
                .trim()
                .to_owned(),
            detail: user.settings.extension.to_string(),
        };
        Ok(found.users.into_iter().map(pick).collect())
    })
}

/// Dial plans of the organisation.
pub(super) fn dial_plans(query: String) -> Finding {
    Box::pin(async move {
        let found: CompanyDialPlans = http::get(&address("/v1/company/dialPlans", query)).await?;
        let pick = |plan: belroute_shared::company::dial_plans::CompanyDialPlan| Pick {
            id: plan.id.to_string(),
            name: plan.settings.name,
            detail: plan.settings.extension.to_string(),
        };
        Ok(found.dial_plans.into_iter().map(pick).collect())
    })
}

/// Public numbers of the organisation.
pub(super) fn numbers(query: String) -> Finding {
    Box::pin(async move {
        let found: CompanyNumbers = http::get(&address("/v1/company/numbers", query)).await?;
        let pick = |number: CompanyNumber| Pick {
            id: number.number.to_string(),
            name: number.display,
            detail: number.settings.label,
        };
        Ok(found.numbers.into_iter().map(pick).collect())
    })
}
