use belroute_shared::{company::call_groups::CompanyCallGroup, ids::CallGroupId};
use leptos::prelude::*;

use super::{
    api,
    form::{Draft, FIELDS, GroupFields},
};
use crate::{
    company::{
        entry::{Acts, ActsCard, Entry, RemoveButton, Saving, SettingsForm, named},
        words,
    },
    fetched::Fetched,
    http::Request,
    paths, t,
};

/// `/company/calling/groups/:id`: one group.
#[component]
pub(crate) fn GroupPage() -> impl IntoView {
    named(
        "id",
        |id| id.parse::<CallGroupId>().ok(),
        |id| view! { <OneGroup id /> }.into_any(),
    )
}

#[component]
fn OneGroup(id: CallGroupId) -> impl IntoView {
    let group = Fetched::idle(move || api::show(id)).started();
    let name = Memo::new(move |_| {
        group.with(|it| it.map(|it| it.settings.name.clone()).unwrap_or_default())
    });
    let kind = move || group.with(|it| it.map(|it| words::of_group_kind(it.settings.kind)));
    view! {
        <Entry
            wait=group
            name
            list=paths::COMPANY_CALLING
            list_name=t!(company_calling.title)
            rows=6
        >
            <section class="card company-card" aria-labelledby="group-heading">
                <h2 id="group-heading">{move || name.get()}</h2>
                <p class="soft">{kind}</p>
                {move || group.get_untracked().map(|it| view! { <Settings group it /> })}
            </section>
            <Removal id />
        </Entry>
    }
}

#[component]
fn Settings(group: Fetched<CompanyCallGroup>, it: CompanyCallGroup) -> impl IntoView {
    let id = it.id;
    let draft = Draft::of(Some(&it));
    let saving = Saving::new(FIELDS);
    let on_submit = move |()| {
        saving.save(group, draft.settings(), move |settings| async move {
            api::replace(id, &settings).await
        });
    };
    view! {
        <SettingsForm saving on_submit>
            <GroupFields draft submission=saving.submission />
        </SettingsForm>
    }
}

#[component]
fn Removal(id: CallGroupId) -> impl IntoView {
    let acts = Acts::new();
    view! {
        <ActsCard
            acts
            id="group-removal"
            title=t!(company_calling.remove_group)
            text=t!(company_calling.remove_group_text)
        >
            <RemoveButton
                acts
                text=t!(company_calling.remove_group)
                confirm=t!(company_calling.remove_group_confirm)
                list=paths::COMPANY_CALLING
                remove=Callback::new(move |()| Box::pin(api::remove(id)) as Request<()>)
            />
        </ActsCard>
    }
}
