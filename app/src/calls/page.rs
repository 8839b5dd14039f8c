use belroute_shared::{calls::CallFilter, ids::CallId, live::LiveEvent};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::{
    NavigateOptions,
    components::Outlet,
    hooks::{use_navigate, use_params_map, use_query_map},
};

use super::{
    api::{self, Listed},
    details::CallDialog,
    filters::Filters,
    list::CallList,
    recent::{LiveChip, Recent, SeenButton},
};
use crate::{explain::explain, fetched::Fetched, live::Live, not_found::NotFoundPage, paths, t};

/// Rows of one part.
const ROWS: u32 = 50;

/// All calls, the older ones on request.
#[component]
pub fn CallsPage() -> impl IntoView {
    let filter = filter_in_address();
    let listed =
        Fetched::idle(move || api::list(filter.get_untracked(), ROWS)).merging(Listed::keep_older);
    Effect::new(move || {
        filter.track();
        listed.restart();
    });
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Calls | LiveEvent::Resync) {
            listed.refetch();
        }
    });
    let recent = Recent::get();
    let path_of = Callback::new(move |id: CallId| paths::calls(filter.get(), Some(id)));
    view! {
        <section class="card calls" aria-labelledby="all-calls">
            <header class="card-head">
                <h1 id="all-calls">{t!(calls.title)}</h1>
                <LiveChip />
                <Filters filter new_missed=Signal::derive(move || recent.new_missed()) path_of=|filter| paths::calls(filter, None) />
            </header>
            <CallList shown=Signal::stored(listed) filter path_of />
            <footer class="card-foot">
                <Older listed />
                <SeenButton />
            </footer>
        </section>
        <Outlet />
    }
}

/// Loads what is older.
#[component]
fn Older(listed: Fetched<Listed>) -> impl IntoView {
    let next = Memo::new(move |_| listed.with(|it| it.and_then(|it| it.next.clone())));
    let is_busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let load = move || {
        let Some(address) = next.get_untracked().filter(|_| !is_busy.get_untracked()) else {
            return;
        };
        is_busy.set(true);
        error.set(None);
        spawn_local(async move {
            match api::list_part(&address).await {
                // A filter chosen meanwhile has begun another list.
                Ok(part) if next.try_get_untracked().flatten() == Some(address) => {
                    listed.update(|listed| {
                        listed.calls.extend(part.calls);
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
            <button
                type="button"
                class="button"
                aria-busy=move || is_busy.get().to_string()
                on:click=move |_| load()
            >
                {t!(calls.show_older)}
            </button>
        </Show>
        <span class="refusal" role="status">{move || error.get()}</span>
    }
}

/// `/calls/:id`: one call over the list.
#[component]
pub fn CallPage() -> impl IntoView {
    let params = use_params_map();
    let filter = filter_in_address();
    let id = Memo::new(move |_| {
        params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse::<CallId>().ok())
    });
    let navigate = use_navigate();
    let on_close = Callback::new(move |()| {
        navigate(
            &paths::calls(filter.get_untracked(), None),
            NavigateOptions::default(),
        );
    });
    move || match id.get() {
        Some(id) => leptos::either::Either::Left(view! { <CallDialog id on_close /> }),
        None => leptos::either::Either::Right(view! { <NotFoundPage /> }),
    }
}

fn filter_in_address() -> Memo<CallFilter> {
    let query = use_query_map();
    Memo::new(move |_| {
        query
            .with(|query| query.get("filter"))
            .map_or(CallFilter::All, |it| CallFilter::of_word(&it))
    })
}
