use std::time::Duration;

use belroute_shared::session::{Me, SessionState};
use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use crate::{
    clock::{self, Minute},
    http, intl, remembered,
    session::Session,
    t, text,
    ui::Dialog,
};

const ACTIVITY: &str = "/v1/session/activity";
/// Use is told at most this often, in seconds.
const TOLD_EVERY: u32 = 60;
/// And tried at most this often, when the server cannot be reached.
const TRIED_EVERY: u32 = 5;
/// The question comes so many seconds before the end: just over two minutes, as the clock that looks
/// for it goes every half a minute.
const ASKED_BEFORE: u32 = 150;
/// Loading a page is use as well, told once the page has what it needs.
const AFTER_LOADING: Duration = Duration::from_secs(10);

/// Tells the server that somebody is at the keyboard, because what a page fetches by itself does not
/// count, and asks before the session of a browser that was left alone ends.
#[component]
pub(super) fn Idle(me: Signal<Me>) -> impl IntoView {
    let session = Session::get();
    // By the server's clock it may be some moments earlier, never later.
    let told_at = RwSignal::new(clock::now());
    let minute = Minute::signal();
    let left_at = move |now: Timestamp| {
        let others = remembered::get(remembered::USED_AT).and_then(|text| text.parse().ok());
        let others = others.and_then(|at| Timestamp::from_second(at).ok());
        let last = others.map_or(told_at.get(), |other| other.max(told_at.get()));
        me.with(|me| me.idle_seconds)
            .saturating_sub(clock::seconds_between(last, now))
    };
    let is_asked = Memo::new(move |_| left_at(minute.get()) <= ASKED_BEFORE);
    let second = clock::second_while(is_asked.into());
    let left = Memo::new(move |_| left_at(second.get()));

    let tell = move || {
        let now = clock::now();
        spawn_local(async move {
            // A session that is over already shows the way in by itself.
            if http::post_empty(ACTIVITY).await.is_ok() {
                remembered::set(remembered::USED_AT, &now.as_second().to_string());
                let _ = told_at.try_set(now);
            }
        });
    };
    let tried_at = StoredValue::new(clock::now());
    let is_signed_in =
        Memo::new(move |_| matches!(session.state(), Some(SessionState::SignedIn(_))));
    // Who has come back is here.
    Effect::new(move |was: Option<bool>| {
        let is = is_signed_in.get();
        if is && was == Some(false) {
            told_at.set(clock::now());
        }
        is
    });
    let on_use = move || {
        if !is_signed_in.get_untracked() {
            return;
        }
        let now = clock::now();
        let is_due = clock::seconds_between(told_at.get_untracked(), now) >= TOLD_EVERY;
        let is_rested = clock::seconds_between(tried_at.get_value(), now) >= TRIED_EVERY;
        if is_due && is_rested {
            tried_at.set_value(now);
            tell();
        }
    };
    let keys = window_event_listener(leptos::ev::keydown, move |_| on_use());
    let presses = window_event_listener(leptos::ev::pointerdown, move |_| on_use());
    let loaded = set_timeout_with_handle(tell, AFTER_LOADING);
    on_cleanup(move || {
        keys.remove();
        presses.remove();
        if let Ok(loaded) = loaded {
            loaded.clear();
        }
    });
    // What the server says of a session that ran out covers the page.
    Effect::new(move || {
        if is_asked.get() && left.get() == 0 {
            session.load();
        }
    });
    view! {
        <Show when=move || is_asked.get() && (left.get() > 0)>
            <Dialog
                label=t!(shell.idle_title)
                close_label=t!(shell.idle_stay)
                on_close=move |()| on_use()
            >
                <p class="soft" role="timer">
                    {move || text!(shell.idle_text, left = in_words(left.get()))}
                </p>
                <button type="button" class="button main wide" on:click=move |_| on_use()>
                    {t!(shell.idle_stay)}
                </button>
            </Dialog>
        </Show>
    }
}

fn in_words(seconds: u32) -> String {
    match u16::try_from(seconds) {
        Ok(seconds) if seconds < 100 => intl::seconds(seconds),
        _ => intl::roughly(seconds),
    }
}
