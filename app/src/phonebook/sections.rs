use belroute_shared::phonebook::{Entry, EntryKind, Section};
use leptos::{prelude::*, task::spawn_local};

use super::{book::Book, row::EntryRow};
use crate::{t, text, ui::Icon};

/// Loads the part that follows: kind and cursor.
pub(super) type LoadMore = Callback<(EntryKind, String)>;

/// All kinds, one under the other.
#[component]
pub(super) fn Sections(
    sections: Signal<Vec<Section>>,
    on_more: LoadMore,
    #[prop(optional)] full: bool,
) -> impl IntoView {
    let kinds = Signal::derive(move || {
        sections.with(|all| all.iter().map(|section| section.kind).collect::<Vec<_>>())
    });
    view! {
        <For each=move || kinds.get() key=|kind| *kind let:kind>
            <OneSection
                section=Memo::new(move |_| {
                    sections.with(|all| all.iter().find(|one| one.kind == kind).cloned())
                })
                kind
                on_more
                full
            />
        </For>
    }
}

#[component]
fn OneSection(
    section: Memo<Option<Section>>,
    kind: EntryKind,
    on_more: LoadMore,
    full: bool,
) -> impl IntoView {
    let entries = move || {
        section.with(|one| {
            one.as_ref()
                .map(|one| one.entries.clone())
                .unwrap_or_default()
        })
    };
    let next =
        Memo::new(move |_| section.with(|one| one.as_ref().and_then(|one| one.next.clone())));
    let heading = heading_of(kind);
    view! {
        <section aria-label=heading>
            <h2 class="book-heading">{heading}</h2>
            <ul>
                <For each=entries key=identity let:entry>
                    <EntryRow entry full />
                </For>
            </ul>
            {move || {
                next.get()
                    .map(|cursor| {
                        view! {
                            <button
                                type="button"
                                class="button quiet book-more"
                                on:click=move |_| on_more.run((kind, cursor.clone()))
                            >
                                {t!(phonebook.show_more)}
                            </button>
                        }
                    })
            }}
        </section>
    }
}

/// What the user has starred, in his own order.
#[component]
pub(super) fn Favourites(#[prop(optional)] full: bool) -> impl IntoView {
    let book = Book::get();
    let entries = Memo::new(move |_| {
        book.fetched()
            .with(|book| book.map(|book| book.favourites.clone()).unwrap_or_default())
    });
    let row = move |entry: Entry| {
        let id = entry.id;
        let name = entry.name.clone();
        let position = Signal::derive(move || {
            entries.with(|all| {
                all.iter()
                    .position(|one| one.id == id)
                    .map(|at| (at, all.len()))
            })
        });
        let tools = ViewFn::from(move || {
            full.then(|| view! { <Movers name=name.clone() position on_move=move |down| book.move_favourite(id, down) /> })
        });
        view! { <EntryRow entry full tools /> }
    };
    view! {
        <Show when=move || entries.with(|all| !all.is_empty())>
            <section aria-label=t!(phonebook.favourites)>
                <h2 class="book-heading">{t!(phonebook.favourites)}</h2>
                <ul>
                    <For each=move || entries.get() key=identity children=row />
                </ul>
            </section>
        </Show>
    }
}

/// One place up, one place down. At the ends the button stays, so that the focus does.
#[component]
fn Movers(
    name: String,
    position: Signal<Option<(usize, usize)>>,
    #[prop(into)] on_move: Callback<bool>,
) -> impl IntoView {
    let is_first = move || position.get().is_none_or(|(at, _)| at == 0);
    let is_last = move || position.get().is_none_or(|(at, all)| at + 1 == all);
    let other = name.clone();
    view! {
        <button
            type="button"
            class="icon-button mover"
            aria-disabled=move || is_first().to_string()
            aria-label=move || text!(phonebook.move_up, name = name.clone())
            on:click=move |_| {
                if !is_first() {
                    on_move.run(false);
                }
            }
        >
            <Icon name="up" />
        </button>
        <button
            type="button"
            class="icon-button mover"
            aria-disabled=move || is_last().to_string()
            aria-label=move || text!(phonebook.move_down, name = other.clone())
            on:click=move |_| {
                if !is_last() {
                    on_move.run(true);
                }
            }
        >
            <Icon name="down" />
        </button>
    }
}

/// A row is drawn anew only when what it says has changed; its state has a signal of its own.
fn identity(
    entry: &Entry,
) -> (
    belroute_shared::ids::EntryId,
    String,
    Option<String>,
    Vec<String>,
) {
    let numbers = entry
        .numbers
        .iter()
        .map(|number| number.number.clone())
        .collect();
    let picture = entry.picture.clone();
    (entry.id, entry.name.clone(), picture, numbers)
}

pub(super) fn more_of(
    load: impl AsyncFn(EntryKind, String) + Copy + Send + Sync + 'static,
) -> LoadMore {
    let is_busy = StoredValue::new(false);
    Callback::new(move |(kind, cursor): (EntryKind, String)| {
        if is_busy.get_value() {
            return;
        }
        is_busy.set_value(true);
        spawn_local(async move {
            load(kind, cursor).await;
            let _ = is_busy.try_set_value(false);
        });
    })
}

fn heading_of(kind: EntryKind) -> fn() -> &'static str {
    match kind {
        EntryKind::Colleague => t!(phonebook.colleagues),
        EntryKind::DialPlan => t!(phonebook.dial_plans),
        EntryKind::Company => t!(phonebook.company),
        EntryKind::Contact => t!(phonebook.contacts),
    }
}
