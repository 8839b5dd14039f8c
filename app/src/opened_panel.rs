//! Which user's panel this tab shows, when an administrator has opened one. The id is kept for this
//! tab alone and is no secret: it opens nothing without the administrator's session.

use std::cell::RefCell;

use leptos::prelude::window;
use web_sys::Storage;

const KEY: &str = "belroute.opened-panel";

thread_local! {
    /// Asked for with every request, so it is read once.
    static ID: RefCell<Option<String>> = RefCell::new(storage().and_then(|it| it.get_item(KEY).ok()?));
}

/// The id of the panel; `None` in every other tab.
pub fn id() -> Option<String> {
    ID.with_borrow(Clone::clone)
}

/// Whether this tab shows somebody else's panel.
pub fn is_open() -> bool {
    ID.with_borrow(Option::is_some)
}

/// Shows this panel from now on: the program begins anew, with nothing left of the one before.
pub fn enter(id: &str) {
    if let Some(storage) = storage() {
        // It refuses only when it is full.
        let _ = storage.set_item(KEY, id);
    }
    let _ = window().location().replace("/");
}

/// Makes this tab the administrator's own again.
pub fn leave() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(KEY);
    }
    let _ = window().location().replace(crate::paths::COMPANY_USERS);
}

/// Something that tabs of one panel share, named apart from that of other panels.
pub fn named(name: &str) -> String {
    match id() {
        Some(id) => format!("{name}.{id}"),
        None => name.to_owned(),
    }
}

fn storage() -> Option<Storage> {
    window().session_storage().ok()?
}
