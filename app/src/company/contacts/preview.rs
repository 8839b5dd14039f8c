use belroute_shared::company::contacts::{ContactSettings, ImportPreview, LineProblem};
use leptos::prelude::*;

use super::words;
use crate::{t, text};

/// What a file would bring: how many are good, the first of them, and what is wrong with the rest.
#[component]
pub(super) fn Preview(
    preview: ImportPreview,
    /// Saves what is good.
    on_save: Callback<()>,
    /// Takes another file.
    on_again: Callback<()>,
) -> impl IntoView {
    let ImportPreview {
        good,
        first,
        duplicates,
        refused,
        problems,
        more_problems,
        room: _,
    } = preview;
    let shown = first.len();
    let is_empty = good == 0;
    let add = move || match good {
        1 => text!(contacts.add_one).to_owned(),
        many => text!(contacts.add_many, count = words::count(many)),
    };
    view! {
        <div class="import-preview">
            <p class="import-counts">
                <span class="chip" class:good=!is_empty>
                    {move || text!(contacts.good, count = words::count(good))}
                </span>
                {(duplicates > 0)
                    .then(|| {
                        let count = move || text!(contacts.known, count = words::count(duplicates));
                        view! { <span class="chip wait">{count}</span> }
                    })}
                {(refused > 0)
                    .then(|| {
                        let count = move || text!(contacts.refused, count = words::count(refused));
                        view! { <span class="chip bad">{count}</span> }
                    })}
            </p>
            {(!is_empty)
                .then(|| {
                    view! {
                        <ul class="import-rows" tabindex="0" aria-label=t!(contacts.first)>
                            {first.into_iter().map(good_row).collect_view()}
                            {(good > shown)
                                .then(|| {
                                    let rest = words::count(good - shown);
                                    view! {
                                        <li class="soft">
                                            {move || text!(contacts.and_more, count = rest.clone())}
                                        </li>
                                    }
                                })}
                        </ul>
                    }
                })}
            {(!problems.is_empty())
                .then(|| view! { <Problems problems more=more_problems /> })}
            <div class="form-buttons">
                {(!is_empty)
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button main"
                                on:click=move |_| on_save.run(())
                            >
                                {add}
                            </button>
                        }
                    })}
                <button type="button" class="button" on:click=move |_| on_again.run(())>
                    {t!(contacts.another_file)}
                </button>
            </div>
        </div>
    }
}

fn good_row(contact: ContactSettings) -> impl IntoView {
    let numbers: Vec<String> = contact.numbers.into_iter().map(|it| it.display).collect();
    let company = contact.company.map(|firm| format!(" · {firm}"));
    view! {
        <li>
            <span>
                <b>{contact.name}</b>
                <span class="soft">{company}</span>
            </span>
            <span class="soft">{numbers.join(", ")}</span>
        </li>
    }
}

#[component]
fn Problems(problems: Vec<LineProblem>, more: usize) -> impl IntoView {
    let line = |problem: LineProblem| view! { <li>{move || words::of_problem(&problem)}</li> };
    view! {
        <h2 class="import-heading">{t!(contacts.left_out)}</h2>
        <ul class="import-rows problems" tabindex="0" aria-label=t!(contacts.left_out)>
            {problems.into_iter().map(line).collect_view()}
            {(more > 0)
                .then(|| {
                    view! {
                        <li class="soft">
                            {move || text!(contacts.and_more, count = words::count(more))}
                        </li>
                    }
                })}
        </ul>
    }
}
