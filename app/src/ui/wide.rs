use leptos::{ev, prelude::*};

/// As narrow as a phone, where drawers are pages; the same width as in the style sheets.
const NARROW: &str = "(max-width: 799px)";

/// Whether there is room for more than a phone has; follows the window.
pub fn wide() -> Signal<bool> {
    let ask = || {
        let asked = window().match_media(NARROW).ok().flatten();
        !asked.is_some_and(|it| it.matches())
    };
    let is_wide = RwSignal::new(ask());
    let listener = window_event_listener(ev::resize, move |_| {
        let now = ask();
        if is_wide.get_untracked() != now {
            is_wide.set(now);
        }
    });
    on_cleanup(move || listener.remove());
    is_wide.into()
}
