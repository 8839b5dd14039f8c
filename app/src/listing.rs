//! Lists of the server: found by words, a page at a time.

use belroute_shared::live::LiveEvent;
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};
use serde::de::DeserializeOwned;

use crate::{
    awaited::Awaited,
    fetched::Fetched,
    http::{self, Request},
    live::Live,
    more::More,
    paths, t,
    ui::{self, Empty, Icon},
};

/// What has come of a list.
#[derive(Clone, PartialEq)]
pub struct Listed<T> {
    rows: Vec<T>,
    /// Path and query of the next page.
    next: Option<String>,
}

/// A list of the server's, and the words that are looked for in it.
pub struct Listing<T: Send + Sync + 'static> {
    /// Whether something is looked for: then nothing found is not nothing there.
    is_filtered: Memo<bool>,
    listed: Fetched<Listed<T>>,
    fetch_part: fn(String) -> Request<Listed<T>>,
}

impl<T: Send + Sync + 'static> Clone for Listing<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Listing<T> {}

/// What is looked for on this page: it stands in the address.
pub fn query() -> Memo<String> {
    let map = use_query_map();
    Memo::new(move |_| map.with(|map| map.get("query")).unwrap_or_default())
}

/// A page of a list as the server answers it.
pub trait Page: DeserializeOwned + 'static {
    /// What the list is of.
    type Row: Clone + PartialEq + Send + Sync + 'static;

    /// Its rows.
    fn rows(self) -> Vec<Self::Row>;
}

fn fetch_part<P: Page>(address: String) -> Request<Listed<P::Row>> {
    Box::pin(async move {
        let part = http::get_part::<P>(&address).await?;
        Ok(Listed {
            rows: part.content.rows(),
            next: part.next,
        })
    })
}

impl<T: Clone + PartialEq + Send + Sync + 'static> Listing<T> {
    /// The list at this address of the API. The words stand in the address of the page.
    pub fn of<P: Page<Row = T>>(path: &'static str) -> Self {
        let query = query();
        let address = Memo::new(move |_| {
            let query = query.get();
            let words = (!query.is_empty()).then_some(("query", query));
            paths::request(path, words)
        });
        let is_filtered = Memo::new(move |_| query.with(|query| !query.is_empty()));
        Self::at::<P>(address, is_filtered)
    }

    /// The list at an address of the API that follows the filters of the page.
    pub fn at<P: Page<Row = T>>(address: Memo<String>, is_filtered: Memo<bool>) -> Self {
        let listed = Fetched::idle(move || fetch_part::<P>(address.get_untracked()));
        Effect::new(move || {
            address.track();
            listed.refetch();
        });
        // After a gap anything may have changed.
        Live::get().on(move |event| {
            if matches!(event, LiveEvent::Resync) {
                listed.refetch();
            }
        });
        Self {
            is_filtered,
            listed,
            fetch_part: fetch_part::<P>,
        }
    }

    /// Fetches it again when one of these events comes.
    pub fn following(self, concerns: fn(&LiveEvent) -> bool) -> Self {
        Live::get().on(move |event| {
            if concerns(event) {
                self.listed.refetch();
            }
        });
        self
    }

    /// Whether something is looked for, and none of it is here.
    pub fn finds_nothing(self) -> Signal<bool> {
        let is_empty = move || {
            self.listed
                .with(|it| it.is_some_and(|it| it.rows.is_empty()))
        };
        Signal::derive(move || self.is_filtered.get() && is_empty())
    }

    /// Fetches it again.
    pub fn refetch(self) {
        self.listed.refetch();
    }
}

/// A list on a card: its title, a box for words to find, and the rows.
#[component]
pub fn ListCard<T: Clone + PartialEq + Send + Sync + 'static>(
    /// The list.
    listing: Listing<T>,
    /// Id of the heading.
    id: &'static str,
    /// The heading, and the title of the page.
    title: fn() -> &'static str,
    /// What can be looked for.
    find: fn() -> &'static str,
    /// Draws one row, a `li`.
    row: fn(T) -> AnyView,
    /// A drawing of what there is nothing of.
    icon: &'static str,
    /// Says that there is nothing yet.
    empty: fn() -> &'static str,
    /// Says what one could do.
    empty_text: fn() -> &'static str,
    /// What can be done beside looking.
    children: Children,
) -> impl IntoView {
    ui::title(move || title().to_owned());
    view! {
        <section class="card" aria-labelledby=id>
            <header class="card-head">
                <h2 id=id>{title}</h2>
                <Find label=find />
                {children()}
            </header>
            <Rows listing row icon empty empty_text />
        </section>
    }
}

/// The way to the page of a new entry.
#[component]
pub fn Add(
    /// Address of that page.
    path: &'static str,
    /// Text of the link.
    text: fn() -> &'static str,
) -> impl IntoView {
    view! {
        <a class="button main company-add" href=path>
            <Icon name="plus" />
            {text}
        </a>
    }
}

/// A box for words to find; what is typed stands in the address.
#[component]
pub fn Find(#[prop(into)] label: Signal<String>) -> impl IntoView {
    let typed = query();
    let path = use_location().pathname;
    let navigate = use_navigate();
    let find = move |query: String| {
        let words = (!query.is_empty()).then_some(("query", query));
        let options = NavigateOptions {
            replace: true,
            scroll: false,
            ..NavigateOptions::default()
        };
        navigate(&paths::request(&path.get_untracked(), words), options);
    };
    view! { <ui::Find label value=typed on_type=find /> }
}

/// The rows, in one of the states of a list: loading, failed, empty, or filled with more to load.
#[component]
pub fn Rows<T: Clone + PartialEq + Send + Sync + 'static>(
    /// The list.
    listing: Listing<T>,
    /// Draws one row, a `li`.
    row: fn(T) -> AnyView,
    /// A drawing of what there is nothing of.
    icon: &'static str,
    /// Says that there is nothing yet.
    empty: fn() -> &'static str,
    /// Says what one could do.
    empty_text: fn() -> &'static str,
) -> impl IntoView {
    let listed = listing.listed;
    let is_empty = Memo::new(move |_| listed.with(|it| it.is_none_or(|it| it.rows.is_empty())));
    view! {
        <Awaited wait=listed rows=8>
            <Show
                when=move || !is_empty.get()
                fallback=move || {
                    view! {
                        <Show
                            when=move || !listing.is_filtered.get()
                            fallback=move || {
                                view! {
                                    <Empty
                                        icon="search"
                                        title=t!(company.nothing_found)
                                        text=t!(company.nothing_found_text)
                                    />
                                }
                            }
                        >
                            <Empty icon title=empty text=empty_text />
                        </Show>
                    }
                }
            >
                <ul class="company-rows">
                    {move || {
                        listed
                            .get()
                            .map(|it| it.rows.into_iter().map(row).collect_view())
                    }}
                </ul>
            </Show>
        </Awaited>
        <Rest listing />
    }
}

#[component]
fn Rest<T: Clone + PartialEq + Send + Sync + 'static>(listing: Listing<T>) -> impl IntoView {
    let listed = listing.listed;
    let next = Memo::new(move |_| listed.with(|it| it.and_then(|it| it.next.clone())));
    let part = move |address: String| async move {
        let part = (listing.fetch_part)(address.clone()).await?;
        // Other words have begun another list.
        if next.try_get_untracked().flatten() == Some(address) {
            listed.update(|listed| {
                listed.rows.extend(part.rows);
                listed.next = part.next;
            });
        }
        Ok(())
    };
    let load = Callback::new(move |address| Box::pin(part(address)) as Request<()>);
    view! {
        <Show when=move || next.with(Option::is_some)>
            <div class="card-foot">
                <More next text=t!(company.more) load />
            </div>
        </Show>
    }
}
