//! Which tab holds the stream, and how the others hear of it.

use std::{cell::RefCell, rc::Rc};

use belroute_shared::live::LiveEvent;
use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, BroadcastChannel, MessageEvent};

use super::{Live, LiveState, stream::Stream};
use crate::opened_panel;

/// Name of the lock and of the channel.
const NAME: &str = "belroute.live";

/// A panel that an administrator has opened has a stream of its own.
fn name() -> String {
    opened_panel::named(NAME)
}

/// What the server says to those who have just been signed out.
const SIGNED_OUT: &str = r#"{"type":"signedOut"}"#;

/// What a tab says that has brought the session back.
const RESUMED: &str = "resumed";

/// What a tab that came asks the others: how is the stream?
const HELLO: &str = "hello";

/// The part of one tab.
pub(super) struct Tab {
    live: Live,
    channel: Option<BroadcastChannel>,
    /// Only in the tab that was elected.
    stream: RefCell<Option<Stream>>,
    /// Gives the lock back, so that another tab is elected.
    release: RefCell<Option<Function>>,
}

/// Listens to the other tabs and stands for election; leaves both when this part of the page goes.
pub(super) fn join(live: Live) {
    let tab = Rc::new(Tab {
        live,
        channel: BroadcastChannel::new(&name()).ok(),
        stream: RefCell::default(),
        release: RefCell::default(),
    });
    let on_message = Closure::<dyn Fn(MessageEvent)>::new({
        let tab = Rc::clone(&tab);
        move |event: MessageEvent| tab.hear(&event)
    });
    if let Some(channel) = &tab.channel {
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    }
    tab.say(HELLO);
    let candidacy = Candidacy::stand(&tab);
    // Everything in here belongs to JavaScript and to this thread.
    let leaving = StoredValue::new_local(Some((tab, on_message, candidacy)));
    on_cleanup(move || {
        if let Some((tab, on_message, candidacy)) = leaving.try_update_value(Option::take).flatten()
        {
            candidacy.withdraw();
            tab.leave();
            drop(on_message);
        }
    });
}

/// Tells every tab that the session has ended. The tab that ends it may hold the stream, which goes
/// with its page before the server has said so, and the server lets nobody open it again.
pub fn tell_signed_out() {
    tell_tabs(SIGNED_OUT);
}

/// Tells every tab that the session is back. The stream has ended with it, and the tab that holds it
/// opens it at once.
pub fn tell_resumed() {
    tell_tabs(RESUMED);
}

fn tell_tabs(what: &str) {
    if let Ok(channel) = BroadcastChannel::new(&name()) {
        // It refuses only what cannot be copied.
        let _ = channel.post_message(&what.into());
        channel.close();
    }
}

impl Tab {
    /// An event as the server sent it, in the tab that holds the stream. The others get the same
    /// text.
    pub(super) fn tell(&self, event: &str) {
        self.take(event);
        self.say(event);
    }

    /// How the stream is, in the tab that holds it.
    pub(super) fn tell_state(&self, state: LiveState) {
        self.live.set_state(state);
        self.say(state.word());
    }

    fn hear(&self, message: &MessageEvent) {
        let Some(text) = message.data().as_string() else {
            return;
        };
        if let Some(state) = LiveState::of_word(&text) {
            self.live.set_state(state);
        } else if text == RESUMED {
            self.live.deliver(&LiveEvent::Account);
            if let Some(stream) = &*self.stream.borrow() {
                stream.open_now();
            }
        } else if text != HELLO {
            self.take(&text);
        } else if let Some(stream) = &*self.stream.borrow() {
            self.say(stream.state().word());
        }
    }

    /// What cannot be read is news that this version does not know; fetching is always right.
    fn take(&self, event: &str) {
        let event = serde_json::from_str(event).unwrap_or(LiveEvent::Resync);
        self.live.deliver(&event);
    }

    fn say(&self, text: &str) {
        if let Some(channel) = &self.channel {
            // It refuses only what cannot be copied.
            let _ = channel.post_message(&text.into());
        }
    }

    fn lead(self: &Rc<Self>) {
        *self.stream.borrow_mut() = Some(Stream::open(self));
    }

    fn leave(&self) {
        self.stream.borrow_mut().take();
        if let Some(release) = self.release.borrow_mut().take() {
            let _ = release.call0(&JsValue::NULL);
        }
        if let Some(channel) = &self.channel {
            channel.set_onmessage(None);
            channel.close();
        }
    }
}

/// A request for the lock that may wait for as long as another tab lives.
struct Candidacy {
    abort: Option<AbortController>,
    _on_elected: Option<Closure<dyn FnMut(JsValue) -> Promise>>,
}

impl Candidacy {
    /// Without locks (a browser offers them over HTTPS and on this computer only) every tab holds a
    /// stream of its own.
    fn stand(tab: &Rc<Tab>) -> Self {
        let navigator = window().navigator();
        let locks = Reflect::get(&navigator, &"locks".into()).unwrap_or(JsValue::UNDEFINED);
        let request = Reflect::get(&locks, &"request".into())
            .ok()
            .and_then(|request| request.dyn_into::<Function>().ok());
        let (Some(request), Ok(abort)) = (request, AbortController::new()) else {
            tab.lead();
            return Self {
                abort: None,
                _on_elected: None,
            };
        };
        let elected = Rc::clone(tab);
        // The lock is held until the promise that this returns is fulfilled.
        let on_elected = Closure::new(move |_lock: JsValue| {
            elected.lead();
            Promise::new(&mut |resolve, _reject| {
                *elected.release.borrow_mut() = Some(resolve);
            })
        });
        let options = Object::new();
        let _ = Reflect::set(&options, &"signal".into(), &abort.signal());
        let arguments = Array::of3(&name().into(), &options, on_elected.as_ref());
        if let Ok(promise) = request.apply(&locks, &arguments) {
            let ending = JsFuture::from(promise.unchecked_into::<Promise>());
            spawn_local(async move {
                // Withdrawing rejects the promise, which is no error.
                let _ = ending.await;
            });
        }
        Self {
            abort: Some(abort),
            _on_elected: Some(on_elected),
        }
    }

    fn withdraw(&self) {
        if let Some(abort) = &self.abort {
            abort.abort();
        }
    }
}
