use belroute_shared::civil::{read_date, read_time, write_date, write_time};
use jiff::civil::DateTime;
use leptos::prelude::*;

use super::tried::Tried;
use crate::{t, ui::MomentField};

/// When the tried call comes in: a day and a time, or now.
#[component]
pub(super) fn Moment(tried: Tried) -> impl IntoView {
    let written = move |write: fn(DateTime) -> String| {
        Signal::derive(move || tried.local().map(write).unwrap_or_default())
    };
    let no_error = Signal::derive(|| None::<String>);
    view! {
        <div class="try-moment">
            <MomentField
                id="try-day"
                label=t!(try_it.day)
                kind="date"
                value=written(|it| write_date(it.date()))
                on_change=move |text: String| {
                    if let Some(date) = read_date(&text) {
                        tried.set_date(date);
                    }
                }
                error=no_error
            />
            <MomentField
                id="try-time"
                label=t!(try_it.time)
                kind="time"
                value=written(|it| write_time(it.time()))
                on_change=move |text: String| {
                    if let Some(time) = read_time(&text) {
                        tried.set_time(time);
                    }
                }
                error=no_error
            />
            <button
                type="button"
                class="button"
                aria-pressed=move || tried.at().is_none().to_string()
                on:click=move |_| tried.set_now()
            >
                {t!(try_it.now)}
            </button>
        </div>
    }
}
