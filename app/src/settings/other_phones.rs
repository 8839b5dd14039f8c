//! Single number reach: the user's other phones ring along. Each of them is added, changed and
//! removed by itself.

mod add;
mod phone;

use belroute_shared::{
    ids::ReachNumberId,
    routing::overruled::Acting,
    settings::single_number_reach::{
        MOST_NUMBERS, MadeReachNumber, ReachNumberSettings, SingleNumberReach,
    },
};
use leptos::prelude::*;

use super::{
    form::Switch,
    headings,
    number_list::ListHeading,
    open::Open,
    opened::Opened,
    part::{InProfile, Part},
    preview::Preview,
    row::Row,
    state::{State, Words, of_profile},
};
use crate::{
    http::{self, HttpError},
    intl, t, text,
};
use add::AddPhone;
use phone::Phone;

static PART: Part<SingleNumberReach> = Part {
    is_same: |one, other| one.enabled == other.enabled,
    copy: |from, into| into.enabled = from.enabled,
    profile: Some(InProfile {
        of: |profile| profile.settings.single_number_reach.clone(),
        put: |profile, it| profile.settings.single_number_reach = it,
    }),
    ..Part::new(words)
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::OTHER_PHONES,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::SingleNumberReach),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: &SingleNumberReach, _words: &Words<'_>) -> State {
    let ringing = setting.numbers.iter().filter(|it| it.settings.enabled);
    let names: Vec<String> = ringing.map(|it| it.settings.name.clone()).collect();
    let is_on = setting.enabled && !names.is_empty();
    let words = match (setting.enabled, names.len()) {
        _ if setting.numbers.is_empty() => text!(calling.reach.none).to_owned(),
        (false, _) | (true, 0) => text!(calling.reach.off).to_owned(),
        (true, 1) => text!(calling.reach.one, names = intl::list(&names)),
        (true, _) => text!(calling.reach.many, names = intl::list(&names)),
    };
    State::switched(is_on, words)
}

async fn add(phone: ReachNumberSettings) -> Result<(), HttpError> {
    let path = format!("{}/numbers", PART.path());
    http::post::<MadeReachNumber>(&path, &phone).await.map(drop)
}

async fn replace(id: ReachNumberId, phone: ReachNumberSettings) -> Result<(), HttpError> {
    http::put(&format!("{}/numbers/{id}", PART.path()), &phone).await
}

async fn remove(id: ReachNumberId) -> Result<(), HttpError> {
    http::delete(&format!("{}/numbers/{id}", PART.path())).await
}

fn form(opened: Opened<SingleNumberReach>) -> AnyView {
    let count = opened.signal(|it| it.numbers.len());
    let has_room = move || count.get() < MOST_NUMBERS;
    view! {
        <Switch
            opened
            id="other-phones-on"
            label=t!(calling.reach.label)
            detail=t!(calling.reach.text)
            is_on=|it: &SingleNumberReach| it.enabled
            set=|it: &mut SingleNumberReach, is_on| it.enabled = is_on
        />
        <section class="number-list" role="group" aria-labelledby="other-phones-heading">
            <ListHeading
                id="other-phones-heading"
                text=t!(calling.numbers)
                count
                most=MOST_NUMBERS
            />
            <ul>
                <For
                    each=move || opened.with(|it| it.numbers.clone())
                    key=|it| it.id
                    children=move |it| view! { <Phone opened id=it.id /> }
                />
            </ul>
            <p class="soft small">{t!(calling.press_one_text)}</p>
        </section>
        <Show when=has_room>
            <AddPhone opened />
        </Show>
        <Preview opened switch=switch_over />
    }
    .into_any()
}

fn switch_over(setting: &mut SingleNumberReach) -> bool {
    setting.enabled ^= true;
    setting.enabled
}
