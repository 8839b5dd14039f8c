//! The schedule that somebody at a panel names in an address.

use axum::http::{HeaderMap, header};
use belroute_shared::{
    error::Code,
    ids::{EventId, ScheduleId},
    live::LiveEvent,
    schedules::{Schedule, ScheduleEvent, ScheduleLevel, ScheduleType},
};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;

use super::{
    SETTING,
    store::{self, Owner, Stored},
};
use crate::{
    audit::{self, Told},
    error::{ApiError, ApiResult},
    etag,
    session::Session,
    state::AppState,
};

/// Type and id, as they stand in an address.
pub(super) type Named = (ScheduleType, Uuid);

/// Whose schedules somebody at a panel changes.
pub(super) fn owner(session: Session) -> Owner {
    Owner::Person(session.organisation, session.user)
}

/// A schedule of the company, which everybody there may see.
pub(super) async fn find_company(
    db: &impl ConnectionTrait,
    session: Session,
    (kind, id): Named,
) -> ApiResult<Stored> {
    let company = Owner::Company(session.organisation);
    let stored = store::find(db, company, ScheduleId(id)).await?;
    stored
        .filter(|stored| store::is_of(stored, kind))
        .ok_or(ApiError::NotFound)
}

/// A schedule of the user or of his company.
pub(super) async fn find_any(
    db: &impl ConnectionTrait,
    session: Session,
    named: Named,
) -> ApiResult<Stored> {
    let own = store::find(db, owner(session), ScheduleId(named.1)).await?;
    match own.filter(|stored| store::is_of(stored, named.0)) {
        Some(stored) => Ok(stored),
        None => find_company(db, session, named).await,
    }
}

/// A schedule of the user, to be changed. The company's are its administrators' to change, which is
/// no secret: everybody sees them.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    session: Session,
    named: Named,
) -> ApiResult<Stored> {
    let stored = find_any(db, session, named).await?;
    match stored.schedule.level {
        ScheduleLevel::People => Ok(stored),
        ScheduleLevel::Location => Err(ApiError::NotGranted(Code::FeatureNotGranted)),
    }
}

/// An event of a schedule, and its place there.
pub(super) fn find_event(schedule: &Schedule, id: EventId) -> ApiResult<(usize, &ScheduleEvent)> {
    let mut events = schedule.events.iter().enumerate();
    events
        .find(|(_, event)| event.id == Some(id))
        .ok_or(ApiError::NotFound)
}

/// Writes down what was changed at a panel, and makes it so. Gives what the answer is to tell of it.
pub(super) async fn commit(
    state: &AppState,
    session: Session,
    change: DatabaseTransaction,
    before: Option<&Schedule>,
    after: Option<&Schedule>,
) -> ApiResult<Told> {
    let now_ms = state.clock.now_ms();
    let told = audit::write_setting(&change, session, SETTING, &before, &after, now_ms).await?;
    change.commit().await?;
    state.live.tell(session.user, changed());
    Ok(told)
}

/// What browsers are told.
pub(crate) fn changed() -> LiveEvent {
    LiveEvent::Setting {
        setting: SETTING.to_owned(),
    }
}

/// The state that an answer is about, for the next change.
pub(crate) fn state_of(stored: &Stored) -> HeaderMap {
    HeaderMap::from_iter([(header::ETAG, etag::of(stored.version))])
}
