//! What can be said of an open setting: what came of its last save, and what is wrong with it.

use belroute_shared::error::FieldError;
use leptos::prelude::*;

use super::Opened;
use crate::{clock, explain::explain, settings::part::Kept, text};

impl<S: Kept> Opened<S> {
    /// What came of the last save, if it was made with this control.
    pub(crate) fn outcome_of(
        self,
        control: &'static str,
    ) -> Signal<Option<Result<String, String>>> {
        Signal::derive(move || {
            self.outcome.with(|outcome| match outcome {
                Some((by, outcome)) if *by == control => Some(match outcome {
                    Ok(()) => Ok(text!(action.saved).to_owned()),
                    Err(error) => Err(explain(error)),
                }),
                _ => None,
            })
        })
    }

    /// What of this row can be refused without the server's tables.
    pub(in crate::settings) fn broken(self, setting: &S) -> Vec<FieldError> {
        let part = self.part;
        let mut broken = (part.check)(setting, clock::now())
            .err()
            .unwrap_or_default();
        (part.numbers)(&mut setting.clone(), &mut |it| {
            if !it.number.is_empty()
                && let Err(code) = it.number.look(it.takes)
            {
                broken.push(FieldError::new(it.field, code));
            }
        });
        broken.retain(|error| self.submission.shows(&error.field));
        broken
    }
}
