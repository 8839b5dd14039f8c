use belroute_shared::{
    error::Code,
    ids::ScheduleId,
    live::LiveEvent,
    rule::RuleFeature,
    schedules::{ScheduleType, ScheduleUse, ScheduleUses},
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    api,
    feature::{address, name_of},
    opened::Opened,
    owner::Owner,
};
use crate::{
    awaited::Awaited,
    explain::explain,
    fetched::Fetched,
    intl,
    live::Live,
    t, text,
    ui::{ConfirmedButton, Note},
};

/// Which rules use the schedule, and its removal, which they stand in the way of.
#[component]
pub(super) fn Uses(opened: Opened, kind: ScheduleType, id: ScheduleId) -> impl IntoView {
    let owner = opened.owner;
    let uses = Fetched::idle(move || api::uses(owner, kind, id)).started();
    // Rules of any setting may refer to it.
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Setting { .. } | LiveEvent::Resync) {
            uses.refetch();
        }
    });
    let may_change = Memo::new(move |_| opened.may_change());
    let is_used = Memo::new(move |_| uses.with(|it| it.is_some_and(|it| !it.uses.is_empty())));
    view! {
        <section class="card schedule-card" aria-labelledby="uses-heading">
            <h2 id="uses-heading">{t!(schedules.uses)}</h2>
            <Awaited wait=uses rows=1>
                <Show
                    when=move || is_used.get()
                    fallback=|| view! { <p class="soft">{t!(schedules.unused)}</p> }
                >
                    <ul class="schedule-uses">
                        {move || {
                            uses.get()
                                .map(|it| {
                                    it.uses.into_iter().map(|it| one(owner, it)).collect_view()
                                })
                        }}
                    </ul>
                </Show>
            </Awaited>
            <Show when=move || may_change.get()>
                <Removal owner kind id uses is_used />
            </Show>
        </section>
    }
}

/// A setting whose rules use it. A user goes there; of others' rules administrators see how many
/// there are.
fn one(owner: Owner, it: ScheduleUse) -> impl IntoView {
    let feature = RuleFeature::of_setting(&it.feature);
    let name = move || match feature {
        Some(feature) => name_of(feature).to_owned(),
        // A setting that only a newer server knows.
        None => it.feature.clone(),
    };
    let rules = move || {
        let count = intl::count(u32::try_from(it.rules).unwrap_or(u32::MAX));
        match (it.rules, it.users) {
            (1, None) => text!(schedules.one_rule).to_owned(),
            (_, None) => text!(schedules.rules, count = count),
            (1, Some(_)) => text!(schedules.one_rule_of_one).to_owned(),
            (_, Some(1)) => text!(schedules.rules_of_one, count = count),
            (_, Some(users)) => text!(
                schedules.rules_of_users,
                count = count,
                users = intl::count(u32::try_from(users).unwrap_or(u32::MAX))
            ),
        }
    };
    let link = match feature.filter(|_| owner == Owner::Mine) {
        Some(feature) => view! { <a href=address(feature)>{name}</a> }.into_any(),
        None => view! { <span>{name}</span> }.into_any(),
    };
    view! {
        <li>
            {link} <small class="soft">{rules}</small>
        </li>
    }
}

#[component]
fn Removal(
    owner: Owner,
    kind: ScheduleType,
    id: ScheduleId,
    uses: Fetched<ScheduleUses>,
    is_used: Memo<bool>,
) -> impl IntoView {
    let refusal = RwSignal::new(None::<String>);
    let navigate = use_navigate();
    let on_confirm = Callback::new(move |()| {
        let navigate = navigate.clone();
        refusal.set(None);
        spawn_local(async move {
            match api::remove(owner, kind, id).await {
                Ok(()) => navigate(owner.list(), NavigateOptions::default()),
                Err(error) => {
                    if error.code() == Some(Code::ScheduleInUse) {
                        uses.refetch();
                    }
                    let _ = refusal.try_set(Some(explain(&error)));
                }
            }
        });
    });
    view! {
        <div class="schedule-removal">
            <Show
                when=move || !is_used.get()
                fallback=|| view! { <p class="soft">{t!(schedules.used_stays)}</p> }
            >
                <ConfirmedButton
                    text=t!(schedules.remove)
                    label=t!(schedules.remove)
                    confirm=t!(schedules.remove_confirm)
                    cancel=t!(action.cancel)
                    on_confirm
                />
            </Show>
            <div role="alert">
                {move || refusal.get().map(|text| view! { <Note is_problem=true>{text}</Note> })}
            </div>
        </div>
    }
}
