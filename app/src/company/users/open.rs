use belroute_shared::ids::UserId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::api;
use crate::{
    awaited::Awaited, confirmation::Confirmation, fetched::Fetched, http::HttpError, opened_panel,
    paths, t, text, ui,
};

/// `/company/users/:id/panel`: opens the panel of a user in this tab, which was made for it.
#[component]
pub(crate) fn OpenPanelPage() -> impl IntoView {
    ui::title(|| text!(users.open_panel).to_owned());
    let params = use_params_map();
    let confirmation = Confirmation::get();
    let has_given_up = RwSignal::new(false);
    let opened = Fetched::idle(move || async move {
        let id: UserId = params
            .with_untracked(|params| params.get("id"))
            .and_then(|id| id.parse().ok())
            .ok_or(HttpError::Garbled)?;
        let answer = confirmation.run(|| api::open_panel(id)).await;
        if answer.as_ref().err() == Some(&HttpError::Aborted) {
            let _ = has_given_up.try_set(true);
        }
        let panel = answer?;
        opened_panel::enter(&panel.id.to_string());
        Ok(())
    })
    .started();
    view! {
        <section class="card company-card">
            <h2>{t!(users.open_panel)}</h2>
            <Show
                when=move || has_given_up.get()
                fallback=move || {
                    view! {
                        <Awaited wait=opened rows=3>
                            <p class="soft">{t!(users.opening)}</p>
                        </Awaited>
                    }
                }
            >
                <p class="soft">{t!(users.not_opened)}</p>
                <a class="button" href=paths::COMPANY_USERS>
                    {t!(company.users)}
                </a>
            </Show>
        </section>
    }
}
