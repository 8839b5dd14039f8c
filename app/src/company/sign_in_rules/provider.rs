use belroute_shared::company::identity_provider::IdentityProviderShown;
use leptos::{prelude::*, task::spawn_local};

use super::{
    api,
    provider_form::{Draft, ProviderForm},
};
use crate::{
    awaited::Awaited,
    confirmation::{Confirmation, told},
    fetched::Fetched,
    t,
    ui::{Copy, Note},
};

/// The identity provider of the organisation: what it has to be told, what it is, and an end to it.
#[component]
pub(super) fn ProviderCard() -> impl IntoView {
    let shown = Fetched::idle(api::show_provider).started();
    let is_set = Memo::new(move |_| shown.with(|it| it.is_some_and(|it| it.provider.is_some())));
    view! {
        <section class="card company-card" aria-labelledby="provider-heading">
            <h2 id="provider-heading">{t!(sign_in_rules.provider)}</h2>
            <p class="soft">{t!(sign_in_rules.provider_text)}</p>
            <Awaited wait=shown rows=6>
                {move || shown.get_untracked().map(|it| view! { <Provider shown it is_set /> })}
            </Awaited>
        </section>
    }
}

#[component]
fn Provider(
    shown: Fetched<IdentityProviderShown>,
    it: IdentityProviderShown,
    is_set: Memo<bool>,
) -> impl IntoView {
    let confirmation = Confirmation::get();
    let draft = Draft::of(it.provider.as_ref());
    let refusal = RwSignal::new(None::<String>);
    let remove = Callback::new(move |()| {
        refusal.set(None);
        spawn_local(async move {
            match confirmation.run(api::remove_provider).await {
                Ok(()) => draft.clear(),
                Err(error) => {
                    let _ = refusal.try_set(told(&error));
                }
            }
            shown.refetch();
        });
    });
    view! {
        <CallbackAddress callback=it.callback />
        <ProviderForm shown draft is_set on_remove=remove />
        <div role="status">
            {move || refusal.get().map(|text| view! { <Note is_problem=true>{text}</Note> })}
        </div>
    }
}

/// What has to be typed at the provider.
#[component]
fn CallbackAddress(callback: String) -> impl IntoView {
    view! {
        <div class="rules-callback">
            <p class="soft small">{t!(sign_in_rules.callback)}</p>
            <p>
                <code>{callback.clone()}</code>
                <Copy
                    value=callback
                    text=t!(action.copy)
                    label=t!(sign_in_rules.copy_callback)
                    done=t!(action.copied)
                />
            </p>
        </div>
    }
}
