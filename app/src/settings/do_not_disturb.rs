//! Do not disturb.

use belroute_shared::{routing::overruled::Acting, settings::do_not_disturb::DoNotDisturb};
use leptos::prelude::*;

use super::{
    form::{EditTick, SettingForm, Switch},
    headings,
    open::Open,
    opened::Opened,
    part::{InProfile, Part},
    row::Row,
    state::{State, Words, of_profile},
    until::Until,
};
use crate::{t, text};

static PART: Part<DoNotDisturb> = Part {
    fields: &["enabledUntil"],
    profile: Some(InProfile {
        of: |profile| profile.settings.do_not_disturb,
        put: |profile, it| profile.settings.do_not_disturb = it,
    }),
    details: |it, _| {
        let tone = it.ring_splash_enabled.then(|| text!(calling.silence.tone));
        tone.into_iter().map(str::to_owned).collect()
    },
    ..Part::new(words)
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::DO_NOT_DISTURB,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::DoNotDisturb),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: &DoNotDisturb, words: &Words<'_>) -> State {
    if !setting.is_active_at(words.now) {
        return State::switched(false, text!(calling.silence.rings));
    }
    let silent = text!(calling.silence.silent).to_owned();
    State::switched(true, words.until(silent, setting.enabled_until))
}

fn form(opened: Opened<DoNotDisturb>) -> AnyView {
    let is_on = Memo::new(move |_| opened.with(|it| it.enabled));
    view! {
        <SettingForm opened switch=switch_over>
            <Switch
                opened
                id="do-not-disturb-on"
                label=t!(calling.silence.name)
                detail=t!(calling.silence.text)
                is_on=|it: &DoNotDisturb| it.enabled
                set=switch
            />
            <Show when=move || is_on.get()>
                <Until
                    id="do-not-disturb-until"
                    value=opened.signal(|it| it.enabled_until)
                    on_change=move |end| opened.edit(|it| it.enabled_until = end)
                    error=opened.error_of("enabledUntil")
                />
            </Show>
            <EditTick
                opened
                id="do-not-disturb-tone"
                label=t!(calling.silence.tone)
                is_on=|it: &DoNotDisturb| it.ring_splash_enabled
                set=|it: &mut DoNotDisturb, is_on| it.ring_splash_enabled = is_on
            />
        </SettingForm>
    }
    .into_any()
}

fn switch(setting: &mut DoNotDisturb, is_on: bool) {
    setting.enabled = is_on;
    setting.enabled_until = None;
}

fn switch_over(setting: &mut DoNotDisturb) -> bool {
    switch(setting, !setting.enabled);
    setting.enabled
}
