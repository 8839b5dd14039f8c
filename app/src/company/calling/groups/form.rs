use belroute_shared::{
    company::call_groups::{CallGroupKind, CallGroupSettings, CompanyCallGroup},
    error::{Code, FieldError},
};
use leptos::prelude::*;

use crate::{
    company::members::{Members, member},
    explain::explain_code,
    form::Submission,
    pick::Pick,
    t, text,
    ui::Field,
};

/// The fields that can show an error.
pub(super) const FIELDS: &[&str] = &["name", "memberIds*"];

/// What an administrator decides about a group, while he types.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    name: RwSignal<String>,
    pub(super) kind: RwSignal<CallGroupKind>,
    members: RwSignal<Vec<Pick>>,
}

impl Draft {
    /// Of something new, or of what is saved.
    pub(super) fn of(saved: Option<&CompanyCallGroup>) -> Self {
        let members = saved.map(|it| it.members.iter().map(member).collect());
        Self {
            name: RwSignal::new(saved.map(|it| it.settings.name.clone()).unwrap_or_default()),
            kind: RwSignal::new(saved.map(|it| it.settings.kind).unwrap_or_default()),
            members: RwSignal::new(members.unwrap_or_default()),
        }
    }

    /// The settings, if they may be sent; all that is wrong with them otherwise.
    pub(super) fn settings(self) -> Result<CallGroupSettings, Vec<FieldError>> {
        let members = self.members.get_untracked();
        let settings = CallGroupSettings {
            name: self.name.get_untracked(),
            kind: self.kind.get_untracked(),
            member_ids: members.iter().filter_map(|it| it.id.parse().ok()).collect(),
        }
        .tidied();
        settings.check()?;
        Ok(settings)
    }
}

fn refused(code: Code) -> &'static str {
    match code {
        Code::InAnotherGroup => text!(company_calling.in_another_group),
        other => explain_code(other),
    }
}

/// The fields but the kind, which never changes.
#[component]
pub(super) fn GroupFields(draft: Draft, submission: Submission) -> impl IntoView {
    view! {
        <div class="company-fields">
            <Field
                id="name"
                label=t!(company_calling.name)
                value=draft.name
                error=submission.error_of("name")
                autocomplete="off"
            />
        </div>
        <Members
            id="group-member"
            members=draft.members
            submission
            legend=t!(company_calling.members)
            nobody=t!(company_calling.nobody)
            add=t!(company_calling.add_member)
            refused
        />
    }
}
