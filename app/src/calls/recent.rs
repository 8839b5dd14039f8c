use belroute_shared::{
    calls::{Call, CallFilter, Outcome, RECENT_CALLS},
    ids::CallId,
    live::LiveEvent,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;

use super::{
    api::{self, Listed},
    filters::Filters,
    list::{CallList, NoCalls},
};
use crate::{
    fetched::{Fetched, Stage},
    live::{Live, LiveState},
    paths, t, text,
    ui::Icon,
};

/// The latest calls of all kinds. The frame keeps them: the menu counts the missed ones, the user's
/// own state comes from those that go on, and the dashboard is there at once.
#[derive(Clone, Copy)]
pub struct Recent(Fetched<Listed>);

impl Recent {
    /// Offers the latest calls to everything below.
    pub fn provide(live: Live) {
        let fetched = Fetched::idle(|| api::list(CallFilter::All, RECENT_CALLS)).started();
        live.on(move |event| {
            // A contact gives a caller his name.
            if matches!(
                event,
                LiveEvent::Calls | LiveEvent::Phonebook | LiveEvent::Resync
            ) {
                fetched.refetch();
            }
        });
        provide_context(Self(fetched));
    }

    /// The latest calls of this page.
    pub fn get() -> Self {
        expect_context()
    }

    /// Whether they can be read.
    pub fn have_come(self) -> bool {
        self.0.stage() == Stage::Here
    }

    /// Missed calls that were not looked at.
    pub fn new_missed(self) -> u32 {
        self.0
            .with(|listed| listed.map_or(0, |listed| listed.new_missed))
    }

    /// How many calls of the user go on, ringing and answered.
    pub fn live_calls(self) -> (usize, usize) {
        self.0.with(|listed| {
            let count = |outcome| {
                listed.map_or(0, |listed| {
                    listed
                        .calls
                        .iter()
                        .filter(|call| call.outcome == outcome)
                        .count()
                })
            };
            (count(Outcome::Ringing), count(Outcome::Talking))
        })
    }

    /// Reads them.
    pub(super) fn with<R>(self, read: impl FnOnce(&[Call]) -> R) -> R {
        self.0
            .with(|listed| read(listed.map_or(&[], |listed| listed.calls.as_slice())))
    }

    /// Fetches them again, because one was taken off the list or put back.
    pub(super) fn refetch(self) {
        self.0.refetch();
    }

    /// Marks a missed call as looked at, here and on the server.
    pub(super) fn mark_seen(self, id: CallId) {
        self.0.update(|listed| {
            if let Some(call) = listed
                .calls
                .iter_mut()
                .find(|call| call.id == id && call.is_new)
            {
                call.is_new = false;
                listed.new_missed = listed.new_missed.saturating_sub(1);
            }
        });
        let answer = self.0.saving(api::mark_seen(id));
        spawn_local(async move {
            if answer.await.is_err() {
                self.0.refetch();
            }
        });
    }

    fn mark_all_seen(self) {
        self.0.update(|listed| {
            listed.new_missed = 0;
            for call in &mut listed.calls {
                call.is_new = false;
            }
        });
        let answer = self.0.saving(api::mark_all_seen());
        spawn_local(async move {
            if answer.await.is_err() {
                self.0.refetch();
            }
        });
    }
}

/// The card of the dashboard: the last 25, as they come.
#[component]
pub fn RecentCalls() -> impl IntoView {
    let recent = Recent::get();
    let query = use_query_map();
    let filter = Memo::new(move |_| {
        query
            .with(|query| query.get("filter"))
            .and_then(|it| CallFilter::of_word(&it))
            .unwrap_or_default()
    });
    let filtered = Fetched::idle(move || api::list(filter.get_untracked(), RECENT_CALLS));
    Effect::new(move || {
        if filter.get() != CallFilter::All {
            filtered.restart();
        }
    });
    Live::get().on(move |event| {
        if matches!(event, LiveEvent::Calls | LiveEvent::Resync) {
            filtered.refetch_if_used();
        }
    });
    let shown = Signal::derive(move || {
        if filter.get() == CallFilter::All {
            recent.0
        } else {
            filtered
        }
    });
    let path_of = Callback::new(move |id: CallId| paths::dashboard(filter.get(), Some(id)));
    view! {
        <section class="card calls" aria-labelledby="recent-calls">
            <header class="card-head">
                <h1 id="recent-calls">{t!(calls.recent)}</h1>
                <LiveChip />
                <Filters filter new_missed=Signal::derive(move || recent.new_missed()) path_of=|filter| paths::dashboard(filter, None) />
            </header>
            <CallList shown path_of empty=move || view! { <NoCalls filter=filter.get() /> } />
            <footer class="card-foot">
                <a class="button quiet" href=move || paths::calls(filter.get(), None)>
                    {t!(calls.show_all)}
                </a>
                <SeenButton />
            </footer>
        </section>
    }
}

/// Takes the mark off all missed calls; there while there is one.
#[component]
pub(super) fn SeenButton() -> impl IntoView {
    let recent = Recent::get();
    view! {
        <Show when=move || { recent.new_missed() > 0 }>
            <button type="button" class="button quiet" on:click=move |_| recent.mark_all_seen()>
                <Icon name="check" />
                {t!(calls.mark_all_seen)}
            </button>
        </Show>
    }
}

/// How fresh the list is.
#[component]
pub(super) fn LiveChip() -> impl IntoView {
    let live = Live::get();
    let words = move || match live.state() {
        LiveState::Live => text!(live.live),
        LiveState::Connecting => text!(live.connecting),
        LiveState::Lost => text!(live.lost),
    };
    let title = move || match live.state() {
        LiveState::Live => text!(live.live_title),
        LiveState::Connecting => text!(live.connecting_title),
        LiveState::Lost => text!(live.lost_title),
    };
    view! {
        <span
            class="chip live-chip"
            role="status"
            data-state=move || live.state().word()
            title=title
        >
            {words}
        </span>
    }
}
