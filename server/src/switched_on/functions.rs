//! What each function is of: a feature, a grant, and the setting that says whether it is on.

use belroute_shared::{
    caller_number::CallerIdSettings,
    company::users::Grant,
    features::{Feature, Given, MyFeatures},
    routing::profile::Settings,
    settings::{barge_in::BargeIn, executive::CallFiltering, hoteling::HotelingGuest},
    switched_on::Function,
};
use jiff::Timestamp;

/// What a user has, as far as it is asked about here.
pub(super) struct Has {
    pub(super) now: Timestamp,
    pub(super) settings: Settings,
    pub(super) barge_in: BargeIn,
    pub(super) filtering: CallFiltering,
    pub(super) hoteling: HotelingGuest,
    pub(super) caller_id: CallerIdSettings,
    pub(super) mine: MyFeatures,
    pub(super) given: Given,
}

/// What an administrator hides it by; `None` where nobody can.
pub(super) fn feature_of(function: Function) -> Option<Feature> {
    Some(match function {
        Function::AnonymousCallReject => Feature::AnonymousCallRejection,
        Function::BargeIn => Feature::BargeIn,
        Function::CallerId => Feature::BlockCallerId,
        Function::ForwardAlways
        | Function::ForwardBusy
        | Function::ForwardNoAnswer
        | Function::ForwardNotReachable => Feature::CallForwarding,
        Function::CallNotify => Feature::CallNotify,
        Function::CallWaiting => Feature::CallWaiting,
        Function::Executive | Function::ExecutiveAssistant => Feature::Executive,
        Function::Hoteling => Feature::Hoteling,
        Function::PriorityAlert => Feature::PriorityAlert,
        Function::SelectiveAccept => Feature::SelectivelyAcceptCalls,
        Function::SelectiveForward => Feature::SelectivelyForwardCalls,
        Function::SelectiveReject => Feature::SelectivelyRejectCalls,
        Function::SendCallsToVoicemail => Feature::SendCallsToVoicemail,
        Function::SequentialRing => Feature::SequentialRing,
        Function::SimultaneousRing => Feature::SimultaneousRing,
        Function::SingleNumberReach => Feature::SingleNumberReach,
        Function::Voicemail => Feature::Voicemail,
        Function::CallBlock
        | Function::CallPark
        | Function::CallPickup
        | Function::CallRecording
        | Function::DoNotDisturb => return None,
    })
}

/// What an administrator gives somebody with it.
pub(super) fn grant_of(function: Function) -> Option<Grant> {
    match function {
        Function::Executive => Some(Grant::Executive),
        Function::ExecutiveAssistant => Some(Grant::ExecutiveAssistant),
        Function::Voicemail => Some(Grant::Mailbox),
        _ => None,
    }
}

/// Whether the user has it and sees it.
pub(super) fn is_shown(function: Function, has: &Has) -> bool {
    let has_it = match function {
        Function::CallPark => has.given.call_park,
        Function::CallPickup => has.given.call_pickup_group,
        Function::CallRecording => has.given.call_recording,
        Function::Executive => has.mine.is_executive,
        Function::ExecutiveAssistant => has.mine.is_assistant,
        Function::SendCallsToVoicemail => has.mine.shows(Some(Feature::Voicemail)),
        _ => true,
    };
    has_it && has.mine.shows(feature_of(function))
}

/// Whether it is on now. What a user can only read about is on as soon as he has it.
pub(super) fn is_on(function: Function, has: &Has) -> bool {
    let settings = &has.settings;
    let forwarding = &settings.call_forwarding;
    let forwards = &forwarding.call_forwarding;
    match function {
        Function::AnonymousCallReject => settings.anonymous_call_reject.enabled,
        Function::BargeIn => has.barge_in.enabled,
        Function::CallBlock => !settings.call_block.numbers.is_empty(),
        Function::CallerId => has.caller_id.calling_line_id_delivery_blocking_enabled,
        Function::ForwardAlways => forwards.always.is_active_at(has.now),
        Function::ForwardBusy => forwards.busy.enabled,
        Function::ForwardNoAnswer => forwards.no_answer.enabled,
        Function::ForwardNotReachable => forwarding.business_continuity.enabled,
        Function::CallNotify => settings.call_notify.enabled,
        Function::CallWaiting => settings.call_waiting.enabled,
        Function::DoNotDisturb => settings.do_not_disturb.is_active_at(has.now),
        Function::Executive => has.filtering.enabled,
        Function::Hoteling => has.hoteling.enabled,
        Function::PriorityAlert => settings.priority_alert.enabled,
        Function::SelectiveAccept => settings.selective_accept.enabled,
        Function::SelectiveForward => settings.selective_forward.enabled,
        Function::SelectiveReject => settings.selective_reject.enabled,
        Function::SendCallsToVoicemail => settings.voicemail.send_all_calls.enabled,
        Function::SequentialRing => settings.sequential_ring.enabled,
        Function::SimultaneousRing => settings.simultaneous_ring.enabled,
        Function::SingleNumberReach => settings.single_number_reach.enabled,
        Function::Voicemail => settings.voicemail.enabled,
        Function::CallPark
        | Function::CallPickup
        | Function::CallRecording
        | Function::ExecutiveAssistant => true,
    }
}
