//! The stream itself, in the one tab that holds it.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
    time::Duration,
};

use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Event, EventSource, MessageEvent};

use super::{LiveState, tabs::Tab};
use crate::{opened_panel, paths};

const EVENTS: &str = "/v1/events";
/// What the server would say if it knew that events were lost.
const RESYNC: &str = r#"{"type":"resync"}"#;
/// How long the stream may be away before the page says that it may be out of date.
const PATIENCE: Duration = Duration::from_secs(8);
/// The wait before the first new try, and the longest one; each wait is twice the one before.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// The open stream; closes when dropped.
pub(super) struct Stream(Rc<Inner>);

struct Inner {
    tab: Weak<Tab>,
    state: Cell<LiveState>,
    source: RefCell<Option<Source>>,
    wait: Cell<Duration>,
    /// Counts openings, so that a timer of an earlier one does nothing.
    opening: Cell<u32>,
}

struct Source {
    events: EventSource,
    _on_open: Closure<dyn FnMut(Event)>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Drop for Source {
    fn drop(&mut self) {
        self.events.set_onopen(None);
        self.events.set_onmessage(None);
        self.events.set_onerror(None);
        self.events.close();
    }
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.0.opening.set(self.0.opening.get() + 1);
        self.0.source.borrow_mut().take();
    }
}

impl Stream {
    pub(super) fn open(tab: &Rc<Tab>) -> Self {
        let inner = Rc::new(Inner {
            tab: Rc::downgrade(tab),
            state: Cell::new(LiveState::Connecting),
            source: RefCell::default(),
            wait: Cell::new(FIRST_WAIT),
            opening: Cell::new(0),
        });
        inner.open();
        Self(inner)
    }

    /// Does not wait for the next try.
    pub(super) fn open_now(&self) {
        self.0.wait.set(FIRST_WAIT);
        self.0.source.borrow_mut().take();
        self.0.open();
    }

    pub(super) fn state(&self) -> LiveState {
        self.0.state.get()
    }
}

/// A stream has no headers: the panel that it is about stands in its address.
fn address() -> String {
    let panel = opened_panel::id().map(|id| ("panel", id));
    paths::request(EVENTS, panel)
}

impl Inner {
    fn open(self: &Rc<Self>) {
        self.opening.set(self.opening.get() + 1);
        self.lose_patience_later();
        let Ok(events) = EventSource::new(&address()) else {
            self.try_again_later();
            return;
        };
        let inner = Rc::clone(self);
        let on_open = Closure::new(move |_| inner.opened());
        let inner = Rc::clone(self);
        let on_message = Closure::new(move |event: MessageEvent| inner.heard(&event));
        let inner = Rc::clone(self);
        let on_error = Closure::new(move |_| inner.failed());
        events.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        events.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        events.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        *self.source.borrow_mut() = Some(Source {
            events,
            _on_open: on_open,
            _on_message: on_message,
            _on_error: on_error,
        });
    }

    /// Whatever happened before the stream was open is not told by it: fetch everything again.
    fn opened(&self) {
        self.wait.set(FIRST_WAIT);
        self.set_state(LiveState::Live);
        self.tell(RESYNC);
    }

    fn heard(&self, event: &MessageEvent) {
        if let Some(text) = event.data().as_string() {
            self.tell(&text);
        }
    }

    /// The browser opens a stream again by itself after a broken connection, but not after an
    /// answer that says no, such as that of a proxy while the server starts.
    fn failed(self: &Rc<Self>) {
        if self.state.get() == LiveState::Live {
            self.set_state(LiveState::Connecting);
            self.lose_patience_later();
        }
        let is_closed = self
            .source
            .borrow()
            .as_ref()
            .is_some_and(|open| open.events.ready_state() == EventSource::CLOSED);
        if is_closed {
            self.try_again_later();
        }
    }

    fn try_again_later(self: &Rc<Self>) {
        let wait = self.wait.get();
        self.wait.set((wait * 2).min(LONGEST_WAIT));
        let (inner, opening) = (Rc::clone(self), self.opening.get());
        set_timeout(
            move || {
                if inner.opening.get() == opening {
                    inner.source.borrow_mut().take();
                    inner.open();
                }
            },
            wait,
        );
    }

    fn lose_patience_later(self: &Rc<Self>) {
        let (inner, opening) = (Rc::clone(self), self.opening.get());
        set_timeout(
            move || {
                let is_waiting = inner.state.get() == LiveState::Connecting;
                if is_waiting && inner.opening.get() >= opening {
                    inner.set_state(LiveState::Lost);
                }
            },
            PATIENCE,
        );
    }

    fn set_state(&self, state: LiveState) {
        self.state.set(state);
        if let Some(tab) = self.tab.upgrade() {
            tab.tell_state(state);
        }
    }

    fn tell(&self, event: &str) {
        if let Some(tab) = self.tab.upgrade() {
            tab.tell(event);
        }
    }
}
