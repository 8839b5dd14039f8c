//! Schedules in the database, and who refers to them.

use belroute_shared::{
    ids::{OrganisationId, ScheduleId, UserId},
    schedules::{
        Schedule, ScheduleEntry, ScheduleEvent, ScheduleLevel, ScheduleSettings, ScheduleType,
        ScheduleUse, name_key,
    },
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    Select, Set,
    sea_query::{Expr, ExprTrait as _, LockType},
};

use crate::{
    company::{
        self,
        paging::{After, by_name},
    },
    database::Database,
    entity::{rule_schedule, schedule, user},
    phonebook::keys,
    words::{of_word, word},
};

/// Whose schedules.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Owner {
    /// A user's own.
    Person(OrganisationId, UserId),
    /// A company's.
    Company(OrganisationId),
}

impl Owner {
    pub(crate) fn level(self) -> ScheduleLevel {
        match self {
            Self::Person(..) => ScheduleLevel::People,
            Self::Company(_) => ScheduleLevel::Location,
        }
    }

    fn organisation(self) -> OrganisationId {
        match self {
            Self::Person(organisation, _) | Self::Company(organisation) => organisation,
        }
    }

    fn person(self) -> Option<UserId> {
        match self {
            Self::Person(_, user) => Some(user),
            Self::Company(_) => None,
        }
    }

    /// Begins a change of his schedules. Such changes go one after the other, so that what one has
    /// read and judged still holds when it writes.
    pub(crate) async fn begin(self, db: &Database) -> Result<DatabaseTransaction, DbErr> {
        let Self::Person(_, user) = self else {
            return company::begin(db, self.organisation()).await;
        };
        let change = db.begin().await?;
        // SQLite has one writer and leaves the lock out. Rows that point to the user can be written
        // meanwhile: his calls and sign-ins do not wait.
        user::Entity::find_by_id(user.0)
            .lock(LockType::NoKeyUpdate)
            .one(&change)
            .await?;
        Ok(change)
    }

    fn schedules(self) -> Select<schedule::Entity> {
        let all = schedule::Entity::find()
            .filter(schedule::COLUMN.organisation_id.eq(self.organisation().0));
        match self.person() {
            Some(user) => all.filter(schedule::COLUMN.user_id.eq(user.0)),
            None => all.filter(schedule::COLUMN.user_id.is_null()),
        }
    }

    fn by_name(self) -> Select<schedule::Entity> {
        self.schedules()
            .order_by_asc(schedule::Column::NameKey)
            .order_by_asc(schedule::Column::Id)
    }
}

/// A schedule, and how often it has been changed.
#[derive(Clone, Debug)]
pub(crate) struct Stored {
    pub(crate) schedule: Schedule,
    pub(crate) version: i32,
}

/// An owner's schedules by name.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    owner: Owner,
) -> Result<Vec<ScheduleEntry>, DbErr> {
    let rows = owner.by_name().all(db).await?;
    Ok(rows.iter().filter_map(entry).collect())
}

/// The same with their events.
pub(crate) async fn list_whole(
    db: &impl ConnectionTrait,
    owner: Owner,
) -> Result<Vec<Schedule>, DbErr> {
    let rows = owner.by_name().all(db).await?;
    let known = rows.iter().filter(|row| entry(row).is_some());
    known.map(|row| Ok(of_row(row)?.schedule)).collect()
}

/// Schedules of a company by name, behind a place.
pub(crate) async fn list_company(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    query: &str,
    after: Option<&After>,
    rows: u64,
) -> Result<Vec<schedule::Model>, DbErr> {
    let mut wanted = Owner::Company(organisation).schedules();
    for part in keys::parts(query) {
        wanted = wanted.filter(schedule::COLUMN.name_key.contains(part));
    }
    let (name, id) = (schedule::Column::NameKey, schedule::Column::Id);
    by_name(wanted, name, id, after, rows).all(db).await
}

/// A schedule in a list; `None` for one of a type that a newer program wrote.
pub(crate) fn entry(row: &schedule::Model) -> Option<ScheduleEntry> {
    Some(ScheduleEntry {
        id: ScheduleId(row.id),
        name: row.name.clone(),
        kind: of_word(&row.kind)?,
        level: match row.user_id {
            Some(_) => ScheduleLevel::People,
            None => ScheduleLevel::Location,
        },
    })
}

/// The whole of a stored schedule.
pub(crate) fn of_row(row: &schedule::Model) -> Result<Stored, DbErr> {
    let entry = entry(row).ok_or_else(|| DbErr::Type(format!("no schedule is {}", row.kind)))?;
    let events: Vec<ScheduleEvent> =
        serde_json::from_str(&row.events).map_err(|error| DbErr::Json(error.to_string()))?;
    Ok(Stored {
        schedule: Schedule {
            id: entry.id,
            name: entry.name,
            kind: entry.kind,
            level: entry.level,
            events,
        },
        version: row.version,
    })
}

/// One schedule of an owner.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    owner: Owner,
    id: ScheduleId,
) -> Result<Option<Stored>, DbErr> {
    let row = owner
        .schedules()
        .filter(schedule::COLUMN.id.eq(id.0))
        .one(db)
        .await?;
    row.as_ref().map(of_row).transpose()
}

/// Whether another organisation's company has such a schedule: for the audit log alone.
pub(crate) async fn is_stranger(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    id: ScheduleId,
) -> Result<bool, DbErr> {
    let row = schedule::Entity::find_by_id(id.0)
        .filter(schedule::COLUMN.organisation_id.ne(organisation.0))
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// How many schedules an owner has.
pub(super) async fn count(db: &impl ConnectionTrait, owner: Owner) -> Result<u64, DbErr> {
    owner.schedules().count(db).await
}

/// Whether another schedule of this owner and type has a name.
pub(super) async fn is_taken(
    db: &impl ConnectionTrait,
    owner: Owner,
    settings: &ScheduleSettings,
    except: Option<ScheduleId>,
) -> Result<bool, DbErr> {
    let row = owner
        .schedules()
        .filter(schedule::COLUMN.kind.eq(word(settings.kind)))
        .filter(schedule::COLUMN.name_key.eq(name_key(&settings.name)))
        .one(db)
        .await?;
    Ok(row.is_some_and(|row| except != Some(ScheduleId(row.id))))
}

/// Makes a schedule, with an id that nobody has.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    owner: Owner,
    id: ScheduleId,
    settings: &ScheduleSettings,
    now_ms: i64,
) -> Result<Stored, DbErr> {
    let row = schedule::ActiveModel {
        id: Set(id.0),
        organisation_id: Set(owner.organisation().0),
        user_id: Set(owner.person().map(|user| user.0)),
        kind: Set(word(settings.kind)),
        name: Set(settings.name.clone()),
        name_key: Set(name_key(&settings.name)),
        events: Set(json(&settings.events)?),
        version: Set(1),
        created_at_ms: Set(now_ms),
        changed_at_ms: Set(now_ms),
    };
    of_row(&row.insert(db).await?)
}

/// Saves a schedule; its type stays.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    owner: Owner,
    before: &Stored,
    settings: &ScheduleSettings,
    now_ms: i64,
) -> Result<Stored, DbErr> {
    let row = owner
        .schedules()
        .filter(schedule::COLUMN.id.eq(before.schedule.id.0))
        .one(db)
        .await?
        .ok_or(DbErr::RecordNotUpdated)?;
    let mut changed = row.into_active_model();
    changed.name = Set(settings.name.clone());
    changed.name_key = Set(name_key(&settings.name));
    changed.events = Set(json(&settings.events)?);
    changed.version = Set(before.version.wrapping_add(1));
    changed.changed_at_ms = Set(now_ms);
    of_row(&changed.update(db).await?)
}

/// Deletes a schedule. The database refuses while a rule refers to it.
pub(super) async fn delete(
    db: &impl ConnectionTrait,
    owner: Owner,
    id: ScheduleId,
) -> Result<(), DbErr> {
    let mut doomed = schedule::Entity::delete_many()
        .filter(schedule::COLUMN.organisation_id.eq(owner.organisation().0))
        .filter(schedule::COLUMN.id.eq(id.0));
    doomed = match owner.person() {
        Some(user) => doomed.filter(schedule::COLUMN.user_id.eq(user.0)),
        None => doomed.filter(schedule::COLUMN.user_id.is_null()),
    };
    doomed.exec(db).await?;
    Ok(())
}

/// Where rules refer to a schedule: all of the organisation, or those of one user.
pub(crate) async fn uses(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    of: Option<UserId>,
    id: ScheduleId,
) -> Result<Vec<ScheduleUse>, DbErr> {
    let (feature, user) = (
        rule_schedule::Column::Feature,
        rule_schedule::Column::UserId,
    );
    let mut rules = rule_schedule::Entity::find()
        .select_only()
        .column(feature)
        .column_as(Expr::col(rule_schedule::Column::RuleId).count(), "rules")
        .column_as(Expr::col(user).count_distinct(), "users")
        .filter(rule_schedule::COLUMN.organisation_id.eq(organisation.0))
        .filter(rule_schedule::COLUMN.schedule_id.eq(id.0))
        .group_by(feature)
        .order_by_asc(feature);
    if let Some(owner) = of {
        rules = rules.filter(rule_schedule::COLUMN.user_id.eq(owner.0));
    }
    let rows: Vec<(String, i64, i64)> = rules.into_tuple().all(db).await?;
    let uses = rows.into_iter().map(|(feature, rules, users)| ScheduleUse {
        feature,
        rules: rules.unsigned_abs(),
        users: of.is_none().then_some(users.unsigned_abs()),
    });
    Ok(uses.collect())
}

/// Whether a schedule is of the type that stands in an address.
pub(crate) fn is_of(stored: &Stored, kind: ScheduleType) -> bool {
    stored.schedule.kind == kind
}

fn json(events: &[ScheduleEvent]) -> Result<String, DbErr> {
    serde_json::to_string(events).map_err(|error| DbErr::Json(error.to_string()))
}
