use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, MouseEvent};

/// The focus of a button that may go with what it removes. It then has the heading of the part of
/// the page that the button stood in, and where that is gone as well, the page.
#[derive(Clone, Copy)]
pub struct KeptFocus {
    /// Id of that heading; none before a press.
    heading: StoredValue<Option<String>>,
}

impl KeptFocus {
    /// Of a button in the calling part of the page.
    pub fn new() -> Self {
        let heading = StoredValue::new(None::<String>);
        on_cleanup(move || {
            if let Some(heading) = heading.try_get_value().flatten() {
                // It has gone from the page only with the next frame.
                request_animation_frame(move || catch_focus(&heading));
            }
        });
        Self { heading }
    }

    /// The button was pressed.
    pub fn press(self, event: &MouseEvent) {
        let button = event
            .target()
            .and_then(|button| button.dyn_into::<Element>().ok());
        let part = button.and_then(|button| button.closest("[aria-labelledby]").ok().flatten());
        let heading = part.and_then(|part| part.get_attribute("aria-labelledby"));
        self.heading.set_value(Some(heading.unwrap_or_default()));
    }
}

/// Where nothing has the focus any more, gives it to the heading of this id, or to the page.
pub fn catch_focus(heading: &str) {
    let document = document();
    let body = document.body().map(Element::from);
    let is_lost = document.active_element().is_none_or(|it| Some(it) == body);
    if is_lost {
        lead_focus(heading);
    }
}

/// Gives the focus to the heading of this id, or to the page where there is none.
pub fn lead_focus(heading: &str) {
    let document = document();
    let heading = document.get_element_by_id(heading);
    let place = heading.or_else(|| document.query_selector("main").ok().flatten());
    if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
        place.set_tab_index(-1);
        let _ = place.focus();
    }
}
