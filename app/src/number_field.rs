//! A telephone number as people type it, or the name of who has it.

use belroute_shared::{
    phonebook::{Entry, Phonebook},
    typed_number::Takes,
};
use leptos::{html, prelude::*};
use web_sys::KeyboardEvent;

use crate::{
    explain::explain,
    fetched::Fetched,
    http::{self, HttpError},
    paths, text, ui,
    written_numbers::WrittenNumbers,
};

/// So many people are asked for; more letters find the others.
const MOST: &str = "5";

/// A number of somebody who was found by name.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    name: String,
    /// The number as people write it, which is typed in its place.
    number: String,
}

/// The numbers of an entry that a field takes.
fn numbers_of(entry: Entry, takes: Takes) -> Vec<Found> {
    let name = entry.name;
    let extension = entry.extension.filter(|_| takes.takes_extension());
    let public = entry.numbers.into_iter().map(|it| it.display);
    let numbers = extension.into_iter().chain(public);
    let found = |number| Found {
        name: name.clone(),
        number,
    };
    numbers.map(found).collect()
}

async fn find(query: String, takes: Takes) -> Result<Vec<Found>, HttpError> {
    let query = [("query", query), ("max", MOST.to_owned())];
    let book: Phonebook = http::get(&paths::request("/v1/phonebook", query)).await?;
    let entries = book.sections.into_iter().flat_map(|it| it.entries);
    Ok(entries.flat_map(|it| numbers_of(it, takes)).collect())
}

/// Letters are part of no number: who types one means somebody's name.
fn is_name(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// A labelled line for one number. What is no number is looked for in the phonebook; who has the
/// number stands underneath.
#[component]
pub fn NumberField(
    /// Its id, also the base of the ids of what stands underneath.
    #[prop(into)]
    id: String,
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Which numbers it takes.
    takes: Takes,
    /// To move the focus here.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let found = Fetched::idle(move || find(value.get_untracked().trim().to_owned(), takes));
    let is_asked = Memo::new(move |_| value.with(|text| is_name(text)));
    Effect::new(move |before: Option<()>| {
        value.track();
        // What was there before anybody typed is left alone.
        if before.is_some() && is_asked.get_untracked() {
            found.refetch();
        }
    });
    // Only a number that is typed to its end is asked about.
    let whole = RwSignal::new(value.get_untracked());
    let numbers = WrittenNumbers::get();
    let who = move || {
        let whole = whole.get();
        let is_number = !is_name(&whole) && takes_look(&whole, takes);
        let known = is_number.then(|| numbers.looked_up(whole.trim())).flatten();
        known.and_then(|known| known.name).unwrap_or_default()
    };
    let choose = move |one: Found| {
        whole.set(one.number.clone());
        value.set(one.number);
        ui::focus(node_ref);
    };
    // Enter takes the first that was found; it must not send the form that this stands in.
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter" && is_asked.get_untracked() {
            let first = found.with_untracked(|it| it.and_then(|it| it.first().cloned()));
            if let Some(first) = first {
                event.prevent_default();
                choose(first);
            }
        }
    };
    let told = move || {
        if !is_asked.get() {
            return who();
        }
        match (found.error(), found.with(|it| it.map(Vec::len))) {
            (Some(error), _) => explain(&error),
            (None, Some(0)) => text!(rules.nobody_found).to_owned(),
            _ => String::new(),
        }
    };
    let options = move || {
        let all = found.get().filter(|_| is_asked.get());
        let option = move |one: Found| view! { <Option one on_choose=choose /> };
        all.map(|all| all.into_iter().map(option).collect_view())
    };
    let (error_id, told_id) = (format!("{id}-error"), format!("{id}-who"));
    let described_by = {
        let (error_id, told_id) = (error_id.clone(), told_id.clone());
        move || match error.with(Option::is_some) {
            true => format!("{error_id} {told_id}"),
            false => told_id.clone(),
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{move || label.get()}</label>
            <div class="pick-box">
                <input
                    id=id.clone()
                    name=id
                    type="text"
                    node_ref=node_ref
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    aria-describedby=described_by
                    prop:value=move || value.get()
                    on:input:target=move |event| value.set(event.target().value())
                    on:change:target=move |event| whole.set(event.target().value())
                    on:keydown=on_key
                />
                // They are there while something of this has the focus; a press must not take it.
                <ul class="pick-options" on:mousedown=move |event| event.prevent_default()>
                    {options}
                </ul>
            </div>
            {move || {
                error
                    .get()
                    .map(|error| {
                        view! {
                            <p class="field-error" id=error_id.clone()>
                                {error}
                            </p>
                        }
                    })
            }}
            <p class="soft small number-who" id=told_id role="status">
                {told}
            </p>
        </div>
    }
}

fn takes_look(text: &str, takes: Takes) -> bool {
    let number = belroute_shared::typed_number::TypedNumber::new(text);
    !text.contains(['*', '?']) && number.look(takes).is_ok()
}

#[component]
fn Option(
    one: Found,
    /// Called when it was pressed.
    #[prop(into)]
    on_choose: Callback<Found>,
) -> impl IntoView {
    let (name, number) = (one.name.clone(), one.number.clone());
    view! {
        <li>
            <button
                type="button"
                class="pick-option"
                on:click=move |_| on_choose.run(one.clone())
            >
                <span>{name}</span>
                <span class="soft">{number}</span>
            </button>
        </li>
    }
}
