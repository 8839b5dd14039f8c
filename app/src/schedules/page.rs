use belroute_shared::{ids::ScheduleId, schedules::ScheduleType};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::{events::Events, name::Heading, opened::Opened, owner::Owner, uses::Uses, week::Week};
use crate::{
    awaited::Awaited,
    not_found::NotFoundPage,
    paths, session, t,
    ui::{self, Icon},
};

/// The schedule that the address names.
#[component]
pub(super) fn OneSchedule(owner: Owner) -> impl IntoView {
    let params = use_params_map();
    let named = Memo::new(move |_| {
        params.with(|params| {
            let kind = paths::schedule_type(&params.get("type")?)?;
            Some((kind, params.get("id")?.parse::<ScheduleId>().ok()?))
        })
    });
    move || match named.get() {
        Some((kind, id)) => view! { <Shown owner kind id /> }.into_any(),
        None => view! { <NotFoundPage /> }.into_any(),
    }
}

/// The way back to the list, and the schedule once it has come.
#[component]
fn Shown(owner: Owner, kind: ScheduleType, id: ScheduleId) -> impl IntoView {
    let opened = Opened::new(owner, kind, id);
    ui::title(move || {
        let name = opened.with(|it| it.name.clone());
        name.unwrap_or_else(|| t!(schedules.title)().to_owned())
    });
    let may_change = Memo::new(move |_| opened.may_change());
    view! {
        <a class="company-back" href=owner.list()>
            <Icon name="back" />
            {t!(schedules.title)}
        </a>
        <Awaited wait=opened.entry rows=8>
            <Heading opened />
            <Show when=move || !may_change.get()>
                <ReadOnly kind id />
            </Show>
            <Week opened />
            <Events opened />
            <Uses opened kind id />
        </Awaited>
    }
}

/// Says who changes a schedule of the company. Administrators have a way there.
#[component]
fn ReadOnly(kind: ScheduleType, id: ScheduleId) -> impl IntoView {
    let me = session::me();
    let is_administrator = move || me.with(|me| me.is_administrator && me.opened_panel.is_none());
    view! {
        <p class="schedule-shut">
            <Icon name="lock" />
            <span>{t!(schedules.read_only)}</span>
            <Show when=is_administrator>
                <a href=paths::company_schedule(kind, id)>{t!(schedules.change_it)}</a>
            </Show>
        </p>
    }
}
