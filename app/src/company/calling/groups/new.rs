use belroute_shared::company::call_groups::CallGroupKind;
use leptos::prelude::*;

use super::{
    api,
    form::{Draft, FIELDS, GroupFields},
};
use crate::{
    company::{new_entry::NewEntry, words},
    form::Submission,
    http::Request,
    paths, t,
    ui::Choice,
};

/// `/company/calling/groups/new`.
#[component]
pub(crate) fn NewGroupPage() -> impl IntoView {
    let draft = Draft::of(None);
    let submission = Submission::new(FIELDS);
    let make = Callback::new(move |()| {
        draft.settings().map(|settings| {
            Box::pin(async move {
                let made = api::create(&settings).await?;
                Ok(paths::company_call_group(made.id))
            }) as Request<String>
        })
    });
    let kind = |kind: CallGroupKind| {
        let text = move || words::of_group_kind(kind).to_owned();
        (kind, Signal::derive(text))
    };
    view! {
        <NewEntry
            id="new-group"
            title=t!(company_calling.add_group)
            text=t!(company_calling.add_group_text)
            submit=t!(company_calling.add_group)
            list=paths::COMPANY_CALLING
            submission
            make
        >
            <Choice
                name="kind"
                label=t!(company_calling.kind)
                options=vec![kind(CallGroupKind::CallPickup), kind(CallGroupKind::CallPark)]
                chosen=draft.kind
                on_change=move |kind| draft.kind.set(kind)
            />
            <GroupFields draft submission />
        </NewEntry>
    }
}
