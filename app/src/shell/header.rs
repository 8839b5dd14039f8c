use leptos::prelude::*;

use crate::{
    palette::PaletteButton,
    paths,
    route::{
        MyReach,
        temporary::{Kind, Temporary},
    },
    session, t,
    ui::{self, Avatar, Icon},
};

/// The bar on top: calls to me at the left, search in the middle, my account at the right.
///
/// Both avatars open a menu where there is room for one, and lead to a page on a phone.
#[component]
pub(super) fn Header() -> impl IntoView {
    view! {
        <header class="top">
            <button
                type="button"
                class="me on-wide"
                popovertarget="route-menu"
                title=t!(route.title)
            >
                <Mine />
            </button>
            <a class="me on-phone" href=paths::ROUTE>
                <Mine />
            </a>
            <PaletteButton />
            <button
                type="button"
                class="icon-button book-button"
                popovertarget="phonebook"
                aria-label=t!(phonebook.title)
                title=t!(phonebook.title)
            >
                <Icon name="book" />
            </button>
            <button
                type="button"
                class="me right on-wide"
                popovertarget="account-menu"
                title=t!(account.title)
            >
                <Account />
            </button>
            <a class="me right on-phone" href=paths::ACCOUNT>
                <Account />
            </a>
        </header>
    }
}

/// My avatar with the mark of incoming calls and my own state.
#[component]
fn Mine() -> impl IntoView {
    let me = session::me();
    let name = Signal::derive(move || me.with(belroute_shared::session::Me::name));
    let seed = Signal::derive(move || me.with(|me| me.id.to_string()));
    let picture = Signal::derive(move || me.with(|me| me.picture.clone()));
    let reach = MyReach::get();
    let dot = Signal::derive(move || reach.dot());
    let temporary = Memo::new(move |_| reach.temporary());
    let ring = move || {
        temporary.with(|it| {
            it.as_ref().map(|it| match it.kind {
                Kind::DoNotDisturb => "silent",
                Kind::Forward => "elsewhere",
            })
        })
    };
    view! {
        <span class="me-face" data-ring=ring>
            <Avatar name seed dot picture />
            <span class="me-badge">
                <Icon name="incoming" />
            </span>
        </span>
        <span class="me-words">
            <b>{move || name.get()}<span class="me-number">" · "{move || me.with(|me| me.extension.to_string())}</span></b>
            {move || match temporary.with(|it| it.as_ref().map(Temporary::word)) {
                Some(word) => view! { <small class="me-temporary">{word}</small> }.into_any(),
                None => view! { <small>{t!(route.title)}</small> }.into_any(),
            }}
        </span>
    }
}

#[component]
fn Account() -> impl IntoView {
    let me = session::me();
    let name = Signal::derive(move || me.with(belroute_shared::session::Me::name));
    let seed = Signal::derive(move || me.with(|me| me.id.to_string()));
    let picture = Signal::derive(move || me.with(|me| me.picture.clone()));
    view! {
        <span class="me-words">
            <b>{move || me.with(|me| me.organisation.clone())}</b>
            <small>{t!(account.title)}</small>
        </span>
        <ui::Avatar name seed picture />
    }
}
