//! A setting that is open: as it is saved, and as the user has changed it.

mod fetched;
mod in_profile;
mod said;

use std::sync::Arc;

use belroute_shared::error::Code;
use leptos::{prelude::*, task::spawn_local};

use super::{
    drafts::Drafts,
    part::{Kept, Part},
    patch::patch,
};
use crate::{
    features::MyFeatures,
    form::Submission,
    http::{self, HttpError, Tagged},
    live::Live,
    written_numbers::WrittenNumbers,
};

/// How far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Waiting,
    Failed(HttpError),
    /// The administrator has taken it away.
    Withdrawn,
    Here,
}

/// What came of the last save, and the control that it was made with.
type Outcome = Option<(&'static str, Result<(), HttpError>)>;

/// What goes on between a press and its answer.
struct UnderWay<S> {
    /// What is being saved, until the answer comes.
    sent: Option<S>,
    /// A control that was pressed meanwhile, whose change is saved after that.
    next: Option<&'static str>,
    /// Counts what was answered to a save: what was asked for before that says nothing any more.
    answered: u32,
    /// The event that is being told is our own.
    is_told: bool,
}

/// The button that saves what was typed.
pub(super) const SAVE: &str = "save";

/// The setting of an open row.
#[derive(Clone)]
pub(crate) struct Opened<S: Kept> {
    pub(super) part: &'static Part<S>,
    stage: RwSignal<Stage>,
    saved: RwSignal<Option<Tagged<S>>>,
    draft: RwSignal<Option<S>>,
    /// What somebody else has saved meanwhile, with what was typed here still unsaved.
    theirs: RwSignal<Option<Tagged<S>>>,
    submission: Submission,
    outcome: RwSignal<Outcome>,
    under_way: StoredValue<UnderWay<S>>,
    live: Live,
    features: MyFeatures,
    numbers: StoredValue<WrittenNumbers>,
}

impl<S: Kept> Copy for Opened<S> {}

impl<S: Kept> Opened<S> {
    /// Fetches a setting, and again whenever it is changed elsewhere.
    pub(crate) fn open(part: &'static Part<S>) -> Self {
        let opened = Self {
            part,
            stage: RwSignal::new(Stage::Waiting),
            saved: RwSignal::new(None),
            draft: RwSignal::new(None),
            theirs: RwSignal::new(None),
            submission: Submission::new(part.fields),
            outcome: RwSignal::new(None),
            under_way: StoredValue::new(UnderWay {
                sent: None,
                next: None,
                answered: 0,
                is_told: false,
            }),
            live: Live::get(),
            features: MyFeatures::get(),
            numbers: StoredValue::new(WrittenNumbers::get()),
        };
        opened.live.on(move |event| {
            if part.follows(event) && !opened.under_way.with_value(|it| it.is_told) {
                opened.fetch();
            }
        });
        if let Some(drafts) = Drafts::here() {
            drafts.join(Arc::new(move |profile| opened.put_draft(profile)));
        }
        opened.fetch();
        opened
    }

    pub(super) fn stage(self) -> Stage {
        self.stage.get()
    }

    /// Fetches it again, after a failure or a change by another way.
    pub(crate) fn fetch(self) {
        let Some(answered) = self.under_way.try_with_value(|it| it.answered) else {
            return;
        };
        let path = self.part.path();
        spawn_local(async move {
            match http::get_with_tag::<S>(&path).await {
                Ok(_) if self.has_answers_since(answered) => self.fetch(),
                Ok(theirs) => self.take(theirs),
                Err(HttpError::Aborted) => {}
                Err(error) => self.fail(error),
            }
        });
    }

    fn has_answers_since(self, answered: u32) -> bool {
        self.under_way.try_with_value(|it| it.answered != answered) == Some(true)
    }

    /// What is typed, or saved where nothing is.
    pub(crate) fn with<R: Default>(self, read: impl FnOnce(&S) -> R) -> R {
        let read = |draft: &Option<S>| draft.as_ref().map(read).unwrap_or_default();
        self.draft.try_with(read).unwrap_or_default()
    }

    /// The same as a signal.
    pub(crate) fn signal<R: Default + Send + Sync + 'static>(self, read: fn(&S) -> R) -> Signal<R> {
        Signal::derive(move || self.with(read))
    }

    /// What is saved.
    pub(crate) fn saved(self) -> Option<S> {
        self.saved
            .with(|saved| saved.as_ref().map(|it| it.value.clone()))
    }

    /// What is typed.
    pub(super) fn draft(self) -> Option<S> {
        self.draft.get()
    }

    /// Whether something is typed that is not saved.
    pub(crate) fn is_changed(self) -> bool {
        self.saved.with(|saved| {
            self.draft.with(|draft| match (saved, draft) {
                (Some(saved), Some(draft)) => !(self.part.is_same)(&saved.value, draft),
                _ => false,
            })
        })
    }

    /// What somebody else has saved meanwhile, and what is typed here.
    pub(super) fn conflict(self) -> Option<(S, S)> {
        let theirs = self.theirs.get()?.value;
        Some((theirs, self.draft.get()?))
    }

    pub(super) fn submission(self) -> Submission {
        self.submission
    }

    /// What is wrong with a field.
    pub(crate) fn error_of(self, field: &'static str) -> Signal<Option<String>> {
        self.submission.error_of(field)
    }

    /// Changes what is typed, to be saved later.
    pub(crate) fn edit(self, change: impl FnOnce(&mut S)) {
        let mut change = Some(change);
        self.edit_by(&mut |draft| {
            if let Some(change) = change.take() {
                change(draft);
            }
        });
    }

    /// The binary holds it once, and not for each change.
    fn edit_by(self, change: &mut dyn FnMut(&mut S)) {
        self.outcome.set(None);
        self.draft.update(|draft| {
            if let Some(draft) = draft {
                change(draft);
            }
        });
    }

    /// Changes which entries a list has, or their order. What was refused named them by their place.
    pub(crate) fn edit_list(self, change: impl FnOnce(&mut S)) {
        self.submission.clear();
        self.edit(change);
    }

    /// Changes and saves at once, by the control of this name, and turns it back where that is
    /// refused. Together with what is typed and not saved it waits to be saved with that.
    pub(crate) fn set(self, control: &'static str, change: impl FnOnce(&mut S)) {
        let mut change = Some(change);
        self.set_by(control, &mut |draft| {
            if let Some(change) = change.take() {
                change(draft);
            }
        });
    }

    fn set_by(self, control: &'static str, change: &mut dyn FnMut(&mut S)) {
        let waits = untrack(|| self.has_typed() || self.theirs.with(Option::is_some));
        let before = self.draft.get_untracked();
        self.edit_by(change);
        let is_good = self
            .draft
            .with_untracked(|draft| draft.as_ref().is_some_and(|it| self.broken(it).is_empty()));
        if waits || !is_good {
            return;
        }
        if self.submission.is_under_way() {
            self.under_way.update_value(|it| it.next = Some(control));
        } else {
            self.send(control, before, true);
        }
    }

    /// Whether something is typed that is neither saved nor on its way.
    fn has_typed(self) -> bool {
        let is_same = self.part.is_same;
        match self.under_way.with_value(|it| it.sent.clone()) {
            Some(sent) => self
                .draft
                .with(|draft| draft.as_ref().is_some_and(|it| !is_same(it, &sent))),
            None => self.is_changed(),
        }
    }

    /// Something that has an endpoint of its own was added, changed or removed.
    pub(crate) fn changed_by_parts(self) {
        self.under_way.update_value(|it| it.answered += 1);
        self.fetch();
        self.tell();
    }

    /// Gives up what is typed.
    pub(crate) fn cancel(self) {
        self.submission.clear();
        self.outcome.set(None);
        self.draft.set(untrack(|| self.saved()));
    }

    /// Saves what is typed.
    pub(crate) fn save(self) {
        let Some(draft) = self.draft.get_untracked() else {
            return;
        };
        let broken = self.broken(&draft);
        if broken.is_empty() {
            self.send(SAVE, None, true);
        } else {
            self.submission.passes(Err(broken));
        }
    }

    /// Lets go of what is typed: what somebody else has saved holds.
    pub(super) fn take_theirs(self) {
        let theirs = self.theirs.get_untracked();
        self.submission.clear();
        self.seed(theirs);
    }

    /// Saves what is typed over what somebody else has saved.
    pub(super) fn save_mine(self) {
        if let Some(theirs) = self.theirs.get_untracked() {
            self.rebase(theirs);
            self.save();
        }
    }

    fn send(self, control: &'static str, before: Option<S>, may_repeat: bool) {
        let (Some(saved), Some(sent)) = (self.saved.get_untracked(), self.draft.get_untracked())
        else {
            return;
        };
        let part = self.part;
        let values = [&saved.value, &sent].map(|it| serde_json::to_value(it).unwrap_or_default());
        let Some(body) = patch(&values[0], &values[1]) else {
            return;
        };
        self.outcome.set(None);
        self.under_way
            .update_value(|it| it.sent = Some(sent.clone()));
        let request = async move {
            let path = part.path();
            http::put_with_tag(&path, &body, saved.tag.as_deref()).await?;
            // The server has completed what was typed; without its answer that holds as it is.
            Ok(http::get_with_tag::<S>(&path).await.ok())
        };
        self.submission.send_and(request, move |answer| {
            let next = self.under_way.try_update_value(|it| {
                it.sent = None;
                it.answered += 1;
                it.next.take()
            });
            match answer {
                Ok(fresh) => {
                    self.confirm(&sent, fresh);
                    self.outcome.set(Some((control, Ok(()))));
                    self.tell();
                    if let Some(next) = next.flatten() {
                        self.send(next, untrack(|| self.saved()), true);
                    }
                }
                Err(error) => self.refuse(control, before, may_repeat, error),
            }
        });
    }

    fn refuse(self, control: &'static str, before: Option<S>, may_repeat: bool, error: HttpError) {
        match error.code() {
            Some(Code::Stale) if may_repeat => self.compare(control, before),
            Some(Code::FeatureNotGranted) => self.fail(error),
            _ if before.is_some() => {
                self.draft.set(before);
                self.outcome.set(Some((control, Err(error))));
            }
            _ => self.submission.refuse(error),
        }
    }

    /// Somebody else was quicker. Where he has changed other things than this row shows, it is sent
    /// once more over what he has saved; otherwise both are shown.
    fn compare(self, control: &'static str, before: Option<S>) {
        let path = self.part.path();
        spawn_local(async move {
            match http::get_with_tag::<S>(&path).await {
                Ok(theirs) => {
                    self.take(theirs);
                    if self.theirs.try_with_untracked(Option::is_none) != Some(true) {
                        return;
                    }
                    if untrack(|| self.is_changed()) {
                        self.send(control, before, false);
                    } else {
                        self.outcome.set(Some((control, Ok(()))));
                    }
                }
                Err(error) => self.submission.refuse(error),
            }
        });
    }

    /// It is saved. What was typed while it was under way stays.
    fn confirm(self, sent: &S, fresh: Option<Tagged<S>>) {
        let fresh = fresh.unwrap_or_else(|| Tagged {
            value: sent.clone(),
            tag: None,
        });
        let is_unchanged = self.draft.with_untracked(|draft| {
            draft
                .as_ref()
                .is_none_or(|it| (self.part.is_same)(it, sent))
        });
        if is_unchanged {
            self.seed(Some(fresh));
        } else {
            self.rebase(fresh);
        }
    }

    /// Tells the rest of the page, which may show it as well.
    fn tell(self) {
        self.under_way.update_value(|it| it.is_told = true);
        self.live.tell_here(&self.part.changed());
        self.under_way.update_value(|it| it.is_told = false);
    }
}
