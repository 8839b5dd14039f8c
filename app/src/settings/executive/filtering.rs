use belroute_shared::{
    rule::RuleFeature,
    settings::executive::{CallFiltering, FilterType},
};
use leptos::prelude::*;

use super::of;
use crate::{
    rules::RuleLists,
    settings::{
        by_rules::rules_of,
        form::{SettingForm, Switch},
        opened::Opened,
        part::{InProfile, Part},
        state::{State, Words},
    },
    t, text,
    ui::Choice,
};

pub(super) static PART: Part<CallFiltering> = Part {
    elsewhere: Some("/v1/telephony/config/people/me/settings/executive/callFiltering"),
    fields: &["filterType"],
    profile: Some(InProfile {
        of: |profile| of(profile).filtering,
        put: |profile, it| {
            if let Some(executive) = &mut profile.executive {
                executive.filtering = it;
            }
        },
    }),
    details: |it, said| {
        let on = CallFiltering {
            enabled: true,
            ..*it
        };
        let which = (!it.enabled).then(|| words(on, said).words);
        which.into_iter().collect()
    },
    ..Part::new(|it, said| words(*it, said))
};

fn words(setting: CallFiltering, words: &Words<'_>) -> State {
    if !setting.enabled {
        return State::switched(false, text!(features.executive.off));
    }
    let said = match setting.filter_type {
        FilterType::AllCalls => text!(features.executive.all).to_owned(),
        FilterType::AllInternalCalls => text!(features.executive.internal).to_owned(),
        FilterType::AllExternalCalls => text!(features.executive.external).to_owned(),
        FilterType::CustomCallFilters if words.profile.is_none() => {
            text!(features.executive.which_rules).to_owned()
        }
        FilterType::CustomCallFilters => rules_of(RuleFeature::ExecutiveCallFiltering, words),
    };
    State::switched(true, said)
}

pub(super) fn form(opened: Opened<CallFiltering>) -> AnyView {
    let option = |kind: FilterType, words: fn() -> &'static str| {
        (kind, Signal::derive(move || words().to_owned()))
    };
    let options = vec![
        option(
            FilterType::CustomCallFilters,
            t!(features.executive.which_rules),
        ),
        option(FilterType::AllCalls, t!(features.executive.which_all)),
        option(
            FilterType::AllInternalCalls,
            t!(features.executive.which_internal),
        ),
        option(
            FilterType::AllExternalCalls,
            t!(features.executive.which_external),
        ),
    ];
    let has_rules =
        Memo::new(move |_| opened.with(|it| it.filter_type) == FilterType::CustomCallFilters);
    view! {
        <SettingForm opened switch=switch_over>
            <Switch
                opened
                id="assistants-on"
                label=t!(features.executive.label)
                detail=t!(features.executive.text)
                is_on=|it: &CallFiltering| it.enabled
                set=|it: &mut CallFiltering, is_on| it.enabled = is_on
            />
            <Choice
                name="assistants-which"
                label=t!(features.executive.which)
                options
                chosen=opened.signal(|it| it.filter_type)
                on_change=move |kind| opened.edit(|it| it.filter_type = kind)
            />
        </SettingForm>
        <Show when=move || has_rules.get()>
            <RuleLists
                feature=RuleFeature::ExecutiveCallFiltering
                is_on=opened.signal(|it| it.enabled)
            />
        </Show>
    }
    .into_any()
}

fn switch_over(setting: &mut CallFiltering) -> bool {
    setting.enabled ^= true;
    setting.enabled
}
