use belroute_shared::{
    ids::SessionId,
    security::{SignedIn, SignedInBrowser},
};
use leptos::{prelude::*, task::spawn_local};

use super::{api, browser_name::browser_name, row::Row};
use crate::{
    awaited::Awaited, clock::Minute, explain::explain, fetched::Fetched, intl, t, text,
    ui::KeptFocus,
};

/// Where I am signed in. One can be ended, and all but this one.
#[component]
pub(super) fn SessionsCard(signed_in: Fetched<SignedIn>) -> impl IntoView {
    let refusal = RwSignal::new(None::<String>);
    // None: all others.
    let end = Callback::new(move |id: Option<SessionId>| {
        refusal.set(None);
        spawn_local(async move {
            let answer = match id {
                Some(id) => api::end_session(id).await,
                None => api::end_others().await,
            };
            let _ = refusal.try_set(answer.err().as_ref().map(explain));
            signed_in.refetch();
        });
    });
    let has_others = Memo::new(move |_| {
        signed_in.with(|it| it.is_some_and(|it| it.sessions.iter().any(|one| !one.is_current)))
    });
    view! {
        <section class="card security-card" aria-labelledby="sessions-heading">
            <h2 id="sessions-heading">{t!(security.sessions)}</h2>
            <Awaited wait=signed_in rows=2>
                <ul class="security-rows">
                    <For
                        each=move || signed_in.get().map(|it| it.sessions).unwrap_or_default()
                        key=|one| (one.id, one.last_active_at)
                        children=move |one| view! { <OneBrowser one end /> }
                    />
                </ul>
                <div class="security-act">
                    <Show when=move || has_others.get()>
                        <button type="button" class="button" on:click=move |_| end.run(None)>
                            {t!(security.end_others)}
                        </button>
                    </Show>
                    <span class="refusal" role="status">
                        {move || refusal.get()}
                    </span>
                </div>
            </Awaited>
        </section>
    }
}

#[component]
fn OneBrowser(one: SignedInBrowser, end: Callback<Option<SessionId>>) -> impl IntoView {
    let now = Minute::signal();
    let focus = KeptFocus::new();
    let (id, is_current) = (one.id, one.is_current);
    let device = one.device.clone();
    let name = Signal::derive(move || browser_name(&device));
    let words = move || {
        text!(
            security.session_text,
            address = one.address.clone(),
            since = intl::moment(one.signed_in_at, now.get()),
            used = intl::moment(one.last_active_at, now.get())
        )
    };
    view! {
        <Row icon="computer" is_current name words=Signal::derive(words)>
            {if is_current {
                view! { <span class="chip good">{t!(security.this_browser)}</span> }.into_any()
            } else {
                view! {
                    <button
                        type="button"
                        class="button quiet"
                        aria-label=move || text!(security.end_name, name = name.get())
                        on:click=move |event| {
                            focus.press(&event);
                            end.run(Some(id));
                        }
                    >
                        {t!(security.end)}
                    </button>
                }
                    .into_any()
            }}
        </Row>
    }
}
