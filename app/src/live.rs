//! What happens elsewhere, while it happens: one event stream for the whole browser.
//!
//! A browser allows six connections to a server over HTTP/1.1, and a stream keeps one for good. So
//! the tabs elect one of them to hold it ([`tabs`]); the others are told what it hears.

mod stream;
mod tabs;

use belroute_shared::live::LiveEvent;
use leptos::{prelude::*, task::spawn_local};

pub use tabs::{tell_resumed, tell_signed_out};

use crate::{
    away, clock,
    http::{self, HttpError},
};

/// How fresh the page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LiveState {
    /// Everything that happens is told at once.
    Live,
    /// Not yet, or not for a moment.
    Connecting,
    /// Not for so long that the page may be out of date.
    Lost,
}

impl LiveState {
    /// The word that tabs tell each other, and that the style sheet knows.
    pub fn word(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Connecting => "connecting",
            Self::Lost => "lost",
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        [Self::Live, Self::Connecting, Self::Lost]
            .into_iter()
            .find(|state| state.word() == word)
    }
}

type Listener = Box<dyn Fn(&LiveEvent)>;

/// The stream; a context of the signed-in page, and gone with it.
#[derive(Clone, Copy)]
pub struct Live {
    state: RwSignal<LiveState>,
    listeners: StoredValue<Vec<(u32, Listener)>, LocalStorage>,
    next_listener: StoredValue<u32>,
}

impl Live {
    /// Starts listening and offers the events to everything below.
    pub fn provide() -> Self {
        let live = Self {
            state: RwSignal::new(LiveState::Connecting),
            listeners: StoredValue::new_local(Vec::new()),
            next_listener: StoredValue::new(0),
        };
        provide_context(live);
        away::is_here_until_now();
        tabs::join(live);
        live.resync_on_return();
        live
    }

    /// The stream of this page.
    pub fn get() -> Self {
        expect_context()
    }

    /// How fresh the page is.
    pub fn state(self) -> LiveState {
        self.state.get()
    }

    /// Calls back for every event, as long as the calling part of the page is there.
    pub fn on(self, listener: impl Fn(&LiveEvent) + 'static) {
        let id = self.next_listener.get_value();
        self.next_listener.set_value(id + 1);
        self.listeners
            .update_value(|all| all.push((id, Box::new(listener))));
        let listeners = self.listeners;
        on_cleanup(move || {
            let _ = listeners.try_update_value(|all| all.retain(|(other, _)| *other != id));
        });
    }

    /// Tells this page alone of something that it has done itself, and that the stream may tell
    /// later or not at all.
    pub fn tell_here(self, event: &LiveEvent) {
        self.deliver(event);
    }

    fn set_state(self, state: LiveState) {
        let Some(before) = self.state.try_get_untracked() else {
            return;
        };
        if before == LiveState::Live {
            away::is_here_until_now();
        }
        match state {
            LiveState::Live => away::ends(),
            LiveState::Lost if before != state => Self::look_for_server(),
            LiveState::Lost | LiveState::Connecting => {}
        }
        if before != state {
            self.state.set(state);
        }
    }

    /// A stream may be kept out by something on the way that lets questions pass.
    fn look_for_server() {
        spawn_local(async move {
            if http::reach().await == Err(HttpError::Offline) {
                away::begins_where_it_left();
            }
        });
    }

    fn deliver(self, event: &LiveEvent) {
        let _ = self.listeners.try_with_value(|all| {
            for (_, listener) in all {
                listener(event);
            }
        });
    }

    /// A page that slept may have missed events without anybody knowing: it fetches everything
    /// again when it wakes up.
    fn resync_on_return(self) {
        let hidden_since = StoredValue::new(None);
        let on_visibility = window_event_listener_untyped("visibilitychange", move |_| {
            if document().hidden() {
                hidden_since.set_value(Some(clock::now()));
                return;
            }
            let slept = hidden_since
                .get_value()
                .map_or(0, |since| clock::seconds_between(since, clock::now()));
            if slept > 30 {
                self.deliver(&LiveEvent::Resync);
            }
        });
        on_cleanup(move || on_visibility.remove());
    }
}
