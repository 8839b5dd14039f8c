use belroute_shared::{
    contacts::MOST_SPEED_DIALS,
    live::LiveEvent,
    settings::speed_dials::{ShownSpeedDial, ShownSpeedDials},
};
use leptos::prelude::*;

use super::{
    api,
    dialog::{DialDialog, Edited},
};
use crate::{
    awaited::Awaited,
    contacts::{codes::DialCodes, page::Open},
    fetched::Fetched,
    http::Tagged,
    intl,
    live::Live,
    t, text,
    ui::{Empty, Icon},
};

/// All of them, in the order of the keys of a phone.
#[component]
pub(in crate::contacts) fn SpeedDials() -> impl IntoView {
    let listed = Fetched::idle(api::list).started();
    Live::get().on(move |event| {
        let concerns = match event {
            LiveEvent::Setting { setting } => setting == "speedDials" || setting == "contacts",
            LiveEvent::Phonebook | LiveEvent::Resync => true,
            _ => false,
        };
        if concerns {
            listed.refetch();
        }
    });
    let edited = RwSignal::new(None::<Edited>);
    let on_close = Callback::new(move |()| {
        let _ = edited.try_set(None);
    });
    view! {
        <section class="card" aria-labelledby="dials-heading">
            <header class="card-head">
                <h2 id="dials-heading">{t!(contacts.speed_dials)}</h2>
                <Room listed />
                <div class="company-acts">
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| edited.set(Some(Edited::New))
                    >
                        <Icon name="plus" />
                        {t!(contacts.add_colleague)}
                    </button>
                </div>
            </header>
            <p class="soft contacts-text">
                {move || DialCodes::get().explained()}
            </p>
            <Awaited wait=listed rows=3>
                <Rows listed edited />
            </Awaited>
        </section>
        {move || {
            let edited = edited.get()?;
            let seen = listed.get_untracked()?;
            let on_changed = Callback::new(move |()| listed.refetch());
            Some(view! { <DialDialog edited seen on_close on_changed /> })
        }}
    }
}

/// How many there are of how many there may be.
#[component]
fn Room(listed: Fetched<Tagged<ShownSpeedDials>>) -> impl IntoView {
    let written = |count: usize| intl::count(u32::try_from(count).unwrap_or(u32::MAX));
    move || {
        let room = listed.with(|it| it.map(|it| it.value.available_entries_count))?;
        let count = written(MOST_SPEED_DIALS.saturating_sub(room));
        let most = written(MOST_SPEED_DIALS);
        Some(view! { <span class="soft">{text!(calling.of_most, count, most)}</span> })
    }
}

#[component]
fn Rows(
    listed: Fetched<Tagged<ShownSpeedDials>>,
    edited: RwSignal<Option<Edited>>,
) -> impl IntoView {
    let dials = Memo::new(move |_| {
        listed.with(|it| {
            it.map(|it| it.value.speed_dials.clone())
                .unwrap_or_default()
        })
    });
    view! {
        <Show
            when=move || dials.with(|it| !it.is_empty())
            fallback=|| {
                view! {
                    <Empty
                        icon="phone"
                        title=t!(contacts.no_speed_dials)
                        text=t!(contacts.no_speed_dials_text)
                    />
                }
            }
        >
            <ul class="company-rows">
                {move || {
                    dials
                        .get()
                        .into_iter()
                        .map(|shown| view! { <DialRow shown edited /> })
                        .collect_view()
                }}
            </ul>
        </Show>
    }
}

#[component]
fn DialRow(shown: ShownSpeedDial, edited: RwSignal<Option<Edited>>) -> impl IntoView {
    let codes = DialCodes::get();
    let open = Open::get().callback();
    let name = shown.name.clone().unwrap_or_else(|| shown.display.clone());
    let detail = shown.dial.line_key_label.clone();
    let number = shown.name.as_ref().map(|_| shown.display.clone());
    let code = shown.dial.code.clone();
    let on_press = move |_| match shown.dial.contact_id {
        Some(contact) => open.run(contact),
        None => edited.set(Some(Edited::Known(Box::new(shown.clone())))),
    };
    view! {
        <li class="company-row wide-number">
            <span class="company-icon">
                <Icon name="phone" />
            </span>
            <span class="company-words">
                <button type="button" class="company-link" on:click=on_press>
                    {name}
                </button>
                <small>{detail}</small>
            </span>
            <span class="company-marks">
                {code
                    .map(|code| {
                        view! { <span class="chip">{move || codes.dialled(&code)}</span> }
                    })}
            </span>
            <span class="company-number">{number}</span>
        </li>
    }
}
