//! What this browser remembers between visits. `boot.js` reads the same keys before the app runs.
//!
//! Storage may be switched off or full; then nothing is remembered and nothing fails.
//! What belongs to the user of an opened panel is not remembered: the browser is another's.

use leptos::prelude::window;

use crate::opened_panel;

/// Light or dark, as last chosen here.
pub const THEME: &str = "belroute.theme";
/// The language, as last chosen here.
pub const LANGUAGE: &str = "belroute.language";
/// Present while somebody is signed in, so that the right skeleton is painted first.
pub const SIGNED_IN: &str = "belroute.signed-in";

/// When the server was last told that somebody is at the keyboard, in seconds since 1970: all tabs
/// have one session.
pub const USED_AT: &str = "belroute.used-at";

/// The remembered value.
pub fn get(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

/// Remembers a value.
pub fn set(key: &str, value: &str) {
    if opened_panel::is_open() {
        return;
    }
    if let Ok(Some(storage)) = window().local_storage() {
        // A full storage refuses; the page works without it.
        let _ = storage.set_item(key, value);
    }
}

/// Forgets a value.
pub fn remove(key: &str) {
    if opened_panel::is_open() {
        return;
    }
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(key);
    }
}
