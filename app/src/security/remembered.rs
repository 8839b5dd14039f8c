use belroute_shared::{
    ids::BrowserId,
    security::{RememberedBrowser, SignedIn},
};
use leptos::{prelude::*, task::spawn_local};

use super::{api, browser_name::browser_name, row::Row};
use crate::{clock::Minute, explain::explain, fetched::Fetched, intl, t, text, ui::KeptFocus};

/// Browsers in which the second factor is not asked for a day. Without any there is no card.
#[component]
pub(super) fn RememberedCard(signed_in: Fetched<SignedIn>) -> impl IntoView {
    let refusal = RwSignal::new(None::<String>);
    let all = Memo::new(move |_| {
        signed_in.with(|it| it.map(|it| it.remembered.clone()).unwrap_or_default())
    });
    let forget = Callback::new(move |id: BrowserId| {
        refusal.set(None);
        spawn_local(async move {
            let answer = api::forget_browser(id).await;
            let _ = refusal.try_set(answer.err().as_ref().map(explain));
            signed_in.refetch();
        });
    });
    let has_some = Memo::new(move |_| !all.with(Vec::is_empty));
    view! {
        <Show when=move || has_some.get()>
            <section class="card security-card" aria-labelledby="remembered-heading">
                <h2 id="remembered-heading">{t!(security.remembered)}</h2>
                <p class="soft">{t!(security.remembered_text)}</p>
                <ul class="security-rows">
                    <For
                        each=move || all.get()
                        key=|one| (one.id, one.until)
                        children=move |one| view! { <OneRemembered one forget /> }
                    />
                </ul>
                <p class="refusal" role="status">
                    {move || refusal.get()}
                </p>
            </section>
        </Show>
    }
}

#[component]
fn OneRemembered(one: RememberedBrowser, forget: Callback<BrowserId>) -> impl IntoView {
    let now = Minute::signal();
    let focus = KeptFocus::new();
    let id = one.id;
    let device = one.device;
    let name = Signal::derive(move || browser_name(&device));
    let words = move || text!(security.until, time = intl::moment(one.until, now.get()));
    view! {
        <Row icon="computer" name words=Signal::derive(words)>
            <button
                type="button"
                class="button quiet"
                aria-label=move || text!(security.forget_name, name = name.get())
                on:click=move |event| {
                    focus.press(&event);
                    forget.run(id);
                }
            >
                {t!(security.forget)}
            </button>
        </Row>
    }
}
