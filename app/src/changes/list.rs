use std::collections::HashMap;

use belroute_shared::{changes::ChangeLine, ids::AuditLineId};
use jiff::Timestamp;
use leptos::prelude::*;

use super::{history::History, line::Line};
use crate::{clock::Minute, intl};

/// Lines of one day, the newest first.
#[derive(Clone, PartialEq)]
struct Day {
    key: String,
    moment: Timestamp,
    lines: Vec<AuditLineId>,
}

/// All of them by day. Rows are kept while they stay in the list, so that the focus and what was
/// explained do, too.
#[component]
pub(super) fn Days() -> impl IntoView {
    let listed = History::get().listed;
    let lines = Memo::new(move |_| {
        listed.with(|listed| {
            let lines = listed.map(|it| it.lines.iter());
            let lines = lines.into_iter().flatten();
            lines
                .map(|it| (it.line.id, it.clone()))
                .collect::<HashMap<_, _>>()
        })
    });
    let days = Memo::new(move |_| {
        listed.with(|listed| days_of(listed.map_or(&[], |it| it.lines.as_slice())))
    });
    let now = Minute::signal();
    let row = move |id: AuditLineId| {
        let line = lines.with_untracked(|lines| lines.get(&id).cloned());
        line.map(|line| view! { <Line line /> })
    };
    let day = move |day: Day| {
        let (key, moment) = (day.key, day.moment);
        let ids = Memo::new({
            let key = key.clone();
            move |_| {
                days.with(|days| {
                    let day = days.iter().find(|day| day.key == key);
                    day.map(|day| day.lines.clone()).unwrap_or_default()
                })
            }
        });
        let heading = format!("changes-{key}");
        view! {
            <section aria-labelledby=heading.clone()>
                <h3 class="day" id=heading.clone()>
                    {move || intl::day(moment, now.get())}
                </h3>
                <ul>
                    <For each=move || ids.get() key=|id| *id children=row />
                </ul>
            </section>
        }
    };
    view! { <For each=move || days.get() key=|day| day.key.clone() children=day /> }
}

fn days_of(lines: &[ChangeLine]) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    for ChangeLine { line, .. } in lines {
        let key = intl::day_key(line.at);
        match days.last_mut() {
            Some(day) if day.key == key => day.lines.push(line.id),
            _ => days.push(Day {
                key,
                moment: line.at,
                lines: vec![line.id],
            }),
        }
    }
    days
}
