//! Selectively forward: chosen callers are sent elsewhere.

use belroute_shared::{
    routing::overruled::Acting,
    rule::RuleFeature,
    settings::selective::SelectiveForward,
    typed_number::{Takes, TypedNumber},
};
use leptos::prelude::*;

use super::{
    by_rules,
    form::{EditTick, SettingForm, Switch},
    headings,
    number_field::NumberField,
    open::Open,
    opened::Opened,
    part::{InProfile, Part},
    row::Row,
    state::{State, Words, of_profile},
};
use crate::{rules::RuleLists, t, text, written_numbers::WrittenNumbers};

static PART: Part<SelectiveForward> = Part {
    fields: &["defaultPhoneNumberToForward", "destinationVoicemailEnabled"],
    profile: Some(InProfile {
        of: |profile| profile.settings.selective_forward.clone(),
        put: |profile, it| profile.settings.selective_forward = it,
    }),
    details,
    ..Part::new(words)
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::FORWARD_CHOSEN,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::SelectiveForward),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: &SelectiveForward, words: &Words<'_>) -> State {
    let feature = RuleFeature::SelectiveForward;
    let off = text!(features.forward.off);
    let state = by_rules::state(setting.enabled, feature, off, words);
    match goal(setting, words).filter(|_| setting.enabled) {
        Some(who) => State {
            words: text!(features.forward.goes_to, rules = state.words, who),
            ..state
        },
        None => state,
    }
}

/// Where the rules send calls, if all of them send them to one number.
fn goal(setting: &SelectiveForward, words: &Words<'_>) -> Option<String> {
    let usual = setting.default_phone_number_to_forward.as_ref();
    let Some(profile) = words.profile else {
        return usual.map(|number| words.who(number));
    };
    let rules = profile.rules.of(RuleFeature::SelectiveForward);
    let doing = rules.iter().filter(|rule| rule.is_active && rule.acts);
    let mut goals = doing.map(|rule| rule.forward_to.as_ref().or(usual));
    let first = goals.next()??;
    goals
        .all(|goal| goal == Some(first))
        .then(|| words.who(first))
}

/// What the words do not say.
fn details(setting: &SelectiveForward, words: &Words<'_>) -> Vec<String> {
    let number = setting.default_phone_number_to_forward.as_ref();
    let number = number.filter(|_| !setting.enabled);
    let kept = number.map(|number| text!(calling.forward.goes_to, who = words.who(number)));
    let ticks = [
        (
            setting.destination_voicemail_enabled,
            text!(calling.to_mailbox),
        ),
        (
            setting.ring_reminder_enabled,
            text!(calling.forward.reminder),
        ),
    ];
    let ticked = ticks.into_iter().filter(|(is_on, _)| *is_on);
    kept.into_iter()
        .chain(ticked.map(|(_, words)| words.to_owned()))
        .collect()
}

fn form(opened: Opened<SelectiveForward>) -> AnyView {
    view! {
        <SettingForm opened>
            <Switch
                opened
                id="forward-chosen-on"
                label=t!(features.forward.label)
                detail=t!(features.forward.text)
                is_on=|it: &SelectiveForward| it.enabled
                set=|it: &mut SelectiveForward, is_on| it.enabled = is_on
            />
            <Destination opened />
            <EditTick
                opened
                id="forward-chosen-tone"
                label=t!(calling.forward.reminder)
                is_on=|it: &SelectiveForward| it.ring_reminder_enabled
                set=|it: &mut SelectiveForward, is_on| it.ring_reminder_enabled = is_on
            />
        </SettingForm>
        <RuleLists
            feature=RuleFeature::SelectiveForward
            is_on=opened.signal(|it| it.enabled)
        />
    }
    .into_any()
}

/// Where calls go by rules that name no number, and whether to the mailbox there.
#[component]
fn Destination(opened: Opened<SelectiveForward>) -> impl IntoView {
    let numbers = WrittenNumbers::get();
    let destination = Memo::new(move |_| {
        let to = opened.with(|it| it.default_phone_number_to_forward.clone());
        to.map(|to| to.to_string()).unwrap_or_default()
    });
    let on_type = move |text: String| {
        opened.edit(|it| {
            let is_empty = text.trim().is_empty();
            it.default_phone_number_to_forward = (!is_empty).then(|| TypedNumber::new(text));
            // It was said about another number.
            it.destination_voicemail_enabled = false;
        });
    };
    let is_colleague = Memo::new(move |_| {
        let looked = TypedNumber::new(destination.get()).look(Takes::Destination);
        let looked = looked.ok().and_then(|it| numbers.looked_up(it.as_str()));
        let number = looked.and_then(|it| it.number);
        number.is_some_and(|number| !number.starts_with('+'))
    });
    view! {
        <NumberField
            id="forward-chosen-to"
            label=t!(features.forward.to)
            takes=Takes::Destination
            value=destination
            on_type
            error=opened.error_of("defaultPhoneNumberToForward")
        />
        <Show when=move || is_colleague.get()>
            <EditTick
                opened
                id="forward-chosen-mailbox"
                label=t!(calling.to_mailbox)
                is_on=|it: &SelectiveForward| it.destination_voicemail_enabled
                set=|it: &mut SelectiveForward, is_on| it.destination_voicemail_enabled = is_on
            />
        </Show>
    }
}
