use belroute_shared::{
    ids::FactorId,
    second_factors::{Factor, FactorKind, SecondFactors},
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    api, new_factor::NewFactor, new_passkey::NewPasskey, recovery_codes::RecoveryCodes, row::Row,
};
use crate::{
    awaited::Awaited,
    clock::Minute,
    confirmation::{Confirmation, told},
    fetched::Fetched,
    http::HttpError,
    intl, t, text,
    ui::ConfirmedButton,
};

/// What a press of a button is about.
#[derive(Clone, Copy)]
enum Act {
    MakePrimary(FactorId),
    Remove(FactorId),
}

/// The second factors: add one, ask another one first, take one away, and the recovery codes.
#[component]
pub(super) fn FactorsCard(factors: Fetched<SecondFactors>) -> impl IntoView {
    let confirmation = Confirmation::get();
    let refusal = RwSignal::new(None::<String>);
    let act = Callback::new(move |act: Act| {
        refusal.set(None);
        spawn_local(async move {
            let answer: Result<(), HttpError> = confirmation
                .run(move || async move {
                    match act {
                        Act::MakePrimary(id) => api::make_primary(id).await,
                        Act::Remove(id) => api::remove_factor(id).await,
                    }
                })
                .await;
            let _ = refusal.try_set(answer.err().as_ref().and_then(told));
            factors.refetch();
        });
    });
    let wants_codes = RwSignal::new(false);
    let has_some =
        Memo::new(move |_| factors.with(|it| it.is_some_and(|it| !it.factors.is_empty())));
    view! {
        <section class="card security-card" aria-labelledby="factors-heading">
            <h2 id="factors-heading">{t!(security.factors)}</h2>
            <Awaited wait=factors rows=2>
                <Show when=move || !has_some.get()>
                    <p class="soft">{t!(security.no_factors)}</p>
                </Show>
                <ul class="security-rows">
                    <For
                        each=move || factors.get().map(|it| it.factors).unwrap_or_default()
                        key=|factor| (factor.id, factor.is_primary, factor.last_used_at)
                        children=move |factor| view! { <OneFactor factor act /> }
                    />
                </ul>
                <p class="refusal" role="status">
                    {move || refusal.get()}
                </p>
                <div class="security-adders">
                    <NewFactor factors wants_codes />
                    <NewPasskey factors wants_codes />
                </div>
                <Show when=move || has_some.get()>
                    <RecoveryCodes factors wants_codes />
                </Show>
            </Awaited>
        </section>
    }
}

#[component]
fn OneFactor(factor: Factor, act: Callback<Act>) -> impl IntoView {
    let now = Minute::signal();
    let (id, is_primary, kind) = (factor.id, factor.is_primary, factor.kind);
    let icon = if kind == FactorKind::Passkey {
        "key"
    } else {
        "phone-app"
    };
    let own_name = factor.name.clone();
    let name = Signal::derive(move || {
        if !own_name.is_empty() {
            return own_name.clone();
        }
        match kind {
            FactorKind::Passkey => text!(security.passkey).to_owned(),
            _ => text!(security.app).to_owned(),
        }
    });
    let dates = move || {
        let added = intl::moment(factor.created_at, now.get());
        if let Some(used) = factor.last_used_at {
            let used = intl::moment(used, now.get());
            text!(security.factor_dates, added = added, used = used)
        } else {
            text!(security.factor_added, added = added)
        }
    };
    view! {
        <Row icon name words=Signal::derive(dates)>
            {if is_primary {
                view! { <span class="chip">{t!(security.primary)}</span> }.into_any()
            } else {
                view! {
                    <button
                        type="button"
                        class="button quiet"
                        aria-label=move || text!(security.make_primary_name, name = name.get())
                        on:click=move |_| act.run(Act::MakePrimary(id))
                    >
                        {t!(security.make_primary)}
                    </button>
                }
                    .into_any()
            }}
            <ConfirmedButton
                text=t!(security.remove)
                label=Signal::derive(move || text!(security.remove_name, name = name.get()))
                confirm=t!(security.remove_confirm)
                cancel=t!(action.cancel)
                on_confirm=move |()| act.run(Act::Remove(id))
            />
        </Row>
    }
}
