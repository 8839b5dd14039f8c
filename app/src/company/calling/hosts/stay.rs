use belroute_shared::{company::hoteling::Stay, ids::UserId, settings::hoteling::HotelingHost};
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use super::api;
use crate::{
    explain::explain,
    intl, t, text,
    ui::{ConfirmedButton, SaveNote},
};

/// Who is there, and until when.
pub(super) fn stay(stay: &Stay, now: Timestamp) -> String {
    let name = stay.guest.name.clone();
    if let Some(at) = stay.ends_at {
        let when = intl::moment(at, now);
        text!(company_calling.guest_until, name, when)
    } else {
        text!(company_calling.guest, name)
    }
}

/// How long guests stay.
pub(super) fn limit(host: HotelingHost) -> String {
    match host.limit() {
        Some(hours) => {
            let hours = intl::span(hours.saturating_mul(60));
            text!(company_calling.stay_limit, hours)
        }
        None => text!(company_calling.no_limit).to_owned(),
    }
}

/// Sends the guest away.
#[component]
pub(super) fn Release(
    /// Whose phone it is.
    host: UserId,
    /// Who is there.
    name: String,
    /// Called when he has gone.
    on_done: Callback<()>,
) -> impl IntoView {
    let refusal = RwSignal::new(None);
    let on_confirm = move |()| {
        refusal.set(None);
        spawn_local(async move {
            match api::release(host).await {
                Ok(()) => {
                    let _ = on_done.try_run(());
                }
                Err(error) => {
                    let _ = refusal.try_set(Some(Err(explain(&error))));
                }
            }
        });
    };
    let label = move || text!(company_calling.release_label, name = name.clone());
    view! {
        <span class="calling-act">
            <ConfirmedButton
                text=t!(company_calling.release)
                label=Signal::derive(label)
                confirm=t!(company_calling.release_confirm)
                cancel=t!(action.cancel)
                on_confirm
            />
            <SaveNote outcome=refusal />
        </span>
    }
}
