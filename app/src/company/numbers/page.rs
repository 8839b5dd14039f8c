use belroute_shared::{company::numbers::CompanyNumber, number::PhoneNumber};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};

use super::{
    api,
    form::{Draft, FIELDS, NumberFields},
};
use crate::{
    awaited::Awaited,
    explain::explain,
    fetched::Fetched,
    form::{Form, Submission},
    not_found::NotFoundPage,
    paths, t, text,
    ui::{self, ConfirmedButton, Icon, Note, SaveNote},
};

/// `/company/numbers/:number`: one number.
#[component]
pub(crate) fn NumberPage() -> impl IntoView {
    let params = use_params_map();
    let number = Memo::new(move |_| {
        let digits = params.with(|params| params.get("number"))?;
        PhoneNumber::new(format!("+{digits}")).ok()
    });
    move || match number.get() {
        Some(number) => view! { <OneNumber number /> }.into_any(),
        None => view! { <NotFoundPage /> }.into_any(),
    }
}

#[component]
fn OneNumber(number: PhoneNumber) -> impl IntoView {
    let shown = Fetched::idle(move || {
        let number = number.clone();
        async move { api::show(&number).await }
    })
    .started();
    let display =
        Memo::new(move |_| shown.with(|it| it.map(|it| it.display.clone()).unwrap_or_default()));
    ui::title(move || match display.get() {
        display if display.is_empty() => text!(company.numbers).to_owned(),
        display => display,
    });
    // Only that it is there decides what is drawn anew: a form that somebody types in is not.
    let is_here = Memo::new(move |_| shown.with(|it| it.is_some()));
    view! {
        <a class="company-back" href=paths::COMPANY_NUMBERS>
            <Icon name="back" />
            {t!(company.numbers)}
        </a>
        <Awaited wait=shown rows=6>
            <Show when=move || is_here.get()>
                <section class="card company-card" aria-labelledby="number-heading">
                    <h2 id="number-heading">{move || display.get()}</h2>
                    {move || shown.get_untracked().map(|it| view! { <Settings shown it /> })}
                </section>
                <Acts shown />
            </Show>
        </Awaited>
    }
}

#[component]
fn Settings(shown: Fetched<CompanyNumber>, it: CompanyNumber) -> impl IntoView {
    let draft = Draft::of(Some(&it));
    let number = StoredValue::new(it.number);
    let submission = Submission::new(FIELDS);
    let is_saved = RwSignal::new(false);
    let on_submit = move |()| {
        is_saved.set(false);
        match draft.settings() {
            Ok(settings) => {
                let request = async move { api::replace(&number.get_value(), &settings).await };
                submission.send(request, move |()| {
                    is_saved.set(true);
                    shown.refetch();
                });
            }
            Err(broken) => {
                submission.passes(Err(broken));
            }
        }
    };
    let saved = Signal::derive(move || is_saved.get().then(|| Ok(text!(action.saved).to_owned())));
    view! {
        <Form submission on_submit submit=t!(action.save)>
            <NumberFields draft submission />
        </Form>
        <SaveNote outcome=saved />
    }
}

/// Making it the default, and taking it away.
#[component]
fn Acts(shown: Fetched<CompanyNumber>) -> impl IntoView {
    let refusal = RwSignal::new(None::<String>);
    let is_default = Memo::new(move |_| shown.with(|it| it.is_some_and(|it| it.is_default)));
    let number = move || shown.with_untracked(|it| it.map(|it| it.number.clone()));
    let make_default = move |_| {
        let Some(number) = number() else { return };
        refusal.set(None);
        spawn_local(async move {
            if let Err(error) = api::make_default(number).await {
                let _ = refusal.try_set(Some(explain(&error)));
            }
            shown.refetch();
        });
    };
    let navigate = use_navigate();
    let remove = Callback::new(move |()| {
        let Some(number) = number() else { return };
        let navigate = navigate.clone();
        refusal.set(None);
        spawn_local(async move {
            match api::remove(&number).await {
                Ok(()) => navigate(paths::COMPANY_NUMBERS, NavigateOptions::default()),
                Err(error) => {
                    let _ = refusal.try_set(Some(explain(&error)));
                }
            }
        });
    });
    view! {
        <section class="card company-card" aria-labelledby="number-default">
            <h2 id="number-default">{t!(numbers.default_title)}</h2>
            <p class="soft">{t!(numbers.default_text)}</p>
            <div class="company-acts">
                <Show
                    when=move || is_default.get()
                    fallback=move || {
                        view! {
                            <button type="button" class="button" on:click=make_default>
                                {t!(numbers.make_default)}
                            </button>
                            <ConfirmedButton
                                text=t!(numbers.remove)
                                label=t!(numbers.remove)
                                confirm=t!(numbers.remove_confirm)
                                cancel=t!(action.cancel)
                                on_confirm=remove
                            />
                        }
                    }
                >
                    <p>
                        <span class="chip good">{t!(numbers.default)}</span>
                        " "
                        {t!(numbers.default_stays)}
                    </p>
                </Show>
            </div>
            <div role="status">
                {move || {
                    refusal.get().map(|text| view! { <Note is_problem=true>{text}</Note> })
                }}
            </div>
        </section>
    }
}
