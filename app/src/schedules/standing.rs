use belroute_shared::schedules::{ScheduleEvent, is_in_force};
use jiff::civil::DateTime;
use leptos::prelude::*;

use super::words;

/// How events stand now, in force or not; nothing until the clock on the wall is known.
#[component]
pub(super) fn StandingChip(
    /// The events.
    events: Memo<Vec<ScheduleEvent>>,
    /// What the clock shows.
    now: Memo<Option<DateTime>>,
) -> impl IntoView {
    move || {
        let now = now.get()?;
        let is_now = events.with(|events| is_in_force(events, now));
        let words = move || events.with(|events| words::of_standing(events, now));
        Some(view! {
            <span class="chip standing" class:good=is_now>
                {words}
            </span>
        })
    }
}
