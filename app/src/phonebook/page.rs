use belroute_shared::company::users::Grant;
use leptos::{either::EitherOf3, prelude::*};
use leptos_router::hooks::use_query_map;

use super::{
    book::Book,
    search::Search,
    sections::{Favourites, Sections, more_of},
};
use crate::{
    awaited::Awaited,
    explain::explain,
    paths, session, t, text,
    ui::{self, Empty, Find, Icon, Problem},
};

/// Rows of each section that a search shows first.
const FOUND_ROWS: u32 = 20;

/// The phonebook in a page of its own, with room for every number.
#[component]
pub fn PhonebookPage() -> impl IntoView {
    ui::title(|| text!(phonebook.title).to_owned());
    let me = session::me();
    let is_own = Memo::new(move |_| me.with(|me| me.opened_panel.is_none()));
    let may_manage = Memo::new(move |_| {
        me.with(|me| {
            let is_given = me.grants.contains(&Grant::PhonebookManager);
            me.is_administrator || is_given
        })
    });
    view! {
        <section class="card book-page">
            <header class="card-head">
                <h1>{t!(phonebook.title)}</h1>
                <Show when=move || is_own.get()>
                    <a class="button" href=paths::CONTACTS>
                        {t!(phonebook.my_contacts)}
                    </a>
                </Show>
                <Show when=move || is_own.get() && may_manage.get()>
                    <a class="button" href=paths::COMPANY_PHONEBOOK>
                        {t!(phonebook.manage)}
                    </a>
                </Show>
            </header>
            <Phonebook full=true />
        </section>
    }
}

/// Search, and underneath everything or what was found.
#[component]
pub fn Phonebook(#[prop(optional)] full: bool) -> impl IntoView {
    let book = Book::get();
    let search = Search::new(FOUND_ROWS);
    if full {
        // The search of the header leads here with what was typed.
        let query = use_query_map();
        Effect::new(move || {
            search.set_query(query.with(|query| query.get("query")).unwrap_or_default());
        });
    }
    let is_searching = Memo::new(move |_| search.found().is_some());
    view! {
        <Find
            label=t!(phonebook.search)
            value=Signal::derive(move || search.query())
            on_type=move |query| search.set_query(query)
        />
        <div class="book-refusal" role="status">
            {move || book.refusal().map(|text| view! { <ui::Note is_problem=true>{text}</ui::Note> })}
        </div>
        <div class="book-lists" class:full=full>
            {move || {
                if let Some(error) = search.error() {
                    EitherOf3::A(view! {
                        <Problem
                            text=explain(&error)
                            retry=t!(action.retry)
                            on_retry=move |()| search.retry()
                        />
                    })
                } else if is_searching.get() {
                    EitherOf3::B(view! { <Results search full /> })
                } else {
                    EitherOf3::C(view! {
                        <Awaited wait=book.fetched() rows=8>
                            <Everything full />
                        </Awaited>
                    })
                }
            }}
        </div>
    }
}

/// Favourites and all sections.
#[component]
fn Everything(full: bool) -> impl IntoView {
    let book = Book::get();
    let sections = Memo::new(move |_| {
        book.fetched()
            .with(|book| book.map(|book| book.sections.clone()).unwrap_or_default())
    });
    let on_more = more_of(move |kind, cursor| book.load_more(kind, cursor));
    view! {
        <Favourites full />
        <Sections sections=sections.into() on_more full />
        <Show when=move || sections.with(Vec::is_empty)>
            <Empty icon="book" title=t!(phonebook.empty) text=t!(phonebook.empty_text) />
        </Show>
    }
}

/// What a search found, a number that nobody has first.
#[component]
fn Results(search: Search, full: bool) -> impl IntoView {
    let sections = Memo::new(move |_| {
        search
            .found()
            .map(|found| found.sections)
            .unwrap_or_default()
    });
    let on_more = more_of(move |kind, cursor| search.load_more(kind, cursor));
    let is_empty = Signal::derive(move || search.found().is_some_and(|found| found.is_empty()));
    view! {
        {move || {
            let found = search.found()?;
            let number = found.number?;
            let address = paths::call_number(number.number.as_deref().unwrap_or(&number.typed));
            Some(view! {
                <a class="dial" href=address>
                    <span class="dial-icon">
                        <Icon name="phone" />
                    </span>
                    {move || text!(action.call_name, name = number.display.clone())}
                </a>
            })
        }}
        <Sections sections=sections.into() on_more full />
        <Show when=move || is_empty.get()>
            <Empty icon="search" title=t!(phonebook.nothing_found) text=t!(phonebook.nothing_found_text) />
        </Show>
    }
}
