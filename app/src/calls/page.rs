use belroute_shared::{calls::CallFilter, ids::CallId, live::LiveEvent};
use leptos::prelude::*;
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
use crate::{
    fetched::Fetched, http::Request, live::Live, more::More, not_found::NotFoundPage, paths, t,
};

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
    let part = move |address: String| async move {
        let part = api::list_part(&address).await?;
        // A filter chosen meanwhile has begun another list.
        if next.try_get_untracked().flatten() == Some(address) {
            listed.update(|listed| {
                listed.calls.extend(part.calls);
                listed.next = part.next;
            });
        }
        Ok(())
    };
    let load = Callback::new(move |address| Box::pin(part(address)) as Request<()>);
    view! { <More next text=t!(calls.show_older) load /> }
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
