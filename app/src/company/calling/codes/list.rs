use belroute_shared::{company::feature_codes::CompanyFeatureCode, live::LiveEvent};
use leptos::prelude::*;

use super::{api, row::CodeRow};
use crate::{
    awaited::Awaited, company::calling::page::Found, fetched::Fetched, intl, live::Live,
    settings::of_code, t,
};

/// All codes, those of one feature beside each other.
#[component]
pub(crate) fn CodesSection(
    /// What is looked for: what a code does, or its digits.
    query: Memo<String>,
) -> impl IntoView {
    let codes = Fetched::idle(api::list).started();
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Access | LiveEvent::Resync) {
            codes.refetch();
        }
    });
    let found = Memo::new(move |_| {
        let words = query.with(|query| intl::folded(query));
        let is_found = |it: &CompanyFeatureCode| {
            let text = text_of(it);
            words.split_whitespace().all(|word| text.contains(word))
        };
        codes.with(|all| {
            let all = all.into_iter().flat_map(|it| &it.feature_access_codes);
            all.filter(|it| is_found(it)).cloned().collect::<Vec<_>>()
        })
    });
    let finds_nothing = Signal::derive(move || {
        let is_sought = query.with(|query| !query.is_empty());
        is_sought && codes.with(|it| it.is_some()) && found.with(Vec::is_empty)
    });
    expect_context::<Found>().join(finds_nothing);
    view! {
        <section class="card" aria-labelledby="codes-heading" hidden=move || finds_nothing.get()>
            <header class="card-head calling-head">
                <h2 id="codes-heading">{t!(company_calling.codes)}</h2>
                <p class="soft">{t!(company_calling.codes_text)}</p>
            </header>
            <Awaited wait=codes rows=12>
                <ul class="company-rows">
                    <For each=move || found.get() key=|it| it.name.clone() let:it>
                        <CodeRow name=it.name codes />
                    </For>
                </ul>
            </Awaited>
        </section>
    }
}

fn text_of(it: &CompanyFeatureCode) -> String {
    let codes: Vec<&str> = it.codes.iter().collect();
    intl::folded(&format!("{} {}", of_code(&it.name), codes.join(" ")))
}
