//! Hoteling: guests take their calls at the phones of hosts for a while.

mod endpoints;
mod guest;
pub(crate) mod store;

use belroute_shared::{
    ids::UserId,
    live::LiveEvent,
    settings::{Setting as _, hoteling::HotelingGuest},
};

use sea_orm::DbErr;

use crate::{entity::hoteling_stay, state::AppState};

pub(super) use endpoints::router;

/// Tells both browsers of a stay that began, changed or ended: it decides which phones ring for
/// whom.
pub(crate) fn tell(state: &AppState, stay: &hoteling_stay::Model) {
    for user in [stay.guest_id, stay.host_id] {
        let setting = HotelingGuest::NAME.to_owned();
        state
            .live
            .tell(UserId(user), LiveEvent::Setting { setting });
    }
}

/// Cleans up the stays that are over, and tells of them.
///
/// # Errors
/// The database's.
pub(crate) async fn end_over(state: &AppState, now_ms: i64) -> Result<(), DbErr> {
    if store::list_over(&state.db.read, now_ms).await?.is_empty() {
        return Ok(());
    }
    let change = state.db.begin().await?;
    // Read again where it is written: a limit may have become longer since.
    let over = store::list_over(&change, now_ms).await?;
    for stay in &over {
        store::end_stay(&change, stay).await?;
    }
    change.commit().await?;
    for stay in &over {
        tell(state, stay);
    }
    Ok(())
}
