//! A rule as a client writes it.

use belroute_shared::rule::{CallsFrom, RuleFeature, criterion::Criterion};
use serde_json::Value;

use crate::{
    error::ApiResult,
    json::{merged, renamed},
};

/// A patch put over a rule, without what rules of the setting do not have: clients send back all
/// that they have read, and some fields of other settings as well.
pub(super) fn patched(
    before: &Criterion,
    feature: RuleFeature,
    mut patch: Value,
) -> ApiResult<Criterion> {
    renamed(&mut patch, &[("numbers", "phoneNumbers")]);
    let names_type = patch.get("scheduleType").is_some_and(|it| !it.is_null());
    let mut wanted = merged(before, patch)?;
    if wanted.schedule_name.is_none() {
        wanted.schedule_level = None;
        // Who takes the name away means that there is no schedule.
        if !names_type {
            wanted.schedule_type = None;
        }
    }
    if wanted.calls_from != CallsFrom::SelectPhoneNumbers {
        wanted.phone_numbers = None;
    }
    if feature == RuleFeature::ExecutiveCallFiltering {
        wanted.name = None;
    } else {
        wanted.filter_name = None;
        wanted.calls_to_numbers = None;
    }
    if feature != RuleFeature::SelectiveForward {
        wanted.forward_to_phone_number = None;
        wanted.destination_voicemail_enabled = None;
    }
    Ok(wanted)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn with_schedule() -> Criterion {
        let whole = json!({
            "scheduleName": "Office", "scheduleType": "businessHours", "scheduleLevel": "PEOPLE",
            "callsFrom": "SELECT_PHONE_NUMBERS", "phoneNumbers": ["+12025550150"],
        });
        serde_json::from_value(whole).unwrap()
    }

    fn over(patch: Value) -> Criterion {
        patched(&with_schedule(), RuleFeature::SelectiveForward, patch).unwrap()
    }

    #[test]
    fn who_takes_the_name_of_the_schedule_away_means_none() {
        let without = over(json!({"scheduleName": null}));
        assert_eq!(without.schedule_type, None);
        assert_eq!(without.schedule_level, None);
        let unclear = over(json!({"scheduleName": null, "scheduleType": "holidays"}));
        assert!(unclear.schedule_type.is_some());
        assert_eq!(over(json!({})), with_schedule());
    }

    #[test]
    fn numbers_have_two_names() {
        let numbers = over(json!({"numbers": ["+12025550160"]})).phone_numbers;
        assert_eq!(numbers.unwrap()[0].as_str(), "+12025550160");
        assert_eq!(
            over(json!({"callsFrom": "ANY_INTERNAL"})).phone_numbers,
            None
        );
    }

    #[test]
    fn what_rules_of_other_settings_have_is_passed_over() {
        let patch = json!({"forwardToPhoneNumber": "x", "filterName": "y", "callsToNumbers": []});
        let accept = RuleFeature::SelectiveAccept;
        let wanted = patched(&with_schedule(), accept, patch.clone()).unwrap();
        assert_eq!(wanted, with_schedule());
        let forward = over(patch);
        assert!(forward.forward_to_phone_number.is_some() && forward.filter_name.is_none());
    }
}
