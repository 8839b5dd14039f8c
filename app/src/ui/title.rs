use leptos::prelude::*;

/// Names the tab of the browser, as long as this part of the page is there.
pub fn title(page: impl Fn() -> String + 'static) {
    Effect::new(move || document().set_title(&format!("{} · Belroute", page())));
}
