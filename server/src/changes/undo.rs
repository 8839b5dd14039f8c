//! Undoing changes: putting back what was before them.
//!
//! A line of the log is read as what it has changed ([`Undoing`]): fields, with what each was before and
//! after. What a setting is now is a [`Subject`]'s document in the same form, so that undoing is the
//! same for all of them: every field still has the value that the change gave it, and gets the one
//! that it had. What comes out is judged and saved as if somebody had typed it now.

mod account;
mod caller_number;
mod contacts;
mod document;
mod executive;
mod extra_numbers;
mod items;
mod leaf;
mod names;
mod preview;
mod schedules;
mod setting;
mod subject;

use std::collections::BTreeMap;

use belroute_shared::{
    audit::Action,
    error::Code,
    extra_numbers::ExtraNumbers,
    features::MyFeatures,
    ids::{AuditLineId, UserId},
    live::LiveEvent,
    settings::Setting as _,
};
use serde_json::Value;

use self::{document::Document, leaf::Leaf};
use super::store;
use crate::{
    audit::Told,
    entity::audit,
    error::{ApiError, ApiResult},
    features, people,
    session::Session,
    settings::Change,
    state::AppState,
    words::of_word,
};

pub(super) use preview::preview;

/// What was written, to be put into the log: what it was and what it is, and who is to be told besides
/// the user.
#[derive(Debug, Default)]
struct Outcome {
    lines: Vec<(Value, Value)>,
    events: Vec<(UserId, LiveEvent)>,
}

/// What a line has changed.
#[derive(Debug)]
struct Undoing {
    leaves: Vec<Leaf>,
}

impl Undoing {
    /// Reads a line of some actions; `None` for one that cannot be undone, whatever else was changed
    /// since.
    fn of(line: &audit::Model, actions: &[Action]) -> Option<Self> {
        if !actions.contains(&of_word(&line.action)?) {
            return None;
        }
        let side = |side: &Option<String>| serde_json::from_str(side.as_deref()?).ok();
        let (before, after): (Value, Value) = (side(&line.before)?, side(&line.after)?);
        let (before, after) = subject::documents(&line.object, before, after)?;
        let leaves = leaf::between(&before, &after);
        (!leaves.is_empty()).then_some(Self { leaves })
    }
}

/// Whether a line can be undone by somebody, as far as that can be told without what there is now.
pub(super) fn can_undo(line: &audit::Model, mine: &MyFeatures) -> bool {
    Undoing::of(line, &[Action::SettingChanged])
        .is_some_and(|it| subject::may(&line.object, mine, &it.leaves))
}

/// Undoes changes, all or none. What is so already is passed over; where all of it is, nothing is
/// written down.
pub(super) async fn undo(
    state: &AppState,
    session: Session,
    ids: &[AuditLineId],
) -> ApiResult<Told> {
    let change = Change::begin(state, session, None).await?;
    let lines = store::list_lines(&change.db, session, ids).await?;
    if lines.len() < ids.len() {
        return Err(ApiError::NotFound);
    }
    let mine = features::store::find(&change.db, session.user, session.organisation).await?;
    let mut documents: BTreeMap<&str, Document> = BTreeMap::new();
    for line in &lines {
        let refused = |code, fields| ApiError::NotUndone {
            code,
            change: AuditLineId(line.id),
            fields,
        };
        let undoing = Undoing::of(line, &[Action::SettingChanged])
            .ok_or_else(|| refused(Code::CannotBeUndone, Vec::new()))?;
        if !subject::may(&line.object, &mine, &undoing.leaves) {
            return Err(ApiError::NotGranted(Code::FeatureNotGranted));
        }
        let name = line.object.as_str();
        if !documents.contains_key(name) {
            let now = subject::now(name, &change.db, session, change.now).await?;
            documents.insert(name, Document::of(now));
        }
        if let Some(document) = documents.get_mut(name) {
            document
                .put_back(&undoing.leaves)
                .map_err(|newer| refused(Code::NewerChanges, newer))?;
        }
    }
    let renames = documents.contains_key(people::SETTING);
    let shows_numbers = documents.contains_key(ExtraNumbers::NAME);
    let (mut told, mut events) = (Told::default(), Vec::new());
    for (name, document) in in_order(documents) {
        let outcome = subject::write(name, &change, &document).await?;
        for (before, after) in outcome.lines {
            told.add(change.write_down(name, &before, &after).await?);
        }
        events.extend(outcome.events);
    }
    // What is dropped here had changed nothing.
    if !told.is_empty() {
        change.commit().await?;
        for (user, event) in events {
            state.live.tell(user, event);
        }
        if renames {
            people::tell(state, session);
        }
        if shows_numbers {
            let event = LiveEvent::Phonebook;
            state.live.tell_all(session.organisation, event);
        }
    }
    Ok(told)
}

/// What has changed, in the order in which it can be written: rules refer to schedules, so these come
/// back before them and go after them.
fn in_order(documents: BTreeMap<&str, Document>) -> Vec<(&str, Document)> {
    let mut changed: Vec<_> = documents
        .into_iter()
        .filter(|(_, document)| document.has_changed())
        .collect();
    changed.sort_by_key(|(name, document)| {
        let is_schedules = *name == crate::schedules::SETTING;
        match (is_schedules, document.has_lost_any(schedules::LIST)) {
            (true, false) => 0,
            (false, _) => 1,
            (true, true) => 2,
        }
    });
    changed
}
