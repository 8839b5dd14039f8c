use belroute_shared::routing::overruled::{Acting, Overruling};
use leptos::prelude::*;

use super::{board::Board, rows};
use crate::{features::MyFeatures, intl, paths, route::MyRoute, t, text, ui::Note};

/// Says that another setting comes first, with a link to it.
#[component]
pub(crate) fn OverruledNote(overruling: Memo<Option<Overruling>>) -> impl IntoView {
    let route = MyRoute::get();
    let note = move |it: Overruling| {
        let end = it.until.map(|until| intl::moment(until, route.now()));
        let tail = match end {
            Some(end) => text!(calling.overruled_until, end),
            None => text!(calling.overruled_on).to_owned(),
        };
        view! {
            <Note>{t!(calling.overruled_while)} " " <Link to=it.by /> " " {tail}</Note>
        }
    };
    move || overruling.get().map(note)
}

/// What a setting is called.
pub(crate) fn name_of(what: Acting) -> &'static str {
    let row = rows::all().find(|row| row.acting == Some(what));
    row.map_or_else(|| text!(calling.another_setting), |row| (row.name)())
}

/// The name of a setting, leading to it where the user may see it.
#[component]
fn Link(to: Acting) -> impl IntoView {
    let board = Board::here();
    let features = MyFeatures::get();
    let row = rows::all().find(|row| row.acting == Some(to));
    let name = move || name_of(to);
    let is_shown =
        Memo::new(move |_| row.is_some_and(|row| features.with(row.is_shown) == Some(true)));
    move || {
        let Some(row) = row.filter(|_| is_shown.get()) else {
            return view! { <b>{name}</b> }.into_any();
        };
        view! {
            <a
                href=paths::call_setting(row.anchor)
                on:click=move |event| {
                    let is_plain = !event.ctrl_key() && !event.meta_key();
                    if let Some(board) = board.filter(|it| is_plain && it.has(row.anchor)) {
                        event.prevent_default();
                        board.reveal(row.anchor);
                    }
                }
            >
                {name}
            </a>
        }
        .into_any()
    }
}
