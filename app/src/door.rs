//! What stands before the panel: a card in the middle of an empty page.

use belroute_shared::account::Language;
use leptos::prelude::*;

use crate::{
    language,
    lazy::{Lazy, Loading, Place},
    shell, t, ui,
};

/// The card in the middle, with the languages underneath.
#[component]
pub fn Door(children: Children) -> impl IntoView {
    view! {
        <main class="door">
            <section class="card door-card">
                <p class="brand">
                    <ui::Icon name="route" />
                    "Belroute"
                </p>
                {children()}
            </section>
            <p class="door-languages" role="group" aria-label=t!(account.language)>
                <LanguageButton language=Language::Nl name="Nederlands" />
                <span aria-hidden="true">"·"</span>
                <LanguageButton language=Language::En name="English" />
            </p>
        </main>
    }
}

/// A page before the panel, whose card is loaded when somebody comes there.
#[component]
pub fn DoorPage(
    /// Title of the page, and heading of the card.
    title: fn() -> &'static str,
    /// Loads what stands on the card.
    view: fn() -> Loading,
    /// How many grey rows until then.
    rows: usize,
    /// What stands under it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    ui::title(move || title().to_owned());
    Effect::new(shell::remove_skeleton);
    view! {
        <Door>
            <Lazy view rows place=Place::Door(title) />
            {children.map(|children| children())}
        </Door>
    }
}

/// A language under its own name, which everybody who speaks it can read.
#[component]
fn LanguageButton(language: Language, name: &'static str) -> impl IntoView {
    view! {
        <button
            type="button"
            class="door-language"
            lang=language.tag()
            aria-pressed=move || (language::current() == language).to_string()
            on:click=move |_| language::show(language)
        >
            {name}
        </button>
    }
}
