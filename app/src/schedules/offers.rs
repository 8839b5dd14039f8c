use belroute_shared::schedules::import::LeftOut;
use leptos::prelude::*;

use super::{calendar::Calendar, now::today, picked::Offer, words};
use crate::{t, text, ui::Empty};

/// What a calendar brings: each event with a box to tick and what was changed of it, and what is
/// left out and why. Nothing of it is saved yet.
#[component]
pub(super) fn Offers(calendar: Calendar) -> impl IntoView {
    let offers = Memo::new(move |_| calendar.offers());
    let is_empty = move || offers.with(Vec::is_empty);
    let are_all = Memo::new(move |_| {
        offers.with(|offers| {
            let mut free = offers.iter().enumerate().filter(|(_, it)| !it.is_known);
            free.all(|(place, _)| calendar.is_picked(place))
        })
    });
    view! {
        <Show
            when=move || !is_empty()
            fallback=|| {
                view! {
                    <Empty
                        icon="calendar"
                        title=t!(schedules.nothing_offered)
                        text=t!(schedules.nothing_offered_text)
                    />
                }
            }
        >
            <fieldset class="offers">
                <legend>{t!(schedules.offered)}</legend>
                <button
                    type="button"
                    class="link"
                    on:click=move |_| calendar.pick_all(!are_all.get_untracked())
                >
                    {move || {
                        if are_all.get() { text!(schedules.pick_none) } else { text!(schedules.pick_all) }
                    }}
                </button>
                <ul class="offer-rows">
                    {move || {
                        let offers = offers.get().into_iter().enumerate();
                        offers
                            .map(|(place, offer)| view! { <OneOffer calendar place offer /> })
                            .collect_view()
                    }}
                </ul>
            </fieldset>
        </Show>
        <LeftOutList calendar />
    }
}

#[component]
fn OneOffer(calendar: Calendar, place: usize, offer: Offer) -> impl IntoView {
    let today = today();
    let Offer {
        event,
        changes,
        is_known,
    } = offer;
    let name = event.name.clone();
    let change =
        |change| view! { <small class="offer-change">{move || words::of_change(change)}</small> };
    view! {
        <li>
            <label class="offer">
                <input
                    type="checkbox"
                    disabled=is_known
                    prop:checked=move || !is_known && calendar.is_picked(place)
                    on:change:target=move |it| calendar.pick(place, it.target().checked())
                />
                <span class="event-words">
                    <b>{name}</b>
                    <small>{move || words::of_event(&event, today.get())}</small>
                    {changes.into_iter().map(change).collect_view()}
                </span>
                {is_known.then(|| view! { <span class="chip">{t!(schedules.is_known)}</span> })}
            </label>
        </li>
    }
}

#[component]
fn LeftOutList(calendar: Calendar) -> impl IntoView {
    let line = |it: LeftOut| {
        let LeftOut { name, reason } = it;
        let words = move || {
            let name = if name.is_empty() {
                text!(schedules.nameless).to_owned()
            } else {
                name.clone()
            };
            format!("{name}: {}", words::of_reason(reason))
        };
        view! { <li>{words}</li> }
    };
    move || {
        let preview = calendar.preview.get()?;
        if preview.left_out.is_empty() {
            return None;
        }
        let count = preview.left_out.len() + preview.more_left_out;
        let more = preview.more_left_out;
        Some(view! {
            <details class="left-out">
                <summary>{move || words::of_left_out(count)}</summary>
                <ul>
                    {preview.left_out.into_iter().map(line).collect_view()}
                    {(more > 0)
                        .then(|| view! { <li class="soft">{move || words::of_more(more)}</li> })}
                </ul>
            </details>
        })
    }
}
