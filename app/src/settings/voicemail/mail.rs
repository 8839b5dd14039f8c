//! Mails about messages: that there is one, and the message itself.

use belroute_shared::{features::Feature, settings::voicemail::Voicemail};
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
        state::{State, of_profile},
    },
    t, text,
    ui::Note,
};

/// One of the two mails, in the setting and on the page.
#[derive(Clone, Copy)]
struct Mail {
    switch: &'static str,
    line: &'static str,
    /// Where its address stands on the wire.
    field: &'static str,
    label: fn() -> &'static str,
    detail: fn() -> &'static str,
    is_on: fn(&Voicemail) -> bool,
    set: fn(&mut Voicemail, bool),
    read: fn(&Voicemail) -> String,
    write: fn(&mut Voicemail, &str),
}

const NOTICE: Mail = Mail {
    switch: "message-mail-on",
    line: "message-mail-to",
    field: "notifications.destination",
    label: t!(mailbox.notice.label),
    detail: t!(mailbox.notice.text),
    is_on: |it| it.notifications.enabled,
    set: |it, is_on| it.notifications.enabled = is_on,
    read: |it| it.notifications.destination.clone(),
    write: |it, text| text.trim().clone_into(&mut it.notifications.destination),
};

const COPY: Mail = Mail {
    switch: "message-copy-on",
    line: "message-copy-to",
    field: "emailCopyOfMessage.emailId",
    label: t!(mailbox.copy.label),
    detail: t!(mailbox.copy.text),
    is_on: |it| it.email_copy_of_message.enabled,
    set: |it, is_on| it.email_copy_of_message.enabled = is_on,
    read: |it| it.email_copy_of_message.email_id.clone(),
    write: |it, text| {
        text.trim()
            .clone_into(&mut it.email_copy_of_message.email_id);
    },
};

static NOTICE_PART: Part<Voicemail> = Part {
    fields: &["notifications.destination"],
    is_same: |one, other| one.notifications == other.notifications,
    copy: |from, into| into.notifications.clone_from(&from.notifications),
    details: |it, _| unsaid(NOTICE, it),
    profile: Some(IN_PROFILE),
    ..Part::new(|it, _| words(NOTICE, it))
};

static COPY_PART: Part<Voicemail> = Part {
    fields: &["emailCopyOfMessage.emailId"],
    is_same: |one, other| one.email_copy_of_message == other.email_copy_of_message,
    copy: |from, into| {
        into.email_copy_of_message
            .clone_from(&from.email_copy_of_message);
    },
    details: |it, _| unsaid(COPY, it),
    profile: Some(IN_PROFILE),
    ..Part::new(|it, _| words(COPY, it))
};

static NOTICE_HEADING: Heading = Heading {
    anchor: "message-mail",
    name: t!(mailbox.notice.name),
    synonyms: t!(mailbox.synonyms),
    is_shown: |features| features.shows(Some(Feature::VoicemailNotifications)),
};

static COPY_HEADING: Heading = Heading {
    anchor: "message-copy",
    name: t!(mailbox.copy.name),
    synonyms: t!(mailbox.synonyms),
    is_shown: |features| features.shows(Some(Feature::VoicemailEmailCopy)),
};

/// A mail that there is a message.
pub(super) static ABOUT: Row = Row {
    heading: &NOTICE_HEADING,
    state: || of_profile(&NOTICE_PART),
    told: &[&NOTICE_PART],
    acting: None,
    body: || view! { <Open part=&NOTICE_PART form=notice /> }.into_any(),
};

/// A mail with the message.
pub(super) static WITH_SOUND: Row = Row {
    heading: &COPY_HEADING,
    state: || of_profile(&COPY_PART),
    told: &[&COPY_PART],
    acting: None,
    body: || view! { <Open part=&COPY_PART form=copy /> }.into_any(),
};

fn words(mail: Mail, setting: &Voicemail) -> State {
    if (mail.is_on)(setting) {
        let address = (mail.read)(setting);
        State::switched(true, text!(mailbox.mailed_to, address))
    } else {
        State::switched(false, text!(mailbox.no_mail))
    }
}

/// An address that nothing goes to.
fn unsaid(mail: Mail, setting: &Voicemail) -> Vec<String> {
    let address = (mail.read)(setting);
    let is_unsaid = !(mail.is_on)(setting) && !address.is_empty();
    is_unsaid.then_some(address).into_iter().collect()
}

fn notice(opened: Opened<Voicemail>) -> AnyView {
    view! { <MailForm opened mail=NOTICE /> }.into_any()
}

fn copy(opened: Opened<Voicemail>) -> AnyView {
    // What was on before the company decided so can be switched off.
    let is_shut = Memo::new(move |_| {
        opened.with(|it| !it.voice_message_forwarding_enabled && !it.email_copy_of_message.enabled)
    });
    view! {
        <Show
            when=move || !is_shut.get()
            fallback=|| view! { <Note>{t!(errors.messages_stay)}</Note> }
        >
            <MailForm opened mail=COPY />
        </Show>
    }
    .into_any()
}

/// The switch, and where it goes.
#[component]
fn MailForm(opened: Opened<Voicemail>, mail: Mail) -> impl IntoView {
    let me = session::me();
    let is_on = Memo::new(move |_| opened.with(mail.is_on));
    let switch = move |it: &mut Voicemail, is_on: bool| {
        (mail.set)(it, is_on);
        // It cannot be on without an address, and most people mean their own.
        if is_on && (mail.read)(it).is_empty() {
            me.with_untracked(|me| (mail.write)(it, &me.email));
        }
    };
    view! {
        <SettingForm opened>
            <Switch
                opened
                id=mail.switch
                label=mail.label
                detail=mail.detail
                is_on=mail.is_on
                set=switch
            />
            <Show when=move || is_on.get()>
                <EditLine
                    opened
                    id=mail.line
                    label=t!(mailbox.address)
                    keys="email"
                    read=mail.read
                    write=mail.write
                    error=opened.error_of(mail.field)
                />
            </Show>
        </SettingForm>
    }
}
