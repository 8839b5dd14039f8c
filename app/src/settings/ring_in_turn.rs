//! Sequential ring: the user is looked for at other numbers, one after another.

mod numbers;

use belroute_shared::{
    routing::overruled::Acting, rule::RuleFeature, settings::sequential_ring::SequentialRing,
};
use leptos::prelude::*;

use super::{
    form::{EditTick, SettingForm, Switch},
    headings,
    open::Open,
    opened::Opened,
    part::{InProfile, Part},
    rings_field::RingsField,
    row::Row,
    state::{State, Words, of_profile},
};
use crate::{rules::RuleLists, t, text};
use numbers::Numbers;

static PART: Part<SequentialRing> = Part {
    fields: &["phoneNumbers*"],
    profile: Some(InProfile {
        of: |profile| profile.settings.sequential_ring.clone(),
        put: |profile, it| profile.settings.sequential_ring = it,
    }),
    ..Part::new(words)
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::RING_IN_TURN,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::SequentialRing),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: &SequentialRing, words: &Words<'_>) -> State {
    if !setting.enabled || setting.phone_numbers.is_empty() {
        return State::switched(false, text!(calling.in_turn.off));
    }
    // Unlike the other settings that ring, this one acts by its rules alone.
    let has_rules = words
        .profile
        .is_none_or(|it| !it.rules.sequential_ring.is_empty());
    if !has_rules {
        return State::switched(true, text!(calling.in_turn.no_rules));
    }
    let names = words.all(setting.phone_numbers.iter().map(|it| &it.phone_number));
    State::switched(
        true,
        if setting.ring_base_location_first_enabled {
            text!(calling.in_turn.first, names)
        } else {
            text!(calling.in_turn.only, names)
        },
    )
}

fn form(opened: Opened<SequentialRing>) -> AnyView {
    let is_base_first = Memo::new(move |_| opened.with(|it| it.ring_base_location_first_enabled));
    view! {
        <SettingForm opened switch=switch_over>
            <Switch
                opened
                id="ring-in-turn-on"
                label=t!(calling.in_turn.label)
                detail=t!(calling.in_turn.text)
                is_on=|it: &SequentialRing| it.enabled
                set=|it: &mut SequentialRing, is_on| it.enabled = is_on
            />
            <EditTick
                opened
                id="ring-in-turn-base"
                label=t!(calling.in_turn.base_first)
                is_on=|it: &SequentialRing| it.ring_base_location_first_enabled
                set=|it: &mut SequentialRing, is_on| it.ring_base_location_first_enabled = is_on
            />
            <Show when=move || is_base_first.get()>
                <RingsField
                    id="ring-in-turn-base-rings"
                    label=t!(calling.in_turn.base_rings)
                    value=opened.signal(|it| it.base_location_number_of_rings)
                    on_change=move |rings| {
                        opened.edit(|it| it.base_location_number_of_rings = rings);
                    }
                />
                <EditTick
                    opened
                    id="ring-in-turn-goes-on"
                    label=t!(calling.in_turn.goes_on)
                    is_on=|it: &SequentialRing| it.continue_if_base_location_is_busy_enabled
                    set=|it: &mut SequentialRing, is_on| {
                        it.continue_if_base_location_is_busy_enabled = is_on;
                    }
                />
            </Show>
            <Numbers opened />
            <EditTick
                opened
                id="ring-in-turn-stop"
                label=t!(calling.in_turn.stop)
                is_on=|it: &SequentialRing| it.calls_to_voicemail_enabled
                set=|it: &mut SequentialRing, is_on| it.calls_to_voicemail_enabled = is_on
            />
        </SettingForm>
        <RuleLists
            feature=RuleFeature::SequentialRing
            is_on=opened.signal(|it| it.enabled)
        />
    }
    .into_any()
}

fn switch_over(setting: &mut SequentialRing) -> bool {
    setting.enabled ^= true;
    setting.enabled
}
