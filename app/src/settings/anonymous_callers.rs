//! Anonymous call rejection: who hides his number does not get through.

use belroute_shared::{
    routing::overruled::Acting, settings::anonymous_call_reject::AnonymousCallReject,
};
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

static PART: Part<AnonymousCallReject> = Part {
    profile: Some(InProfile {
        of: |profile| profile.settings.anonymous_call_reject,
        put: |profile, it| profile.settings.anonymous_call_reject = it,
    }),
    ..Part::new(|it, _| words(*it))
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::ANONYMOUS_CALLERS,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::AnonymousCallReject),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: AnonymousCallReject) -> State {
    State::switched(
        setting.enabled,
        if setting.enabled {
            text!(calling.anonymous.refused)
        } else {
            text!(calling.anonymous.taken)
        },
    )
}

fn form(opened: Opened<AnonymousCallReject>) -> AnyView {
    view! {
        <Switch
            opened
            id="anonymous-callers-on"
            label=t!(calling.anonymous.name)
            detail=t!(calling.anonymous.text)
            is_on=|it: &AnonymousCallReject| it.enabled
            set=|it: &mut AnonymousCallReject, is_on| it.enabled = is_on
        />
    }
    .into_any()
}
