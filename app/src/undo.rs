//! *Undo* right after saving, wherever something was saved.
//!
//! The server names the lines of the history that an answer has written; whoever saved it need not
//! care. What is undone is a change like any other, so that it can be undone as well.

use std::time::Duration;

use belroute_shared::live::LiveEvent;
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};
use serde_json::json;

use crate::{explain::explain, http, lazy::Lazy, lazy_view, live::Live, paths, t, ui::Icon};

/// How long it is offered.
const OFFERED: Duration = Duration::from_secs(20);
/// What is saved within so short a time was saved by one press.
const TOGETHER: Duration = Duration::from_millis(1500);

/// What can be undone now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Offer {
    /// Lines of the history.
    changes: Vec<String>,
    /// They come from undoing others.
    is_undone: bool,
    /// Why nothing was undone.
    refused: Option<String>,
}

/// The offer; one for the whole page.
#[derive(Clone, Copy)]
pub struct Undo {
    offer: RwSignal<Option<Offer>>,
    is_undoing: StoredValue<bool>,
    is_fresh: StoredValue<bool>,
    timer: StoredValue<Option<TimeoutHandle>>,
    live: Live,
}

impl Undo {
    /// Begins to listen to what is saved.
    pub fn provide(live: Live) {
        let undo = Self {
            offer: RwSignal::new(None),
            is_undoing: StoredValue::new(false),
            is_fresh: StoredValue::new(false),
            timer: StoredValue::new(None),
            live,
        };
        http::when_changed(move |changes| undo.take(changes));
        on_cleanup(http::forget_when_changed);
        provide_context(undo);
    }

    /// Something was saved.
    fn take(self, changes: &str) {
        let new = changes.split(',').map(|id| id.trim().to_owned());
        let is_undone = self.is_undoing.get_value();
        let is_together = self.is_fresh.get_value();
        self.offer.update(|offer| {
            let known = offer
                .take()
                .filter(|it| is_together && it.refused.is_none());
            let known = known.map(|it| it.changes).unwrap_or_default();
            *offer = Some(Offer {
                changes: known.into_iter().chain(new).collect(),
                is_undone,
                refused: None,
            });
        });
        self.is_fresh.set_value(true);
        set_timeout(
            move || {
                let _ = self.is_fresh.try_set_value(false);
            },
            TOGETHER,
        );
        self.offer_for_a_while();
    }

    fn offer_for_a_while(self) {
        let timer = set_timeout_with_handle(move || self.close(), OFFERED);
        let before = self
            .timer
            .try_update_value(|known| std::mem::replace(known, timer.ok()));
        if let Some(before) = before.flatten() {
            before.clear();
        }
    }

    fn close(self) {
        let _ = self.offer.try_set(None);
    }

    fn undo(self) {
        let Some(offer) = self.offer.get_untracked() else {
            return;
        };
        if self.is_undoing.get_value() {
            return;
        }
        self.is_undoing.set_value(true);
        self.is_fresh.set_value(false);
        spawn_local(async move {
            let body = json!({ "changes": offer.changes });
            let answer = http::send("/v1/changes/undo", &body).await;
            let _ = self.is_undoing.try_set_value(false);
            match answer {
                Ok(()) => self.live.tell_here(&LiveEvent::Resync),
                Err(error) => {
                    let refused = Some(explain(&error));
                    let _ = self.offer.try_set(Some(Offer { refused, ..offer }));
                    self.offer_for_a_while();
                }
            }
        });
    }
}

lazy_view! {
    /// The offer as it is shown; it comes with what is on every page.
    fn note() -> UndoNote in route
}

/// The offer, at the edge of the page, where there is one.
#[component]
pub fn UndoOffer() -> impl IntoView {
    let undo: Undo = expect_context();
    view! {
        <Show when=move || undo.offer.with(Option::is_some)>
            <Lazy view=note rows=0 />
        </Show>
    }
}

/// The same inside a dialog that lies over everything, and is all that can be reached.
#[component]
pub fn UndoNote() -> impl IntoView {
    let undo: Undo = expect_context();
    let words = move |offer: &Offer| match &offer.refused {
        Some(refused) => refused.clone(),
        None if offer.is_undone => t!(undo.undone)().to_owned(),
        None => t!(undo.saved)().to_owned(),
    };
    let is_refused = move || {
        undo.offer
            .with(|it| it.as_ref().is_some_and(|it| it.refused.is_some()))
    };
    view! {
        <Show when=move || undo.offer.with(Option::is_some)>
            <section class="undo-note" aria-label=t!(undo.title)>
                <span role=move || is_refused().then_some("alert")>
                    {move || undo.offer.with(|it| it.as_ref().map(words))}
                </span>
                <Show
                    when=is_refused
                    fallback=move || {
                        view! {
                            <button type="button" class="button" on:click=move |_| undo.undo()>
                                {t!(undo.undo)}
                            </button>
                        }
                    }
                >
                    <a class="button" href=paths::CHANGES>{t!(changes.title)}</a>
                </Show>
                <button
                    type="button"
                    class="icon-button"
                    aria-label=t!(action.close)
                    on:click=move |_| undo.close()
                >
                    <Icon name="cross" />
                </button>
            </section>
        </Show>
    }
}
