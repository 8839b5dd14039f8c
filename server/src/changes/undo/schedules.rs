//! The user's own schedules.

use belroute_shared::{
    features::MyFeatures,
    ids::ScheduleId,
    schedules::{Schedule, ScheduleLevel, ScheduleSettings},
};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{Outcome, document::Document, items, leaf::Leaf, subject::Subject};
use crate::{
    error::{ApiError, ApiResult},
    json::decoded,
    schedules::{self, Owner, Stored},
    session::Session,
    settings::Change,
};

/// Where schedules stand in a document.
pub(super) const LIST: &str = "schedules";

pub(super) struct OwnSchedules;

impl Subject for OwnSchedules {
    fn documents(before: Value, after: Value) -> Option<(Value, Value)> {
        Some((side(before)?, side(after)?))
    }

    fn may(_: &MyFeatures, _: &[Leaf]) -> bool {
        true
    }

    async fn now(db: &impl ConnectionTrait, session: Session, _: Timestamp) -> ApiResult<Value> {
        let all = schedules::store::list_whole(db, owner(session)).await?;
        let by_id: ApiResult<Map<String, Value>> = all.iter().map(entry).collect();
        Ok(items::object(LIST, by_id?))
    }

    async fn write(change: &Change<'_>, document: &Document) -> ApiResult<Outcome> {
        let mut lines = Vec::new();
        for (id, wanted) in items::changed(LIST, &document.before, &document.wanted) {
            let (before, after) = put_back(change, id, wanted).await?;
            let line = |it: Option<Stored>| {
                serde_json::to_value(it.map(|it| it.schedule))
                    .map_err(|error| ApiError::Internal(error.into()))
            };
            lines.push((line(before)?, line(after)?));
        }
        Ok(Outcome {
            lines,
            events: vec![(change.session.user, schedules::changed())],
        })
    }
}

/// Makes one schedule what it is to be, and gives what it was and is.
async fn put_back(
    change: &Change<'_>,
    id: Uuid,
    wanted: Option<&Value>,
) -> ApiResult<(Option<Stored>, Option<Stored>)> {
    let (db, owner, id) = (&change.db, owner(change.session), ScheduleId(id));
    let now_ms = change.now.as_millisecond();
    let before = schedules::store::find(db, owner, id).await?;
    let Some(wanted) = wanted else {
        if let Some(stored) = &before {
            schedules::remove(db, owner, stored).await?;
        }
        return Ok((before, None));
    };
    let wanted: ScheduleSettings = decoded(wanted.clone())?;
    let after = match &before {
        Some(stored) => schedules::replace(db, owner, stored, wanted, now_ms).await?,
        None => schedules::put_back(db, owner, id, wanted, now_ms).await?,
    };
    Ok((before, Some(after)))
}

fn side(json: Value) -> Option<Value> {
    if json.is_null() {
        return Some(items::object_of_one(LIST, None));
    }
    let schedule: Schedule = serde_json::from_value(json).ok()?;
    (schedule.level == ScheduleLevel::People).then_some(())?;
    Some(items::object_of_one(LIST, Some(entry(&schedule).ok()?)))
}

fn entry(schedule: &Schedule) -> ApiResult<(String, Value)> {
    let settings = serde_json::to_value(schedule.settings())
        .map_err(|error| ApiError::Internal(error.into()))?;
    Ok((schedule.id.to_string(), settings))
}

fn owner(session: Session) -> Owner {
    Owner::Person(session.organisation, session.user)
}
