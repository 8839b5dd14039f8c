//! Calls in the database. Lists are read by the index on the user and the moment, never by offset.

use belroute_shared::{
    calls::{CallFilter, CallPath, Direction},
    ids::{CallId, UserId},
};
use sea_orm::{
    Condition, ConnectionTrait, DbErr, EntityTrait, Order, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, sea_query::Expr,
};
use uuid::Uuid;

use super::kept;
use crate::{
    cursor::Cursor,
    entity::{call, call_leg, call_trace},
    words,
};

/// Where counting of missed calls stops.
const MOST_COUNTED: u64 = 100;

// Written as in the partial indexes: a bound value would keep SQLite from seeing that they fit.
const MISSED: &str = "is_missed";
const NEW: &str = "is_missed and not is_seen";

/// A user's calls, newest first, behind a cursor.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    owner: UserId,
    filter: CallFilter,
    after: Option<Cursor>,
    rows: u64,
) -> Result<Vec<call::Model>, DbErr> {
    let mut query = call::Entity::find().filter(call::COLUMN.user_id.eq(owner.0));
    query = match filter {
        CallFilter::All => query,
        CallFilter::Missed => query.filter(Expr::cust(MISSED)),
        CallFilter::Incoming => {
            query.filter(call::COLUMN.direction.eq(words::word(Direction::Incoming)))
        }
        CallFilter::Outgoing => {
            query.filter(call::COLUMN.direction.eq(words::word(Direction::Outgoing)))
        }
    };
    if let Some(cursor) = after {
        // The first condition alone lets the index begin at the cursor; the second is for calls
        // of the same millisecond.
        query = query
            .filter(call::COLUMN.started_at_ms.lte(cursor.at_ms))
            .filter(
                Condition::any()
                    .add(call::COLUMN.started_at_ms.lt(cursor.at_ms))
                    .add(call::COLUMN.id.lt(cursor.id)),
            );
    }
    query
        .order_by(call::Column::StartedAtMs, Order::Desc)
        .order_by(call::Column::Id, Order::Desc)
        .limit(rows)
        .all(db)
        .await
}

/// Missed calls that the user has not looked at; counting stops at a hundred.
pub(crate) async fn count_new(db: &impl ConnectionTrait, owner: UserId) -> Result<u32, DbErr> {
    let ids: Vec<Uuid> = call::Entity::find()
        .select_only()
        .column(call::Column::Id)
        .filter(call::COLUMN.user_id.eq(owner.0))
        .filter(Expr::cust(NEW))
        .limit(MOST_COUNTED)
        .into_tuple()
        .all(db)
        .await?;
    Ok(u32::try_from(ids.len()).unwrap_or(u32::MAX))
}

/// One call of the user with its legs, in the order in which they were tried.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: CallId,
) -> Result<Option<(call::Model, Vec<call_leg::Model>)>, DbErr> {
    let row = call::Entity::find_by_id(id.0)
        .filter(call::COLUMN.user_id.eq(owner.0))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let legs = call_leg::Entity::find()
        .filter(call_leg::COLUMN.call_id.eq(row.id))
        .filter(call_leg::COLUMN.organisation_id.eq(row.organisation_id))
        .order_by_asc(call_leg::Column::StartedAtMs)
        .order_by_asc(call_leg::Column::Id)
        .all(db)
        .await?;
    Ok(Some((row, legs)))
}

/// What a call of the user met, if that is known.
pub(crate) async fn find_path(
    db: &impl ConnectionTrait,
    owner: UserId,
    row: &call::Model,
) -> Result<Option<CallPath>, DbErr> {
    // Whose call it is, its row alone says.
    if row.user_id != owner.0 {
        return Ok(None);
    }
    let trace = call_trace::Entity::find_by_id(row.id)
        .filter(call_trace::COLUMN.organisation_id.eq(row.organisation_id))
        .one(db)
        .await?;
    Ok(trace.and_then(|it| kept::read(&it.trace, owner)))
}

/// Marks one call, or all, as looked at; how many were not before.
pub(crate) async fn see(
    db: &impl ConnectionTrait,
    owner: UserId,
    only: Option<CallId>,
) -> Result<u64, DbErr> {
    let mut query = call::Entity::update_many()
        .col_expr(call::Column::IsSeen, Expr::value(true))
        .filter(call::COLUMN.user_id.eq(owner.0))
        .filter(Expr::cust(NEW));
    if let Some(id) = only {
        query = query.filter(call::COLUMN.id.eq(id.0));
    }
    Ok(query.exec(db).await?.rows_affected)
}
