//! Callers who press 0 during the greeting reach somebody else.

use belroute_shared::{
    features::Feature,
    settings::voicemail::Voicemail,
    typed_number::{Takes, TypedNumber},
};
use leptos::prelude::*;

use super::IN_PROFILE;
use crate::{
    settings::{
        form::{SettingForm, Switch},
        headings::Heading,
        number_field::NumberField,
        open::Open,
        opened::Opened,
        part::Part,
        row::Row,
        state::{State, Words, of_profile},
    },
    t, text,
};

static PART: Part<Voicemail> = Part {
    fields: &["transferToNumber.destination"],
    is_same: |one, other| one.transfer_to_number == other.transfer_to_number,
    copy: |from, into| into.transfer_to_number.clone_from(&from.transfer_to_number),
    profile: Some(IN_PROFILE),
    ..Part::new(words)
};

static HEADING: Heading = Heading {
    anchor: "press-0",
    name: t!(mailbox.zero.name),
    synonyms: t!(mailbox.synonyms),
    is_shown: |features| features.shows(Some(Feature::VoicemailTransferNumber)),
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &HEADING,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: None,
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: &Voicemail, words: &Words<'_>) -> State {
    let transfer = &setting.transfer_to_number;
    match &transfer.destination {
        Some(to) if transfer.enabled => {
            let who = words.who(to);
            State::switched(true, text!(mailbox.zero.reaches, who))
        }
        _ => State::switched(false, text!(mailbox.zero.off)),
    }
}

fn form(opened: Opened<Voicemail>) -> AnyView {
    let is_on = Memo::new(move |_| opened.with(|it| it.transfer_to_number.enabled));
    let destination = Memo::new(move |_| {
        let to = opened.with(|it| it.transfer_to_number.destination.clone());
        to.map(|to| to.to_string()).unwrap_or_default()
    });
    let on_type = move |text: String| {
        opened.edit(|it| {
            let is_empty = text.trim().is_empty();
            it.transfer_to_number.destination = (!is_empty).then(|| TypedNumber::new(text));
        });
    };
    view! {
        <SettingForm opened>
            <Switch
                opened
                id="press-0-on"
                label=t!(mailbox.zero.label)
                detail=t!(mailbox.zero.text)
                is_on=|it: &Voicemail| it.transfer_to_number.enabled
                set=|it: &mut Voicemail, is_on| it.transfer_to_number.enabled = is_on
            />
            <Show when=move || is_on.get()>
                <NumberField
                    id="press-0-to"
                    label=t!(mailbox.zero.to)
                    takes=Takes::Destination
                    value=destination
                    on_type
                    error=opened.error_of("transferToNumber.destination")
                />
            </Show>
        </SettingForm>
    }
    .into_any()
}
