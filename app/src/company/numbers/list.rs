use belroute_shared::{
    company::numbers::{CompanyNumber, CompanyNumbers},
    live::LiveEvent,
};
use leptos::prelude::*;

use super::api;
use crate::{
    listing::{Add, ListCard, Listing, Page},
    paths, t,
    ui::Icon,
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
    let listing = Listing::of::<CompanyNumbers>(api::NUMBERS)
        .following(|event| matches!(event, LiveEvent::Phonebook));
    view! {
        <ListCard
            listing
            id="numbers-heading"
            title=t!(company.numbers)
            find=t!(numbers.find)
            row
            icon="number"
            empty=t!(numbers.none)
            empty_text=t!(numbers.none_text)
        >
            <Add path=paths::COMPANY_NEW_NUMBER text=t!(numbers.add) />
        </ListCard>
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
