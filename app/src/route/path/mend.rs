//! Mends what was found with one press.

use belroute_shared::{
    live::LiveEvent,
    routing::{overruled::Acting, profile::Profile},
    settings::{
        Setting as _, sequential_ring::SequentialRing, simultaneous_ring::SimultaneousRing,
        single_number_reach::SingleNumberReach,
    },
    typed_number::TypedNumber,
};
use leptos::{prelude::*, task::spawn_local};
use serde_json::{Value, json};

use super::tried::Tried;
use crate::{explain::explain, http, live::Live, route::temporary::Outcome, text};

const SETTINGS: &str = "/v1/telephony/config/people/me/settings";

/// Has whoever answers at a number press 1 first.
pub(super) fn press_one(
    live: Live,
    tried: Tried,
    what: Acting,
    number: &TypedNumber,
    outcome: Outcome,
) {
    let change = tried
        .route()
        .profile()
        .with_untracked(|profile| profile.and_then(|profile| confirmed(profile, what, number)));
    let Some((path, name, body)) = change else {
        return;
    };
    spawn_local(async move {
        let answer = http::put(&path, &body).await;
        live.tell_here(&LiveEvent::Setting {
            setting: name.to_owned(),
        });
        let said = match answer {
            Ok(()) => Ok(text!(action.saved).to_owned()),
            Err(error) => Err(explain(&error)),
        };
        let _ = outcome.try_set(Some(said));
    });
}

/// Where to send what, and the setting that it changes.
fn confirmed(
    profile: &Profile,
    what: Acting,
    number: &TypedNumber,
) -> Option<(String, &'static str, Value)> {
    let settings = &profile.settings;
    let path = |name: &str| format!("{SETTINGS}/{name}");
    match what {
        Acting::SimultaneousRing => {
            let mut along = settings.simultaneous_ring.clone();
            for it in &mut along.phone_numbers {
                it.answer_confirmation_enabled |= it.phone_number == *number;
            }
            let name = SimultaneousRing::NAME;
            Some((
                path(name),
                name,
                json!({ "phoneNumbers": along.phone_numbers }),
            ))
        }
        Acting::SequentialRing => {
            let mut search = settings.sequential_ring.clone();
            for it in &mut search.phone_numbers {
                it.answer_confirmation_required_enabled |= it.phone_number == *number;
            }
            let name = SequentialRing::NAME;
            Some((
                path(name),
                name,
                json!({ "phoneNumbers": search.phone_numbers }),
            ))
        }
        Acting::SingleNumberReach => {
            let mut numbers = settings.single_number_reach.numbers.iter();
            let it = numbers.find(|it| it.settings.phone_number == *number)?;
            let mut changed = it.settings.clone();
            changed.answer_confirmation_enabled = true;
            let name = SingleNumberReach::NAME;
            let path = format!("{}/numbers/{}", path(name), it.id);
            Some((path, name, serde_json::to_value(changed).ok()?))
        }
        _ => None,
    }
}
