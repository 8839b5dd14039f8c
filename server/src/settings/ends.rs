//! Ends by themselves. [`decide`](belroute_shared::routing::decide) obeys them to the second whatever
//! happens here; this writes down that they have passed, so that settings, their history and the
//! pages that show them say so too.

use std::time::Duration;

use belroute_shared::{
    audit::Action,
    ids::{OrganisationId, UserId},
    live::LiveEvent,
    settings::{Setting, call_forwarding::CallForwarding, do_not_disturb::DoNotDisturb},
};
use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QuerySelect as _,
    sea_query::LockType,
};
use uuid::Uuid;

use super::store;
use crate::{
    audit::{Actor, Line},
    entity::{setting, user},
    state::AppState,
};

/// How often is looked.
const OFTEN: Duration = Duration::from_secs(1);
/// Users that are seen to in one round; the others come a second later.
const MOST: u64 = 500;
/// Settings that end by themselves. Those of a newer program are left to it.
const ENDING: [&str; 2] = [DoNotDisturb::NAME, CallForwarding::NAME];

/// Looks for what has ended until the server stops.
pub(crate) fn start(state: AppState) {
    tokio::spawn(async move {
        let mut timer = tokio::time::interval(OFTEN);
        // Seconds that were missed are not made up for: one look finds all that is over.
        timer.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            timer.tick().await;
            if let Err(error) = end_over(&state, state.clock.now()).await {
                tracing::warn!("ends are looked for again: {error:#}");
            }
        }
    });
}

/// Switches off what has ended, and tells its users. Several servers may do so at once: who comes
/// second finds nothing left.
///
/// # Errors
/// The database's.
pub(crate) async fn end_over(state: &AppState, now: Timestamp) -> Result<(), DbErr> {
    let due: Vec<(Uuid, Uuid)> = setting::Entity::find()
        .select_only()
        .columns([setting::Column::UserId, setting::Column::OrganisationId])
        .distinct()
        .filter(setting::COLUMN.ends_at_ms.lte(now.as_millisecond()))
        .filter(setting::COLUMN.name.is_in(ENDING))
        .limit(MOST)
        .into_tuple()
        .all(&state.db.read)
        .await?;
    for (user, organisation) in due {
        let (owner, organisation) = (UserId(user), OrganisationId(organisation));
        let change = state.db.begin().await?;
        // A change of his that goes on may take the end away: it is waited for, and the setting
        // read after it.
        user::Entity::find_by_id(user)
            .lock(LockType::NoKeyUpdate)
            .one(&change)
            .await?;
        let ended = end_of(&change, owner, organisation, now).await?;
        change.commit().await?;
        tell(state, owner, ended);
    }
    Ok(())
}

/// Switches off what of a user's has ended, and gives the names of it. The row of the user is held.
pub(super) async fn end_of(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    now: Timestamp,
) -> Result<Vec<&'static str>, DbErr> {
    let due = setting::Entity::find()
        .filter(setting::COLUMN.user_id.eq(owner.0))
        .filter(setting::COLUMN.ends_at_ms.lte(now.as_millisecond()))
        .filter(setting::COLUMN.name.is_in(ENDING))
        .all(db)
        .await?;
    let mut ended = Vec::new();
    for row in &due {
        let of = (owner, organisation);
        ended.extend(match row.name.as_str() {
            DoNotDisturb::NAME => end::<DoNotDisturb>(db, of, row, now).await?,
            _ => end::<CallForwarding>(db, of, row, now).await?,
        });
    }
    Ok(ended)
}

/// Switches off one setting if it has really ended, and writes a line of that moment.
async fn end<T: Setting>(
    db: &impl ConnectionTrait,
    (owner, organisation): (UserId, OrganisationId),
    row: &setting::Model,
    now: Timestamp,
) -> Result<Option<&'static str>, DbErr> {
    let before: Option<T> = serde_json::from_str(&row.value).ok();
    let end = before.as_ref().and_then(Setting::ends_at);
    let is_over = |end: &Timestamp| end.as_millisecond() <= now.as_millisecond();
    let (Some(before), Some(end)) = (before, end.filter(is_over)) else {
        // Written by a program that knows the setting otherwise, or no column of ends.
        store::save_end(db, owner, T::NAME, end).await?;
        return Ok(None);
    };
    let (after, end_ms) = (before.clone().at(end), end.as_millisecond());
    store::save(db, owner, organisation, &after, end_ms).await?;
    let line = Line::of(organisation, Action::SettingEnded)
        .touching(Some(owner))
        .to(T::NAME)
        .changed(Some(&before), Some(&after));
    Actor::nobody().write(db, line, end_ms).await?;
    Ok(Some(T::NAME))
}

/// Tells a user's browsers what has ended.
pub(super) fn tell(state: &AppState, owner: UserId, ended: Vec<&'static str>) {
    for setting in ended {
        let setting = setting.to_owned();
        state.live.tell(owner, LiveEvent::Setting { setting });
    }
}
