//! Call block list: numbers that never reach the user. Each is added and removed by itself.

use belroute_shared::{
    ids::BlockedNumberId,
    routing::overruled::Acting,
    settings::call_block::{
        BlockCaller, BlockedCaller, CallBlock, MOST_NUMBERS, MadeBlockedCaller,
    },
    typed_number::{Takes, TypedNumber},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    headings,
    number_list::{AddNumber, ListHeading, NumberLine},
    open::Open,
    opened::Opened,
    part::{InProfile, Part},
    row::Row,
    state::{State, Words, of_profile},
};
use crate::{
    explain::{explain, explain_code},
    http::{self, HttpError},
    intl, t, text,
    ui::SaveNote,
};

static PART: Part<CallBlock> = Part {
    profile: Some(InProfile {
        of: |profile| profile.settings.call_block.clone(),
        put: |profile, it| profile.settings.call_block = it,
    }),
    ..Part::new(words)
};

/// The row.
pub(super) static ROW: Row = Row {
    heading: &headings::BLOCK_LIST,
    state: || of_profile(&PART),
    told: &[&PART],
    acting: Some(Acting::CallBlock),
    body: || view! { <Open part=&PART form=form /> }.into_any(),
};

fn words(setting: &CallBlock, _words: &Words<'_>) -> State {
    State::plain(match setting.numbers.len() {
        0 => text!(calling.block.none).to_owned(),
        1 => text!(calling.block.one).to_owned(),
        count => {
            let count = intl::count(u32::try_from(count).unwrap_or(u32::MAX));
            text!(calling.block.many, count)
        }
    })
}

async fn add(number: TypedNumber) -> Result<(), HttpError> {
    let wanted = BlockCaller {
        phone_number: number,
    };
    let path = format!("{}/numbers", PART.path());
    http::post::<MadeBlockedCaller>(&path, &wanted)
        .await
        .map(drop)
}

async fn remove(id: BlockedNumberId) -> Result<(), HttpError> {
    http::delete(&format!("{}/numbers/{id}", PART.path())).await
}

fn form(opened: Opened<CallBlock>) -> AnyView {
    view! { <BlockList opened /> }.into_any()
}

#[component]
fn BlockList(opened: Opened<CallBlock>) -> impl IntoView {
    let outcome = RwSignal::new(None::<Result<(), HttpError>>);
    // What was refused is about the number that was typed, where the server says so.
    let refused = Signal::derive(move || match outcome.get() {
        Some(Err(error)) => Some(match error.code_of("phoneNumber") {
            Some(code) => explain_code(code).to_owned(),
            None => explain(&error),
        }),
        _ => None,
    });
    let saved = Signal::derive(move || {
        let is_saved = outcome.with(|it| matches!(it, Some(Ok(()))));
        is_saved.then(|| Ok(text!(action.saved).to_owned()))
    });
    let done = move |answer: Result<(), HttpError>| {
        let _ = outcome.try_set(Some(answer));
        opened.changed_by_parts();
    };
    let on_add = move |number: TypedNumber| {
        outcome.set(None);
        spawn_local(async move { done(add(number).await) });
    };
    let on_remove = Callback::new(move |id: BlockedNumberId| {
        outcome.set(None);
        spawn_local(async move { done(remove(id).await) });
    });
    let listed = opened.signal(|it| {
        let numbers = it.numbers.iter();
        numbers
            .map(|it| it.phone_number.clone())
            .collect::<Vec<_>>()
    });
    let line = move |it: BlockedCaller| {
        view! {
            <NumberLine
                number=it.phone_number
                on_remove=move |()| on_remove.run(it.id)
            />
        }
    };
    view! {
        <p class="soft">{t!(calling.block.text)}</p>
        <section class="number-list" role="group" aria-labelledby="block-list-heading">
            <ListHeading
                id="block-list-heading"
                text=t!(calling.numbers)
                count=opened.signal(|it| it.numbers.len())
                most=MOST_NUMBERS
            />
            <ul>
                <For each=move || opened.with(|it| it.numbers.clone()) key=|it| it.id children=line />
            </ul>
        </section>
        <AddNumber
            id="block-list-add"
            label=t!(calling.block.add)
            takes=Takes::CallerPattern
            most=MOST_NUMBERS
            listed
            on_add
            refused
        />
        <SaveNote outcome=saved />
    }
}
