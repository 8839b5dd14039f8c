//! A message in words.

use belroute_shared::{
    calls::Party,
    voicemail::{Mailbox, Reason, VoiceMessage},
};
use jiff::Timestamp;

use crate::{intl, text};

/// Who left it: from the phonebook, else the number, never an invented one.
pub(super) fn who(message: &VoiceMessage) -> String {
    let Party {
        name,
        number,
        number_display,
        is_anonymous,
        ..
    } = &message.caller;
    let known = name
        .as_ref()
        .or(number_display.as_ref())
        .or(number.as_ref());
    match known {
        Some(known) => known.clone(),
        None if *is_anonymous => text!(calls.anonymous).to_owned(),
        None => text!(calls.no_number).to_owned(),
    }
}

/// Under the name: the number, why the caller came here, who sent it on, and whose mailbox it is in
/// if it is not one's own.
pub(super) fn detail(message: &VoiceMessage, mailboxes: &[Mailbox]) -> String {
    let caller = &message.caller;
    let number = caller.number_display.clone().or(caller.number.clone());
    let number = number.filter(|_| caller.name.is_some());
    let why = match message.reason {
        Reason::Busy => Some(text!(voicemail.busy)),
        Reason::NoAnswer => Some(text!(voicemail.no_answer)),
        Reason::All => Some(text!(voicemail.all)),
        Reason::Unreachable => Some(text!(voicemail.unreachable)),
        Reason::Unknown => None,
    };
    let sent = message.forwarded.as_ref();
    let sent = sent.map(|it| text!(voicemail.sent_by, name = it.by.clone()));
    let others = mailboxes.iter().filter(|it| !it.is_own);
    let others = others.filter(|it| it.id == message.mailbox);
    let whose = others.map(|it| text!(voicemail.of_mailbox, name = it.name.clone()));
    let parts = number.into_iter().chain(why.map(str::to_owned));
    let parts = parts.chain(sent).chain(whose);
    parts.collect::<Vec<_>>().join(" · ")
}

/// How long it is.
pub(super) fn length(milliseconds: u32) -> String {
    intl::stopwatch(milliseconds.saturating_add(500) / 1000)
}

/// When it goes by itself, once that is near.
pub(super) fn goes(message: &VoiceMessage, now: Timestamp) -> Option<String> {
    const NEAR_HOURS: i64 = 72;
    let goes_at = message.goes_at.filter(|_| !message.is_kept)?;
    let hours = (goes_at.as_second() - now.as_second()).div_euclid(3600);
    (hours < NEAR_HOURS).then(|| {
        let day = intl::plain_day(goes_at, now);
        text!(voicemail.goes, day)
    })
}
