use belroute_shared::company::audit_log::AuditLine;
use leptos::prelude::*;

use super::{changed, words};
use crate::{
    clock::Minute,
    intl, t,
    ui::{Avatar, Icon},
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
    let at = line.at;
    let differences = changed::between(line.before.as_deref(), line.after.as_deref());
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
                <p>{move || words::sentence(&line, reader)}</p>
                <p class="soft small">
                    <time datetime=intl::for_programs(at) title=move || intl::exact(at)>
                        {move || intl::moment(at, now.get())}
                    </time>
                    {address.map(|address| format!(" · {address}"))}
                </p>
                {(!differences.is_empty()).then(|| view! { <Differences differences /> })}
            </div>
        </li>
    }
}

#[component]
fn Differences(differences: Vec<changed::Difference>) -> impl IntoView {
    let row = |(name, before, after): changed::Difference| {
        let shown = |text: String| {
            if text.is_empty() {
                "–".to_owned()
            } else {
                text
            }
        };
        view! {
            <tr>
                <th scope="row">{words::field(&name)}</th>
                <td>{shown(before)}</td>
                <td>{shown(after)}</td>
            </tr>
        }
    };
    view! {
        <details class="audit-fold">
            <summary>{t!(audit.before_and_after)}</summary>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t!(audit.what)}</th>
                        <th scope="col">{t!(audit.before)}</th>
                        <th scope="col">{t!(audit.after)}</th>
                    </tr>
                </thead>
                <tbody>{differences.into_iter().map(row).collect_view()}</tbody>
            </table>
        </details>
    }
}
