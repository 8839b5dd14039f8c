use belroute_shared::{
    company::dial_plans::{CompanyDialPlan, CompanyDialPlans},
    live::LiveEvent,
};
use leptos::prelude::*;

use super::{api, form::word_of};
use crate::{
    company::listing::{Find, Listing, Page, Rows},
    live::Live,
    paths, t, text,
    ui::{self, Icon},
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
    ui::title(|| text!(company.dial_plans).to_owned());
    let listing = Listing::of::<CompanyDialPlans>(api::DIAL_PLANS);
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Phonebook | LiveEvent::Resync) {
            listing.refetch();
        }
    });
    view! {
        <section class="card" aria-labelledby="dial-plans-heading">
            <header class="card-head">
                <h2 id="dial-plans-heading">{t!(company.dial_plans)}</h2>
                <Find label=t!(dial_plans.find) />
                <a class="button main company-add" href=paths::COMPANY_NEW_DIAL_PLAN>
                    <Icon name="plus" />
                    {t!(dial_plans.add)}
                </a>
            </header>
            <Rows
                listing
                row
                icon="signpost"
                empty=t!(dial_plans.none)
                empty_text=t!(dial_plans.none_text)
            />
        </section>
    }
}

fn row(plan: CompanyDialPlan) -> AnyView {
    let kind = plan.settings.kind;
    let numbers: Vec<String> = plan.numbers.into_iter().map(String::from).collect();
    view! {
        <li class="company-row">
            <span class="company-icon">
                <Icon name="signpost" />
            </span>
            <span class="company-words">
                <a class="company-link" href=paths::company_dial_plan(plan.id)>
                    {plan.settings.name}
                </a>
                <small>{numbers.join(" · ")}</small>
            </span>
            <span class="company-marks">
                <span class="chip">{move || word_of(kind)}</span>
            </span>
            <span class="company-number">{plan.settings.extension.to_string()}</span>
        </li>
    }
    .into_any()
}
