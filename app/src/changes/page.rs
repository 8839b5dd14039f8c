use belroute_shared::live::LiveEvent;
use leptos::prelude::*;

use super::{
    api::{self, Listed},
    bar::PickedBar,
    filters::{FilterBar, Filters},
    history::History,
    list::Days,
};
use crate::{
    awaited::Awaited,
    clock::Minute,
    explain::explain,
    fetched::Fetched,
    http::Request,
    intl,
    live::Live,
    more::More,
    paths, t, text,
    ui::{self, Empty, Note},
};

/// The id of the heading.
pub(super) const HEADING: &str = "changes-heading";

/// `/calling/changes`.
#[component]
pub(super) fn ChangesPage() -> impl IntoView {
    ui::title(|| text!(changes.title).to_owned());
    let filters = Filters::here();
    let address = Memo::new(move |_| filters.with(Filters::request));
    let listed = Fetched::idle(move || {
        let address = address.get_untracked();
        async move { api::list(&address).await }
    })
    .merging(Listed::keep_older);
    let history = History::provide(listed);
    Effect::new(move || {
        address.track();
        history.forget();
        listed.restart();
    });
    Live::get().on(move |event| {
        if matches!(
            event,
            LiveEvent::Setting { .. }
                | LiveEvent::CallerNumber
                | LiveEvent::Account
                | LiveEvent::Access
                | LiveEvent::Resync
        ) {
            listed.refetch();
        }
    });
    let is_empty = Memo::new(move |_| listed.with(|it| it.is_none_or(|it| it.lines.is_empty())));
    view! {
        <section class="card changes" aria-labelledby=HEADING>
            <header class="card-head">
                <h2 id=HEADING>{t!(changes.title)}</h2>
            </header>
            <p class="soft audit-about">{t!(changes.about)}</p>
            <FilterBar filters />
            <p class="visually-hidden" role="status">
                {move || history.said.get()}
            </p>
            <OutOfDate listed />
            <Awaited wait=listed rows=8>
                <Show
                    when=move || !is_empty.get()
                    fallback=move || view! { <Nothing filters /> }
                >
                    <Days />
                </Show>
            </Awaited>
            <Older listed />
            <PickedBar />
        </section>
    }
}

/// Nothing there, or nothing that is looked for.
#[component]
fn Nothing(filters: Memo<Filters>) -> impl IntoView {
    view! {
        <Show
            when=move || filters.with(Filters::is_empty)
            fallback=|| {
                view! {
                    <Empty
                        icon="search"
                        title=t!(changes.nothing_found)
                        text=t!(changes.nothing_found_text)
                    />
                    <p class="changes-all">
                        <a class="button" href=paths::CHANGES>
                            {t!(changes.show_all)}
                        </a>
                    </p>
                }
            }
        >
            <Empty icon="clock" title=t!(changes.none) text=t!(changes.none_text) />
        </Show>
    }
}

/// Says that the list could not be renewed, and from when it is.
#[component]
fn OutOfDate(listed: Fetched<Listed>) -> impl IntoView {
    let now = Minute::signal();
    move || {
        let (error, at) = (listed.error()?, listed.fetched_at()?);
        let time = intl::moment(at, now.get());
        Some(view! {
            <Note>
                {explain(&error)} " " {text!(live.as_of, time)}
                <button type="button" class="link" on:click=move |_| listed.refetch()>
                    {t!(action.retry)}
                </button>
            </Note>
        })
    }
}

#[component]
fn Older(listed: Fetched<Listed>) -> impl IntoView {
    let next = Memo::new(move |_| listed.with(|it| it.and_then(|it| it.next.clone())));
    let part = move |address: String| async move {
        let part = api::list(&address).await?;
        // Other filters have begun another list.
        if next.try_get_untracked().flatten() == Some(address) {
            listed.update(|listed| {
                listed.lines.extend(part.lines);
                listed.next = part.next;
            });
        }
        Ok(())
    };
    let load = Callback::new(move |address| Box::pin(part(address)) as Request<()>);
    view! {
        <Show when=move || next.with(Option::is_some)>
            <div class="card-foot">
                <More next text=t!(changes.show_older) load />
            </div>
        </Show>
    }
}
