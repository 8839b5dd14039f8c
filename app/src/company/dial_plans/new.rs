use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    api,
    form::{DialPlanFields, Draft, FIELDS},
};
use crate::{
    form::{Form, Submission},
    paths, t, text, ui,
};

/// `/company/dial-plans/new`.
#[component]
pub(crate) fn NewDialPlanPage() -> impl IntoView {
    ui::title(|| text!(dial_plans.add).to_owned());
    let draft = Draft::of(None);
    let submission = Submission::new(FIELDS);
    let navigate = use_navigate();
    let back = navigate.clone();
    let on_submit = move |()| {
        let navigate = navigate.clone();
        match draft.settings() {
            Ok(settings) => {
                let request = async move { api::create(&settings).await };
                submission.send(request, move |made| {
                    let page = paths::company_dial_plan(made.id);
                    navigate(&page, NavigateOptions::default());
                });
            }
            Err(broken) => {
                submission.passes(Err(broken));
            }
        }
    };
    view! {
        <section class="card company-card" aria-labelledby="new-dial-plan">
            <h2 id="new-dial-plan">{t!(dial_plans.add)}</h2>
            <p class="soft">{t!(dial_plans.add_text)}</p>
            <Form
                submission
                on_submit
                submit=t!(dial_plans.add)
                on_cancel=move |()| back(paths::COMPANY_DIAL_PLANS, NavigateOptions::default())
            >
                <DialPlanFields draft submission />
            </Form>
        </section>
    }
}
