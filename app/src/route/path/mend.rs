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
    let profile = tried.route().profile();
    let number = number.clone();
    // A list is saved as a whole: what was pressed before is in the profile when this has its turn.
    let save = async move {
        let Some((path, name, body)) = profile
            .get_untracked()
            .and_then(|mut it| confirm(&mut it, what, &number))
        else {
            return;
        };
        let answer = http::put(&path, &body).await;
        if answer.is_ok() {
            profile.update(|it| {
                confirm(it, what, &number);
            });
        }
        live.tell_here(&LiveEvent::Setting {
            setting: name.to_owned(),
        });
        let said = match answer {
            Ok(()) => Ok(text!(action.saved).to_owned()),
            Err(error) => Err(explain(&error)),
        };
        let _ = outcome.try_set(Some(said));
    };
    spawn_local(profile.saving(save));
}

/// Changes the profile; tells where to send what, and the setting that it changes.
fn confirm(
    profile: &mut Profile,
    what: Acting,
    number: &TypedNumber,
) -> Option<(String, &'static str, Value)> {
    let settings = &mut profile.settings;
    let path = |name: &str| format!("{SETTINGS}/{name}");
    match what {
        Acting::SimultaneousRing => {
            let along = &mut settings.simultaneous_ring;
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
            let search = &mut settings.sequential_ring;
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
            let mut numbers = settings.single_number_reach.numbers.iter_mut();
            let it = numbers.find(|it| it.settings.phone_number == *number)?;
            it.settings.answer_confirmation_enabled = true;
            let name = SingleNumberReach::NAME;
            let path = format!("{}/numbers/{}", path(name), it.id);
            Some((path, name, serde_json::to_value(&it.settings).ok()?))
        }
        _ => None,
    }
}
