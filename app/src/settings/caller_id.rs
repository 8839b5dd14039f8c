//! What others see: hiding the number when calling, and hiding who answers. Both are one setting.

use belroute_shared::{caller_number::CallerIdSettings, live::LiveEvent};
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

static CALLING: Part<CallerIdSettings> = Part {
    event: |_| LiveEvent::CallerNumber,
    is_same: |one, other| {
        one.calling_line_id_delivery_blocking_enabled
            == other.calling_line_id_delivery_blocking_enabled
    },
    copy: |from, into| {
        into.calling_line_id_delivery_blocking_enabled =
            from.calling_line_id_delivery_blocking_enabled;
    },
    ..Part::plain("callerId", |it, _| calling(*it))
};

static ANSWERING: Part<CallerIdSettings> = Part {
    event: |_| LiveEvent::CallerNumber,
    is_same: |one, other| {
        one.connected_line_identification_restriction_enabled
            == other.connected_line_identification_restriction_enabled
    },
    copy: |from, into| {
        into.connected_line_identification_restriction_enabled =
            from.connected_line_identification_restriction_enabled;
    },
    ..Part::plain("callerId", |it, _| answering(*it))
};

/// Hides the number of who calls.
pub(super) static HIDE_NUMBER: Row = Row {
    heading: &headings::HIDE_MY_NUMBER,
    state: || of_setting(&CALLING),
    told: &[&CALLING],
    acting: None,
    body: || view! { <Open part=&CALLING form=calling_form /> }.into_any(),
};

/// Hides the number of who answers.
pub(super) static HIDE_WHO_ANSWERS: Row = Row {
    heading: &headings::HIDE_WHO_ANSWERS,
    state: || of_setting(&ANSWERING),
    told: &[&ANSWERING],
    acting: None,
    body: || view! { <Open part=&ANSWERING form=answering_form /> }.into_any(),
};

fn calling(setting: CallerIdSettings) -> State {
    let is_hidden = setting.calling_line_id_delivery_blocking_enabled;
    State::switched(
        is_hidden,
        if is_hidden {
            text!(calling.hide.hidden)
        } else {
            text!(calling.hide.shown)
        },
    )
}

fn answering(setting: CallerIdSettings) -> State {
    let is_hidden = setting.connected_line_identification_restriction_enabled;
    State::switched(
        is_hidden,
        if is_hidden {
            text!(calling.hide_answer.hidden)
        } else {
            text!(calling.hide_answer.shown)
        },
    )
}

fn calling_form(opened: Opened<CallerIdSettings>) -> AnyView {
    view! {
        <Switch
            opened
            id="hide-my-number-on"
            label=t!(calling.hide.name)
            detail=t!(calling.hide.text)
            is_on=|it: &CallerIdSettings| it.calling_line_id_delivery_blocking_enabled
            set=|it: &mut CallerIdSettings, is_on| {
                it.calling_line_id_delivery_blocking_enabled = is_on;
            }
        />
    }
    .into_any()
}

fn answering_form(opened: Opened<CallerIdSettings>) -> AnyView {
    view! {
        <Switch
            opened
            id="hide-who-answers-on"
            label=t!(calling.hide_answer.name)
            detail=t!(calling.hide_answer.text)
            is_on=|it: &CallerIdSettings| it.connected_line_identification_restriction_enabled
            set=|it: &mut CallerIdSettings, is_on| {
                it.connected_line_identification_restriction_enabled = is_on;
            }
        />
    }
    .into_any()
}
