use belroute_shared::settings::{
    call_forwarding::{CallForwarding, Forward},
    rings::RING_SECONDS,
};

use super::access::Which;
use crate::{
    intl,
    settings::{
        rings_field::rings_words,
        state::{State, Words},
    },
    text,
};

/// Where a forward leads, while it is on.
fn goal(forward: &Forward, words: &Words<'_>) -> Option<String> {
    destination(forward, words).filter(|_| forward.enabled)
}

/// Where it leads, or would.
fn destination(forward: &Forward, words: &Words<'_>) -> Option<String> {
    let name = words.who(forward.destination.as_ref()?);
    Some(if forward.destination_voicemail_enabled {
        text!(calling.mailbox_of, name)
    } else {
        name
    })
}

fn time(rings: u16) -> String {
    intl::seconds(rings * RING_SECONDS)
}

pub(super) fn everyone(setting: &CallForwarding, words: &Words<'_>) -> State {
    let always = &setting.call_forwarding.always;
    let is_on = always.is_active_at(words.now);
    match goal(&Which::Always.read(setting), words).filter(|_| is_on) {
        Some(who) => {
            let said = text!(calling.everyone.goes_to, who);
            State::switched(true, words.until(said, always.enabled_until))
        }
        None => State::switched(false, text!(calling.everyone.nobody)),
    }
}

pub(super) fn busy(setting: &CallForwarding, words: &Words<'_>) -> State {
    if let Some(who) = goal(&Which::Busy.read(setting), words) {
        return State::switched(true, text!(calling.forward.goes_to, who));
    }
    if words.profile.is_none() {
        return State::switched(false, text!(calling.everyone.nobody));
    }
    let takes = |it: &belroute_shared::routing::profile::Profile| {
        it.settings.voicemail.send_busy_calls.enabled
    };
    if words.has_mailbox() && words.profile.is_some_and(takes) {
        State::switched(false, text!(calling.busy.voicemail))
    } else {
        State::switched(false, text!(calling.busy.tone))
    }
}

pub(super) fn no_answer(setting: &CallForwarding, words: &Words<'_>) -> State {
    if let Some(who) = goal(&Which::NoAnswer.read(setting), words) {
        let time = time(setting.call_forwarding.no_answer.number_of_rings);
        return State::switched(true, text!(calling.no_answer.goes_to, who, time));
    }
    if words.profile.is_none() {
        return State::switched(false, text!(calling.everyone.nobody));
    }
    let unanswered = words
        .profile
        .filter(|_| words.has_mailbox())
        .map(|it| &it.settings.voicemail.send_unanswered_calls)
        .filter(|it| it.enabled);
    match unanswered {
        Some(it) => {
            let time = time(it.number_of_rings);
            State::switched(false, text!(calling.no_answer.voicemail, time))
        }
        None => State::switched(false, text!(calling.no_answer.nothing)),
    }
}

pub(super) fn unreachable(setting: &CallForwarding, words: &Words<'_>) -> State {
    match goal(&Which::NotReachable.read(setting), words) {
        Some(who) => State::switched(true, text!(calling.forward.goes_to, who)),
        None => State::switched(false, text!(calling.unreachable.as_busy)),
    }
}

/// What the sentences above do not say.
pub(super) fn details(which: Which, setting: &CallForwarding, words: &Words<'_>) -> Vec<String> {
    let forward = which.read(setting);
    let forwards = &setting.call_forwarding;
    let kept = destination(&forward, words).filter(|_| !forward.enabled);
    let rings = forwards.no_answer.number_of_rings;
    let rings = (which == Which::NoAnswer).then(|| rings_words(rings));
    let has_tone = which == Which::Always && forwards.always.ring_reminder_enabled;
    let tone = has_tone.then(|| text!(calling.forward.reminder).to_owned());
    let kept = kept.map(|who| text!(calling.forward.goes_to, who));
    kept.into_iter().chain(rings).chain(tone).collect()
}
