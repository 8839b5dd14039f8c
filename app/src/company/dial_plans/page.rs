use belroute_shared::{company::dial_plans::CompanyDialPlan, ids::DialPlanId};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_navigate, use_params_map},
};

use super::{
    api,
    form::{DialPlanFields, Draft, FIELDS},
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

/// `/company/dial-plans/:id`: one dial plan.
#[component]
pub(crate) fn DialPlanPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        let id = params.with(|params| params.get("id"))?;
        id.parse::<DialPlanId>().ok()
    });
    move || match id.get() {
        Some(id) => view! { <OneDialPlan id /> }.into_any(),
        None => view! { <NotFoundPage /> }.into_any(),
    }
}

#[component]
fn OneDialPlan(id: DialPlanId) -> impl IntoView {
    let plan = Fetched::idle(move || api::show(id)).started();
    let name = Memo::new(move |_| {
        plan.with(|it| it.map(|it| it.settings.name.clone()).unwrap_or_default())
    });
    ui::title(move || match name.get() {
        name if name.is_empty() => text!(company.dial_plans).to_owned(),
        name => name,
    });
    // Only that it is there decides what is drawn anew: a form that somebody types in is not.
    let is_here = Memo::new(move |_| plan.with(|it| it.is_some()));
    view! {
        <a class="company-back" href=paths::COMPANY_DIAL_PLANS>
            <Icon name="back" />
            {t!(company.dial_plans)}
        </a>
        <Awaited wait=plan rows=6>
            <Show when=move || is_here.get()>
                <section class="card company-card" aria-labelledby="dial-plan-heading">
                    <h2 id="dial-plan-heading">{move || name.get()}</h2>
                    {move || plan.get_untracked().map(|it| view! { <Settings plan it /> })}
                </section>
                <Removal id />
            </Show>
        </Awaited>
    }
}

#[component]
fn Settings(plan: Fetched<CompanyDialPlan>, it: CompanyDialPlan) -> impl IntoView {
    let id = it.id;
    let draft = Draft::of(Some(&it.settings));
    let submission = Submission::new(FIELDS);
    let is_saved = RwSignal::new(false);
    let on_submit = move |()| {
        is_saved.set(false);
        match draft.settings() {
            Ok(settings) => {
                let request = async move { api::replace(id, &settings).await };
                submission.send(request, move |()| {
                    is_saved.set(true);
                    plan.refetch();
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
            <DialPlanFields draft submission />
        </Form>
        <SaveNote outcome=saved />
    }
}

#[component]
fn Removal(id: DialPlanId) -> impl IntoView {
    let refusal = RwSignal::new(None::<String>);
    let navigate = use_navigate();
    let remove = move |()| {
        let navigate = navigate.clone();
        refusal.set(None);
        spawn_local(async move {
            match api::remove(id).await {
                Ok(()) => navigate(paths::COMPANY_DIAL_PLANS, NavigateOptions::default()),
                Err(error) => {
                    let _ = refusal.try_set(Some(explain(&error)));
                }
            }
        });
    };
    view! {
        <section class="card company-card" aria-labelledby="dial-plan-removal">
            <h2 id="dial-plan-removal">{t!(dial_plans.remove)}</h2>
            <p class="soft">{t!(dial_plans.remove_text)}</p>
            <div class="company-acts">
                <ConfirmedButton
                    text=t!(dial_plans.remove)
                    label=t!(dial_plans.remove)
                    confirm=t!(dial_plans.remove_confirm)
                    cancel=t!(action.cancel)
                    on_confirm=remove
                />
            </div>
            <div role="status">
                {move || {
                    refusal.get().map(|text| view! { <Note is_problem=true>{text}</Note> })
                }}
            </div>
        </section>
    }
}
