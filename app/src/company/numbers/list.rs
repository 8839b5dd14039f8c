use belroute_shared::{
    company::numbers::{CompanyNumber, CompanyNumbers},
    live::LiveEvent,
};
use leptos::prelude::*;

use super::api;
use crate::{
    company::listing::{Find, Listing, Page, Rows},
    live::Live,
    paths, t, text,
    ui::{self, Icon},
};

impl Page for CompanyNumbers {
    type Row = CompanyNumber;

    fn rows(self) -> Vec<CompanyNumber> {
        self.numbers
    }
}

/// `/company/numbers`.
#[component]
pub(crate) fn NumbersPage() -> impl IntoView {
    ui::title(|| text!(company.numbers).to_owned());
    let listing = Listing::of::<CompanyNumbers>(api::NUMBERS);
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Phonebook | LiveEvent::Resync) {
            listing.refetch();
        }
    });
    view! {
        <section class="card" aria-labelledby="numbers-heading">
            <header class="card-head">
                <h2 id="numbers-heading">{t!(company.numbers)}</h2>
                <Find label=t!(numbers.find) />
                <a class="button main company-add" href=paths::COMPANY_NEW_NUMBER>
                    <Icon name="plus" />
                    {t!(numbers.add)}
                </a>
            </header>
            <Rows
                listing
                row
                icon="number"
                empty=t!(numbers.none)
                empty_text=t!(numbers.none_text)
            />
        </section>
    }
}

fn row(number: CompanyNumber) -> AnyView {
    let icon = if number.settings.user_id.is_some() {
        "phone"
    } else if number.settings.dial_plan_id.is_some() {
        "signpost"
    } else {
        "number"
    };
    let owner = number.owner_name.map_or_else(
        || view! { <small>{t!(numbers.reaches_nobody)}</small> }.into_any(),
        |name| view! { <small>{name}</small> }.into_any(),
    );
    view! {
        <li class="company-row labelled">
            <span class="company-icon">
                <Icon name=icon />
            </span>
            <span class="company-words">
                <a class="company-link" href=paths::company_number(&number.number)>
                    {number.display}
                </a>
                {owner}
            </span>
            <span class="company-marks">
                {number
                    .is_default
                    .then(|| view! { <span class="chip good">{t!(numbers.default)}</span> })}
            </span>
            <span class="company-number">{number.settings.label}</span>
        </li>
    }
    .into_any()
}
