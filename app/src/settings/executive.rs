//! Executive: which calls go to assistants, who these are, how they ring, and what they see.

mod alert;
mod assistants;
mod filtering;
mod screening;
mod shown;

use belroute_shared::{
    routing::{
        overruled::Acting,
        profile::{Executive, Profile},
    },
    settings::executive::Alert,
};
use leptos::prelude::*;

use super::{headings, open::Open, row::Row, state::of_profile};
use crate::t;

/// Where two parts of the row are kept together.
const ALERT_PATH: &str = "/v1/telephony/config/people/me/settings/executive/alert";

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::ASSISTANTS,
    state: || of_profile(&filtering::PART),
    told: &[
        &filtering::PART,
        &assistants::LOGGED,
        &alert::PART,
        &shown::PART,
        &screening::PART,
    ],
    acting: Some(Acting::Executive),
    body,
};

fn body() -> AnyView {
    view! {
        <div class="setting-part">
            <Open part=&filtering::PART form=filtering::form />
        </div>
        <div class="setting-part">
            <Open part=&assistants::PART form=assistants::form />
        </div>
        <div class="setting-part">
            <h4>{t!(features.executive.alert)}</h4>
            <Open part=&alert::PART form=alert::form />
        </div>
        <div class="setting-part">
            <h4>{t!(features.executive.sees)}</h4>
            <Open part=&shown::PART form=shown::form />
        </div>
        <div class="setting-part">
            <h4>{t!(features.executive.screening)}</h4>
            <Open part=&screening::PART form=screening::form />
        </div>
    }
    .into_any()
}

/// What a profile says of its executive; of nobody's, what every executive begins with.
fn of(profile: &Profile) -> Executive {
    profile.executive.clone().unwrap_or_default()
}

fn put_alert(profile: &mut Profile, alert: Alert) {
    if let Some(executive) = &mut profile.executive {
        executive.alert = alert;
    }
}
