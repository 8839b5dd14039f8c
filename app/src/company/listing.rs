//! The lists of the company panel: found by words, a page at a time.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate, use_query_map},
};
use serde::de::DeserializeOwned;

use crate::{
    awaited::Awaited,
    explain::explain,
    fetched::Fetched,
    http, paths, t,
    ui::{Empty, Icon},
};

/// What has come of a list.
#[derive(Clone, PartialEq)]
pub(super) struct Listed<T> {
    rows: Vec<T>,
    /// Path and query of the next page.
    next: Option<String>,
}

/// A list of the server's, and the words that are looked for in it.
pub(super) struct Listing<T: Send + Sync + 'static> {
    /// Whether something is looked for: then nothing found is not nothing there.
    is_filtered: Memo<bool>,
    listed: Fetched<Listed<T>>,
    fetch_part: fn(String) -> Part<T>,
}

type Part<T> = std::pin::Pin<Box<dyn Future<Output = Result<Listed<T>, http::HttpError>>>>;

impl<T: Send + Sync + 'static> Clone for Listing<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Listing<T> {}

/// A page of a list as the server answers it.
pub(super) trait Page: DeserializeOwned + 'static {
    /// What the list is of.
    type Row: Clone + PartialEq + Send + Sync + 'static;

    /// Its rows.
    fn rows(self) -> Vec<Self::Row>;
}

fn fetch_part<P: Page>(address: String) -> Part<P::Row> {
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
    pub(super) fn of<P: Page<Row = T>>(path: &'static str) -> Self {
        let map = use_query_map();
        let query = Memo::new(move |_| map.with(|map| map.get("query")).unwrap_or_default());
        let address = Memo::new(move |_| {
            let query = query.get();
            let words = (!query.is_empty()).then_some(("query", query));
            paths::request(path, words)
        });
        let is_filtered = Memo::new(move |_| query.with(|query| !query.is_empty()));
        Self::at::<P>(address, is_filtered)
    }

    /// The list at an address of the API that follows the filters of the page.
    pub(super) fn at<P: Page<Row = T>>(address: Memo<String>, is_filtered: Memo<bool>) -> Self {
        let listed = Fetched::idle(move || fetch_part::<P>(address.get_untracked()));
        Effect::new(move || {
            address.track();
            listed.refetch();
        });
        Self {
            is_filtered,
            listed,
            fetch_part: fetch_part::<P>,
        }
    }

    /// Fetches it again.
    pub(super) fn refetch(self) {
        self.listed.refetch();
    }
}

/// A box for words to find; what is typed stands in the address.
#[component]
pub(super) fn Find(#[prop(into)] label: Signal<String>) -> impl IntoView {
    let map = use_query_map();
    let typed = move || map.with(|map| map.get("query")).unwrap_or_default();
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
    view! {
        <label class="find">
            <Icon name="search" />
            <span class="visually-hidden">{move || label.get()}</span>
            <input
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=move || label.get()
                prop:value=typed
                on:input:target=move |event| find(event.target().value())
            />
        </label>
    }
}

/// The rows, in one of the states of a list: loading, failed, empty, or filled with more to load.
#[component]
pub(super) fn Rows<T: Clone + PartialEq + Send + Sync + 'static>(
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
        <More listing />
    }
}

#[component]
fn More<T: Clone + PartialEq + Send + Sync + 'static>(listing: Listing<T>) -> impl IntoView {
    let listed = listing.listed;
    let next = Memo::new(move |_| listed.with(|it| it.and_then(|it| it.next.clone())));
    let is_busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let load = move |_| {
        let Some(address) = next.get_untracked().filter(|_| !is_busy.get_untracked()) else {
            return;
        };
        is_busy.set(true);
        error.set(None);
        spawn_local(async move {
            match (listing.fetch_part)(address.clone()).await {
                // Other words have begun another list.
                Ok(part) if next.try_get_untracked().flatten() == Some(address) => {
                    listed.update(|listed| {
                        listed.rows.extend(part.rows);
                        listed.next = part.next;
                    });
                }
                Ok(_) => {}
                Err(failure) => {
                    let _ = error.try_set(Some(explain(&failure)));
                }
            }
            let _ = is_busy.try_set(false);
        });
    };
    view! {
        <Show when=move || next.with(Option::is_some)>
            <div class="card-foot">
                <button
                    type="button"
                    class="button"
                    aria-busy=move || is_busy.get().to_string()
                    on:click=load
                >
                    {t!(company.more)}
                </button>
                <span class="refusal" role="status">
                    {move || error.get()}
                </span>
            </div>
        </Show>
    }
}
