use belroute_shared::{
    changes::{ChangeLine, Changes, Undo, UndoChanges},
    ids::AuditLineId,
};

use crate::http::{self, HttpError};

pub(super) const CHANGES: &str = "/v1/changes";

/// Lines, the newest first, and where older ones are.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Listed {
    pub(super) lines: Vec<ChangeLine>,
    pub(super) next: Option<String>,
}

/// The part of a list at an address.
pub(super) async fn list(address: &str) -> Result<Listed, HttpError> {
    let mut part = http::get_part::<Changes>(address).await?;
    // What was saved as it was is no change.
    let is_change = |it: &ChangeLine| it.line.before.is_none() || it.line.before != it.line.after;
    part.content.lines.retain(is_change);
    Ok(Listed {
        lines: part.content.lines,
        next: part.next,
    })
}

/// What undoing a change would do.
pub(super) async fn preview(id: AuditLineId) -> Result<Undo, HttpError> {
    http::get(&format!("{CHANGES}/{id}/undo")).await
}

/// Undoes changes, all or none.
pub(super) async fn undo(changes: Vec<AuditLineId>) -> Result<(), HttpError> {
    match changes.as_slice() {
        [id] => http::post_empty(&format!("{CHANGES}/{id}/undo")).await,
        _ => http::send(&format!("{CHANGES}/undo"), &UndoChanges { changes }).await,
    }
}

impl Listed {
    /// The first part, fetched again, in front of the older ones that were shown with it.
    pub(super) fn keep_older(before: Option<&Self>, mut fresh: Self) -> Self {
        let (Some(before), Some(last)) = (before, fresh.lines.last()) else {
            return fresh;
        };
        if fresh.next.is_none() {
            return fresh;
        }
        let edge = (last.line.at, last.line.id);
        let older = before.lines.iter();
        let older = older.filter(|it| (it.line.at, it.line.id) < edge);
        let first_part = fresh.lines.len();
        fresh.lines.extend(older.cloned());
        if fresh.lines.len() > first_part {
            fresh.next.clone_from(&before.next);
        }
        fresh
    }
}
