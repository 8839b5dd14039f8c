//! Users who have set everything that can be set, for measuring: all settings that let a call ring
//! at last, and as many rules in each as there may be.

use belroute_shared::{
    ids::{BlockedNumberId, OrganisationId, ReachNumberId, RuleId, ScheduleId, UserId},
    rule::{CallsFrom, MOST_NUMBERS, MOST_RULES, Rule, RuleFeature},
    settings::{
        Setting,
        call_block::{self, BlockedCaller, CallBlock},
        call_forwarding::{CallForwarding, Forward},
        call_notify::CallNotify,
        sequential_ring::{self, SequentialNumber, SequentialRing},
        simultaneous_ring::{self, SimultaneousNumber, SimultaneousRing},
        single_number_reach::{self, ReachNumber, ReachNumberSettings, SingleNumberReach},
    },
    typed_number::TypedNumber,
};
use sea_orm::{ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait as _, Set};
use serde_json::json;
use uuid::Uuid;

use crate::{
    entity::{rule_schedule, schedule, setting, user},
    settings::rules,
};

/// Numbers that nobody has who calls in the measurement.
struct Numbers(u32);

impl Numbers {
    fn next(&mut self) -> TypedNumber {
        self.0 += 1;
        TypedNumber::new(format!("+120255{:05}", self.0 % 100_000))
    }
}

/// Sets everything for a user.
pub(super) async fn set_everything(
    db: &impl ConnectionTrait,
    user: &user::Model,
    now_ms: i64,
) -> Result<(), DbErr> {
    let mut numbers = Numbers(u32::from(user.id.as_bytes()[15]) * 300);
    let schedule = insert_schedule(db, user, now_ms).await?;
    let mut settings = vec![
        on::<belroute_shared::settings::anonymous_call_reject::AnonymousCallReject>(),
        on::<belroute_shared::settings::priority_alert::PriorityAlert>(),
        on::<belroute_shared::settings::selective::SelectiveAccept>(),
        on::<belroute_shared::settings::selective::SelectiveReject>(),
        on::<belroute_shared::settings::executive::CallFiltering>(),
    ];
    settings.push((
        "selectiveForward",
        json!({"enabled": true, "defaultPhoneNumberToForward": numbers.next()}).to_string(),
    ));
    settings.push(written(&CallNotify {
        enabled: true,
        email_address: user.email.clone(),
    }));
    settings.push(written(&forwarding(&mut numbers)));
    settings.push(written(&SimultaneousRing {
        enabled: true,
        criterias_enabled: true,
        phone_numbers: (0..simultaneous_ring::MOST_NUMBERS)
            .map(|_| SimultaneousNumber {
                phone_number: numbers.next(),
                answer_confirmation_enabled: true,
            })
            .collect(),
        ..SimultaneousRing::default()
    }));
    settings.push(written(&SequentialRing {
        enabled: true,
        phone_numbers: (0..sequential_ring::MOST_NUMBERS)
            .map(|_| SequentialNumber {
                phone_number: numbers.next(),
                answer_confirmation_required_enabled: true,
                number_of_rings: 3,
            })
            .collect(),
        ..SequentialRing::default()
    }));
    settings.push(written(&SingleNumberReach {
        enabled: true,
        numbers: (0..single_number_reach::MOST_NUMBERS)
            .map(|_| ReachNumber {
                id: ReachNumberId(Uuid::now_v7()),
                settings: ReachNumberSettings {
                    phone_number: numbers.next(),
                    name: "Other phone".to_owned(),
                    ..ReachNumberSettings::default()
                },
            })
            .collect(),
        ..SingleNumberReach::default()
    }));
    settings.push(written(&CallBlock {
        numbers: (0..call_block::MOST_NUMBERS)
            .map(|_| BlockedCaller {
                id: BlockedNumberId(Uuid::now_v7()),
                phone_number: numbers.next(),
            })
            .collect(),
    }));
    let (owner, organisation) = (UserId(user.id), OrganisationId(user.organisation_id));
    let (mut rows, mut schedules) = (Vec::new(), Vec::new());
    for (name, value) in settings {
        let feature = RuleFeature::of_setting(name);
        let rules = feature.map(|feature| {
            let rules = rules_of(feature, schedule, &mut numbers);
            schedules.extend(rules::schedules(owner, organisation, feature, &rules));
            rules
        });
        rows.push(setting::ActiveModel {
            user_id: Set(user.id),
            organisation_id: Set(user.organisation_id),
            name: Set(name.to_owned()),
            value: Set(value),
            rules: Set(rules::written(&rules.unwrap_or_default())?),
            version: Set(1),
            changed_at_ms: Set(now_ms),
            // None of the forwards and silences of this organisation ends.
            ends_at_ms: Set(None),
        });
    }
    setting::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    rule_schedule::Entity::insert_many(schedules)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

fn written<T: Setting>(setting: &T) -> (&'static str, String) {
    (T::NAME, serde_json::to_string(setting).unwrap_or_default())
}

fn on<T: Setting>() -> (&'static str, String) {
    (T::NAME, json!({"enabled": true}).to_string())
}

fn forwarding(numbers: &mut Numbers) -> CallForwarding {
    let mut forward = || Forward {
        enabled: true,
        destination: Some(numbers.next()),
        destination_voicemail_enabled: false,
    };
    let mut setting = CallForwarding {
        business_continuity: forward(),
        ..CallForwarding::default()
    };
    setting.call_forwarding.busy = forward();
    setting.call_forwarding.no_answer.enabled = true;
    setting.call_forwarding.no_answer.destination = forward().destination;
    setting
}

/// As many rules as a setting takes, each about as many numbers as it takes, none of which call;
/// the last one of those that must act is about everybody.
fn rules_of(feature: RuleFeature, schedule: ScheduleId, numbers: &mut Numbers) -> Vec<Rule> {
    let acts_for_all = matches!(
        feature,
        RuleFeature::SelectiveAccept | RuleFeature::SequentialRing | RuleFeature::SimultaneousRing
    );
    (1..=MOST_RULES)
        .map(|number| {
            let is_last = number == MOST_RULES && acts_for_all;
            Rule {
                id: RuleId(Uuid::now_v7()),
                name: None,
                schedule: (number % 2 == 0).then_some(schedule),
                calls_from: if is_last {
                    CallsFrom::AnyPhoneNumber
                } else {
                    CallsFrom::SelectPhoneNumbers
                },
                anonymous_callers: false,
                unavailable_callers: false,
                phone_numbers: (0..MOST_NUMBERS).map(|_| numbers.next()).collect(),
                acts: true,
                forward_to: None,
                destination_voicemail: false,
                calls_to: Vec::new(),
                is_active: true,
            }
        })
        .collect()
}

/// Working hours of every day of the week, and twenty days off.
async fn insert_schedule(
    db: &impl ConnectionTrait,
    user: &user::Model,
    now_ms: i64,
) -> Result<ScheduleId, DbErr> {
    let week = json!({
        "id": Uuid::now_v7(), "name": "Hours", "startDate": "2026-01-05", "endDate": "2026-01-05",
        "startTime": "00:00", "endTime": "23:59", "allDayEnabled": false,
        "recurrence": {"recurForEver": true, "recurWeekly": {
            "recurInterval": 1, "monday": true, "tuesday": true, "wednesday": true,
            "thursday": true, "friday": true, "saturday": true, "sunday": true,
        }},
    });
    let days = (1..=20).map(|day| {
        let date = format!("2027-03-{day:02}");
        json!({
            "id": Uuid::now_v7(), "name": format!("Day {day}"), "startDate": date, "endDate": date,
            "allDayEnabled": true,
        })
    });
    let events: Vec<_> = std::iter::once(week).chain(days).collect();
    let id = Uuid::now_v7();
    schedule::ActiveModel {
        id: Set(id),
        organisation_id: Set(user.organisation_id),
        user_id: Set(Some(user.id)),
        kind: Set("businessHours".to_owned()),
        name: Set("Office".to_owned()),
        name_key: Set("office".to_owned()),
        events: Set(json!(events).to_string()),
        version: Set(1),
        created_at_ms: Set(now_ms),
        changed_at_ms: Set(now_ms),
    }
    .insert(db)
    .await?;
    Ok(ScheduleId(id))
}

#[cfg(test)]
mod tests {
    use belroute_shared::number::PhoneNumber;

    use super::*;

    #[test]
    fn the_numbers_are_numbers() {
        let mut numbers = Numbers(0);
        assert!(PhoneNumber::new(numbers.next().to_string()).is_ok());
    }
}
