//! Simultaneous ring: other numbers ring at the same time.

use belroute_shared::{
    routing::overruled::Acting,
    rule::RuleFeature,
    settings::simultaneous_ring::{MOST_NUMBERS, SimultaneousNumber, SimultaneousRing},
    typed_number::{Takes, TypedNumber},
};
use leptos::prelude::*;

use super::{
    form::{EditTick, SettingForm, Switch},
    headings,
    number_list::{AddNumber, ListHeading, NumberLine},
    open::Open,
    opened::Opened,
    part::{InProfile, Part},
    row::Row,
    state::{State, Words, of_profile},
};
use crate::{explain::explain_code, intl, rules::RuleLists, t, text};

static PART: Part<SimultaneousRing> = Part {
    fields: &["phoneNumbers*"],
    profile: Some(InProfile {
        of: |profile| profile.settings.simultaneous_ring.clone(),
        put: |profile, it| profile.settings.simultaneous_ring = it,
    }),
    ..Part::new(words)
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::RING_TOGETHER,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::SimultaneousRing),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: &SimultaneousRing, words: &Words<'_>) -> State {
    if !setting.enabled || setting.phone_numbers.is_empty() {
        return State::switched(false, text!(calling.together.off));
    }
    let names = words.all(setting.phone_numbers.iter().map(|it| &it.phone_number));
    let said = if setting.phone_numbers.len() == 1 {
        text!(calling.together.one, names)
    } else {
        text!(calling.together.many, names)
    };
    let rules = words.profile.map(|it| it.rules.simultaneous_ring.len());
    State::switched(
        true,
        match rules.filter(|_| setting.criterias_enabled) {
            None => said,
            Some(0) => text!(rules.needs_rule).to_owned(),
            Some(1) => text!(calling.together.rules_one, words = said),
            Some(count) => {
                let count = intl::count(u32::try_from(count).unwrap_or(u32::MAX));
                text!(calling.together.rules_many, words = said, count)
            }
        },
    )
}

fn form(opened: Opened<SimultaneousRing>) -> AnyView {
    let asks_rules = Memo::new(move |_| opened.with(|it| it.criterias_enabled));
    view! {
        <SettingForm opened switch=switch_over>
            <Switch
                opened
                id="ring-together-on"
                label=t!(calling.together.label)
                detail=t!(calling.together.text)
                is_on=|it: &SimultaneousRing| it.enabled
                set=|it: &mut SimultaneousRing, is_on| it.enabled = is_on
            />
            <Numbers opened />
            <EditTick
                opened
                id="ring-together-silent"
                label=t!(calling.together.not_in_call)
                is_on=|it: &SimultaneousRing| it.do_not_ring_if_on_call_enabled
                set=|it: &mut SimultaneousRing, is_on| it.do_not_ring_if_on_call_enabled = is_on
            />
            <Switch
                opened
                id="ring-together-rules"
                label=t!(calling.together.some)
                detail=t!(calling.together.some_text)
                is_on=|it: &SimultaneousRing| it.criterias_enabled
                set=|it: &mut SimultaneousRing, is_on| it.criterias_enabled = is_on
            />
        </SettingForm>
        <Show when=move || asks_rules.get()>
            <RuleLists
                feature=RuleFeature::SimultaneousRing
                is_on=opened.signal(|it| it.enabled)
            />
        </Show>
    }
    .into_any()
}

fn switch_over(setting: &mut SimultaneousRing) -> bool {
    setting.enabled ^= true;
    setting.enabled
}

fn numbers_of(setting: &SimultaneousRing) -> Vec<TypedNumber> {
    let numbers = setting.phone_numbers.iter();
    numbers.map(|it| it.phone_number.clone()).collect()
}

#[component]
fn Numbers(opened: Opened<SimultaneousRing>) -> impl IntoView {
    let listed = opened.signal(numbers_of);
    let on_add = move |number: TypedNumber| {
        opened.edit_list(|it| {
            it.phone_numbers.push(SimultaneousNumber {
                phone_number: number,
                answer_confirmation_enabled: false,
            });
        });
    };
    view! {
        <section class="number-list" role="group" aria-labelledby="ring-together-heading">
            <ListHeading
                id="ring-together-heading"
                text=t!(calling.numbers)
                count=opened.signal(|it| it.phone_numbers.len())
                most=MOST_NUMBERS
            />
            <ul>
                <For each=move || listed.get() key=TypedNumber::clone let:number>
                    <Line opened number />
                </For>
            </ul>
            <p class="soft small">{t!(calling.press_one_text)}</p>
        </section>
        <AddNumber
            id="ring-together-add"
            label=t!(calling.number)
            takes=Takes::PublicNumber
            most=MOST_NUMBERS
            listed
            on_add
            refused=opened.error_of("phoneNumbers")
        />
    }
}

#[component]
fn Line(opened: Opened<SimultaneousRing>, number: TypedNumber) -> impl IntoView {
    let number = StoredValue::new(number);
    let is_this = move |it: &SimultaneousNumber| number.with_value(|this| it.phone_number == *this);
    let is_confirmed = move || {
        opened.with(|it| {
            let found = it.phone_numbers.iter().find(|it| is_this(it));
            found.is_some_and(|it| it.answer_confirmation_enabled)
        })
    };
    let confirm = move |is_on: bool| {
        opened.edit(|it| {
            if let Some(it) = it.phone_numbers.iter_mut().find(|it| is_this(it)) {
                it.answer_confirmation_enabled = is_on;
            }
        });
    };
    let error = Signal::derive(move || {
        let at = opened.with(|it| it.phone_numbers.iter().position(is_this));
        let field = format!("phoneNumbers.{}.phoneNumber", at?);
        opened.submission().error_at(&field, explain_code)
    });
    let on_remove = move |()| opened.edit_list(|it| it.phone_numbers.retain(|it| !is_this(it)));
    view! {
        <NumberLine number=number.get_value() error on_remove>
            <label class="number-tick">
                <input
                    type="checkbox"
                    prop:checked=is_confirmed
                    on:change:target=move |event| confirm(event.target().checked())
                />
                {t!(calling.press_one)}
            </label>
        </NumberLine>
    }
}
