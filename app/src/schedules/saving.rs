//! Changes of a schedule on their way: made on top of what is there now, and never over the head of
//! whoever changed the same thing meanwhile.

use belroute_shared::{
    error::{Code, ErrorBody, ErrorEntry, FieldError},
    schedules::{Schedule, ScheduleSettings},
};
use leptos::prelude::*;

use super::{
    api,
    change::{Change, Clash},
    opened::Opened,
    owner::Owner,
};
use crate::{
    form::Submission,
    http::{HttpError, Tagged},
};

/// How the saving of a form goes.
#[derive(Clone, Copy)]
pub(super) struct Saving {
    opened: Opened,
    pub(super) submission: Submission,
    /// A change that cannot be made, and what stands in its way.
    pub(super) clash: RwSignal<Option<(Change, Clash)>>,
}

/// What came of a change.
enum Outcome {
    /// It was made, and the schedule is this now, where that came.
    Made(Option<Tagged<Schedule>>),
    /// Somebody was quicker.
    Clashed(Tagged<Schedule>, Clash),
}

impl Saving {
    /// Of a form with these fields.
    pub(super) fn new(opened: Opened, fields: &'static [&'static str]) -> Self {
        Self {
            opened,
            submission: Submission::new(fields),
            clash: RwSignal::new(None),
        }
    }

    /// Makes a change; `done` is called when it is made.
    pub(super) fn save(self, change: Change, done: impl FnOnce() + 'static) {
        let Some(seen) = self.opened.entry.get_untracked() else {
            return;
        };
        self.opened.is_saved.set(false);
        self.clash.set(None);
        let settings = match change.onto(&seen.value) {
            Ok(settings) => settings,
            Err(clash) => return self.clash.set(Some((change, clash))),
        };
        let checked = settings.check(self.opened.owner.level());
        let checked = checked.map_err(|broken| in_form(&change, &settings, broken));
        if !self.submission.passes(checked) {
            return;
        }
        let request = make(self.opened.owner, seen, change.clone(), settings.clone());
        self.submission
            .send_and(request, move |answer| match answer {
                Ok(Outcome::Made(now)) => {
                    self.show(now);
                    self.opened.is_saved.set(true);
                    done();
                }
                Ok(Outcome::Clashed(now, clash)) => {
                    self.show(Some(now));
                    self.clash.set(Some((change, clash)));
                }
                Err(refused) => self
                    .submission
                    .refuse(refused_in_form(&change, &settings, refused)),
            });
    }

    fn show(self, now: Option<Tagged<Schedule>>) {
        match now {
            Some(now) => self.opened.entry.update(|entry| *entry = now),
            None => self.opened.entry.refetch(),
        }
    }
}

/// Makes the change, once more on top of what others have made of the schedule meanwhile.
async fn make(
    owner: Owner,
    seen: Tagged<Schedule>,
    change: Change,
    settings: ScheduleSettings,
) -> Result<Outcome, HttpError> {
    let (kind, id) = (seen.value.kind, seen.value.id);
    match api::replace(owner, &seen, &settings).await {
        Err(error) if error.code() == Some(Code::Stale) => {
            let now = api::show(owner, kind, id).await?;
            match change.onto(&now.value) {
                Ok(settings) => api::replace(owner, &now, &settings).await?,
                Err(clash) => return Ok(Outcome::Clashed(now, clash)),
            }
        }
        answer => answer?,
    }
    Ok(Outcome::Made(api::show(owner, kind, id).await.ok()))
}

fn in_form(
    change: &Change,
    settings: &ScheduleSettings,
    broken: Vec<FieldError>,
) -> Vec<FieldError> {
    broken
        .into_iter()
        .map(|error| FieldError::new(change.in_form(settings, &error.field), error.code))
        .collect()
}

fn refused_in_form(change: &Change, settings: &ScheduleSettings, refused: HttpError) -> HttpError {
    match refused {
        HttpError::Refused { body, retry_after } => {
            let entry = |entry: ErrorEntry| ErrorEntry {
                field: entry.field.map(|field| change.in_form(settings, &field)),
                ..entry
            };
            HttpError::Refused {
                body: ErrorBody {
                    errors: body.errors.into_iter().map(entry).collect(),
                    ..body
                },
                retry_after,
            }
        }
        other => other,
    }
}
