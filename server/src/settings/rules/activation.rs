//! Switching rules on and off by the list that they stand in.

use belroute_shared::{
    error::{Code, FieldError},
    rule::RuleFeature,
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
    let (owner, organisation) = (change.session.user, change.session.organisation);
    let mut rules = store::list(&change.db, owner, feature).await?;
    let (mut has_changed, mut broken) = (false, Vec::new());
    for (at, it) in wanted.iter().enumerate() {
        match rules.iter_mut().find(|rule| rule.id == it.id) {
            None => broken.push(FieldError::new(
                format!("criteriaActivation.{at}.id"),
                Code::NotOffered,
            )),
            Some(rule) => {
                has_changed |= rule.is_active != it.activation_enabled;
                rule.is_active = it.activation_enabled;
            }
        }
    }
    if !broken.is_empty() {
        return Err(broken.into());
    }
    if has_changed {
        let now_ms = change.now.as_millisecond();
        store::save(&change.db, owner, organisation, feature, &rules, now_ms).await?;
    }
    Ok(has_changed)
}
