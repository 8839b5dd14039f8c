//! Light or dark: `data-theme` on the root, which sets nothing but `color-scheme`.

use belroute_shared::account::Theme;
use leptos::prelude::*;

use crate::remembered;

/// The theme as this browser remembers it.
pub fn remembered() -> Theme {
    match remembered::get(remembered::THEME).as_deref() {
        Some("light") => Theme::Light,
        Some("dark") => Theme::Dark,
        _ => Theme::System,
    }
}

/// Shows a theme, and remembers it for the next visit's first paint.
pub fn show(theme: Theme) {
    let word = match theme {
        Theme::System => None,
        Theme::Light => Some("light"),
        Theme::Dark => Some("dark"),
    };
    let root = document().document_element();
    match (word, root) {
        (Some(word), Some(root)) => {
            let _ = root.set_attribute("data-theme", word);
            remembered::set(remembered::THEME, word);
        }
        (None, Some(root)) => {
            let _ = root.remove_attribute("data-theme");
            remembered::remove(remembered::THEME);
        }
        (_, None) => {}
    }
}
