//! Which calls the mailbox answers.

use belroute_shared::{
    features::Feature,
    routing::overruled::{Acting, overruled},
    settings::{rings::RING_SECONDS, voicemail::Voicemail},
};
use leptos::prelude::*;

use super::IN_PROFILE;
use crate::{
    features::MyFeatures,
    intl,
    route::MyRoute,
    settings::{
        form::Switch,
        open::Open,
        opened::Opened,
        overruled::OverruledNote,
        part::Part,
        rings_field::RingsField,
        state::{State, Words},
    },
    t, text,
    ui::SaveNote,
};

/// Name of the choice of rings, for what came of it.
const RINGS: &str = "voicemail-rings";

static PART: Part<Voicemail> = Part {
    is_same: |one, other| answered(one) == answered(other),
    copy,
    profile: Some(IN_PROFILE),
    ..Part::new(words)
};

/// What the history tells of it: sending every call there is a row of its own.
pub(super) static TOLD: Part<Voicemail> = Part {
    is_same: |one, other| without_all(one) == without_all(other),
    ..Part::new(|it, said| {
        let mut setting = it.clone();
        setting.send_all_calls.enabled = false;
        words(&setting, said)
    })
};

/// What the card shows: which calls are answered, and when.
fn answered(setting: &Voicemail) -> (bool, bool, bool, bool, u16) {
    let unanswered = &setting.send_unanswered_calls;
    (
        setting.enabled,
        setting.send_all_calls.enabled,
        setting.send_busy_calls.enabled,
        unanswered.enabled,
        unanswered.number_of_rings,
    )
}

fn without_all(setting: &Voicemail) -> (bool, bool, bool, u16) {
    let (is_on, _, busy, unanswered, rings) = answered(setting);
    (is_on, busy, unanswered, rings)
}

fn copy(from: &Voicemail, into: &mut Voicemail) {
    into.enabled = from.enabled;
    into.send_all_calls = from.send_all_calls;
    into.send_busy_calls.enabled = from.send_busy_calls.enabled;
    into.send_unanswered_calls.enabled = from.send_unanswered_calls.enabled;
    into.send_unanswered_calls.number_of_rings = from.send_unanswered_calls.number_of_rings;
}

fn words(setting: &Voicemail, _words: &Words<'_>) -> State {
    if !setting.enabled {
        return State::switched(false, text!(calling.mailbox.state_off));
    }
    if setting.send_all_calls.enabled {
        return State::switched(true, text!(calling.mailbox.state_all));
    }
    let unanswered = &setting.send_unanswered_calls;
    let time = intl::seconds(unanswered.number_of_rings * RING_SECONDS);
    let cases = [
        (
            setting.send_busy_calls.enabled,
            text!(calling.mailbox.when_busy).to_owned(),
        ),
        (
            unanswered.enabled,
            text!(calling.mailbox.when_unanswered, time),
        ),
    ];
    let cases = cases.into_iter().filter(|(is_on, _)| *is_on);
    let which: Vec<String> = cases.map(|(_, words)| words).collect();
    if which.is_empty() {
        return State::switched(true, text!(calling.mailbox.state_nothing));
    }
    State::switched(
        true,
        text!(calling.mailbox.state_some, which = intl::list(&which)),
    )
}

/// The card.
#[component]
pub(super) fn Calls() -> impl IntoView {
    view! {
        <section class="card setting-card" aria-labelledby="voicemail-heading">
            <h2 id="voicemail-heading">{t!(calling.mailbox.title)}</h2>
            <Open part=&PART form=form />
        </section>
    }
}

fn form(opened: Opened<Voicemail>) -> AnyView {
    let features = MyFeatures::get();
    let may_send_all = move || features.shows(Some(Feature::SendCallsToVoicemail));
    let is_on = Memo::new(move |_| opened.with(|it| it.enabled));
    view! {
        <Switch
            opened
            id="voicemail-on"
            label=t!(calling.mailbox.on)
            detail=t!(calling.mailbox.on_text)
            is_on=|it: &Voicemail| it.enabled
            set=|it: &mut Voicemail, is_on| it.enabled = is_on
        />
        <Show when=move || is_on.get()>
            <Show when=may_send_all>
                <Switch
                    opened
                    id="voicemail-all"
                    label=t!(calling.mailbox.all)
                    detail=t!(calling.mailbox.all_text)
                    is_on=|it: &Voicemail| it.send_all_calls.enabled
                    set=|it: &mut Voicemail, is_on| it.send_all_calls.enabled = is_on
                />
                <Overruled opened acting=Acting::SendAllCalls is_on=|it| it.send_all_calls.enabled />
            </Show>
            <Switch
                opened
                id="voicemail-busy"
                label=t!(calling.mailbox.busy)
                is_on=|it: &Voicemail| it.send_busy_calls.enabled
                set=|it: &mut Voicemail, is_on| it.send_busy_calls.enabled = is_on
            />
            <Overruled opened acting=Acting::VoicemailBusy is_on=|it| it.send_busy_calls.enabled />
            <Unanswered opened />
        </Show>
    }
    .into_any()
}

#[component]
fn Unanswered(opened: Opened<Voicemail>) -> impl IntoView {
    let is_on = Memo::new(move |_| opened.with(|it| it.send_unanswered_calls.enabled));
    view! {
        <Switch
            opened
            id="voicemail-unanswered"
            label=t!(calling.mailbox.unanswered)
            is_on=|it: &Voicemail| it.send_unanswered_calls.enabled
            set=|it: &mut Voicemail, is_on| it.send_unanswered_calls.enabled = is_on
        />
        <Overruled
            opened
            acting=Acting::VoicemailUnanswered
            is_on=|it| it.send_unanswered_calls.enabled
        />
        <Show when=move || is_on.get()>
            <div class="setting-inline">
                <RingsField
                    id=RINGS
                    label=t!(calling.mailbox.rings)
                    value=opened.signal(|it| it.send_unanswered_calls.number_of_rings)
                    on_change=move |rings| {
                        opened.set(RINGS, |it| it.send_unanswered_calls.number_of_rings = rings);
                    }
                />
                <SaveNote outcome=opened.outcome_of(RINGS) />
            </div>
        </Show>
    }
}

/// Says that another setting comes first.
#[component]
fn Overruled(
    opened: Opened<Voicemail>,
    acting: Acting,
    is_on: fn(&Voicemail) -> bool,
) -> impl IntoView {
    let route = MyRoute::get();
    let overruling = Memo::new(move |_| {
        if !opened.with(is_on) {
            return None;
        }
        let now = route.now();
        route
            .profile()
            .with(|profile| overruled(profile?, acting, now))
    });
    view! { <OverruledNote overruling /> }
}
