//! Calls in the database. Lists are read by an index that ends in the moment, never by offset.

use belroute_shared::{
    calls::{CallFilter, CallOrder, CallPath, Direction, Line, Outcome},
    ids::{CallId, UserId},
};
use sea_orm::{
    Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait as _, Order, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select, sea_query::Expr,
};
use uuid::Uuid;

use super::{kept, wanted::Wanted};
use crate::{
    cursor::Cursor,
    entity::{call, call_leg, call_trace},
    voicemail, words,
};

/// Where counting of missed calls stops.
const MOST_COUNTED: u64 = 100;
/// How many numbers of one user words are looked for in.
const MOST_NUMBERS: u64 = 10_000;
/// How many lines one user's calls can be narrowed down to.
const MOST_LINES: u64 = 100;

// Written as in the partial indexes: a bound value would keep SQLite from seeing that they fit.
const MISSED: &str = "is_missed";
const NEW: &str = "is_missed and not is_seen";
const SHOWN: &str = "not is_hidden";

/// A user's calls that he has not taken off his list.
fn shown(owner: UserId) -> Select<call::Entity> {
    call::Entity::find()
        .filter(call::COLUMN.user_id.eq(owner.0))
        .filter(Expr::cust(SHOWN))
}

/// The same for who reads all of them: the condition, which always holds, leads SQLite to the index
/// that has what is looked for.
fn whole(owner: UserId) -> Select<call::Entity> {
    shown(owner).filter(call::COLUMN.started_at_ms.gte(0))
}

/// A user's calls in the order that is wanted, behind a cursor.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    owner: UserId,
    wanted: &Wanted,
    after: Option<Cursor>,
    rows: u64,
) -> Result<Vec<call::Model>, DbErr> {
    let query = shown(owner).filter(fits(owner, wanted));
    let (query, order) = match wanted.query.order {
        CallOrder::NewestFirst => (query, Order::Desc),
        CallOrder::OldestFirst => (query, Order::Asc),
    };
    let query = match after {
        Some(cursor) => query.filter(behind(cursor, &order)),
        None => query,
    };
    query
        .order_by(call::Column::StartedAtMs, order.clone())
        .order_by(call::Column::Id, order)
        .limit(rows)
        .all(db)
        .await
}

/// What comes after a cursor. The first condition alone lets the index begin there; the second is
/// for calls of the same millisecond.
fn behind(cursor: Cursor, order: &Order) -> Condition {
    let (at, id) = (call::COLUMN.started_at_ms, call::COLUMN.id);
    let (from_here, further) = match order {
        Order::Asc => (
            at.gte(cursor.at_ms),
            Condition::any()
                .add(at.gt(cursor.at_ms))
                .add(id.gt(cursor.id)),
        ),
        _ => (
            at.lte(cursor.at_ms),
            Condition::any()
                .add(at.lt(cursor.at_ms))
                .add(id.lt(cursor.id)),
        ),
    };
    Condition::all().add(from_here).add(further)
}

/// Everything that has to hold.
fn fits(owner: UserId, wanted: &Wanted) -> Condition {
    let query = &wanted.query;
    let direction = |it| call::COLUMN.direction.eq(words::word(it));
    let filter = match query.filter {
        CallFilter::All => None,
        CallFilter::Missed => Some(Expr::cust(MISSED)),
        CallFilter::Incoming => Some(direction(Direction::Incoming)),
        CallFilter::Outgoing => Some(direction(Direction::Outgoing)),
    };
    let outcome = query
        .outcome
        .map(|it| call::COLUMN.outcome.eq(words::word(it)));
    let line = query.via.as_ref().map(|line| match line {
        Line::Internal => call::COLUMN.via_kind.eq("internal"),
        Line::Anonymous => call::COLUMN.via_kind.eq("anonymous"),
        Line::Number(number) => call::COLUMN
            .via_kind
            .is_in(["direct", "line"])
            .and(call::COLUMN.via_number.eq(number.as_str())),
    });
    let message = query.has_message.then(|| {
        call::COLUMN
            .outcome
            .eq(words::word(Outcome::Voicemail))
            .and(voicemail::store::is_left_by(owner, call::Column::SipCallId))
    });
    // As it is shown: rounded to whole seconds.
    let talk = query.longer_than.map(|seconds| {
        let ended = Expr::col((call::Entity, call::Column::EndedAtMs));
        ended
            .sub(Expr::col((call::Entity, call::Column::AnsweredAtMs)))
            .gte(i64::from(seconds) * 1000 + 500)
    });
    let numbers = wanted.numbers.as_ref();
    let numbers = numbers.map(|it| {
        call::COLUMN
            .other_number
            .is_in(it.iter().map(String::as_str))
    });
    let from = wanted.from_ms.map(|it| call::COLUMN.started_at_ms.gte(it));
    let before = wanted.before_ms.map(|it| call::COLUMN.started_at_ms.lt(it));
    [filter, outcome, line, message, talk, numbers, from, before]
        .into_iter()
        .flatten()
        .fold(Condition::all(), Condition::add)
}

/// The numbers of the other sides of a user's calls.
pub(super) async fn list_numbers(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<Vec<String>, DbErr> {
    whole(owner)
        .select_only()
        .column(call::Column::OtherNumber)
        .filter(call::COLUMN.other_number.is_not_null())
        .distinct()
        .order_by_asc(call::Column::OtherNumber)
        .limit(MOST_NUMBERS)
        .into_tuple()
        .all(db)
        .await
}

/// The lines that a user's calls have used: how each is called, and its number.
pub(super) async fn list_lines(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<Vec<(String, Option<String>)>, DbErr> {
    whole(owner)
        .select_only()
        .columns([call::Column::ViaKind, call::Column::ViaNumber])
        .distinct()
        .order_by_asc(call::Column::ViaKind)
        .order_by_asc(call::Column::ViaNumber)
        .limit(MOST_LINES)
        .into_tuple()
        .all(db)
        .await
}

/// Takes a call that is over off the user's list, or puts it back; the row stays.
pub(super) async fn hide(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: CallId,
    is_hidden: bool,
) -> Result<bool, DbErr> {
    let changed = call::Entity::update_many()
        .col_expr(call::Column::IsHidden, Expr::value(is_hidden))
        // What is not on the list is not counted among what is new either.
        .col_expr(call::Column::IsSeen, Expr::value(true))
        .filter(call::COLUMN.id.eq(id.0))
        .filter(call::COLUMN.user_id.eq(owner.0))
        .filter(call::COLUMN.ended_at_ms.is_not_null())
        .exec(db)
        .await?;
    Ok(changed.rows_affected > 0)
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
