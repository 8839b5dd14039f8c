//! Barge in: colleagues may join a call.

use belroute_shared::settings::barge_in::BargeIn;
use leptos::prelude::*;

use super::{
    form::Switch,
    headings,
    open::Open,
    opened::Opened,
    part::Part,
    row::Row,
    state::{State, of_setting},
};
use crate::{t, text};

static PART: Part<BargeIn> = Part::new(|it, _| words(*it));

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::BARGE_IN,
    state: || of_setting(&PART),
    told: &[&PART],
    acting: None,
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: BargeIn) -> State {
    let words = match (setting.enabled, setting.tone_enabled) {
        (false, _) => text!(calling.barge_in.nobody),
        (true, false) => text!(calling.barge_in.silently),
        (true, true) => text!(calling.barge_in.with_tone),
    };
    State::switched(setting.enabled, words)
}

fn form(opened: Opened<BargeIn>) -> AnyView {
    view! {
        <Switch
            opened
            id="barge-in-on"
            label=t!(calling.barge_in.label)
            detail=t!(calling.barge_in.text)
            is_on=|it: &BargeIn| it.enabled
            set=|it: &mut BargeIn, is_on| it.enabled = is_on
        />
        <Switch
            opened
            id="barge-in-tone"
            label=t!(calling.barge_in.tone)
            is_on=|it: &BargeIn| it.tone_enabled
            set=|it: &mut BargeIn, is_on| it.tone_enabled = is_on
        />
    }
    .into_any()
}
