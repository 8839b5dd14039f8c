use belroute_shared::company::audit_log::AuditLine;
use leptos::prelude::*;
use serde_json::Value;

use super::{changed, values, words};
use crate::{
    clock::Minute,
    intl, t,
    ui::{Avatar, Icon},
    written_numbers::WrittenNumbers,
};

/// To whom a line is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reader {
    /// An administrator, about anybody.
    Administrator,
    /// The user whom it is about.
    Himself,
}

/// One line: a sentence, when it was, and what it was before, in a fold.
#[component]
pub fn Line(line: AuditLine, reader: Reader) -> impl IntoView {
    let now = Minute::signal();
    let numbers = WrittenNumbers::get();
    let at = line.at;
    let details = view! { <Details before=line.before.clone() after=line.after.clone() /> };
    let who = line.actor_name.clone();
    let seed = line
        .actor_id
        .map_or_else(|| who.clone(), |id| id.to_string());
    let address = line.address.clone();
    let has_name = !who.is_empty();
    view! {
        <li class="audit-line">
            {if has_name {
                view! {
                    <Avatar name=Signal::stored(who) seed=Signal::stored(seed) small=true />
                }
                    .into_any()
            } else {
                view! {
                    <span class="company-icon">
                        <Icon name="lock" />
                    </span>
                }
                    .into_any()
            }}
            <div class="audit-words">
                <p>{move || words::sentence(&line, reader, numbers)}</p>
                <p class="soft small">
                    <time datetime=intl::for_programs(at) title=move || intl::exact(at)>
                        {move || intl::moment(at, now.get())}
                    </time>
                    {address.map(|address| format!(" · {address}"))}
                </p>
                {details}
            </div>
        </li>
    }
}

/// What it was before and after, field by field, in a fold; nothing where nothing is told of it.
#[component]
pub(crate) fn Details(
    /// As JSON text.
    before: Option<String>,
    /// As JSON text.
    after: Option<String>,
) -> impl IntoView {
    let numbers = WrittenNumbers::get();
    let differences = changed::between(before.as_deref(), after.as_deref());
    // What was made or removed has one side only.
    let sides = (before.is_some(), after.is_some());
    (!differences.is_empty()).then(|| view! { <Differences differences sides numbers /> })
}

#[component]
fn Differences(
    differences: Vec<changed::Difference>,
    /// Whether there was something before, and whether there is something after.
    sides: (bool, bool),
    numbers: WrittenNumbers,
) -> impl IntoView {
    let is_change = sides == (true, true);
    let row = |it: changed::Difference| {
        let name = StoredValue::new(it.name);
        let told = move |value: Value| {
            let told = move || match name.with_value(|name| values::value(name, &value, numbers)) {
                text if text.is_empty() => "–".to_owned(),
                text => text,
            };
            view! { <td>{told}</td> }
        };
        view! {
            <tr>
                <th scope="row">{move || name.with_value(|name| words::field(name))}</th>
                {sides.0.then(|| told(it.before))}
                {sides.1.then(|| told(it.after))}
            </tr>
        }
    };
    let summary: fn() -> &'static str = if is_change {
        t!(audit.before_and_after)
    } else {
        t!(audit.details)
    };
    let head = is_change.then(|| {
        view! {
            <thead>
                <tr>
                    <th scope="col">{t!(audit.what)}</th>
                    <th scope="col">{t!(audit.before)}</th>
                    <th scope="col">{t!(audit.after)}</th>
                </tr>
            </thead>
        }
    });
    view! {
        <details class="audit-fold">
            <summary>{summary}</summary>
            <table>
                {head} <tbody>{differences.into_iter().map(row).collect_view()}</tbody>
            </table>
        </details>
    }
}
