use belroute_shared::{
    calls::{CallFilter, CallOrder, CallQuery},
    ids::CallId,
    live::LiveEvent,
    session::Me,
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    components::Outlet,
    hooks::{use_navigate, use_params_map},
};

use super::{
    api::{self, Listed},
    details::CallDialog,
    filters::Filters,
    list::{CallList, NoCalls},
    recent::{LiveChip, Recent, SeenButton},
    search::{self, Asked, Find, Narrow},
    tools::AllCalls,
};
use crate::{
    fetched::Fetched,
    http::Request,
    live::Live,
    more::More,
    not_found::NotFoundPage,
    t,
    ui::{Empty, Note},
};

/// Rows of one part.
const ROWS: u32 = 50;

/// All calls, or those that are looked for; the others on request.
#[component]
pub fn CallsPage() -> impl IntoView {
    let asked = Asked::here();
    let query = Memo::new(move |_| asked.with(|it| it.query.clone()));
    let listed = Fetched::idle(move || {
        let query = query.get_untracked();
        async move { api::find(&query, ROWS).await }
    })
    .merging(Listed::keep_older);
    provide_context(AllCalls(listed));
    Effect::new(move || {
        query.track();
        listed.restart();
    });
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Calls | LiveEvent::Resync) {
            listed.refetch();
        }
    });
    let recent = Recent::get();
    let filter = Memo::new(move |_| query.with(|it| it.filter));
    let path_of = Callback::new(move |id: CallId| query.with(|it| search::path(it, Some(id))));
    let path_of_filter = Callback::new(move |filter: CallFilter| {
        let query = CallQuery {
            filter,
            ..query.get()
        };
        search::path(&query, None)
    });
    view! {
        <section class="card calls" aria-labelledby="all-calls">
            <header class="card-head">
                <h1 id="all-calls">{t!(calls.title)}</h1>
                <LiveChip />
                <Filters
                    filter
                    new_missed=Signal::derive(move || recent.new_missed())
                    path_of=path_of_filter
                />
            </header>
            <Find query />
            <Narrow query />
            <Show when=move || asked.with(|it| it.is_cut)>
                <Note>{t!(calls.not_offered)}</Note>
            </Show>
            <CallList
                shown=Signal::stored(listed)
                path_of
                empty=move || view! { <Nothing query /> }
            />
            <footer class="card-foot">
                <Older listed order=Signal::derive(move || query.with(|it| it.order)) />
                <Export query listed />
                <SeenButton />
            </footer>
        </section>
        <Outlet />
    }
}

/// Nothing there, or nothing that is looked for.
#[component]
fn Nothing(query: Memo<CallQuery>) -> impl IntoView {
    move || {
        if query.with(CallQuery::count) == 0 {
            let filter = query.with(|it| it.filter);
            return view! { <NoCalls filter /> }.into_any();
        }
        let all = query.with(|it| search::path(&search::without_filters(it), None));
        view! {
            <Empty
                icon="search"
                title=t!(calls.nothing_found)
                text=t!(calls.nothing_found_text)
            />
            <p class="changes-all">
                <a class="button" href=all>
                    {t!(calls.clear)}
                </a>
            </p>
        }
        .into_any()
    }
}

/// What is found as a file. Not at an opened panel: a link of the browser's knows nothing of it.
#[component]
fn Export(query: Memo<CallQuery>, listed: Fetched<Listed>) -> impl IntoView {
    let me: Signal<Me> = expect_context();
    let is_there = Memo::new(move |_| {
        me.with(|me| me.opened_panel.is_none())
            && listed.with(|it| it.is_some_and(|it| !it.calls.is_empty()))
    });
    view! {
        <Show when=move || is_there.get()>
            <a
                class="button quiet"
                href=move || query.with(api::export)
                download="calls.csv"
                title=t!(calls.export_title)
            >
                {t!(calls.export)}
            </a>
        </Show>
    }
}

/// Loads what comes behind.
#[component]
fn Older(listed: Fetched<Listed>, order: Signal<CallOrder>) -> impl IntoView {
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
    move || {
        let text = match order.get() {
            CallOrder::NewestFirst => t!(calls.show_older),
            CallOrder::OldestFirst => t!(calls.show_newer),
        };
        view! { <More next text load /> }
    }
}

/// `/calls/:id`: one call over the list.
#[component]
pub fn CallPage() -> impl IntoView {
    let params = use_params_map();
    let asked = Asked::here();
    let id = Memo::new(move |_| {
        params
            .with(|params| params.get("id"))
            .and_then(|id| id.parse::<CallId>().ok())
    });
    let navigate = use_navigate();
    let on_close = Callback::new(move |()| {
        navigate(
            &asked.with_untracked(|it| search::path(&it.query, None)),
            NavigateOptions::default(),
        );
    });
    move || match id.get() {
        Some(id) => leptos::either::Either::Left(view! { <CallDialog id on_close /> }),
        None => leptos::either::Either::Right(view! { <NotFoundPage /> }),
    }
}
