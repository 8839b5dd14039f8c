//! Every call goes to the mailbox at once: a part of the mailbox's setting.

use belroute_shared::{routing::overruled::Acting, settings::voicemail::Voicemail};
use leptos::prelude::*;

use super::{
    form::Switch,
    headings,
    open::Open,
    opened::Opened,
    part::Part,
    preview::Preview,
    row::Row,
    state::{State, Words, of_profile},
    voicemail,
};
use crate::{t, text};

static PART: Part<Voicemail> = Part {
    is_same: |one, other| one.send_all_calls == other.send_all_calls,
    copy: |from, into| into.send_all_calls = from.send_all_calls,
    profile: Some(voicemail::IN_PROFILE),
    ..Part::new(words)
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::STRAIGHT_TO_VOICEMAIL,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::SendAllCalls),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: &Voicemail, _words: &Words<'_>) -> State {
    let (is_on, words) = match (setting.enabled, setting.send_all_calls.enabled) {
        (false, _) => (false, text!(calling.mailbox.state_off)),
        (true, false) => (false, text!(calling.all_to_voicemail.rings)),
        (true, true) => (true, text!(calling.all_to_voicemail.at_once)),
    };
    State::switched(is_on, words)
}

fn form(opened: Opened<Voicemail>) -> AnyView {
    view! {
        <Switch
            opened
            id="straight-to-voicemail-on"
            label=t!(calling.all_to_voicemail.name)
            detail=t!(calling.all_to_voicemail.text)
            is_on=|it: &Voicemail| it.send_all_calls.enabled
            set=|it: &mut Voicemail, is_on| it.send_all_calls.enabled = is_on
        />
        <Preview opened switch=switch_over />
    }
    .into_any()
}

fn switch_over(setting: &mut Voicemail) -> bool {
    setting.send_all_calls.enabled ^= true;
    setting.send_all_calls.enabled
}
