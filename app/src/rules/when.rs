use belroute_shared::{
    rule::criterion::ScheduleName,
    schedules::{ScheduleEntry, ScheduleLevel, ScheduleType},
};
use leptos::prelude::*;

use super::{api, draft::Draft};
use crate::{explain::explain, fetched::Fetched, form::Submission, paths, t, text};

/// Word of the choice that is no schedule.
const ALWAYS: &str = "always";
/// Word of a schedule that is chosen and that the list does not have.
const KEPT: &str = "kept";

/// When a rule holds: always, or while a schedule is in force.
#[component]
pub(super) fn When(
    draft: Draft,
    submission: Submission,
    /// Id of the list, also the base of the id of its error.
    id: String,
) -> impl IntoView {
    let fetched = Fetched::idle(api::schedules).started();
    let all = Memo::new(move |_| fetched.get().map(|it| it.schedules).unwrap_or_default());
    let chosen = draft.schedule;
    // Kept until the list has come, and afterwards where it is not in it.
    let unlisted = move || {
        let chosen = chosen.get()?;
        let is_listed = all.with(|all| all.iter().any(|it| names(&chosen, it)));
        (!is_listed).then_some(chosen.name)
    };
    let choose = move |word: String| {
        let found = all.with_untracked(|all| {
            let found = all.iter().find(|it| it.id.to_string() == word);
            found.map(name_of)
        });
        if word == ALWAYS || found.is_some() {
            chosen.set(found);
        }
    };
    let group = move |level: ScheduleLevel, label: fn() -> &'static str| {
        let of = move || {
            let mut all = all.get();
            all.retain(|it| it.level == level);
            all
        };
        move || {
            let entries = of();
            (!entries.is_empty()).then(|| {
                let option = move |it| view! { <Entry entry=it chosen /> };
                view! {
                    <optgroup label=label>{entries.into_iter().map(option).collect_view()}</optgroup>
                }
            })
        }
    };
    let error = submission.error_of("scheduleName");
    let error_id = StoredValue::new(format!("{id}-error"));
    view! {
        <div class="field">
            <label for=id.clone()>{t!(rules.when)}</label>
            <select
                id=id
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=move || error.with(Option::is_some).then(|| error_id.get_value())
                // Schedules may have been made meanwhile, in another tab.
                on:focus=move |_| fetched.refetch()
                on:change:target=move |event| choose(event.target().value())
            >
                <option value=ALWAYS prop:selected=move || chosen.with(Option::is_none)>
                    {t!(rules.every_time)}
                </option>
                {move || {
                    unlisted()
                        .map(|name| {
                            view! {
                                <option value=KEPT prop:selected=true>
                                    {name}
                                </option>
                            }
                        })
                }}
                {group(ScheduleLevel::People, t!(rules.my_schedules))}
                {group(ScheduleLevel::Location, t!(rules.company_schedules))}
            </select>
            {move || {
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="field-error" id=error_id.get_value()>
                                {error}
                            </p>
                        }
                    })
            }}
            {move || {
                fetched.error().map(|error| view! { <p class="soft small">{explain(&error)}</p> })
            }}
            <p class="small">
                <a href=paths::SCHEDULES target="_blank" rel="noopener">
                    {t!(rules.make_schedule)}
                    " "
                    <span class="soft">{t!(rules.in_new_tab)}</span>
                </a>
            </p>
        </div>
    }
}

#[component]
fn Entry(entry: ScheduleEntry, chosen: RwSignal<Option<ScheduleName>>) -> impl IntoView {
    let word = entry.id.to_string();
    let words = {
        let (name, kind) = (entry.name.clone(), entry.kind);
        move || match kind {
            ScheduleType::BusinessHours => name.clone(),
            ScheduleType::Holidays => text!(rules.days_off, name = name.clone()),
        }
    };
    let is_chosen = move || chosen.with(|it| it.as_ref().is_some_and(|it| names(it, &entry)));
    view! {
        <option value=word prop:selected=is_chosen>
            {words}
        </option>
    }
}

/// A schedule by the words that rules name it with.
fn name_of(entry: &ScheduleEntry) -> ScheduleName {
    ScheduleName {
        name: entry.name.clone(),
        kind: entry.kind,
        owner: Some(entry.level),
    }
}

fn names(name: &ScheduleName, entry: &ScheduleEntry) -> bool {
    let is_owner = name.owner.is_none_or(|owner| owner == entry.level);
    name.name == entry.name && name.kind == entry.kind && is_owner
}
