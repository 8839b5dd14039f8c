//! Switching rules on and off by the list that they stand in.

use belroute_shared::{
    error::{Code, FieldError},
    rule::{Rule, RuleFeature},
    settings::executive::CriterionActivation,
};

use super::store;
use crate::{error::ApiResult, settings::Change};

/// Switches the rules that are named; whether that changed any. To be finished with the setting that
/// they belong to.
pub(crate) async fn activate(
    change: &Change<'_>,
    feature: RuleFeature,
    wanted: &[CriterionActivation],
) -> ApiResult<bool> {
    let owner = change.session.user;
    let rules = store::list(&change.db, owner, feature).await?;
    let (mut changed, mut broken) = (Vec::new(), Vec::new());
    for (at, it) in wanted.iter().enumerate() {
        match rules.iter().find(|rule| rule.id == it.id) {
            None => broken.push(FieldError::new(
                format!("criteriaActivation.{at}.id"),
                Code::NotOffered,
            )),
            Some(rule) if rule.is_active == it.activation_enabled => {}
            Some(rule) => changed.push(Rule {
                is_active: it.activation_enabled,
                ..rule.clone()
            }),
        }
    }
    if !broken.is_empty() {
        return Err(broken.into());
    }
    for rule in &changed {
        store::replace(&change.db, owner, feature, rule).await?;
    }
    Ok(!changed.is_empty())
}
