use std::collections::{HashMap, HashSet};

use belroute_shared::{
    ids::EntryId,
    live::LiveEvent,
    phonebook::{Entry, EntryKind, Phonebook, Presence, Section},
};
use leptos::{prelude::*, task::spawn_local};

use super::api;
use crate::{explain::explain, fetched::Fetched, live::Live};

#[derive(Default)]
struct Presences {
    of: HashMap<EntryId, ArcRwSignal<Option<Presence>>>,
    /// Whose state an event has told since the phonebook was asked for last: what an answer under way
    /// says of them may be older.
    heard: HashSet<EntryId>,
}

/// The phonebook as it stands without a search, with the state of every colleague. One for the
/// column, the page and the search, so that a star or a call shows everywhere at once.
#[derive(Clone, Copy)]
pub struct Book {
    fetched: Fetched<Phonebook>,
    /// A signal for each colleague: a call of one redraws one row.
    presences: StoredValue<Presences>,
    /// Why the last change of a favourite was not saved.
    refusal: RwSignal<Option<String>>,
}

impl Book {
    /// Offers the phonebook to everything below.
    pub fn provide(live: Live) {
        let presences = StoredValue::new(Presences::default());
        let fetched = Fetched::idle(move || async move {
            presences.try_update_value(|it| it.heard.clear());
            let book = api::list().await?;
            take_presences(presences, &book.favourites);
            for section in &book.sections {
                take_presences(presences, &section.entries);
            }
            Ok(book)
        })
        .merging(keep_loaded)
        .started();
        let book = Self {
            fetched,
            presences,
            refusal: RwSignal::new(None),
        };
        provide_context(book);
        live.on(move |event| match event {
            LiveEvent::Favourites | LiveEvent::Phonebook | LiveEvent::Resync => fetched.refetch(),
            LiveEvent::Presence { user, presence } => {
                // A colleague's entry has the id of the user.
                let entry = EntryId(user.0);
                presences.update_value(|it| {
                    it.heard.insert(entry);
                });
                book.presence(entry).set(Some(presence.clone()));
            }
            _ => {}
        });
    }

    /// The phonebook of this page.
    pub fn get() -> Self {
        expect_context()
    }

    pub(super) fn fetched(self) -> Fetched<Phonebook> {
        self.fetched
    }

    /// The state of an entry, to be followed.
    pub(super) fn presence(self, entry: EntryId) -> ArcRwSignal<Option<Presence>> {
        presence_in(self.presences, entry)
    }

    /// Takes in what a search has found about colleagues.
    pub(super) fn take_presences(self, entries: &[Entry]) {
        take_presences(self.presences, entries);
    }

    pub(super) fn is_favourite(self, entry: EntryId) -> bool {
        self.fetched.with(|book| {
            book.is_some_and(|book| book.favourites.iter().any(|other| other.id == entry))
        })
    }

    pub(super) fn refusal(self) -> Option<String> {
        self.refusal.get()
    }

    /// Stars an entry or takes the star away. It shows at once; a refusal turns it back.
    pub(super) fn set_favourite(self, entry: Entry, wanted: bool) {
        let id = entry.id;
        self.fetched.update(|book| {
            book.favourites.retain(|other| other.id != id);
            if wanted {
                book.favourites.push(entry);
            }
        });
        self.save(async move {
            if wanted {
                api::add_favourite(id).await
            } else {
                api::remove_favourite(id).await
            }
        });
    }

    /// Moves a favourite one place up or down.
    pub(super) fn move_favourite(self, entry: EntryId, down: bool) {
        let mut order = Vec::new();
        self.fetched.update(|book| {
            let favourites = &mut book.favourites;
            if let Some(at) = favourites.iter().position(|other| other.id == entry) {
                let to = if down { at + 1 } else { at.wrapping_sub(1) };
                if to < favourites.len() {
                    favourites.swap(at, to);
                }
            }
            order = favourites.iter().map(|entry| entry.id).collect();
        });
        self.save(api::order_favourites(order));
    }

    fn save(self, change: impl Future<Output = Result<(), crate::http::HttpError>> + 'static) {
        self.refusal.set(None);
        let answer = self.fetched.saving(change);
        spawn_local(async move {
            if let Err(error) = answer.await {
                let _ = self.refusal.try_set(Some(explain(&error)));
                self.fetched.refetch();
            }
        });
    }

    /// Fetches the part of a section that follows and puts it behind what is there.
    pub(super) async fn load_more(self, kind: EntryKind, cursor: String) {
        match api::more("", kind, &cursor).await {
            Ok(part) => {
                self.refusal.set(None);
                self.fetched.update(|book| {
                    let section = book
                        .sections
                        .iter_mut()
                        .find(|section| section.kind == kind);
                    if let Some(section) = section {
                        append(section, part);
                    }
                });
            }
            Err(error) => {
                let _ = self.refusal.try_set(Some(explain(&error)));
            }
        }
    }
}

/// Puts a part of a section behind what is there; no part means that there was nothing left.
pub(super) fn append(section: &mut Section, part: Option<Section>) {
    let part = part.unwrap_or_else(|| Section {
        kind: section.kind,
        entries: Vec::new(),
        next: None,
    });
    section.entries.extend(part.entries);
    section.next = part.next;
}

/// A fetch gives the first part of each section. What was loaded behind it stays.
fn keep_loaded(before: Option<&Phonebook>, mut book: Phonebook) -> Phonebook {
    for section in &mut book.sections {
        let old =
            before.and_then(|before| before.sections.iter().find(|old| old.kind == section.kind));
        let (Some(old), Some(last)) = (old, section.entries.last().map(|last| last.id)) else {
            continue;
        };
        if let Some(at) = old.entries.iter().position(|entry| entry.id == last) {
            section
                .entries
                .extend(old.entries[at + 1..].iter().cloned());
            section.next.clone_from(&old.next);
        }
    }
    book
}

fn take_presences(presences: StoredValue<Presences>, entries: &[Entry]) {
    for entry in entries {
        let is_heard = presences.try_with_value(|it| it.heard.contains(&entry.id));
        if is_heard == Some(true) {
            continue;
        }
        if let Some(presence) = &entry.presence {
            let known = presence_in(presences, entry.id);
            if known.with_untracked(|known| known.as_ref() != Some(presence)) {
                known.set(Some(presence.clone()));
            }
        }
    }
}

fn presence_in(presences: StoredValue<Presences>, entry: EntryId) -> ArcRwSignal<Option<Presence>> {
    presences
        .try_update_value(|all| all.of.entry(entry).or_default().clone())
        .unwrap_or_default()
}
