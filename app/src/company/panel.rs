use leptos::prelude::*;
use leptos_router::components::Outlet;

use super::tabs::Tabs;
use crate::{confirmation::Confirming, session, t, text, ui};

/// Who is no administrator is told so, whatever address he typed; the server refuses him as well.
#[component]
pub(super) fn CompanyPanel() -> impl IntoView {
    ui::title(|| text!(company.title).to_owned());
    let me = session::me();
    let may = Memo::new(move |_| me.with(|me| me.is_administrator && me.opened_panel.is_none()));
    view! {
        <Show when=move || may.get() fallback=NotForYou>
            <Confirming>
                <div class="company">
                    <header class="company-head">
                        <h1>{t!(company.title)}</h1>
                        <p class="soft">{move || me.with(|me| me.organisation.clone())}</p>
                    </header>
                    <Tabs />
                    <Outlet />
                </div>
            </Confirming>
        </Show>
    }
}

#[component]
fn NotForYou() -> impl IntoView {
    view! {
        <section class="card page-message">
            <ui::Icon name="lock" />
            <h1>{t!(company.title)}</h1>
            <p class="soft">{t!(company.not_for_you)}</p>
        </section>
    }
}
