//! The schedule of the company that an administrator names in an address.

use belroute_shared::{audit::Action, ids::ScheduleId, schedules::Schedule};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

use crate::{
    audit::Line,
    company::Administrator,
    error::{ApiError, ApiResult},
    schedules::{self, Owner, Stored, store},
    state::AppState,
};

/// Whose schedules an administrator changes.
pub(super) fn owner(administrator: &Administrator) -> Owner {
    Owner::Company(administrator.organisation_id())
}

/// A schedule of the company.
pub(super) async fn find(db: &impl ConnectionTrait, owner: Owner, id: Uuid) -> ApiResult<Stored> {
    let stored = store::find(db, owner, ScheduleId(id)).await?;
    stored.ok_or(ApiError::NotFound)
}

/// A schedule of the administrator's company. Naming another organisation's is written down.
pub(super) async fn named(
    state: &AppState,
    administrator: &Administrator,
    id: Uuid,
) -> ApiResult<Stored> {
    let db = &state.db.read;
    match find(db, owner(administrator), id).await {
        Err(ApiError::NotFound) => {
            let organisation = administrator.organisation_id();
            if store::is_stranger(db, organisation, ScheduleId(id)).await? {
                administrator
                    .named_a_stranger(state, id.to_string())
                    .await?;
            }
            Err(ApiError::NotFound)
        }
        found => found,
    }
}

/// Writes down what was changed, makes it so, and tells everybody who may refer to it.
pub(super) async fn commit(
    state: &AppState,
    administrator: &Administrator,
    change: DatabaseTransaction,
    action: Action,
    before: Option<&Schedule>,
    after: Option<&Schedule>,
) -> ApiResult<()> {
    let organisation = administrator.organisation_id();
    let name = before.or(after).map(|it| it.name.clone());
    let line = Line::of(organisation, action)
        .to(name.unwrap_or_default())
        .changed(before, after);
    let now_ms = state.clock.now_ms();
    administrator.actor().write(&change, line, now_ms).await?;
    change.commit().await?;
    state.live.tell_all(organisation, schedules::changed());
    Ok(())
}
