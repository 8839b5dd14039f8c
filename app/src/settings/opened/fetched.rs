//! What becomes of what is typed when something was fetched.

use belroute_shared::error::Code;
use leptos::prelude::*;

use super::{Opened, Stage};
use crate::{
    http::{HttpError, Tagged},
    settings::part::Kept,
};

impl<S: Kept> Opened<S> {
    /// Something was fetched. What is typed here is never lost.
    pub(super) fn take(self, theirs: Tagged<S>) {
        // What is on its way decides for itself what holds after it.
        if self.submission.is_under_way() {
            return;
        }
        let is_same = self.part.is_same;
        let saved = self.saved.try_get_untracked().flatten();
        let draft = self.draft.try_get_untracked().flatten();
        if let (Some(saved), Some(draft)) = (saved, draft)
            && !is_same(&saved.value, &draft)
            && !is_same(&draft, &theirs.value)
        {
            if is_same(&saved.value, &theirs.value) {
                self.rebase(theirs);
            } else {
                let _ = self.theirs.try_set(Some(theirs));
            }
        } else {
            self.seed(Some(theirs));
        }
        self.set_stage(Stage::Here);
    }

    pub(super) fn fail(self, error: HttpError) {
        if error.code() == Some(Code::FeatureNotGranted) {
            self.features.refetch();
            self.set_stage(Stage::Withdrawn);
        } else if self.stage.try_get_untracked() != Some(Stage::Here) {
            self.set_stage(Stage::Failed(error));
        }
    }

    fn set_stage(self, stage: Stage) {
        if self
            .stage
            .try_get_untracked()
            .is_some_and(|now| now != stage)
        {
            self.stage.set(stage);
        }
    }

    /// Begins anew with what is saved.
    pub(super) fn seed(self, saved: Option<Tagged<S>>) {
        let draft = saved.as_ref().map(|it| it.value.clone());
        let _ = self.saved.try_set(saved);
        // What is the same again draws nothing anew.
        if self.draft.try_with_untracked(|known| *known != draft) == Some(true) {
            self.draft.set(draft);
        }
        let _ = self.theirs.try_set(None);
    }

    /// Goes on with what is typed, over something newer.
    pub(super) fn rebase(self, saved: Tagged<S>) {
        let mut draft = saved.value.clone();
        let _ = self.draft.try_update(|mine| {
            if let Some(mine) = mine {
                (self.part.copy)(mine, &mut draft);
                *mine = draft;
            }
        });
        let _ = self.saved.try_set(Some(saved));
        let _ = self.theirs.try_set(None);
    }
}
