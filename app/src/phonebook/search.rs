use std::time::Duration;

use belroute_shared::{
    number::{self, LookedUpNumber},
    phonebook::{EntryKind, Phonebook, Section},
    search::MAX_QUERY,
};
use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*, task::spawn_local};

use super::{
    api,
    book::{Book, append},
};
use crate::http::{Cancellation, HttpError};

/// A pause in typing that is long enough to ask.
const PAUSE: Duration = Duration::from_millis(120);
/// Shorter numbers are extensions that are still being typed.
const SHORTEST_NUMBER: usize = 3;

/// What a search found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The text it was for.
    pub query: String,
    /// A number that was typed and that nobody in the phonebook has.
    pub number: Option<LookedUpNumber>,
    /// What matches, by kind.
    pub sections: Vec<Section>,
}

impl Found {
    /// Whether nothing at all was found.
    pub fn is_empty(&self) -> bool {
        self.number.is_none()
            && self
                .sections
                .iter()
                .all(|section| section.entries.is_empty())
    }
}

/// A search as one types: asks after a pause, and only the last question counts.
#[derive(Clone, Copy)]
pub struct Search {
    book: Book,
    /// Rows of each section.
    max: u32,
    query: RwSignal<String>,
    found: RwSignal<Option<Found>>,
    error: RwSignal<Option<HttpError>>,
    pause: StoredValue<Option<TimeoutHandle>>,
    under_way: StoredValue<Option<Cancellation>, LocalStorage>,
}

impl Search {
    /// A search that shows so many rows of each section.
    pub fn new(max: u32) -> Self {
        let search = Self {
            book: Book::get(),
            max,
            query: RwSignal::new(String::new()),
            found: RwSignal::new(None),
            error: RwSignal::new(None),
            pause: StoredValue::new(None),
            under_way: StoredValue::new_local(None),
        };
        on_cleanup(move || search.stop());
        search
    }

    /// What is typed.
    pub fn query(self) -> String {
        self.query.get()
    }

    /// The last answer; `None` while nothing is searched.
    pub fn found(self) -> Option<Found> {
        self.found.get()
    }

    /// Why there is no answer.
    pub fn error(self) -> Option<HttpError> {
        self.error.get()
    }

    /// Something was typed.
    pub fn set_query(self, text: String) {
        self.stop();
        let query: String = text.trim().chars().take(MAX_QUERY).collect();
        self.query.set(text);
        if query.is_empty() {
            self.found.set(None);
            self.error.set(None);
            return;
        }
        let pause = set_timeout_with_handle(move || self.ask(query), PAUSE);
        self.pause.set_value(pause.ok());
    }

    /// Asks again, after a failure.
    pub fn retry(self) {
        self.set_query(self.query.get_untracked());
    }

    fn stop(self) {
        let _ = self.pause.try_update_value(|pause| {
            if let Some(pause) = pause.take() {
                pause.clear();
            }
        });
        let _ = self.under_way.try_update_value(Option::take);
    }

    fn ask(self, query: String) {
        let Some(cancellation) = Cancellation::new() else {
            return;
        };
        let signal = cancellation.signal();
        self.under_way.set_value(Some(cancellation));
        spawn_local(async move {
            let answer = self.answer(&query, signal).await;
            match answer {
                Err(HttpError::Aborted) => {}
                Err(error) => {
                    let _ = self.error.try_set(Some(error));
                }
                Ok(found) => {
                    let _ = self.error.try_set(None);
                    let _ = self.found.try_set(Some(found));
                }
            }
        });
    }

    async fn answer(self, query: &str, signal: web_sys::AbortSignal) -> Result<Found, HttpError> {
        let book: Phonebook = api::search(query, self.max, signal.clone()).await?;
        for section in &book.sections {
            self.book.take_presences(&section.entries);
        }
        let number = match number::typed(query) {
            Some(number) if number.len() >= SHORTEST_NUMBER => api::look_up(&number, signal)
                .await?
                .filter(|found| found.name.is_none()),
            _ => None,
        };
        Ok(Found {
            query: query.to_owned(),
            number: number.filter(|found| found.number.is_some()),
            sections: book.sections,
        })
    }

    /// Fetches the part of a section that follows.
    pub(super) async fn load_more(self, kind: EntryKind, cursor: String) {
        let query = self
            .found
            .with_untracked(|found| found.as_ref().map(|it| it.query.clone()));
        let Some(query) = query else {
            return;
        };
        match api::more(&query, kind, &cursor).await {
            Ok(part) => {
                let _ = self.found.try_update(|found| {
                    let found = found.as_mut().filter(|found| found.query == query);
                    let section = found
                        .and_then(|it| it.sections.iter_mut().find(|section| section.kind == kind));
                    if let Some(section) = section {
                        append(section, part);
                    }
                });
            }
            Err(error) => {
                let _ = self.error.try_set(Some(error));
            }
        }
    }
}
