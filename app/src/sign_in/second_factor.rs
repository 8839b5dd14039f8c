use belroute_shared::{second_factors::FactorKind, session::SecondFactorStep};
use leptos::prelude::*;

use super::{code::CodeForm, passkey::PasskeyStep, wait::Wait};
use crate::{passkeys, t, text, ui};

/// Something beside the password: a code of an authenticator app, a passkey, or one of the codes
/// that were kept for the day when neither is at hand.
#[component]
pub(super) fn SecondFactorForm(step: SecondFactorStep) -> impl IntoView {
    let (mut methods, can_remember) = (step.methods, step.can_remember);
    let has_passkey = methods.contains(&FactorKind::Passkey);
    methods.retain(|kind| *kind != FactorKind::Passkey || passkeys::are_known());
    let is_stuck = has_passkey && methods.is_empty();
    let first = methods.first().copied();
    let kind = RwSignal::new(first.unwrap_or(FactorKind::RecoveryCode));
    let remember = RwSignal::new(false);
    let wait = Wait::new();
    let ask = move || match kind.get() {
        FactorKind::Totp => text!(second_factor.ask_app),
        FactorKind::Passkey => text!(second_factor.ask_passkey),
        FactorKind::RecoveryCode => text!(second_factor.ask_recovery),
    };
    view! {
        <h1>{t!(second_factor.title)}</h1>
        {if is_stuck {
            view! { <ui::Note is_problem=true>{t!(passkeys.unknown)}</ui::Note> }.into_any()
        } else {
            view! {
                <p class="soft">{ask}</p>
                {move || match kind.get() {
                    FactorKind::Passkey => view! { <PasskeyStep can_remember remember /> }.into_any(),
                    kind => view! { <CodeForm kind can_remember remember wait /> }.into_any(),
                }}
                <OtherMethods methods kind />
            }
                .into_any()
        }}
    }
}

/// The ways that are not open now.
#[component]
fn OtherMethods(methods: Vec<FactorKind>, kind: RwSignal<FactorKind>) -> impl IntoView {
    let button = move |method: FactorKind| {
        let words = move || match method {
            FactorKind::Totp => text!(second_factor.use_app),
            FactorKind::Passkey => text!(second_factor.use_passkey),
            FactorKind::RecoveryCode => text!(second_factor.use_recovery),
        };
        view! {
            <Show when=move || kind.get() != method>
                <button type="button" class="link door-back" on:click=move |_| kind.set(method)>
                    {words}
                </button>
            </Show>
        }
    };
    methods.into_iter().map(button).collect_view()
}
