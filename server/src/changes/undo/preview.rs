//! What undoing a change would do.

use belroute_shared::{
    audit::Action,
    changes::{ChangeLine, Undo, UndoField},
    ids::AuditLineId,
};
use serde_json::Value;

use super::{Undoing, can_undo, document, leaf::Leaf, subject};
use crate::{
    audit::list::shown,
    changes::store,
    entity::audit,
    error::{ApiError, ApiResult},
    features,
    session::Session,
    state::AppState,
};

/// The most newer lines that are told.
const MOST: usize = 20;

/// What undoing a line would do.
pub(in crate::changes) async fn preview(
    state: &AppState,
    session: Session,
    id: AuditLineId,
) -> ApiResult<Undo> {
    let (db, owner, organisation) = (&state.db.read, session.user, session.organisation);
    let mut found = store::list_lines(db, session, &[id]).await?;
    let line = found.pop().ok_or(ApiError::NotFound)?;
    let Some(Undoing { leaves }) = Undoing::of(&line, &[Action::SettingChanged]) else {
        return Ok(Undo::default());
    };
    let mine = features::store::find(db, owner, organisation).await?;
    // What is hidden is not shown here either.
    if !subject::may(&line.object, &mine, &leaves) {
        return Ok(Undo::default());
    }
    let now = subject::now(&line.object, db, session, state.clock.now()).await?;
    let fields: Vec<UndoField> = leaves.iter().map(|leaf| field(&now, leaf)).collect();
    let is_undone = document::is_undone(&now, &leaves);
    let mut newer = store::list_newer(db, owner, &line).await?;
    newer.retain(|newer| touches(newer, &leaves));
    newer.truncate(MOST);
    let can_undo_each: Vec<bool> = newer.iter().map(|line| can_undo(line, &mine)).collect();
    let newer = shown(db, organisation, session.reader(), newer).await?;
    let newer = newer.into_iter().zip(can_undo_each);
    Ok(Undo {
        can_undo: !is_undone && fields.iter().all(|it| !it.is_newer),
        is_undone,
        fields,
        newer: newer
            .map(|(line, can_undo)| ChangeLine { line, can_undo })
            .collect(),
    })
}

fn field(now: &Value, leaf: &Leaf) -> UndoField {
    UndoField {
        field: leaf.field(),
        now: leaf.find(now).ok().flatten().map(ToString::to_string),
        then: leaf.before.as_ref().map(ToString::to_string),
        is_newer: document::is_newer(now, leaf),
    }
}

fn touches(line: &audit::Model, leaves: &[Leaf]) -> bool {
    let changes = Undoing::of(line, &[Action::SettingChanged, Action::SettingEnded]);
    changes.is_some_and(|it| {
        let mut all = it.leaves.iter();
        all.any(|other| leaves.iter().any(|leaf| leaf.touches(other)))
    })
}
