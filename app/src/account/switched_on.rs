use belroute_shared::{
    live::LiveEvent,
    switched_on::{Function, SwitchedOn, UserFunction},
};
use leptos::prelude::*;

use super::{api, words};
use crate::{awaited::Awaited, fetched::Fetched, live::Live, paths, settings::headings, t, text};

/// What is switched on for the user and what was given to him, each with the way to its screen.
#[component]
pub(super) fn SwitchedOnGroup() -> impl IntoView {
    let found: Fetched<SwitchedOn> = Fetched::idle(api::switched_on).started();
    Live::get().on(move |event| {
        if matches!(
            event,
            LiveEvent::Access
                | LiveEvent::CallerNumber
                | LiveEvent::Setting { .. }
                | LiveEvent::Resync
        ) {
            found.refetch();
        }
    });
    let all = move || found.get().unwrap_or_default().functions;
    let is_empty = Memo::new(move |_| found.with(|it| it.is_none_or(|it| it.functions.is_empty())));
    view! {
        <section class="switched-on" aria-labelledby="switched-on-title">
            <h3 id="switched-on-title">{t!(switched_on.title)}</h3>
            <Awaited wait=found rows=4>
                <Show
                    when=move || !is_empty.get()
                    fallback=move || view! { <p class="soft">{t!(switched_on.none)}</p> }
                >
                    <ul class="switched-on-list">
                        <For each=all key=|it| (it.name, it.enabled, it.granted.to) let:it>
                            <FunctionLine function=it />
                        </For>
                    </ul>
                </Show>
            </Awaited>
        </section>
    }
}

#[component]
fn FunctionLine(function: UserFunction) -> impl IntoView {
    let UserFunction {
        name,
        enabled,
        granted,
    } = function;
    let (path, words_of_it) = place_of(name);
    let state = move || {
        if enabled {
            text!(calling.on)
        } else {
            text!(calling.off)
        }
    };
    view! {
        <li>
            <a href=path>{words_of_it}</a>
            <span class="chip" class:good=enabled>
                {state}
            </span>
            <small class="soft">{move || words::of_granted(&granted)}</small>
        </li>
    }
}

/// Where it stands, and what it is called there.
fn place_of(function: Function) -> (String, fn() -> &'static str) {
    let heading = match function {
        Function::AnonymousCallReject => &headings::ANONYMOUS_CALLERS,
        Function::BargeIn => &headings::BARGE_IN,
        Function::CallBlock => &headings::BLOCK_LIST,
        Function::CallerId => &headings::HIDE_MY_NUMBER,
        Function::ForwardAlways => &headings::FORWARD_EVERYONE,
        Function::ForwardBusy => &headings::WHEN_BUSY,
        Function::ForwardNoAnswer => &headings::WHEN_NOT_ANSWERED,
        Function::ForwardNotReachable => &headings::WHEN_NOT_REACHABLE,
        Function::CallNotify => &headings::MAIL_ABOUT_CALLS,
        Function::CallPark => &headings::PARKING,
        Function::CallPickup => &headings::PICKUP,
        Function::CallRecording => &headings::RECORDING,
        Function::CallWaiting => &headings::CALL_WAITING,
        Function::DoNotDisturb => &headings::DO_NOT_DISTURB,
        Function::Executive => &headings::ASSISTANTS,
        Function::ExecutiveAssistant => &headings::I_WORK_FOR,
        Function::Hoteling => &headings::SHARED_PHONE,
        Function::PriorityAlert => &headings::ANOTHER_RING,
        Function::SelectiveAccept => &headings::LET_THROUGH,
        Function::SelectiveForward => &headings::FORWARD_CHOSEN,
        Function::SelectiveReject => &headings::TURN_AWAY,
        Function::SendCallsToVoicemail => &headings::STRAIGHT_TO_VOICEMAIL,
        Function::SequentialRing => &headings::RING_IN_TURN,
        Function::SimultaneousRing => &headings::RING_TOGETHER,
        Function::SingleNumberReach => &headings::OTHER_PHONES,
        Function::Voicemail => {
            return (paths::VOICEMAIL_SETTINGS.to_owned(), t!(calling.voicemail));
        }
    };
    (paths::call_setting(heading.anchor), heading.name)
}
