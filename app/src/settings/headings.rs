//! What each call setting is called: enough to find it by, without its form.
//!
//! They stand apart from the rows so that what only names settings brings no forms along.

use belroute_shared::features::{Feature, MyFeatures};

use crate::t;

/// What a setting is called, and who has it.
pub(crate) struct Heading {
    /// Its place in the address, behind the `#`.
    pub(crate) anchor: &'static str,
    /// What it is called.
    pub(crate) name: fn() -> &'static str,
    /// Other words that somebody may look for.
    pub(crate) synonyms: fn() -> &'static str,
    /// Whether the user has it and may see it.
    pub(crate) is_shown: fn(&MyFeatures) -> bool,
}

pub(crate) static ANONYMOUS_CALLERS: Heading = Heading {
    anchor: "anonymous-callers",
    name: t!(calling.anonymous.name),
    synonyms: t!(calling.anonymous.synonyms),
    is_shown: |features| features.shows(Some(Feature::AnonymousCallRejection)),
};
pub(crate) static ANOTHER_RING: Heading = Heading {
    anchor: "another-ring",
    name: t!(features.alert.name),
    synonyms: t!(features.alert.synonyms),
    is_shown: |features| features.shows(Some(Feature::PriorityAlert)),
};
pub(crate) static ASSISTANTS: Heading = Heading {
    anchor: "assistants",
    name: t!(features.executive.name),
    synonyms: t!(features.executive.synonyms),
    is_shown: |features| features.is_executive && features.shows(Some(Feature::Executive)),
};
pub(crate) static BARGE_IN: Heading = Heading {
    anchor: "barge-in",
    name: t!(calling.barge_in.name),
    synonyms: t!(calling.barge_in.synonyms),
    is_shown: |features| features.shows(Some(Feature::BargeIn)),
};
pub(crate) static BLOCK_LIST: Heading = Heading {
    anchor: "block-list",
    name: t!(calling.block.name),
    synonyms: t!(calling.block.synonyms),
    is_shown: |_| true,
};
pub(crate) static CALL_WAITING: Heading = Heading {
    anchor: "call-waiting",
    name: t!(calling.waiting.name),
    synonyms: t!(calling.waiting.synonyms),
    is_shown: |features| features.shows(Some(Feature::CallWaiting)),
};
pub(crate) static CODES: Heading = Heading {
    anchor: "codes",
    name: t!(features.codes.name),
    synonyms: t!(features.codes.synonyms),
    is_shown: |_| true,
};
pub(crate) static DO_NOT_DISTURB: Heading = Heading {
    anchor: "do-not-disturb",
    name: t!(calling.silence.name),
    synonyms: t!(calling.silence.synonyms),
    is_shown: |_| true,
};
pub(crate) static FORWARD_CHOSEN: Heading = Heading {
    anchor: "forward-chosen",
    name: t!(features.forward.name),
    synonyms: t!(features.forward.synonyms),
    is_shown: |features| features.shows(Some(Feature::SelectivelyForwardCalls)),
};
pub(crate) static FORWARD_EVERYONE: Heading = Heading {
    anchor: "forward-everyone",
    name: t!(calling.everyone.name),
    synonyms: t!(calling.everyone.synonyms),
    is_shown: |features| features.shows(Some(Feature::CallForwarding)),
};
pub(crate) static HIDE_ME_IN_FORWARDED_CALLS: Heading = Heading {
    anchor: "hide-me-in-forwarded-calls",
    name: t!(calling.hide_forwarded.name),
    synonyms: t!(calling.hide_forwarded.synonyms),
    is_shown: |features| features.shows(Some(Feature::BlockCallerId)),
};
pub(crate) static HIDE_MY_NUMBER: Heading = Heading {
    anchor: "hide-my-number",
    name: t!(calling.hide.name),
    synonyms: t!(calling.hide.synonyms),
    is_shown: |features| features.shows(Some(Feature::BlockCallerId)),
};
pub(crate) static HIDE_WHO_ANSWERS: Heading = Heading {
    anchor: "hide-who-answers",
    name: t!(calling.hide_answer.name),
    synonyms: t!(calling.hide_answer.synonyms),
    is_shown: |features| features.shows(Some(Feature::ConnectedLineIdentity)),
};
pub(crate) static HIDE_WHO_ANSWERS_FORWARDED_CALLS: Heading = Heading {
    anchor: "hide-who-answers-forwarded-calls",
    name: t!(calling.policies.name),
    synonyms: t!(calling.policies.synonyms),
    is_shown: |features| features.shows(Some(Feature::BlockCallerId)),
};
pub(crate) static I_WORK_FOR: Heading = Heading {
    anchor: "i-work-for",
    name: t!(features.assistant.name),
    synonyms: t!(features.assistant.synonyms),
    is_shown: |features| features.is_assistant && features.shows(Some(Feature::Executive)),
};
pub(crate) static LET_THROUGH: Heading = Heading {
    anchor: "let-through",
    name: t!(features.accept.name),
    synonyms: t!(features.accept.synonyms),
    is_shown: |features| features.shows(Some(Feature::SelectivelyAcceptCalls)),
};
pub(crate) static MAIL_ABOUT_CALLS: Heading = Heading {
    anchor: "mail-about-calls",
    name: t!(features.notify.name),
    synonyms: t!(features.notify.synonyms),
    is_shown: |features| features.shows(Some(Feature::CallNotify)),
};
pub(crate) static MY_DEVICES: Heading = Heading {
    anchor: "my-devices",
    name: t!(route.devices.name),
    synonyms: t!(route.devices.synonyms),
    is_shown: |_| true,
};
pub(crate) static OTHER_PHONES: Heading = Heading {
    anchor: "other-phones",
    name: t!(calling.reach.name),
    synonyms: t!(calling.reach.synonyms),
    is_shown: |features| features.shows(Some(Feature::SingleNumberReach)),
};
pub(crate) static PARKING: Heading = Heading {
    anchor: "parking",
    name: t!(features.park.name),
    synonyms: t!(features.park.synonyms),
    is_shown: |features| features.given.call_park,
};
pub(crate) static PICKUP: Heading = Heading {
    anchor: "pickup",
    name: t!(features.pickup.name),
    synonyms: t!(features.pickup.synonyms),
    is_shown: |features| features.given.call_pickup_group,
};
pub(crate) static RECORDING: Heading = Heading {
    anchor: "recording",
    name: t!(features.recording.name),
    synonyms: t!(features.recording.synonyms),
    is_shown: |features| features.given.call_recording,
};
pub(crate) static RING_IN_TURN: Heading = Heading {
    anchor: "ring-in-turn",
    name: t!(calling.in_turn.name),
    synonyms: t!(calling.in_turn.synonyms),
    is_shown: |features| features.shows(Some(Feature::SequentialRing)),
};
pub(crate) static RING_TOGETHER: Heading = Heading {
    anchor: "ring-together",
    name: t!(calling.together.name),
    synonyms: t!(calling.together.synonyms),
    is_shown: |features| features.shows(Some(Feature::SimultaneousRing)),
};
pub(crate) static SHARED_PHONE: Heading = Heading {
    anchor: "shared-phone",
    name: t!(features.hoteling.name),
    synonyms: t!(features.hoteling.synonyms),
    is_shown: |features| features.shows(Some(Feature::Hoteling)),
};
pub(crate) static STRAIGHT_TO_VOICEMAIL: Heading = Heading {
    anchor: "straight-to-voicemail",
    name: t!(calling.all_to_voicemail.name),
    synonyms: t!(calling.all_to_voicemail.synonyms),
    is_shown: |features| {
        let both = [Feature::Voicemail, Feature::SendCallsToVoicemail];
        features.has_mailbox && both.iter().all(|it| features.shows(Some(*it)))
    },
};
pub(crate) static TURN_AWAY: Heading = Heading {
    anchor: "turn-away",
    name: t!(features.reject.name),
    synonyms: t!(features.reject.synonyms),
    is_shown: |features| features.shows(Some(Feature::SelectivelyRejectCalls)),
};
pub(crate) static WHEN_BUSY: Heading = Heading {
    anchor: "when-busy",
    name: t!(calling.busy.name),
    synonyms: t!(calling.busy.synonyms),
    is_shown: |features| features.shows(Some(Feature::CallForwarding)),
};
pub(crate) static WHEN_NOT_ANSWERED: Heading = Heading {
    anchor: "when-not-answered",
    name: t!(calling.no_answer.name),
    synonyms: t!(calling.no_answer.synonyms),
    is_shown: |features| features.shows(Some(Feature::CallForwarding)),
};
pub(crate) static WHEN_NOT_REACHABLE: Heading = Heading {
    anchor: "when-not-reachable",
    name: t!(calling.unreachable.name),
    synonyms: t!(calling.unreachable.synonyms),
    is_shown: |features| features.shows(Some(Feature::CallForwarding)),
};

/// Those of the page of call settings.
pub(crate) static ALL: &[&Heading] = &[
    &ANONYMOUS_CALLERS,
    &ANOTHER_RING,
    &ASSISTANTS,
    &BARGE_IN,
    &BLOCK_LIST,
    &CALL_WAITING,
    &CODES,
    &DO_NOT_DISTURB,
    &FORWARD_CHOSEN,
    &FORWARD_EVERYONE,
    &HIDE_ME_IN_FORWARDED_CALLS,
    &HIDE_MY_NUMBER,
    &HIDE_WHO_ANSWERS,
    &HIDE_WHO_ANSWERS_FORWARDED_CALLS,
    &I_WORK_FOR,
    &LET_THROUGH,
    &MAIL_ABOUT_CALLS,
    &OTHER_PHONES,
    &PARKING,
    &PICKUP,
    &RECORDING,
    &RING_IN_TURN,
    &RING_TOGETHER,
    &SHARED_PHONE,
    &STRAIGHT_TO_VOICEMAIL,
    &TURN_AWAY,
    &WHEN_BUSY,
    &WHEN_NOT_ANSWERED,
    &WHEN_NOT_REACHABLE,
];
