use belroute_shared::phonebook::Entry;
use leptos::{either::Either, ev, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use crate::{
    explain::explain,
    paths,
    phonebook::{Found, Search as PhonebookSearch},
    t, text,
    ui::{Avatar, Icon},
};

/// Rows of each section in the list under the field.
const ROWS: u32 = 5;

/// One line of the list.
#[derive(Clone, PartialEq)]
enum Hit {
    /// A number that nobody has: as people write it, and to call.
    Number(String, String),
    /// Somebody, with the number to call.
    Entry(Box<Entry>, Option<String>),
    /// On to the page with everything that was found.
    All(String),
}

/// The field in the header: a combobox over the phonebook. Enter or a press on a line calls.
#[component]
pub(super) fn Search() -> impl IntoView {
    let search = PhonebookSearch::new(ROWS);
    let input = NodeRef::<html::Input>::new();
    let is_open = RwSignal::new(false);
    let chosen = RwSignal::new(0usize);
    let hits = Memo::new(move |_| search.found().map(hits_of).unwrap_or_default());
    let is_shown = Signal::derive(move || {
        is_open.get() && (search.found().is_some() || search.error().is_some())
    });
    focus_by_key(input);

    let close = move || {
        is_open.set(false);
        search.set_query(String::new());
    };
    let step = move |forward: bool| {
        let count = hits.with_untracked(Vec::len).max(1);
        chosen.update(|at| *at = if forward { *at + 1 } else { *at + count - 1 } % count);
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" | "ArrowUp" => {
            event.prevent_default();
            is_open.set(true);
            step(event.key() == "ArrowDown");
        }
        "Enter" if is_shown.get_untracked() => {
            event.prevent_default();
            press(chosen.get_untracked());
        }
        "Escape" => {
            event.prevent_default();
            close();
        }
        _ => {}
    };
    view! {
        <div class="search" role="search">
            <label class="find">
                <Icon name="search" />
                <span class="visually-hidden">{t!(shell.search)}</span>
                <input
                    type="text"
                    inputmode="search"
                    node_ref=input
                    role="combobox"
                    aria-expanded=move || is_shown.get().to_string()
                    aria-controls="search-results"
                    aria-autocomplete="list"
                    aria-activedescendant=move || {
                        (is_shown.get() && hits.with(|hits| !hits.is_empty()))
                            .then(|| hit_id(chosen.get()))
                    }
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=t!(shell.search)
                    prop:value=move || search.query()
                    on:input:target=move |event| {
                        chosen.set(0);
                        is_open.set(true);
                        search.set_query(event.target().value());
                    }
                    on:keydown=on_key
                    on:focus=move |_| is_open.set(true)
                    on:blur=move |_| is_open.set(false)
                />
                <kbd aria-hidden="true">"/"</kbd>
            </label>
            <div class="search-results" class:hidden=move || !is_shown.get()>
                {move || search.error().map(|error| view! { <p class="search-message">{explain(&error)}</p> })}
                <Show when=move || search.found().is_some_and(|found| found.is_empty())>
                    <p class="search-message" role="status">{t!(phonebook.nothing_found)}</p>
                </Show>
                <ul id="search-results" role="listbox" aria-label=t!(phonebook.title)>
                    {move || {
                        let lines = hits.get().into_iter().enumerate();
                        lines.map(|(at, hit)| view! { <Line hit at chosen close /> }).collect_view()
                    }}
                </ul>
            </div>
        </div>
    }
}

#[component]
fn Line(
    hit: Hit,
    at: usize,
    chosen: RwSignal<usize>,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let address = match &hit {
        Hit::Number(_, number) | Hit::Entry(_, Some(number)) => paths::call_number(number),
        Hit::Entry(entry, None) => paths::phonebook(&entry.name),
        Hit::All(query) => paths::phonebook(query),
    };
    view! {
        <li role="presentation">
            <a
                class="search-hit"
                id=hit_id(at)
                role="option"
                tabindex="-1"
                href=address
                aria-selected=move || (chosen.get() == at).to_string()
                // The field keeps the focus, so that the list does not close before the click.
                on:mousedown=|event| event.prevent_default()
                on:mousemove=move |_| chosen.set(at)
                on:click=move |_| close()
            >
                {words_of(hit)}
            </a>
        </li>
    }
}

fn words_of(hit: Hit) -> impl IntoView {
    match hit {
        Hit::Entry(entry, number) => {
            let detail = entry
                .extension
                .clone()
                .or_else(|| entry.numbers.first().map(|number| number.display.clone()));
            Either::Left(view! {
                <Avatar name=entry.name.clone() seed=entry.id.to_string() small=true />
                <b>{entry.name.clone()}</b>
                <small>{detail}</small>
                {number.map(|_| view! { <Icon name="phone" /> })}
            })
        }
        Hit::Number(display, _) => {
            let words = move || text!(action.call_name, name = display.clone());
            Either::Right(plain_line("phone", Signal::derive(words)))
        }
        Hit::All(query) => {
            let words = move || text!(shell.search_all, query = query.clone());
            Either::Right(plain_line("search", Signal::derive(words)))
        }
    }
}

fn plain_line(icon: &'static str, words: Signal<String>) -> impl IntoView {
    view! {
        <span class="search-hit-icon">
            <Icon name=icon />
        </span>
        <span>{move || words.get()}</span>
    }
}

fn hits_of(found: Found) -> Vec<Hit> {
    let number = found.number.map(|found| {
        let number = found.number.unwrap_or(found.typed);
        Hit::Number(found.display, number)
    });
    let entries = found
        .sections
        .into_iter()
        .flat_map(|section| section.entries)
        .map(|entry| {
            let public = entry.numbers.first().map(|number| number.number.clone());
            let number = entry.extension.clone().or(public);
            Hit::Entry(Box::new(entry), number)
        });
    let mut hits: Vec<Hit> = number.into_iter().chain(entries).collect();
    if !hits.is_empty() {
        hits.push(Hit::All(found.query));
    }
    hits
}

/// `/` where one does not type, and Ctrl or ⌘ with K anywhere, lead to the field.
fn focus_by_key(input: NodeRef<html::Input>) {
    let listener = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let with_command = event.ctrl_key() || event.meta_key();
        let is_wanted = match event.key().as_str() {
            "/" => !with_command && !event.alt_key() && !is_typing(),
            "k" | "K" => with_command,
            _ => false,
        };
        if is_wanted && let Some(input) = input.get_untracked() {
            event.prevent_default();
            let _ = input.focus();
            input.select();
        }
    });
    on_cleanup(move || listener.remove());
}

fn is_typing() -> bool {
    document().active_element().is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    })
}

fn press(at: usize) {
    let line = document().get_element_by_id(&hit_id(at));
    if let Some(line) = line.and_then(|line| line.dyn_into::<HtmlElement>().ok()) {
        line.click();
    }
}

fn hit_id(at: usize) -> String {
    format!("search-hit-{at}")
}
