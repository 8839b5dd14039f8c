use belroute_shared::{
    company::contacts::NumberLabel,
    ids::EntryId,
    phonebook::{Entry, EntryKind},
};
use leptos::prelude::*;

use super::{
    book::Book,
    presence::{dot_of, since_words, words},
};
use crate::{
    clock::Minute,
    company::words::of_label as of_number_label,
    paths, t, text,
    ui::{Avatar, Icon},
};

/// One person, plan or firm: who, in what state, and the ways to call.
#[component]
pub(super) fn EntryRow(
    entry: Entry,
    /// On the page there is room for every number.
    #[prop(optional)]
    full: bool,
    /// Buttons that belong to the list it stands in.
    #[prop(optional, into)]
    tools: ViewFn,
) -> impl IntoView {
    let book = Book::get();
    let id = entry.id;
    let presence = book.presence(id);
    let dot = Signal::derive({
        let presence = presence.clone();
        move || presence.with(|presence| presence.as_ref().map(|known| dot_of(known.state)))
    });
    let now = Minute::signal();
    let since = {
        let presence = presence.clone();
        move || {
            presence.with(|known| {
                known
                    .as_ref()
                    .and_then(|known| since_words(known, now.get()))
            })
        }
    };
    let is_colleague = entry.kind == EntryKind::Colleague;
    let quiet = quiet_line(&entry, full);
    let second_line = move || {
        let state = presence.with(|known| known.as_ref().map(|known| words(known, now.get())));
        match state {
            Some(state) if is_colleague => state,
            _ => quiet.clone().unwrap_or_default(),
        }
    };
    let name = entry.name.clone();
    let numbers = if full {
        other_numbers(&entry)
    } else {
        Vec::new()
    };
    let callable = best_number(&entry);
    view! {
        <li class="person" class:full=full>
            <Avatar
                name=entry.name.clone()
                seed=id.to_string()
                dot
                picture=Signal::stored(entry.picture.clone())
                small=true
            />
            <span class="person-words" title=since>
                <b>{entry.name.clone()}</b>
                <small>{second_line}</small>
            </span>
            <span class="person-numbers">{numbers.into_iter().map(number_link).collect_view()}</span>
            <span class="person-extension">{entry.extension.clone()}</span>
            <span class="person-tools">
                {tools.run()} <Star entry=entry.clone() />
                {callable
                    .map(|number| {
                        let label = move || text!(action.call_name, name = name.clone());
                        view! {
                            <a
                                class="icon-button"
                                href=paths::call_number(&number)
                                aria-label=label
                                title=t!(action.call)
                            >
                                <Icon name="phone" />
                            </a>
                        }
                    })}
            </span>
        </li>
    }
}

/// The star of an entry.
#[component]
fn Star(entry: Entry) -> impl IntoView {
    let book = Book::get();
    let id: EntryId = entry.id;
    let is_starred = Signal::derive(move || book.is_favourite(id));
    let name = entry.name.clone();
    view! {
        <button
            type="button"
            class="icon-button star"
            aria-pressed=move || is_starred.get().to_string()
            aria-label=move || text!(phonebook.favourite_name, name = name.clone())
            title=t!(phonebook.favourite)
            on:click=move |_| book.set_favourite(entry.clone(), !is_starred.get_untracked())
        >
            <Icon name="star" />
        </button>
    }
}

/// What stands under the name of somebody without a state.
fn quiet_line(entry: &Entry, full: bool) -> Option<String> {
    let number = entry.numbers.first().map(|number| number.display.clone());
    match (&entry.company, number) {
        (Some(company), _) if full => Some(company.clone()),
        (Some(company), Some(number)) => Some(format!("{company} · {number}")),
        (Some(company), None) => Some(company.clone()),
        (None, Some(number)) if !full => Some(number),
        (None, _) => None,
    }
}

/// Extension first: it rings all devices of a colleague and costs nothing.
fn best_number(entry: &Entry) -> Option<String> {
    let public = entry.numbers.first().map(|number| number.number.clone());
    entry.extension.clone().or(public)
}

fn other_numbers(entry: &Entry) -> Vec<(String, String, Option<String>)> {
    entry
        .numbers
        .iter()
        .map(|one| (one.number.clone(), one.display.clone(), one.label.clone()))
        .collect()
}

fn number_link((number, display, label): (String, String, Option<String>)) -> impl IntoView {
    view! {
        <a class="number" href=paths::call_number(&number)>
            {display}
            {label.map(|label| view! { <small>{move || of_label(&label)}</small> })}
        </a>
    }
}

/// What a number is for; what is none of the known words stands as it is.
fn of_label(label: &str) -> String {
    let known = NumberLabel::ALL.into_iter().find(|it| it.word() == label);
    known.map_or_else(|| label.to_owned(), |it| of_number_label(it).to_owned())
}
