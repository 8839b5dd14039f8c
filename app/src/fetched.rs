//! Something that lives on the server, as last fetched.
//!
//! A resource of Leptos forgets its value when it is fetched again or when that fails. A telephone
//! panel must not: what was shown stays, with its time, until there is something newer.

use std::{future::Future, pin::Pin};

use jiff::Timestamp;
use leptos::{prelude::*, task::spawn_local};

use crate::{away, clock, http::HttpError, turns::Turns};

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing has come yet.
    Waiting,
    /// Nothing has come, and nothing is under way.
    Failed,
    /// There is something to show.
    Here,
}

type Fetch<T> = Box<dyn Fn() -> Pin<Box<dyn Future<Output = Result<T, HttpError>>>>>;

/// The value, its failure and its age. Belongs to the part of the page that made it.
pub struct Fetched<T: Send + Sync + 'static> {
    value: RwSignal<Option<T>>,
    error: RwSignal<Option<HttpError>>,
    came_at: RwSignal<Option<Timestamp>>,
    fetch: StoredValue<Fetch<T>, LocalStorage>,
    merge: fn(Option<&T>, T) -> T,
    turns: Turns,
}

impl<T: Send + Sync + 'static> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Fetched<T> {}

impl<T: Clone + PartialEq + Send + Sync + 'static> Fetched<T> {
    /// Fetches nothing yet.
    pub fn idle<F>(fetch: impl Fn() -> F + 'static) -> Self
    where
        F: Future<Output = Result<T, HttpError>> + 'static,
    {
        Self {
            value: RwSignal::new(None),
            error: RwSignal::new(None),
            came_at: RwSignal::new(None),
            fetch: StoredValue::new_local(Box::new(move || Box::pin(fetch()))),
            merge: |_, value| value,
            turns: Turns::new(),
        }
    }

    /// Puts what is fetched together with what is there, instead of replacing it.
    pub fn merging(mut self, merge: fn(Option<&T>, T) -> T) -> Self {
        self.merge = merge;
        self
    }

    /// Fetches at once.
    pub fn started(self) -> Self {
        self.refetch();
        self
    }

    /// Fetches again. Asked while an answer is under way, it fetches once more after that one, so
    /// that a burst of events costs two requests and the last state is always seen.
    pub fn refetch(self) {
        if self.turns.ask() {
            spawn_local(self.run());
        }
    }

    /// Forgets the value and fetches anew, because the question is another one.
    pub fn restart(self) {
        self.turns.outdate();
        self.value.set(None);
        self.error.set(None);
        self.refetch();
    }

    /// Fetches again, unless it was never fetched: nobody has looked at it yet.
    pub fn refetch_if_used(self) {
        if self.turns.is_used() {
            self.refetch();
        }
    }

    async fn run(self) {
        while let Some(turn) = self.turns.begin() {
            let Some(answer) = self.fetch.try_with_value(|fetch| fetch()) else {
                return;
            };
            let answer = answer.await;
            if self.turns.counts(turn) {
                self.take(answer);
            }
            if !self.turns.end(turn) {
                return;
            }
        }
    }

    fn take(self, answer: Result<T, HttpError>) {
        match answer {
            Ok(value) => {
                let kept_at = away::last_was_kept_at();
                if kept_at.is_some() && self.came_at.try_get_untracked().flatten() >= kept_at {
                    // What is here came later than what the browser has kept.
                    return self.set_error(Some(HttpError::Offline));
                }
                let _ = self.came_at.try_set(kept_at.or_else(|| Some(clock::now())));
                self.set_error(kept_at.map(|_| HttpError::Offline));
                let known = self.value.try_get_untracked().flatten();
                let value = Some((self.merge)(known.as_ref(), value));
                // What is the same again draws nothing anew.
                if known != value {
                    let _ = self.value.try_set(value);
                }
            }
            Err(HttpError::Aborted) => {}
            Err(error) => self.set_error(Some(error)),
        }
    }

    /// The value; `None` before the first one came.
    pub fn get(self) -> Option<T> {
        self.value.get()
    }

    /// Reads the value without copying it.
    pub fn with<R>(self, read: impl FnOnce(Option<&T>) -> R) -> R {
        self.value.with(|value| read(value.as_ref()))
    }

    /// The same without following it.
    pub fn with_untracked<R>(self, read: impl FnOnce(Option<&T>) -> R) -> R {
        // The page may have gone while an answer was awaited.
        match self.value.try_read_untracked() {
            Some(value) => read(value.as_ref()),
            None => read(None),
        }
    }

    /// The value as it is now, without following it.
    pub fn get_untracked(self) -> Option<T> {
        self.value.try_get_untracked().flatten()
    }

    /// Changes the value by something that was learned another way, or that is about to be saved.
    /// An answer that is under way may not know of it: it is dropped, and fetched again.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        self.turns.outdate();
        let _ = self.value.try_update(|value| {
            if let Some(value) = value {
                change(value);
            }
        });
    }

    /// Saves what the screen shows already. What is fetched before the server has taken it would
    /// turn the screen back, so what is asked for meanwhile is fetched when the last save is over.
    /// Saves are sent one after the other.
    pub fn saving<R>(self, save: impl Future<Output = R>) -> impl Future<Output = R> {
        self.turns.saving(save, move || spawn_local(self.run()))
    }

    fn set_error(self, error: Option<HttpError>) {
        if self
            .error
            .try_get_untracked()
            .is_some_and(|known| known != error)
        {
            self.error.set(error);
        }
    }

    /// How far it is.
    pub fn stage(self) -> Stage {
        match (
            self.value.with(Option::is_some),
            self.error.with(Option::is_some),
        ) {
            (true, _) => Stage::Here,
            (false, true) => Stage::Failed,
            (false, false) => Stage::Waiting,
        }
    }

    /// Why the last fetch failed; `None` while the value is good.
    pub fn error(self) -> Option<HttpError> {
        self.error.get()
    }

    /// When the value came.
    pub fn fetched_at(self) -> Option<Timestamp> {
        self.came_at.get()
    }
}
