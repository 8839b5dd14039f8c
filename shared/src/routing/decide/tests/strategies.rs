//! Houses and calls of every kind.

use proptest::{prelude::*, sample::select};

use super::fixture::*;
use crate::{
    routing::{
        call::{Caller, IncomingCall},
        profile::{Assistant, Executive, HostPhone, Profile, Settings},
    },
    rule::{CallsFrom, Rule, RuleFeature},
    settings::{
        call_forwarding::{Forward, ForwardAlways, ForwardNoAnswer},
        call_policies::RedirectedPrivacy,
        executive::{AlertingMode, FilterType, RolloverAction},
        sequential_ring::SequentialNumber,
        simultaneous_ring::SimultaneousNumber,
        single_number_reach::{ReachNumber, ReachNumberSettings},
    },
    typed_number::TypedNumber,
};

fn destination() -> impl Strategy<Value = TypedNumber> {
    select(vec![
        "1001",
        "1002",
        "1003",
        "1099",
        MOBILE,
        HOME,
        "+12025550102",
    ])
    .prop_map(number)
}

fn public() -> impl Strategy<Value = TypedNumber> {
    select(vec![MOBILE, HOME, CAR, "+12025550101", "+12025550102"]).prop_map(number)
}

fn forward() -> impl Strategy<Value = Forward> {
    (
        any::<bool>(),
        proptest::option::of(destination()),
        any::<bool>(),
    )
        .prop_map(
            |(enabled, destination, destination_voicemail_enabled)| Forward {
                enabled,
                destination,
                destination_voicemail_enabled,
            },
        )
}

fn a_rule() -> impl Strategy<Value = Rule> {
    let calls_from = select(vec![
        CallsFrom::AnyPhoneNumber,
        CallsFrom::SelectPhoneNumbers,
        CallsFrom::AnyInternal,
        CallsFrom::AnyExternal,
    ]);
    let flags = proptest::array::uniform5(any::<bool>());
    (calls_from, flags, proptest::option::of(destination())).prop_map(
        |(calls_from, [acts, anonymous, unavailable, in_office, is_active], forward_to)| Rule {
            schedule: in_office.then(|| office().id),
            calls_from,
            anonymous_callers: anonymous,
            unavailable_callers: unavailable,
            forward_to,
            is_active,
            ..rule(acts, &[CAROL])
        },
    )
}

fn settings() -> impl Strategy<Value = Settings> {
    let forwards = (
        forward(),
        forward(),
        forward(),
        forward(),
        2u16..=20,
        proptest::option::of(select(vec![today(9, 0), today(11, 0)])),
    );
    let numbers = (
        proptest::collection::vec((public(), any::<bool>()), 0..4),
        proptest::collection::vec((public(), any::<bool>(), 2u16..=20), 0..4),
        proptest::collection::vec((public(), any::<bool>()), 0..4),
    );
    let flags = proptest::array::uniform20(any::<bool>());
    let privacy = select(vec![
        RedirectedPrivacy::NoPrivacy,
        RedirectedPrivacy::PrivacyForExternalCalls,
        RedirectedPrivacy::PrivacyForAllCalls,
    ]);
    (forwards, numbers, flags, privacy).prop_map(|(forwards, numbers, flags, privacy)| {
        let (always, busy, no_answer, continuity, rings, until) = forwards;
        let (along, search, reach) = numbers;
        let mut flags = flags.into_iter();
        let mut flag = || flags.next().unwrap();
        let mut it = Settings::default();
        let forwarding = &mut it.call_forwarding;
        forwarding.call_forwarding.always = ForwardAlways {
            enabled: always.enabled,
            destination: always.destination,
            ring_reminder_enabled: flag(),
            destination_voicemail_enabled: always.destination_voicemail_enabled,
            enabled_until: until,
        };
        forwarding.call_forwarding.busy = busy;
        forwarding.call_forwarding.no_answer = ForwardNoAnswer {
            enabled: no_answer.enabled,
            destination: no_answer.destination,
            number_of_rings: rings,
            ..ForwardNoAnswer::default()
        };
        forwarding.business_continuity = continuity;
        it.do_not_disturb.enabled = flag() && flag();
        it.do_not_disturb.ring_splash_enabled = flag();
        it.anonymous_call_reject.enabled = flag();
        it.selective_reject.enabled = flag() && flag();
        it.selective_accept.enabled = flag() && flag();
        it.selective_forward.enabled = flag();
        it.selective_forward.default_phone_number_to_forward = Some(number(MOBILE));
        it.call_notify.enabled = flag();
        it.priority_alert.enabled = flag();
        it.call_waiting.enabled = flag();
        it.voicemail.send_all_calls.enabled = flag() && flag();
        it.call_policies
            .connected_line_id_privacy_on_redirected_calls = privacy;
        it.simultaneous_ring.enabled = flag();
        it.simultaneous_ring.criterias_enabled = flag();
        it.simultaneous_ring.phone_numbers = along
            .into_iter()
            .map(
                |(phone_number, answer_confirmation_enabled)| SimultaneousNumber {
                    phone_number,
                    answer_confirmation_enabled,
                },
            )
            .collect();
        it.sequential_ring.enabled = flag();
        it.sequential_ring.continue_if_base_location_is_busy_enabled = flag();
        it.sequential_ring.phone_numbers = search
            .into_iter()
            .map(
                |(phone_number, confirmed, number_of_rings)| SequentialNumber {
                    phone_number,
                    answer_confirmation_required_enabled: confirmed,
                    number_of_rings,
                },
            )
            .collect();
        it.single_number_reach.enabled = true;
        it.single_number_reach.numbers = reach
            .into_iter()
            .map(|(phone_number, enabled)| ReachNumber {
                id: crate::ids::ReachNumberId(uuid::Uuid::nil()),
                settings: ReachNumberSettings {
                    phone_number,
                    enabled,
                    ..ReachNumberSettings::default()
                },
            })
            .collect();
        it
    })
}

fn executive(house: &House) -> impl Strategy<Value = Option<Executive>> + use<> {
    let assistants: Vec<Assistant> = [&house.bob, &house.dana]
        .map(|it| Assistant {
            user: it.user,
            name: it.name.clone(),
            extension: it.extension.clone(),
            is_opted_in: true,
        })
        .into();
    let filter = select(vec![
        FilterType::CustomCallFilters,
        FilterType::AllCalls,
        FilterType::AllExternalCalls,
    ]);
    let mode = select(vec![AlertingMode::Sequential, AlertingMode::Simultaneous]);
    let action = select(vec![
        RolloverAction::VoiceMessaging,
        RolloverAction::NoAnswerProcessing,
        RolloverAction::Forward,
    ]);
    let parts = (filter, mode, action, any::<bool>(), destination());
    proptest::option::of(parts.prop_map(move |(filter, mode, action, timer, to)| {
        let mut it = Executive {
            assistants: assistants.clone(),
            ..Executive::default()
        };
        it.filtering.enabled = true;
        it.filtering.filter_type = filter;
        it.alert.alerting_mode = mode;
        it.alert.rollover_action = action;
        it.alert.rollover_enabled = timer;
        it.alert.rollover_forward_to_phone_number = Some(to);
        it
    }))
}

fn profile(base: Profile) -> impl Strategy<Value = Profile> {
    let rules = proptest::collection::vec((select(RuleFeature::ALL.to_vec()), a_rule()), 0..8);
    let state = (
        any::<bool>(),
        any::<bool>(),
        0u16..5,
        any::<bool>(),
        any::<bool>(),
    );
    (settings(), rules, state).prop_map(move |(settings, rules, state)| {
        let (has_device, has_mailbox, active_calls, is_guest, has_guest) = state;
        let mut it = base.clone();
        it.settings = settings;
        for (feature, rule) in rules {
            it.rules.of_mut(feature).push(rule);
        }
        if !has_device {
            it.devices.clear();
        }
        if !has_mailbox {
            it.mailbox = None;
        }
        it.active_calls = active_calls;
        it.has_guest = has_guest && is_guest;
        it.guest_at = (is_guest && !has_guest).then(|| HostPhone {
            address: "sip:1009@pbx.test".into(),
            name: "Host".into(),
            is_registered: has_device,
        });
        it
    })
}

/// A house in which everybody has set something.
pub(in crate::routing) fn houses() -> impl Strategy<Value = House> {
    let plain = House::new();
    let people = (
        profile(plain.alice.clone()),
        profile(plain.bob.clone()),
        profile(plain.dana.clone()),
        executive(&plain),
    );
    people.prop_map(|(alice, bob, dana, executive)| {
        let mut house = House::new();
        house.alice = alice;
        house.alice.executive = executive;
        house.bob = bob;
        house.dana = dana;
        house
    })
}

/// A call of any kind to Alice.
pub(in crate::routing) fn calls() -> impl Strategy<Value = IncomingCall> {
    let caller = select(vec![
        Caller::outside(CAROL),
        Caller::outside(ERIK),
        Caller::colleague("1002"),
        Caller::default(),
    ]);
    let parts = (
        caller,
        proptest::array::uniform3(any::<bool>()),
        proptest::option::of(0u16..5),
        proptest::option::of(any::<bool>()),
        proptest::option::of(proptest::bool::weighted(0.1)),
        0u8..8,
    );
    parts.prop_map(
        |(caller, flags, active_calls, registered, blocked, redirections)| {
            let [is_anonymous, is_unavailable, is_group] = flags;
            IncomingCall {
                caller: Caller {
                    is_anonymous: is_anonymous && is_unavailable,
                    is_unavailable: is_unavailable && !is_anonymous,
                    ..caller
                },
                called: Some("1001".into()),
                is_offered_by_group: is_group && is_anonymous && is_unavailable,
                active_calls,
                is_registered: registered,
                is_blocked: blocked,
                redirections,
            }
        },
    )
}
