//! Where messages are kept, and how phones show that there are new ones.

use belroute_shared::{
    features::Feature,
    settings::voicemail::{StorageType, Voicemail},
};
use leptos::prelude::*;

use super::IN_PROFILE;
use crate::{
    session,
    settings::{
        edit_line::EditLine,
        form::{SettingForm, Switch},
        headings::Heading,
        open::Open,
        opened::Opened,
        part::Part,
        row::Row,
        state::{State, Words, of_profile},
    },
    t, text,
    ui::{Choice, Note},
};

static WHERE_PART: Part<Voicemail> = Part {
    fields: &["messageStorage.externalEmail"],
    is_same: |one, other| kept(one) == kept(other),
    copy: |from, into| {
        let (from, into) = (&from.message_storage, &mut into.message_storage);
        into.storage_type = from.storage_type;
        into.external_email.clone_from(&from.external_email);
    },
    details: |it, _| {
        let storage = &it.message_storage;
        let is_unsaid = !storage.is_external() && !storage.external_email.is_empty();
        let address = is_unsaid.then(|| storage.external_email.clone());
        address.into_iter().collect()
    },
    profile: Some(IN_PROFILE),
    ..Part::new(where_in_words)
};

static LIGHT_PART: Part<Voicemail> = Part {
    is_same: |one, other| one.message_storage.mwi_enabled == other.message_storage.mwi_enabled,
    copy: |from, into| into.message_storage.mwi_enabled = from.message_storage.mwi_enabled,
    profile: Some(IN_PROFILE),
    ..Part::new(light_in_words)
};

static WHERE_HEADING: Heading = Heading {
    anchor: "message-storage",
    name: t!(mailbox.storage.name),
    synonyms: t!(mailbox.synonyms),
    is_shown: |features| features.shows(Some(Feature::VoicemailMessageStorage)),
};

static LIGHT_HEADING: Heading = Heading {
    anchor: "message-light",
    name: t!(mailbox.light.name),
    synonyms: t!(mailbox.synonyms),
    is_shown: |features| features.shows(Some(Feature::VoicemailMessageStorage)),
};

/// In the mailbox, or mailed away.
pub(super) static WHERE: Row = Row {
    heading: &WHERE_HEADING,
    state: || of_profile(&WHERE_PART),
    told: &[&WHERE_PART],
    acting: None,
    body: || view! { <Open part=&WHERE_PART form=where_form /> }.into_any(),
};

/// The light on phones.
pub(super) static LIGHT: Row = Row {
    heading: &LIGHT_HEADING,
    state: || of_profile(&LIGHT_PART),
    told: &[&LIGHT_PART],
    acting: None,
    body: || view! { <Open part=&LIGHT_PART form=light_form /> }.into_any(),
};

fn kept(setting: &Voicemail) -> (StorageType, &str) {
    let storage = &setting.message_storage;
    (storage.storage_type, &storage.external_email)
}

fn where_in_words(setting: &Voicemail, _words: &Words<'_>) -> State {
    match kept(setting) {
        (StorageType::Internal, _) => State::plain(text!(mailbox.storage.here)),
        (StorageType::External, address) => {
            let address = address.to_owned();
            State::plain(text!(mailbox.storage.elsewhere, address))
        }
    }
}

fn light_in_words(setting: &Voicemail, _words: &Words<'_>) -> State {
    let is_on = setting.message_storage.mwi_enabled;
    let words = if is_on {
        text!(mailbox.light.on)
    } else {
        text!(mailbox.light.off)
    };
    State::switched(is_on, words)
}

fn where_form(opened: Opened<Voicemail>) -> AnyView {
    let me = session::me();
    let chosen = opened.signal(|it| it.message_storage.storage_type);
    let is_external = Memo::new(move |_| chosen.get() == StorageType::External);
    let choose = move |storage_type| {
        opened.edit(|it| {
            let storage = &mut it.message_storage;
            storage.storage_type = storage_type;
            if storage.is_external() && storage.external_email.is_empty() {
                storage.external_email = me.with_untracked(|me| me.email.clone());
            }
        });
    };
    // What was so before the company decided otherwise can be taken back.
    let is_shut = Memo::new(move |_| {
        opened.with(|it| !it.voice_message_forwarding_enabled) && !is_external.get()
    });
    view! {
        <Show
            when=move || !is_shut.get()
            fallback=|| view! { <Note>{t!(errors.messages_stay)}</Note> }
        >
            <SettingForm opened>
                <Choice
                    name="message-storage-type"
                    label=t!(mailbox.storage.label)
                    options=vec![
                        (StorageType::Internal, Signal::derive(|| text!(mailbox.storage.in_mailbox).to_owned())),
                        (StorageType::External, Signal::derive(|| text!(mailbox.storage.by_mail).to_owned())),
                    ]
                    chosen
                    on_change=choose
                />
                <Show when=move || is_external.get()>
                    <p class="soft">{t!(mailbox.storage.text)}</p>
                    <EditLine
                        opened
                        id="message-storage-to"
                        label=t!(mailbox.address)
                        keys="email"
                        read=|it: &Voicemail| it.message_storage.external_email.clone()
                        write=|it: &mut Voicemail, text| {
                            text.trim().clone_into(&mut it.message_storage.external_email);
                        }
                        error=opened.error_of("messageStorage.externalEmail")
                    />
                </Show>
            </SettingForm>
        </Show>
    }
    .into_any()
}

fn light_form(opened: Opened<Voicemail>) -> AnyView {
    view! {
        <Switch
            opened
            id="message-light-on"
            label=t!(mailbox.light.label)
            detail=t!(mailbox.light.text)
            is_on=|it: &Voicemail| it.message_storage.mwi_enabled
            set=|it: &mut Voicemail, is_on| it.message_storage.mwi_enabled = is_on
        />
    }
    .into_any()
}
