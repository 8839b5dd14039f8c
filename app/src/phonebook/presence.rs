use belroute_shared::phonebook::{Presence, PresenceState};
use jiff::Timestamp;

use crate::{clock, intl, text, ui::Dot};

/// The colour of a state.
pub(super) fn dot_of(state: PresenceState) -> Dot {
    match state {
        PresenceState::Available => Dot::Free,
        PresenceState::Ringing => Dot::Ringing,
        PresenceState::InCall => Dot::Talking,
        PresenceState::Offline => Dot::Off,
    }
}

/// The state in words, with how long a call lasts and on what: `In a call · 2 min · Yealink T54W`.
pub(super) fn words(presence: &Presence, now: Timestamp) -> String {
    let mut words = word(presence.state).to_owned();
    let is_busy = matches!(
        presence.state,
        PresenceState::Ringing | PresenceState::InCall
    );
    if presence.state == PresenceState::InCall
        && let Some(since) = presence.since
    {
        let seconds = clock::seconds_between(since, now);
        if seconds >= 60 {
            words = format!("{words} · {}", intl::roughly(seconds));
        }
    }
    if is_busy && let Some(device) = &presence.device {
        words = format!("{words} · {device}");
    }
    words
}

/// Since when, exactly; shown on hover.
pub(super) fn since_words(presence: &Presence, now: Timestamp) -> Option<String> {
    let since = intl::moment(presence.since?, now);
    let state = word(presence.state);
    Some(text!(presence.since, state = state, since = since))
}

fn word(state: PresenceState) -> &'static str {
    match state {
        PresenceState::Available => text!(presence.available),
        PresenceState::Ringing => text!(presence.ringing),
        PresenceState::InCall => text!(presence.in_call),
        PresenceState::Offline => text!(presence.offline),
    }
}
