use belroute_shared::{company::numbers::CompanyNumber, number::PhoneNumber};
use leptos::prelude::*;

use super::{
    api,
    form::{Draft, FIELDS, NumberFields},
};
use crate::{
    company::entry::{Acts, ActsCard, Entry, RemoveButton, Saving, SettingsForm, named},
    fetched::Fetched,
    http::Request,
    paths, t,
};

/// `/company/numbers/:number`: one number.
#[component]
pub(crate) fn NumberPage() -> impl IntoView {
    named(
        "number",
        |digits| PhoneNumber::new(format!("+{digits}")).ok(),
        |number| view! { <OneNumber number /> }.into_any(),
    )
}

#[component]
fn OneNumber(number: PhoneNumber) -> impl IntoView {
    let number = StoredValue::new(number);
    let shown =
        Fetched::idle(move || async move { api::show(&number.get_value()).await }).started();
    let display =
        Memo::new(move |_| shown.with(|it| it.map(|it| it.display.clone()).unwrap_or_default()));
    view! {
        <Entry
            wait=shown
            name=display
            list=paths::COMPANY_NUMBERS
            list_name=t!(company.numbers)
            rows=6
        >
            <section class="card company-card" aria-labelledby="number-heading">
                <h2 id="number-heading">{move || display.get()}</h2>
                {move || shown.get_untracked().map(|it| view! { <Settings shown it /> })}
            </section>
            <DefaultAndRemoval shown number />
        </Entry>
    }
}

#[component]
fn Settings(shown: Fetched<CompanyNumber>, it: CompanyNumber) -> impl IntoView {
    let draft = Draft::of(Some(&it));
    let number = StoredValue::new(it.number);
    let saving = Saving::new(FIELDS);
    let on_submit = move |()| {
        saving.save(shown, draft.settings(), move |settings| async move {
            api::replace(&number.get_value(), &settings).await
        });
    };
    view! {
        <SettingsForm saving on_submit>
            <NumberFields draft submission=saving.submission />
        </SettingsForm>
    }
}

#[component]
fn DefaultAndRemoval(
    shown: Fetched<CompanyNumber>,
    number: StoredValue<PhoneNumber>,
) -> impl IntoView {
    let acts = Acts::new();
    let is_default = Memo::new(move |_| shown.with(|it| it.is_some_and(|it| it.is_default)));
    let make_default = move |_| {
        let request = async move {
            let answer = api::make_default(number.get_value()).await;
            shown.refetch();
            answer
        };
        acts.run(request, || ());
    };
    let remove = Callback::new(move |()| {
        let number = number.get_value();
        Box::pin(async move { api::remove(&number).await }) as Request<()>
    });
    view! {
        <ActsCard
            acts
            id="number-default"
            title=t!(numbers.default_title)
            text=t!(numbers.default_text)
        >
            <Show
                when=move || is_default.get()
                fallback=move || {
                    view! {
                        <button type="button" class="button" on:click=make_default>
                            {t!(numbers.make_default)}
                        </button>
                        <RemoveButton
                            acts
                            text=t!(numbers.remove)
                            confirm=t!(numbers.remove_confirm)
                            list=paths::COMPANY_NUMBERS
                            remove
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
        </ActsCard>
    }
}
