use belroute_shared::second_factors::{FEW_RECOVERY_CODES, SecondFactors};
use leptos::{prelude::*, task::spawn_local};

use super::api;
use crate::{
    confirmation::{Confirmation, told},
    fetched::Fetched,
    intl,
    second_factors::KeepCodes,
    t, text, ui,
};

/// How many recovery codes are left, and a new set.
#[component]
pub(super) fn RecoveryCodes(
    factors: Fetched<SecondFactors>,
    /// A factor is new and has none yet: they are made at once.
    wants_codes: RwSignal<bool>,
) -> impl IntoView {
    let confirmation = Confirmation::get();
    let codes = RwSignal::new(None::<Vec<String>>);
    let refusal = RwSignal::new(None::<String>);
    let is_busy = RwSignal::new(false);
    let left = Memo::new(move |_| factors.with(|it| it.map_or(0, |it| it.recovery_codes_left)));
    let words = move || match left.get() {
        0 => text!(security.no_codes_left).to_owned(),
        1 => text!(security.code_left).to_owned(),
        some => text!(security.codes_left, count = intl::count(some)),
    };
    let make = move || {
        if is_busy.get_untracked() {
            return;
        }
        refusal.set(None);
        is_busy.set(true);
        spawn_local(async move {
            let answer = confirmation.run(api::create_codes).await;
            let _ = is_busy.try_set(false);
            match answer {
                Ok(made) => {
                    let _ = codes.try_set(Some(made.codes));
                }
                Err(refused) => {
                    let _ = refusal.try_set(told(&refused));
                }
            }
            factors.refetch();
        });
    };
    Effect::new(move || {
        if wants_codes.get() {
            wants_codes.set(false);
            make();
        }
    });
    view! {
        <div class="security-codes">
            <h3>{words}</h3>
            <Show when=move || left.get() <= FEW_RECOVERY_CODES>
                <ui::Note>{t!(security.few_codes)}</ui::Note>
            </Show>
            {move || match codes.get() {
                None => {
                    view! {
                        <div class="security-act">
                            <button
                                type="button"
                                class="button"
                                aria-disabled=move || is_busy.get().to_string()
                                on:click=move |_| make()
                            >
                                {t!(security.new_codes)}
                            </button>
                            <span class="refusal" role="status">
                                {move || refusal.get()}
                            </span>
                        </div>
                    }
                        .into_any()
                }
                Some(shown) => {
                    view! {
                        <div class="security-form">
                            <p class="soft">{t!(recovery_codes.text)} " " {t!(security.codes_void)}</p>
                            <KeepCodes
                                codes=shown
                                submit=t!(security.codes_kept)
                                is_busy
                                on_kept=move |()| codes.set(None)
                            />
                        </div>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}
