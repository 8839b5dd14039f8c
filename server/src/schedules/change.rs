//! What is judged when a schedule is made, changed or taken away. All of it stands in one
//! transaction that [`Owner::begin`] began.

use belroute_shared::{
    error::{Code, FieldError},
    ids::{EventId, ScheduleId},
    schedules::{MOST_SCHEDULES, ScheduleSettings, ScheduleUses},
};
use sea_orm::{ConnectionTrait, SqlErr};
use uuid::Uuid;

use super::store::{self, Owner, Stored};
use crate::error::{ApiError, ApiResult};

/// Makes a schedule; its events get new ids.
pub(crate) async fn make(
    db: &impl ConnectionTrait,
    owner: Owner,
    mut settings: ScheduleSettings,
    now_ms: i64,
) -> ApiResult<Stored> {
    for event in &mut settings.events {
        event.id = None;
    }
    let id = ScheduleId(Uuid::now_v7());
    put_back(db, owner, id, settings, now_ms).await
}

/// Makes a schedule again that was taken away: it and its events are what they were.
pub(crate) async fn put_back(
    db: &impl ConnectionTrait,
    owner: Owner,
    id: ScheduleId,
    settings: ScheduleSettings,
    now_ms: i64,
) -> ApiResult<Stored> {
    let settings = judged(owner, settings)?;
    if store::count(db, owner).await? >= MOST_SCHEDULES {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    if store::is_taken(db, owner, &settings, None).await? {
        return Err(ApiError::NameTaken);
    }
    Ok(store::insert(db, owner, id, &settings, now_ms).await?)
}

/// Changes a schedule. Events without an id are new ones.
pub(crate) async fn replace(
    db: &impl ConnectionTrait,
    owner: Owner,
    before: &Stored,
    settings: ScheduleSettings,
    now_ms: i64,
) -> ApiResult<Stored> {
    if settings.kind != before.schedule.kind {
        return Err(ApiError::field("type", Code::NotOffered));
    }
    let settings = judged(owner, settings)?;
    if store::is_taken(db, owner, &settings, Some(before.schedule.id)).await? {
        return Err(ApiError::NameTaken);
    }
    Ok(store::save(db, owner, before, &settings, now_ms).await?)
}

/// Takes a schedule away, unless a rule refers to it.
pub(crate) async fn remove(
    db: &impl ConnectionTrait,
    owner: Owner,
    stored: &Stored,
) -> ApiResult<()> {
    let (organisation, of) = match owner {
        Owner::Person(organisation, user) => (organisation, Some(user)),
        Owner::Company(organisation) => (organisation, None),
    };
    let uses = store::uses(db, organisation, of, stored.schedule.id).await?;
    if !uses.is_empty() {
        return Err(in_use(ScheduleUses { uses }));
    }
    match store::delete(db, owner, stored.schedule.id).await {
        // A rule came in between.
        Err(error)
            if matches!(
                error.sql_err(),
                Some(SqlErr::ForeignKeyConstraintViolation(_))
            ) =>
        {
            Err(in_use(ScheduleUses::default()))
        }
        deleted => Ok(deleted?),
    }
}

fn in_use(uses: ScheduleUses) -> ApiError {
    match serde_json::to_value(uses.uses) {
        Ok(uses) => ApiError::InUse {
            code: Code::ScheduleInUse,
            uses,
        },
        Err(error) => ApiError::Internal(error.into()),
    }
}

/// The settings as they are stored: tidied, good, and each event with an id of its own.
fn judged(owner: Owner, settings: ScheduleSettings) -> Result<ScheduleSettings, Vec<FieldError>> {
    let mut settings = settings.tidied();
    settings.check(owner.level())?;
    for event in &mut settings.events {
        event.id.get_or_insert_with(|| EventId(Uuid::now_v7()));
    }
    Ok(settings)
}
