//! Call waiting: a second call while one goes on.

use belroute_shared::{routing::overruled::Acting, settings::call_waiting::CallWaiting};
use leptos::prelude::*;

use super::{
    form::Switch,
    headings,
    open::Open,
    opened::Opened,
    part::{InProfile, Part},
    row::Row,
    state::{State, of_profile},
};
use crate::{t, text};

static PART: Part<CallWaiting> = Part {
    profile: Some(InProfile {
        of: |profile| profile.settings.call_waiting,
        put: |profile, it| profile.settings.call_waiting = it,
    }),
    ..Part::new(|it, _| words(*it))
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::CALL_WAITING,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::CallWaiting),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: CallWaiting) -> State {
    State::switched(
        setting.enabled,
        if setting.enabled {
            text!(calling.waiting.offered)
        } else {
            text!(calling.waiting.busy)
        },
    )
}

fn form(opened: Opened<CallWaiting>) -> AnyView {
    view! {
        <Switch
            opened
            id="call-waiting-on"
            label=t!(calling.waiting.name)
            detail=t!(calling.waiting.text)
            is_on=|it: &CallWaiting| it.enabled
            set=|it: &mut CallWaiting, is_on| it.enabled = is_on
        />
    }
    .into_any()
}
