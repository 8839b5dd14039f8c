//! The history as a page has it: what has come, what is picked, and what became of what was undone.

use std::collections::{BTreeSet, HashMap};

use belroute_shared::{
    changes::{ChangeLine, Undo},
    error::Code,
    ids::AuditLineId,
    live::LiveEvent,
};
use leptos::{prelude::*, task::spawn_local};

use super::{
    api::{self, Listed},
    words,
};
use crate::{
    explain::explain, fetched::Fetched, http::HttpError, intl, live::Live, text, ui,
    written_numbers::WrittenNumbers,
};

/// What became of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fate {
    /// It is being undone.
    UnderWay,
    /// It was undone, when the newest line of the list was this one.
    Undone(Option<AuditLineId>),
    /// Something newer stands in the way.
    Newer(Undo),
    /// It was refused, and why.
    Refused(String),
}

/// One for a page.
#[derive(Clone, Copy)]
pub(super) struct History {
    pub(super) listed: Fetched<Listed>,
    pub(super) picked: RwSignal<BTreeSet<AuditLineId>>,
    fates: RwSignal<HashMap<AuditLineId, Fate>>,
    /// Several are being undone.
    pub(super) is_busy: RwSignal<bool>,
    /// Why several were not undone.
    pub(super) refusal: RwSignal<Option<String>>,
    /// What was done last, to be heard.
    pub(super) said: RwSignal<String>,
    numbers: WrittenNumbers,
    live: Live,
}

impl History {
    pub(super) fn provide(listed: Fetched<Listed>) -> Self {
        let history = Self {
            listed,
            picked: RwSignal::default(),
            fates: RwSignal::default(),
            is_busy: RwSignal::new(false),
            refusal: RwSignal::new(None),
            said: RwSignal::default(),
            numbers: WrittenNumbers::get(),
            live: Live::get(),
        };
        provide_context(history);
        history
    }

    pub(super) fn get() -> Self {
        expect_context()
    }

    /// Another list begins.
    pub(super) fn forget(self) {
        self.picked.update(BTreeSet::clear);
        self.refusal.set(None);
    }

    pub(super) fn fate(self, id: AuditLineId) -> Option<Fate> {
        self.fates.with(|fates| fates.get(&id).cloned())
    }

    /// The explanation was read.
    pub(super) fn close(self, id: AuditLineId) {
        let _ = self.fates.try_update(|fates| fates.remove(&id));
    }

    pub(super) fn pick(self, id: AuditLineId, is_picked: bool) {
        self.refusal.set(None);
        self.picked.update(|picked| {
            if is_picked {
                picked.insert(id);
            } else {
                picked.remove(&id);
            }
        });
    }

    fn line(self, id: AuditLineId) -> Option<ChangeLine> {
        self.listed.with_untracked(|listed| {
            let mut lines = listed?.lines.iter();
            lines.find(|it| it.line.id == id).cloned()
        })
    }

    fn sentence(self, id: AuditLineId) -> String {
        let line = self.line(id);
        line.map(|it| untrack(|| words::sentence(&it.line, self.numbers)))
            .unwrap_or_default()
    }

    /// Undoes one, or shows what stands in the way.
    pub(super) fn undo(self, id: AuditLineId) {
        if self
            .fates
            .with_untracked(|it| it.get(&id) == Some(&Fate::UnderWay))
        {
            return;
        }
        self.set(id, Fate::UnderWay);
        spawn_local(async move {
            match api::undo(vec![id]).await {
                Ok(()) => {
                    let what = self.sentence(id);
                    self.done(&[id], &text!(changes.undone_this, what));
                    let heading = undone_id(id);
                    request_animation_frame(move || ui::catch_focus(&heading));
                }
                Err(error) => self.explain(id, &error).await,
            }
        });
    }

    /// Undoes all that are picked, or none.
    pub(super) fn undo_picked(self) {
        let ids: Vec<AuditLineId> = self
            .picked
            .with_untracked(|it| it.iter().copied().collect());
        if self.is_busy.get_untracked() || ids.is_empty() {
            return;
        }
        self.is_busy.set(true);
        self.refusal.set(None);
        spawn_local(async move {
            match api::undo(ids.clone()).await {
                Ok(()) => {
                    let said = match ids.len() {
                        1 => text!(changes.undone_one).to_owned(),
                        count => {
                            let count = intl::count(u32::try_from(count).unwrap_or(u32::MAX));
                            text!(changes.undone_many, count)
                        }
                    };
                    self.done(&ids, &said);
                    let _ = self.picked.try_update(BTreeSet::clear);
                    request_animation_frame(|| ui::catch_focus(super::page::HEADING));
                }
                Err(error) => self.explain_some(&ids, &error).await,
            }
            let _ = self.is_busy.try_set(false);
        });
    }

    fn set(self, id: AuditLineId, fate: Fate) {
        let _ = self.fates.try_update(|fates| fates.insert(id, fate));
    }

    fn done(self, ids: &[AuditLineId], said: &str) {
        let newest = self.listed.with_untracked(|listed| {
            let lines = listed.map(|it| it.lines.iter());
            lines.into_iter().flatten().map(|it| it.line.id).max()
        });
        let settings: Vec<(AuditLineId, String)> = ids
            .iter()
            .filter_map(|id| Some((*id, self.line(*id)?.line.object)))
            .collect();
        let _ = self.fates.try_update(|fates| {
            fates.retain(|known, fate| {
                let Fate::Undone(seen) = fate else {
                    return matches!(fate, Fate::UnderWay);
                };
                // What was undone by a change that is undone itself holds again.
                let setting = self.line(*known).map(|it| it.line.object);
                !settings
                    .iter()
                    .any(|(id, object)| Some(*id) > *seen && setting.as_ref() == Some(object))
            });
            for id in ids {
                fates.insert(*id, Fate::Undone(newest));
            }
        });
        let _ = self.said.try_set(said.to_owned());
        // The stream tells which setting; what else shows settings here follows at once.
        for (_, setting) in settings {
            self.live.tell_here(&LiveEvent::Setting { setting });
        }
        self.listed.refetch();
    }

    async fn explain(self, id: AuditLineId, error: &HttpError) {
        if error.code() != Some(Code::NewerChanges) {
            self.set(id, Fate::Refused(explain(error)));
            return;
        }
        match api::preview(id).await {
            Ok(undo) => self.set(id, Fate::Newer(undo)),
            Err(_) => self.set(id, Fate::Refused(explain(error))),
        }
    }

    /// Says which of several stands in the way, beside it too.
    async fn explain_some(self, ids: &[AuditLineId], error: &HttpError) {
        let change = match error {
            HttpError::Refused { body, .. } => body.errors.iter().find_map(|it| it.change),
            _ => None,
        };
        let change = change.filter(|id| ids.contains(id));
        let said = match change.filter(|_| error.code() == Some(Code::NewerChanges)) {
            Some(id) => text!(changes.none_undone, what = self.sentence(id)),
            None => explain(error),
        };
        let _ = self.refusal.try_set(Some(said));
        if let Some(id) = change {
            self.explain(id, error).await;
        }
    }
}

/// The id of what says that a line was undone.
pub(super) fn undone_id(id: AuditLineId) -> String {
    format!("undone-{id}")
}
