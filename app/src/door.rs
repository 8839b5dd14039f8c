//! What stands before the panel: a card in the middle of an empty page.

use belroute_shared::account::Language;
use leptos::prelude::*;

use crate::{language, t, ui};

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
