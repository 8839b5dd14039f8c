use belroute_shared::{
    company::dial_plans::{CompanyDialPlan, CompanyDialPlans},
    live::LiveEvent,
};
use leptos::prelude::*;

use super::api;
use crate::{
    company::words,
    listing::{Add, ListCard, Listing, Page},
    paths, t,
    ui::Icon,
    written_numbers::WrittenNumbers,
};

impl Page for CompanyDialPlans {
    type Row = CompanyDialPlan;

    fn rows(self) -> Vec<CompanyDialPlan> {
        self.dial_plans
    }
}

/// `/company/dial-plans`.
#[component]
pub(crate) fn DialPlansPage() -> impl IntoView {
    let listing = Listing::of::<CompanyDialPlans>(api::DIAL_PLANS)
        .following(|event| matches!(event, LiveEvent::Phonebook));
    view! {
        <ListCard
            listing
            id="dial-plans-heading"
            title=t!(company.dial_plans)
            find=t!(dial_plans.find)
            row
            icon="signpost"
            empty=t!(dial_plans.none)
            empty_text=t!(dial_plans.none_text)
        >
            <Add path=paths::COMPANY_NEW_DIAL_PLAN text=t!(dial_plans.add) />
        </ListCard>
    }
}

fn row(plan: CompanyDialPlan) -> AnyView {
    let kind = plan.settings.kind;
    let written = WrittenNumbers::get();
    let numbers = move || {
        let numbers = plan.numbers.iter();
        let numbers: Vec<String> = numbers.map(|it| written.of(it.as_str())).collect();
        numbers.join(" · ")
    };
    view! {
        <li class="company-row">
            <span class="company-icon">
                <Icon name="signpost" />
            </span>
            <span class="company-words">
                <a class="company-link" href=paths::company_dial_plan(plan.id)>
                    {plan.settings.name}
                </a>
                <small>{numbers}</small>
            </span>
            <span class="company-marks">
                <span class="chip">{move || words::of_kind(kind)}</span>
            </span>
            <span class="company-number">{plan.settings.extension.to_string()}</span>
        </li>
    }
    .into_any()
}
