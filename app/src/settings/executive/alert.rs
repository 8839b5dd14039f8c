use belroute_shared::{
    settings::executive::{Alert, AlertingMode, RolloverAction},
    typed_number::{Takes, TypedNumber},
};
use leptos::prelude::*;

use super::of;
use crate::{
    intl,
    settings::{
        edit_choice::EditChoice,
        edit_line::EditCount,
        form::{EditTick, SettingForm},
        number_field::NumberField,
        opened::Opened,
        part::{InProfile, Part},
        state::{State, Words},
    },
    t, text,
    ui::Choice,
};

/// Rings that can be chosen for each assistant (`BroadWorks`).
const RINGS: std::ops::RangeInclusive<u16> = 1..=20;

/// How assistants ring, and what follows: a part of the setting.
pub(super) static PART: Part<Alert> = Part {
    heading: Some(t!(features.executive.alert)),
    elsewhere: Some(super::ALERT_PATH),
    fields: &[
        "nextAssistantNumberOfRings",
        "rolloverWaitTimeInSecs",
        "rolloverForwardToPhoneNumber",
    ],
    is_same: |one, other| {
        one.alerting_mode == other.alerting_mode
            && one.next_assistant_number_of_rings == other.next_assistant_number_of_rings
            && one.rollover_enabled == other.rollover_enabled
            && one.rollover_action == other.rollover_action
            && one.rollover_forward_to_phone_number == other.rollover_forward_to_phone_number
            && one.rollover_wait_time_in_secs == other.rollover_wait_time_in_secs
    },
    copy: |from, into| {
        into.alerting_mode = from.alerting_mode;
        into.next_assistant_number_of_rings = from.next_assistant_number_of_rings;
        into.rollover_enabled = from.rollover_enabled;
        into.rollover_action = from.rollover_action;
        into.rollover_forward_to_phone_number
            .clone_from(&from.rollover_forward_to_phone_number);
        into.rollover_wait_time_in_secs = from.rollover_wait_time_in_secs;
    },
    profile: Some(InProfile {
        of: |profile| of(profile).alert,
        put: super::put_alert,
    }),
    details,
    ..Part::new(words)
};

fn words(setting: &Alert, words: &Words<'_>) -> State {
    let mode = match setting.alerting_mode {
        AlertingMode::Sequential => text!(features.executive.in_turn),
        AlertingMode::Simultaneous => text!(features.executive.at_once),
    };
    let number = setting.rollover_forward_to_phone_number.as_ref();
    let goes = match (setting.rollover_action, number) {
        (RolloverAction::Forward, Some(number)) => words.who(number),
        (RolloverAction::Forward, None) => text!(features.executive.to_number).to_owned(),
        (RolloverAction::VoiceMessaging, _) => text!(features.executive.to_voicemail).to_owned(),
        (RolloverAction::NoAnswerProcessing, _) => {
            text!(features.executive.to_unanswered).to_owned()
        }
    };
    State::plain(format!("{mode} · {goes}"))
}

/// What the words do not say.
fn details(setting: &Alert, _words: &Words<'_>) -> Vec<String> {
    let is_in_turn = setting.alerting_mode == AlertingMode::Sequential;
    let rings = is_in_turn.then(|| {
        let count = intl::count(setting.next_assistant_number_of_rings.into());
        text!(features.executive.times, count)
    });
    let wait = setting.rollover_enabled.then(|| {
        let time = intl::seconds(setting.rollover_wait_time_in_secs);
        format!("{}: {time}", text!(features.executive.leave))
    });
    rings.into_iter().chain(wait).collect()
}

pub(super) fn form(opened: Opened<Alert>) -> AnyView {
    let option = |mode: AlertingMode, words: fn() -> &'static str| {
        (mode, Signal::derive(move || words().to_owned()))
    };
    let modes = vec![
        option(AlertingMode::Sequential, t!(features.executive.in_turn)),
        option(AlertingMode::Simultaneous, t!(features.executive.at_once)),
    ];
    let is_in_turn =
        Memo::new(move |_| opened.with(|it| it.alerting_mode) == AlertingMode::Sequential);
    let has_timer = Memo::new(move |_| opened.with(|it| it.rollover_enabled));
    let is_forwarded =
        Memo::new(move |_| opened.with(|it| it.rollover_action) == RolloverAction::Forward);
    view! {
        <SettingForm opened>
            <Choice
                name="assistants-mode"
                label=t!(features.executive.mode)
                options=modes
                chosen=opened.signal(|it| it.alerting_mode)
                on_change=move |mode| opened.edit(|it| it.alerting_mode = mode)
            />
            <Show when=move || is_in_turn.get()>
                <Rings opened />
            </Show>
            <EditTick
                opened
                id="assistants-leave"
                label=t!(features.executive.leave)
                is_on=|it: &Alert| it.rollover_enabled
                set=|it: &mut Alert, is_on| it.rollover_enabled = is_on
            />
            <Show when=move || has_timer.get()>
                <EditCount
                    opened
                    id="assistants-wait"
                    label=t!(features.executive.wait)
                    read=|it: &Alert| it.rollover_wait_time_in_secs
                    write=|it: &mut Alert, seconds| it.rollover_wait_time_in_secs = seconds
                    error=opened.error_of("rolloverWaitTimeInSecs")
                />
            </Show>
            <EditChoice
                opened
                id="assistants-goes"
                label=t!(features.executive.goes)
                options=vec![
                    (RolloverAction::NoAnswerProcessing, t!(features.executive.to_unanswered)),
                    (RolloverAction::VoiceMessaging, t!(features.executive.to_voicemail)),
                    (RolloverAction::Forward, t!(features.executive.to_number)),
                ]
                read=|it: &Alert| it.rollover_action
                write=|it: &mut Alert, action| it.rollover_action = action
            />
            <Show when=move || is_forwarded.get()>
                <ForwardTo opened />
            </Show>
        </SettingForm>
    }
    .into_any()
}

/// How often each assistant's phones ring.
#[component]
fn Rings(opened: Opened<Alert>) -> impl IntoView {
    let chosen = opened.signal(|it| it.next_assistant_number_of_rings);
    let option = move |rings: u16| {
        let words = move || text!(features.executive.times, count = intl::count(rings.into()));
        view! {
            <option value=rings.to_string() prop:selected=move || chosen.get() == rings>
                {words}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for="assistants-rings">{t!(features.executive.rings)}</label>
            <select
                id="assistants-rings"
                on:change:target=move |event| {
                    if let Ok(rings) = event.target().value().parse() {
                        opened.edit(|it| it.next_assistant_number_of_rings = rings);
                    }
                }
            >
                {RINGS.map(option).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn ForwardTo(opened: Opened<Alert>) -> impl IntoView {
    let value = Memo::new(move |_| {
        let number = opened.with(|it| it.rollover_forward_to_phone_number.clone());
        number.map(|it| it.to_string()).unwrap_or_default()
    });
    let on_type = move |text: String| {
        opened.edit(|it| {
            let number = TypedNumber::new(text);
            it.rollover_forward_to_phone_number = Some(number).filter(|it| !it.is_empty());
        });
    };
    view! {
        <NumberField
            id="assistants-number"
            label=t!(features.executive.number)
            takes=Takes::Destination
            value
            on_type
            error=opened.error_of("rolloverForwardToPhoneNumber")
        />
    }
}
