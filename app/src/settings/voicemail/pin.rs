//! The PIN that opens the mailbox by phone. Which one it is, nobody is ever told.

mod draft;
mod field;
mod form;
mod lines;

use belroute_shared::{features::Feature, voicemail::pin::PinState};
use leptos::prelude::*;

use self::form::PinForm;
use crate::{
    intl, opened_panel,
    settings::{
        headings::Heading,
        open::Open,
        opened::Opened,
        part::Part,
        row::Row,
        state::{State, Words, of_setting},
    },
    t, text,
    ui::Note,
};

/// Where the PIN is.
const PIN: &str = "/v1/telephony/config/people/me/voicemail/pin";
/// Where its rules are.
const RULES: &str = "/v1/telephony/config/people/me/voicemail/rules";

static PART: Part<PinState> = Part {
    elsewhere: Some(PIN),
    ..Part::plain("voicemailPin", words)
};

static HEADING: Heading = Heading {
    anchor: "pin",
    name: t!(mailbox.pin.name),
    synonyms: t!(mailbox.synonyms),
    is_shown: |features| features.shows(Some(Feature::Voicemail)),
};

/// The row. That it was set is told by the log itself.
pub(super) static ROW: Row = Row {
    heading: &HEADING,
    state: || of_setting(&PART),
    told: &[],
    acting: None,
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(pin: &PinState, words: &Words<'_>) -> State {
    let day = |moment| intl::plain_day(moment, words.now);
    State::plain(match (pin.set_at, pin.expires_at) {
        (None, _) => text!(mailbox.pin.none).to_owned(),
        (_, Some(end)) if end <= words.now => text!(mailbox.pin.over).to_owned(),
        (Some(at), Some(end)) => text!(mailbox.pin.until, day = day(at), end = day(end)),
        (Some(at), None) => text!(mailbox.pin.set, day = day(at)),
    })
}

fn form(opened: Opened<PinState>) -> AnyView {
    if opened_panel::is_open() {
        return view! { <Note>{t!(errors.opened_panel)}</Note> }.into_any();
    }
    let on_saved = move |()| opened.changed_by_parts();
    view! { <PinForm on_saved /> }.into_any()
}
