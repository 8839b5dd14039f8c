//! One row of the page: a feature in one line, opened in place.

use std::ops::Deref;

use belroute_shared::routing::overruled::{Acting, overruled};
use leptos::{html, prelude::*};
use web_sys::HtmlDetailsElement;

use super::{
    board::Board,
    headings::Heading,
    open::Withdrawn,
    overruled::OverruledNote,
    state::{Mark, State},
    told::Tells,
};
use crate::{features::MyFeatures, intl, route::MyRoute, t, ui::Icon};

/// A row: what it is called, what it says of itself, and what it holds.
pub(crate) struct Row {
    /// What it is called, and who has it.
    pub(crate) heading: &'static Heading,
    /// What it does now; `None` before that has come. Called once, when the row is drawn.
    pub(crate) state: fn() -> Signal<Option<State>>,
    /// What tells of it in the history.
    pub(crate) told: &'static [&'static dyn Tells],
    /// What it does with calls, where earlier settings may overrule it.
    pub(crate) acting: Option<Acting>,
    /// What it holds. Called once, when it is first opened.
    pub(crate) body: fn() -> AnyView,
}

impl Deref for Row {
    type Target = Heading;

    fn deref(&self) -> &Heading {
        self.heading
    }
}

/// The line and, once it was opened, what is below it. That stays when it is closed, so that
/// nothing typed is lost.
#[component]
pub(super) fn SettingRow(row: &'static Row) -> impl IntoView {
    let board = Board::get();
    let features = MyFeatures::get();
    let route = MyRoute::get();
    let state = (row.state)();
    let found = Memo::new(move |_| {
        let said = state.with(|it| it.as_ref().map(|it| it.words.clone()));
        let text = format!(
            "{} {} {}",
            (row.name)(),
            (row.synonyms)(),
            said.unwrap_or_default()
        );
        board.finds(&intl::folded(&text))
    });
    board.join(row.anchor, found);
    let is_withdrawn = Memo::new(move |_| features.with(|it| !(row.is_shown)(it)) == Some(true));
    let overruling = Memo::new(move |_| {
        let is_on = state.with(|it| it.as_ref().is_some_and(|it| it.mark == Mark::On));
        let (acting, now) = (row.acting.filter(|_| is_on)?, route.now());
        route
            .profile()
            .with(|profile| overruled(profile?, acting, now))
    });
    let is_open = Memo::new(move |_| board.is_open(row.anchor));
    let was_opened =
        Memo::new(move |before: Option<&bool>| before.copied().unwrap_or(false) || is_open.get());
    let node = NodeRef::<html::Details>::new();
    board.reveal_when_wanted(row.anchor, node);
    let body = move || {
        if is_withdrawn.get() {
            return view! { <Withdrawn /> }.into_any();
        }
        view! {
            <OverruledNote overruling />
            {(row.body)()}
        }
        .into_any()
    };
    view! {
        <details
            class="setting"
            id=format!("setting-{}", row.anchor)
            aria-labelledby=format!("setting-{}-name", row.anchor)
            node_ref=node
            hidden=move || !found.get()
            prop:open=move || is_open.get()
            on:toggle:target=move |event| {
                let details: HtmlDetailsElement = event.target();
                board.toggled(row.anchor, details.open());
            }
        >
            <summary class="setting-line">
                <span class="setting-words">
                    <b id=format!("setting-{}-name", row.anchor)>{row.name}</b>
                    <Said state />
                </span>
                {move || overruling.with(Option::is_some).then(|| {
                    view! { <span class="chip wait">{t!(calling.overruled)}</span> }
                })}
                <Chip state />
                <Icon name="down" />
            </summary>
            <div class="setting-body">
                <Show when=move || was_opened.get()>{body}</Show>
            </div>
        </details>
    }
}

/// What the setting does, or a grey bar before that has come.
#[component]
fn Said(state: Signal<Option<State>>) -> impl IntoView {
    move || match state.with(|it| it.as_ref().map(|it| it.words.clone())) {
        Some(words) => view! { <small>{words}</small> }.into_any(),
        None => view! { <small class="shadow setting-shadow"></small> }.into_any(),
    }
}

#[component]
fn Chip(state: Signal<Option<State>>) -> impl IntoView {
    let mark = Memo::new(move |_| state.with(|it| it.as_ref().map_or(Mark::None, |it| it.mark)));
    move || match mark.get() {
        Mark::On => view! { <span class="chip good">{t!(calling.on)}</span> }.into_any(),
        Mark::Off => view! { <span class="chip">{t!(calling.off)}</span> }.into_any(),
        Mark::None => ().into_any(),
    }
}
