use belroute_shared::{
    company::call_groups::{CallGroupKind, CallGroupSettings, CompanyCallGroup},
    error::{Code, FieldError},
};
use leptos::prelude::*;

use crate::{
    company::pick::{self, Pick, Picker},
    explain::explain_code,
    form::Submission,
    t, text,
    ui::{Field, Icon},
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
        let member = |person: &belroute_shared::company::person::Person| Pick {
            id: person.id.to_string(),
            name: person.name.clone(),
            detail: person
                .extension
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
        };
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
        <Members members=draft.members submission />
    }
}

/// Who is in it, in an order that its members see.
#[component]
fn Members(members: RwSignal<Vec<Pick>>, submission: Submission) -> impl IntoView {
    let row = move |member: Pick| {
        let id = StoredValue::new(member.id);
        let name = StoredValue::new(member.name.clone());
        // His place in the list is what the server names him by.
        let error = move || {
            let at = members.with(|all| all.iter().position(|it| it.id == id.get_value()))?;
            submission.error_at(&format!("memberIds.{at}"), refused)
        };
        let remove = move |_| {
            submission.clear();
            members.update(|all| all.retain(|it| it.id != id.get_value()));
        };
        view! {
            <li>
                <div class="pick-chosen">
                    <span>{member.name} " " <span class="soft">{member.detail}</span></span>
                    <button
                        type="button"
                        class="icon-button"
                        aria-label=move || {
                            text!(company_calling.remove_member, name = name.get_value())
                        }
                        aria-invalid=move || error().map(|_| "true")
                        on:click=remove
                    >
                        <Icon name="cross" />
                    </button>
                </div>
                {move || error().map(|error| view! { <p class="field-error">{error}</p> })}
            </li>
        }
    };
    let add = Callback::new(move |picked: Option<Pick>| {
        submission.clear();
        members.update(|all| {
            let is_new = |pick: &Pick| !all.iter().any(|it| it.id == pick.id);
            let picked = picked.filter(is_new);
            all.extend(picked);
        });
    });
    view! {
        <fieldset class="company-ticks">
            <legend>{t!(company_calling.members)}</legend>
            <Show
                when=move || members.with(|all| !all.is_empty())
                fallback=|| view! { <p class="soft">{t!(company_calling.nobody)}</p> }
            >
                <ul class="company-chosen">
                    <For each=move || members.get() key=|it| it.id.clone() children=row />
                </ul>
            </Show>
            <Picker
                id="group-member"
                label=t!(company_calling.add_member)
                find=pick::users
                chosen=Signal::stored(None)
                on_pick=add
                error=submission.error_of("memberIds")
            />
        </fieldset>
    }
}
