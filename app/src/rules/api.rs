use belroute_shared::{
    ids::RuleId,
    rule::{RuleFeature, criterion::Criterion},
    schedules::Schedules,
    settings::executive::{ChangeActivation, CriterionActivation},
};
use serde_json::Value;

use crate::http::{self, HttpError, Tagged};

const ME: &str = "/v1/telephony/config/people/me";

/// Where the rules of a setting are.
fn address(feature: RuleFeature) -> String {
    let setting = match feature {
        RuleFeature::ExecutiveCallFiltering => "executive/callFiltering",
        other => other.name(),
    };
    format!("{ME}/settings/{setting}/criteria")
}

pub(super) async fn show(feature: RuleFeature, id: RuleId) -> Result<Tagged<Criterion>, HttpError> {
    http::get_with_tag(&format!("{}/{id}", address(feature))).await
}

pub(super) async fn create(feature: RuleFeature, rule: &Criterion) -> Result<(), HttpError> {
    http::send(&address(feature), &whole(feature, rule)).await
}

/// Changes a rule that is still as it was read.
pub(super) async fn replace(
    feature: RuleFeature,
    id: RuleId,
    rule: &Criterion,
    tag: Option<&str>,
) -> Result<(), HttpError> {
    let path = format!("{}/{id}", address(feature));
    http::put_with_tag(&path, &whole(feature, rule), tag).await
}

pub(super) async fn remove(feature: RuleFeature, id: RuleId) -> Result<(), HttpError> {
    http::delete(&format!("{}/{id}", address(feature))).await
}

/// Has a rule of executive call filtering asked, or passed over.
pub(super) async fn activate(id: RuleId, is_active: bool) -> Result<(), HttpError> {
    let activation = CriterionActivation {
        id,
        activation_enabled: is_active,
    };
    let change = ChangeActivation {
        criteria_activation: Some(vec![activation]),
    };
    let path = format!("{ME}/settings/executive/callFiltering");
    http::put(&path, &change).await
}

/// The user's own schedules and the company's.
pub(super) async fn schedules() -> Result<Schedules, HttpError> {
    http::get(&format!("{ME}/schedules")).await
}

/// A rule with all of its fields. What a request leaves out keeps its value, so what a rule no
/// longer has is sent as `null`.
fn whole(feature: RuleFeature, rule: &Criterion) -> Value {
    let name = match feature {
        RuleFeature::ExecutiveCallFiltering => "filterName",
        _ => "name",
    };
    let mut fields = vec![name, "scheduleName", "scheduleType", "scheduleLevel"];
    if feature == RuleFeature::SelectiveForward {
        fields.push("forwardToPhoneNumber");
    }
    let mut value = serde_json::to_value(rule).unwrap_or_default();
    if let Value::Object(object) = &mut value {
        for field in fields {
            object.entry(field).or_insert(Value::Null);
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_rule_no_longer_has_is_taken_away() {
        let rule = Criterion::default().with_acts(RuleFeature::SelectiveForward, false);
        let value = whole(RuleFeature::SelectiveForward, &rule);
        for field in [
            "name",
            "scheduleName",
            "scheduleType",
            "forwardToPhoneNumber",
        ] {
            assert_eq!(value.get(field), Some(&Value::Null), "{field}");
        }
        assert_eq!(value.get("forwardEnabled"), Some(&Value::Bool(false)));
        let read: Criterion = serde_json::from_value(value).unwrap();
        assert_eq!(read, rule);
    }

    #[test]
    fn the_filter_of_an_executive_has_a_path_and_a_name_of_its_own() {
        let feature = RuleFeature::ExecutiveCallFiltering;
        assert!(address(feature).ends_with("/settings/executive/callFiltering/criteria"));
        assert!(address(RuleFeature::CallNotify).ends_with("/settings/callNotify/criteria"));
        let value = whole(feature, &Criterion::default());
        assert!(value.get("filterName").is_some() && value.get("name").is_none());
    }
}
