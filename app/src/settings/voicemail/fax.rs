//! The number at which a fax service of the company takes faxes for this mailbox.

use belroute_shared::{
    features::Feature,
    settings::voicemail::Voicemail,
    typed_number::{Takes, TypedNumber},
};
use leptos::prelude::*;

use super::IN_PROFILE;
use crate::{
    settings::{
        edit_line::EditLine,
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
    fields: &["faxMessage.phoneNumber", "faxMessage.extension"],
    is_same: |one, other| one.fax_message == other.fax_message,
    copy: |from, into| into.fax_message.clone_from(&from.fax_message),
    details: |it, words| {
        let extension = it.fax_message.extension.as_ref();
        extension.map(|it| words.who(it)).into_iter().collect()
    },
    profile: Some(IN_PROFILE),
    ..Part::new(words)
};

static HEADING: Heading = Heading {
    anchor: "faxes",
    name: t!(mailbox.fax.name),
    synonyms: t!(mailbox.synonyms),
    is_shown: |features| features.shows(Some(Feature::VoicemailFaxMessaging)),
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
    let fax = &setting.fax_message;
    match &fax.phone_number {
        Some(number) if fax.enabled => {
            let number = words.who(number);
            State::switched(true, text!(mailbox.fax.at, number))
        }
        _ => State::switched(false, text!(mailbox.fax.off)),
    }
}

/// What is typed; nothing at all is no number.
fn typed(text: &str) -> Option<TypedNumber> {
    let is_empty = text.trim().is_empty();
    (!is_empty).then(|| TypedNumber::new(text))
}

fn form(opened: Opened<Voicemail>) -> AnyView {
    let is_on = Memo::new(move |_| opened.with(|it| it.fax_message.enabled));
    let number = Memo::new(move |_| {
        let number = opened.with(|it| it.fax_message.phone_number.clone());
        number.map(|it| it.to_string()).unwrap_or_default()
    });
    view! {
        <SettingForm opened>
            <Switch
                opened
                id="faxes-on"
                label=t!(mailbox.fax.label)
                detail=t!(mailbox.fax.text)
                is_on=|it: &Voicemail| it.fax_message.enabled
                set=|it: &mut Voicemail, is_on| it.fax_message.enabled = is_on
            />
            <Show when=move || is_on.get()>
                <NumberField
                    id="faxes-number"
                    label=t!(mailbox.fax.number)
                    takes=Takes::ReachedNumber
                    value=number
                    on_type=move |text: String| {
                        opened.edit(|it| it.fax_message.phone_number = typed(&text));
                    }
                    error=opened.error_of("faxMessage.phoneNumber")
                />
                <EditLine
                    opened
                    id="faxes-extension"
                    label=t!(mailbox.fax.extension)
                    keys="numeric"
                    read=|it: &Voicemail| {
                        let extension = it.fax_message.extension.as_ref();
                        extension.map(ToString::to_string).unwrap_or_default()
                    }
                    write=|it: &mut Voicemail, text| it.fax_message.extension = typed(text)
                    error=opened.error_of("faxMessage.extension")
                />
            </Show>
        </SettingForm>
    }
    .into_any()
}
