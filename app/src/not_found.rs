//! An address that leads nowhere.

use leptos::prelude::*;

use crate::{paths, t, text, ui};

/// Inside the frame, for somebody who is signed in.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    ui::title(|| text!(not_found.title).to_owned());
    view! {
        <section class="card page-message">
            <ui::Icon name="signpost" />
            <h1>{t!(not_found.title)}</h1>
            <p class="soft">{t!(not_found.text)}</p>
            <a class="button main" href=paths::DASHBOARD>
                {t!(not_found.back)}
            </a>
        </section>
    }
}

/// Without the frame.
#[component]
pub fn NotFoundScreen() -> impl IntoView {
    view! {
        <main class="door">
            <NotFoundPage />
        </main>
    }
}
