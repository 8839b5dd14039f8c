use belroute_shared::{company::dial_plans::CompanyDialPlan, ids::DialPlanId};
use leptos::prelude::*;

use super::{
    api,
    form::{DialPlanFields, Draft, FIELDS},
};
use crate::{
    company::entry::{Acts, ActsCard, Entry, RemoveButton, Saving, SettingsForm, named},
    fetched::Fetched,
    http::Request,
    paths, t,
};

/// `/company/dial-plans/:id`: one dial plan.
#[component]
pub(crate) fn DialPlanPage() -> impl IntoView {
    named(
        "id",
        |id| id.parse::<DialPlanId>().ok(),
        |id| view! { <OneDialPlan id /> }.into_any(),
    )
}

#[component]
fn OneDialPlan(id: DialPlanId) -> impl IntoView {
    let plan = Fetched::idle(move || api::show(id)).started();
    let name = Memo::new(move |_| {
        plan.with(|it| it.map(|it| it.settings.name.clone()).unwrap_or_default())
    });
    view! {
        <Entry wait=plan name list=paths::COMPANY_DIAL_PLANS list_name=t!(company.dial_plans) rows=6>
            <section class="card company-card" aria-labelledby="dial-plan-heading">
                <h2 id="dial-plan-heading">{move || name.get()}</h2>
                {move || plan.get_untracked().map(|it| view! { <Settings plan it /> })}
            </section>
            <Removal id />
        </Entry>
    }
}

#[component]
fn Settings(plan: Fetched<CompanyDialPlan>, it: CompanyDialPlan) -> impl IntoView {
    let id = it.id;
    let draft = Draft::of(Some(&it.settings));
    let saving = Saving::new(FIELDS);
    let on_submit = move |()| {
        saving.save(plan, draft.settings(), |settings| async move {
            api::replace(id, &settings).await
        });
    };
    view! {
        <SettingsForm saving on_submit>
            <DialPlanFields draft submission=saving.submission />
        </SettingsForm>
    }
}

#[component]
fn Removal(id: DialPlanId) -> impl IntoView {
    let acts = Acts::new();
    view! {
        <ActsCard
            acts
            id="dial-plan-removal"
            title=t!(dial_plans.remove)
            text=t!(dial_plans.remove_text)
        >
            <RemoveButton
                acts
                text=t!(dial_plans.remove)
                confirm=t!(dial_plans.remove_confirm)
                list=paths::COMPANY_DIAL_PLANS
                remove=Callback::new(move |()| Box::pin(api::remove(id)) as Request<()>)
            />
        </ActsCard>
    }
}
