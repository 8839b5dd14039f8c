//! What was done to users, and what of it they were not told of yet, in the database.

use belroute_shared::{
    audit::Action,
    ids::{AuditLineId, OrganisationId, UserId},
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
    sea_query::{Expr, ExprTrait as _, OnConflict},
};
use uuid::Uuid;

use crate::{
    audit::list::is_private,
    entity::{audit, organisation, told_changes, user},
    session::Session,
    words::word,
};

/// Something that somebody did to a user's account or settings, once or several times.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Untold {
    pub(super) user_id: Uuid,
    pub(super) actor_name: String,
    pub(super) action: String,
    pub(super) object: String,
    pub(super) times: i64,
}

/// Newer lines that are looked through for those that touch the same.
const MOST_NEWER: u64 = 500;

/// Lines about a user by their ids, the newest first; without those that are shut to who has opened his
/// panel.
pub(super) async fn list_lines(
    db: &impl ConnectionTrait,
    session: Session,
    ids: &[AuditLineId],
) -> Result<Vec<audit::Model>, DbErr> {
    let mut lines = audit::Entity::find()
        .filter(audit::COLUMN.user_id.eq(session.user.0))
        .filter(audit::COLUMN.organisation_id.eq(session.organisation.0))
        .filter(audit::COLUMN.id.is_in(ids.iter().map(|id| id.0)))
        .order_by_desc(audit::Column::AtMs)
        .order_by_desc(audit::Column::Id)
        .all(db)
        .await?;
    if session.reader().is_none() {
        lines.retain(|line| !is_private(line));
    }
    Ok(lines)
}

/// What was done to the same setting of the same user after a line, the newest first.
pub(super) async fn list_newer(
    db: &impl ConnectionTrait,
    owner: UserId,
    line: &audit::Model,
) -> Result<Vec<audit::Model>, DbErr> {
    let actions = [Action::SettingChanged, Action::SettingEnded];
    let is_newer = Condition::any()
        .add(audit::COLUMN.at_ms.gt(line.at_ms))
        .add(audit::COLUMN.id.gt(line.id));
    audit::Entity::find()
        .filter(audit::COLUMN.user_id.eq(owner.0))
        .filter(audit::COLUMN.organisation_id.eq(line.organisation_id))
        .filter(audit::COLUMN.object.eq(&line.object))
        .filter(audit::COLUMN.action.is_in(actions.map(word)))
        // The first condition alone lets the index begin at the line; the second is for lines of
        // the same millisecond.
        .filter(audit::COLUMN.at_ms.gte(line.at_ms))
        .filter(is_newer)
        .order_by_desc(audit::Column::AtMs)
        .order_by_desc(audit::Column::Id)
        .limit(MOST_NEWER)
        .all(db)
        .await
}

/// The time zone of an organisation, by name.
pub(super) async fn find_zone(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<String, DbErr> {
    let row = organisation::Entity::find_by_id(organisation.0)
        .one(db)
        .await?;
    Ok(row.map(|row| row.time_zone).unwrap_or_default())
}

/// Every organisation.
pub(super) async fn list_organisations(
    db: &impl ConnectionTrait,
) -> Result<Vec<organisation::Model>, DbErr> {
    organisation::Entity::find().all(db).await
}

/// What others did from one moment to another to users of these organisations who were not told
/// of it: like things as one, user by user.
pub(super) async fn list_untold(
    db: &impl ConnectionTrait,
    organisations: &[Uuid],
    actions: &[Action],
    from_ms: i64,
    until_ms: i64,
    rows: u64,
) -> Result<Vec<Untold>, DbErr> {
    let told = audit::Entity::belongs_to(told_changes::Entity)
        .from(audit::Column::UserId)
        .to(told_changes::Column::UserId)
        .into();
    let by_others = Condition::any().add(audit::COLUMN.actor_id.is_null()).add(
        Expr::col((audit::Entity, audit::Column::ActorId))
            .ne(Expr::col((audit::Entity, audit::Column::UserId))),
    );
    let untold = Condition::any()
        .add(told_changes::Column::UntilMs.is_null())
        .add(
            Expr::col((audit::Entity, audit::Column::AtMs)).gte(Expr::col((
                told_changes::Entity,
                told_changes::Column::UntilMs,
            ))),
        );
    audit::Entity::find()
        .select_only()
        .columns([
            audit::Column::UserId,
            audit::Column::ActorName,
            audit::Column::Action,
            audit::Column::Object,
        ])
        .column_as(audit::Column::Id.count(), "times")
        .join(JoinType::LeftJoin, told)
        .filter(audit::COLUMN.at_ms.gte(from_ms))
        .filter(audit::COLUMN.at_ms.lt(until_ms))
        .filter(
            audit::COLUMN
                .organisation_id
                .is_in(organisations.iter().copied()),
        )
        .filter(audit::COLUMN.user_id.is_not_null())
        .filter(audit::COLUMN.actor_name.ne(""))
        .filter(audit::COLUMN.action.is_in(actions.iter().map(word)))
        .filter(by_others)
        .filter(untold)
        .group_by(audit::Column::UserId)
        .group_by(audit::Column::ActorName)
        .group_by(audit::Column::Action)
        .group_by(audit::Column::Object)
        .order_by_asc(audit::Column::UserId)
        .order_by_asc(audit::Column::ActorName)
        .order_by_asc(audit::Column::Action)
        .order_by_asc(audit::Column::Object)
        .limit(rows)
        .into_model::<Untold>()
        .all(db)
        .await
}

/// These users.
pub(super) async fn list_users(
    db: &impl ConnectionTrait,
    ids: &[Uuid],
) -> Result<Vec<user::Model>, DbErr> {
    user::Entity::find()
        .filter(user::COLUMN.id.is_in(ids.iter().copied()))
        .all(db)
        .await
}

/// Writes down that these users know everything until a moment.
pub(super) async fn save_told(
    db: &impl ConnectionTrait,
    users: &[user::Model],
    until_ms: i64,
) -> Result<(), DbErr> {
    let rows = users.iter().map(|user| told_changes::ActiveModel {
        user_id: Set(user.id),
        organisation_id: Set(user.organisation_id),
        until_ms: Set(until_ms),
    });
    told_changes::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::column(told_changes::Column::UserId)
                .update_column(told_changes::Column::UntilMs)
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}
