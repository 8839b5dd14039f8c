//! People of a list, chosen one by one.

use belroute_shared::{company::person::Person, error::Code};
use leptos::prelude::*;

use crate::{
    company::pick,
    form::Submission,
    pick::{Pick, Picker},
    text,
    ui::Icon,
};

/// Somebody who is on a list already.
pub(super) fn member(person: &Person) -> Pick {
    let extension = person.extension.as_ref().map(ToString::to_string);
    Pick {
        id: person.id.to_string(),
        name: person.name.clone(),
        detail: extension.unwrap_or_default(),
    }
}

/// Who is on a list, in an order that its members see; its name on the wire is `memberIds`.
#[component]
pub(super) fn Members(
    /// Id of the box in which they are found.
    id: &'static str,
    /// Who is on it.
    members: RwSignal<Vec<Pick>>,
    submission: Submission,
    /// What the list is.
    legend: fn() -> &'static str,
    /// Says that nobody is on it.
    nobody: fn() -> &'static str,
    /// Label of the box.
    add: fn() -> &'static str,
    /// What is wrong with somebody, in words.
    refused: fn(Code) -> &'static str,
) -> impl IntoView {
    let row = move |member: Pick| {
        let this = StoredValue::new(member.id);
        let name = StoredValue::new(member.name.clone());
        // His place in the list is what the server names him by.
        let error = move || {
            let at = members.with(|all| all.iter().position(|it| it.id == this.get_value()))?;
            submission.error_at(&format!("memberIds.{at}"), refused)
        };
        let remove = move |_| {
            submission.clear();
            members.update(|all| all.retain(|it| it.id != this.get_value()));
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
    let on_pick = Callback::new(move |picked: Option<Pick>| {
        submission.clear();
        members.update(|all| {
            let is_new = |pick: &Pick| !all.iter().any(|it| it.id == pick.id);
            let picked = picked.filter(is_new);
            all.extend(picked);
        });
    });
    view! {
        <fieldset class="company-ticks">
            <legend>{legend}</legend>
            <Show
                when=move || members.with(|all| !all.is_empty())
                fallback=move || view! { <p class="soft">{nobody}</p> }
            >
                <ul class="company-chosen">
                    <For each=move || members.get() key=|it| it.id.clone() children=row />
                </ul>
            </Show>
            <Picker
                id
                label=add
                find=pick::users
                chosen=Signal::stored(None)
                on_pick
                error=submission.error_of("memberIds")
            />
        </fieldset>
    }
}
