use belroute_shared::contacts::{ImportPreview, LineProblem};
use leptos::prelude::*;

use super::{files::Brought, words};
use crate::{t, text, ui::Note};

/// What a file would bring: how many are good, the first of them, and what is wrong with the rest.
#[component]
pub(super) fn Preview(
    preview: ImportPreview<Brought>,
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
        room,
    } = preview;
    let shown = first.len();
    let is_empty = good == 0;
    let room = usize::try_from(room).unwrap_or(usize::MAX);
    let is_too_much = good > room;
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
            {is_too_much
                .then(|| {
                    let told = move || text!(contacts.no_room, count = words::count(room));
                    view! { <Note is_problem=true>{told}</Note> }
                })}
            <div class="form-buttons">
                {(!is_empty && !is_too_much)
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

fn good_row(contact: Brought) -> impl IntoView {
    let company = contact.company.map(|firm| format!(" · {firm}"));
    view! {
        <li>
            <span>
                <b>{contact.name}</b>
                <span class="soft">{company}</span>
            </span>
            <span class="soft">{contact.reached}</span>
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
