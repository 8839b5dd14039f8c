//! Schedules of rules. Clients name them by level, type and name; rules keep the schedule itself, so
//! that it can be renamed.

use std::collections::HashMap;

use belroute_shared::{
    ids::ScheduleId,
    rule::{Rule, criterion::ScheduleName},
    schedules::{ScheduleLevel, name_key, tidied_name},
};
use sea_orm::{Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QuerySelect as _};

use crate::{entity::schedule, session::Session, words};

/// What the schedules of some rules are called.
pub(super) struct ScheduleNames(HashMap<ScheduleId, ScheduleName>);

impl ScheduleNames {
    pub(super) async fn of(db: &impl ConnectionTrait, rules: &[Rule]) -> Result<Self, DbErr> {
        let wanted: Vec<_> = rules.iter().filter_map(|rule| rule.schedule).collect();
        if wanted.is_empty() {
            return Ok(Self(HashMap::new()));
        }
        let rows: Vec<Row> = schedules()
            .filter(schedule::COLUMN.id.is_in(wanted.iter().map(|id| id.0)))
            .into_tuple()
            .all(db)
            .await?;
        Ok(Self(rows.into_iter().filter_map(named).collect()))
    }

    /// The schedule of a rule, by the words that clients name it with.
    pub(super) fn schedule(&self, rule: &Rule) -> Option<ScheduleName> {
        self.0.get(&rule.schedule?).cloned()
    }

    /// The name of it alone.
    pub(super) fn name(&self, rule: &Rule) -> Option<String> {
        self.schedule(rule).map(|it| it.name)
    }
}

/// The schedule that somebody means: his own, or the company's, and where he does not say which,
/// his own before the company's.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    session: Session,
    wanted: &ScheduleName,
) -> Result<Option<ScheduleId>, DbErr> {
    let is_within_reach = Condition::any()
        .add(schedule::COLUMN.user_id.eq(session.user.0))
        .add(schedule::COLUMN.user_id.is_null());
    let rows: Vec<Row> = schedules()
        .filter(schedule::COLUMN.organisation_id.eq(session.organisation.0))
        .filter(is_within_reach)
        .into_tuple()
        .all(db)
        .await?;
    // Compared here, because a name from outside may hold what the database does not take.
    let key = name_key(&tidied_name(&wanted.name));
    let fits = |it: &ScheduleName, level| {
        it.kind == wanted.kind && it.owner == Some(level) && name_key(&it.name) == key
    };
    let named: Vec<_> = rows.into_iter().filter_map(named).collect();
    let of_level = |level| {
        let mut named = named.iter();
        named.find(|(_, it)| fits(it, level)).map(|(id, _)| *id)
    };
    Ok(match wanted.owner {
        Some(level) => of_level(level),
        None => of_level(ScheduleLevel::People).or_else(|| of_level(ScheduleLevel::Location)),
    })
}

/// Id, owner, type and name; not the events, which can be many.
type Row = (uuid::Uuid, Option<uuid::Uuid>, String, String);

fn schedules() -> sea_orm::Select<schedule::Entity> {
    schedule::Entity::find().select_only().columns([
        schedule::Column::Id,
        schedule::Column::UserId,
        schedule::Column::Kind,
        schedule::Column::Name,
    ])
}

fn named((id, owner, kind, name): Row) -> Option<(ScheduleId, ScheduleName)> {
    let name = ScheduleName {
        name,
        kind: words::of_word(&kind)?,
        owner: Some(match owner {
            Some(_) => ScheduleLevel::People,
            None => ScheduleLevel::Location,
        }),
    };
    Some((ScheduleId(id), name))
}
