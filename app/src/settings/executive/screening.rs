use belroute_shared::settings::executive::{Screening, ScreeningAlert};
use leptos::prelude::*;

use super::of;
use crate::{
    settings::{
        form::{SettingForm, Switch},
        opened::Opened,
        part::{InProfile, Part},
        state::{State, Words},
    },
    t, text,
    ui::Choice,
};

pub(super) static PART: Part<Screening> = Part {
    heading: Some(t!(features.executive.screening_label)),
    elsewhere: Some("/v1/telephony/config/people/me/settings/executive/screening"),
    profile: Some(InProfile {
        of: |profile| of(profile).screening,
        put: |profile, it| {
            if let Some(executive) = &mut profile.executive {
                executive.screening = it;
            }
        },
    }),
    ..Part::new(words)
};

fn words(setting: &Screening, _words: &Words<'_>) -> State {
    let said = match (setting.enabled, setting.alert_type) {
        (false, _) => text!(calling.off),
        (true, ScreeningAlert::Silent) => text!(features.executive.silent),
        (true, ScreeningAlert::RingSplash) => text!(features.executive.splash),
    };
    State::switched(setting.enabled, said)
}

pub(super) fn form(opened: Opened<Screening>) -> AnyView {
    let option = |alert: ScreeningAlert, words: fn() -> &'static str| {
        (alert, Signal::derive(move || words().to_owned()))
    };
    let options = StoredValue::new(vec![
        option(ScreeningAlert::Silent, t!(features.executive.silent)),
        option(ScreeningAlert::RingSplash, t!(features.executive.splash)),
    ]);
    let is_on = Memo::new(move |_| opened.with(|it| it.enabled));
    view! {
        <SettingForm opened>
            <Switch
                opened
                id="assistants-screening"
                label=t!(features.executive.screening_label)
                detail=t!(features.executive.screening_text)
                is_on=|it: &Screening| it.enabled
                set=|it: &mut Screening, is_on| it.enabled = is_on
            />
            <Show when=move || is_on.get()>
                <Choice
                    name="assistants-screening-how"
                    label=t!(features.executive.screening)
                    options=options.get_value()
                    chosen=opened.signal(|it| it.alert_type)
                    on_change=move |alert| opened.edit(|it| it.alert_type = alert)
                />
            </Show>
        </SettingForm>
    }
    .into_any()
}
