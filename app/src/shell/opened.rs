use belroute_shared::session::Me;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    clock::Minute,
    explain::explain,
    http::{self, HttpError},
    intl, opened_panel, t, text,
    ui::{self, Icon},
};

/// On top of a panel that an administrator has opened: whose it is, who looks at it, and the way
/// out. Absent from one's own.
#[component]
pub(super) fn OpenedBar(me: Signal<Me>) -> impl IntoView {
    let now = Minute::signal();
    let error = RwSignal::new(None::<String>);
    let leave = move |_| {
        spawn_local(async move {
            match http::delete("/v1/session/panel").await {
                Ok(()) | Err(HttpError::SignedOut) => opened_panel::leave(),
                Err(refused) => {
                    let _ = error.try_set(Some(explain(&refused)));
                }
            }
        });
    };
    let words = move || {
        me.with(|me| {
            me.opened_panel.as_ref().map(|panel| {
                text!(
                    opened_panel.bar,
                    whose = ui::strong(&me.name()),
                    by = ui::strong(&panel.by),
                    until = intl::moment(panel.ends_at, now.get())
                )
            })
        })
    };
    let is_open = Memo::new(move |_| me.with(|me| me.opened_panel.is_some()));
    view! {
        <Show when=move || is_open.get()>
            <section class="opened-bar" aria-label=t!(opened_panel.title)>
                <Icon name="eye" />
                <p>
                    <ui::Emphasised text=Signal::derive(move || words().unwrap_or_default()) />
                </p>
                <span class="refusal" role="status">
                    {move || error.get()}
                </span>
                <button type="button" class="button" on:click=leave>
                    {t!(opened_panel.leave)}
                </button>
            </section>
        </Show>
    }
}

/// In the place of a panel that has closed: half an hour is over, the administrator signed out, or
/// the user may no longer sign in.
#[component]
pub(super) fn PanelClosed() -> impl IntoView {
    ui::title(|| text!(opened_panel.closed).to_owned());
    view! {
        <main class="door">
            <section class="card page-message">
                <Icon name="lock" />
                <h1>{t!(opened_panel.closed)}</h1>
                <p class="soft">{t!(opened_panel.closed_text)}</p>
                <button
                    type="button"
                    class="button main"
                    on:click=move |_| opened_panel::leave()
                >
                    {t!(opened_panel.back)}
                </button>
            </section>
        </main>
    }
}
