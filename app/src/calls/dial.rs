//! Calls by a click: where the server can place them, every link to a number leads here.

use belroute_shared::session::Me;
use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast as _;
use web_sys::{Element, MouseEvent};

use crate::{clock, lazy::Lazy};

/// Links to numbers, but for those that are meant for the program of this computer or phone.
const LINKS: &str = "a[href^='tel:']:not([data-outside])";

/// Whom to call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ToCall {
    pub(super) number: String,
    /// His name, else the number as people write it.
    pub(super) name: String,
    /// The user chooses first which number is shown.
    pub(super) is_choosing: bool,
}

/// The second press of two lands beside the window that the first has opened, and is not meant to
/// close it.
const TWICE_MS: i64 = 500;

/// The call that is being placed; one for the whole page.
#[derive(Clone, Copy)]
pub struct Dial {
    to: RwSignal<Option<ToCall>>,
    opened_at_ms: StoredValue<i64>,
}

impl Dial {
    /// Begins to listen to presses on links.
    pub fn provide(me: Signal<Me>) {
        let dial = Self {
            to: RwSignal::new(None),
            opened_at_ms: StoredValue::new(0),
        };
        let listener = window_event_listener(ev::click, move |event| {
            if can_dial(me) {
                dial.take(&event);
            }
        });
        on_cleanup(move || listener.remove());
        provide_context(dial);
    }

    pub(super) fn get() -> Self {
        expect_context()
    }

    fn take(self, event: &MouseEvent) {
        if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.shift_key() {
            return;
        }
        let pressed = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        let link = pressed.and_then(|it| it.closest(LINKS).ok().flatten());
        let number = link.as_ref().and_then(|it| it.get_attribute("href"));
        let (Some(link), Some(number)) = (link, number) else {
            return;
        };
        event.prevent_default();
        let number = number.trim_start_matches("tel:").to_owned();
        self.call(ToCall {
            name: link
                .get_attribute("data-name")
                .unwrap_or_else(|| number.clone()),
            is_choosing: link.has_attribute("data-choosing"),
            number,
        });
    }

    /// Opens the window. A second press while it is open places no second call.
    fn call(self, to_call: ToCall) {
        if self.to.with_untracked(Option::is_none) {
            self.opened_at_ms.set_value(clock::now().as_millisecond());
            self.to.set(Some(to_call));
        }
    }

    pub(super) fn to_call(self) -> Option<ToCall> {
        self.to.get()
    }

    pub(super) fn close(self) {
        if clock::now().as_millisecond() - self.opened_at_ms.get_value() > TWICE_MS {
            self.to.set(None);
        }
    }
}

/// Whether the server places calls for who looks at this page.
pub(super) fn can_dial(me: Signal<Me>) -> bool {
    me.with_untracked(|me| me.can_dial && me.opened_panel.is_none())
}

/// The window of the call that is being placed.
#[component]
pub fn DialPlace() -> impl IntoView {
    let dial = Dial::get();
    view! {
        <Show when=move || dial.to.with(Option::is_some)>
            <Lazy view=super::dialling rows=0 />
        </Show>
    }
}
