use leptos::prelude::*;

use super::{
    api,
    form::{DialPlanFields, Draft, FIELDS},
};
use crate::{company::new_entry::NewEntry, form::Submission, http::Request, paths, t};

/// `/company/dial-plans/new`.
#[component]
pub(crate) fn NewDialPlanPage() -> impl IntoView {
    let draft = Draft::of(None);
    let submission = Submission::new(FIELDS);
    let make = Callback::new(move |()| {
        draft.settings().map(|settings| {
            Box::pin(async move {
                let made = api::create(&settings).await?;
                Ok(paths::company_dial_plan(made.id))
            }) as Request<String>
        })
    });
    view! {
        <NewEntry
            id="new-dial-plan"
            title=t!(dial_plans.add)
            text=t!(dial_plans.add_text)
            submit=t!(dial_plans.add)
            list=paths::COMPANY_DIAL_PLANS
            submission
            make
        >
            <DialPlanFields draft submission />
        </NewEntry>
    }
}
