//! The language of the panel, and the two macros that every text comes from.
//!
//! The choice is one signal for the whole program, not a context: errors are put into words after
//! an `await`, where no context can be found, and there is never more than one language on screen.

use std::sync::LazyLock;

use belroute_shared::account::Language;
use leptos::prelude::*;

use crate::remembered;

#[expect(
    dead_code,
    unused_imports,
    clippy::pedantic,
    reason = "generated from locales/*.json"
)]
mod generated {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}
use generated::i18n::Locale;

static CURRENT: LazyLock<ArcRwSignal<Language>> = LazyLock::new(|| ArcRwSignal::new(at_start()));

/// What this browser remembers, else the first of its languages that we speak, else Dutch.
fn at_start() -> Language {
    let remembered = remembered::get(remembered::LANGUAGE);
    if let Some(language) = remembered.and_then(|tag| Language::of_tag(&tag)) {
        return language;
    }
    let wanted = window().navigator().languages();
    wanted
        .iter()
        .find_map(|tag| Language::of_tag(&tag.as_string()?))
        .unwrap_or_default()
}

/// The language now. Whoever reads it in a closure is run again when it changes.
#[cfg(not(test))]
pub fn current() -> Language {
    CURRENT.get()
}

/// The language of a test, which has no browser: one for each thread.
#[cfg(test)]
pub fn current() -> Language {
    SPOKEN.get()
}

#[cfg(test)]
thread_local! {
    static SPOKEN: std::cell::Cell<Language> = const { std::cell::Cell::new(Language::En) };
}

/// Puts texts of this test into a language.
#[cfg(test)]
pub fn speak(language: Language) {
    SPOKEN.set(language);
}

/// The same for the generated texts.
pub fn locale() -> Locale {
    match current() {
        Language::Nl => Locale::nl,
        Language::En => Locale::en,
    }
}

/// Changes the language without a reload and remembers it.
pub fn show(language: Language) {
    if CURRENT.get_untracked() != language {
        CURRENT.set(language);
    }
    remembered::set(remembered::LANGUAGE, language.tag());
    mark_document();
}

/// Tells screen readers and hyphenation which language the page is in.
pub fn mark_document() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", CURRENT.get_untracked().tag());
    }
}

/// A text now: `&'static str`, or `String` when it takes values.
#[macro_export]
macro_rules! text {
    ($($key:tt)+) => {
        leptos_i18n::td_string!($crate::language::locale(), $($key)+)
    };
}

/// A text without values that follows the language. All of them are one type, a function pointer,
/// so that the binary holds one piece of code for the lot.
#[macro_export]
macro_rules! t {
    ($($key:tt)+) => {
        (|| $crate::text!($($key)+)) as fn() -> &'static str
    };
}
