//! Since when the server is away.
//!
//! Where a browser allows it, `service-worker.js` keeps the last answers and gives them again while
//! nobody else answers. They say when they came, so that nothing old looks new.

use std::cell::Cell;

use jiff::Timestamp;
use leptos::prelude::*;

use crate::clock;

/// Header of an answer that was kept: when it came.
pub const KEPT_AT: &str = "X-Belroute-Kept-At";

thread_local! {
    /// Of the whole program, as the server is: an answer comes to whoever asked.
    static SINCE: ArcRwSignal<Option<Timestamp>> = ArcRwSignal::new(None);
    static LAST: Cell<Option<Timestamp>> = const { Cell::new(None) };
    static HERE_UNTIL: Cell<Option<Timestamp>> = const { Cell::new(None) };
}

/// The page has heard of everything until now.
pub fn is_here_until_now() {
    HERE_UNTIL.set(Some(clock::now()));
}

/// Nobody answers any more, and what is shown is as old as the last news.
pub fn begins_where_it_left() {
    begins(HERE_UNTIL.get().unwrap_or_else(clock::now));
}

/// How old what is shown may be; `None` while the server answers.
pub fn since() -> Option<Timestamp> {
    SINCE.with(Clone::clone).get()
}

/// Nobody answers, and what is shown was right at this moment.
pub fn begins(at: Timestamp) {
    let since = SINCE.with(Clone::clone);
    if since.get_untracked().is_none_or(|known| at < known) {
        since.set(Some(at));
    }
}

/// The server answers again.
pub fn ends() {
    let since = SINCE.with(Clone::clone);
    if since.get_untracked().is_some() {
        since.set(None);
    }
}

/// An answer has come: when it was kept, if it is not the server's own.
pub fn take(kept_at: Option<Timestamp>) {
    LAST.set(kept_at);
    match kept_at {
        Some(at) => begins(at),
        None => ends(),
    }
}

/// The same of the last answer, for whoever has just been waiting for it.
pub fn last_was_kept_at() -> Option<Timestamp> {
    LAST.get()
}
