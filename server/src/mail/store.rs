//! Mail in the database.

use belroute_shared::ids::UserId;
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::Expr,
};

use crate::entity::{email_address, mail, user};

/// Mails that are looked at in one round.
const TOGETHER: u64 = 50;

/// The extra addresses of a user to which notices go.
pub(super) async fn list_extra(
    db: &impl ConnectionTrait,
    to: &user::Model,
) -> Result<Vec<email_address::Model>, DbErr> {
    email_address::Entity::find()
        .filter(email_address::COLUMN.user_id.eq(to.id))
        .filter(email_address::COLUMN.confirmed_at_ms.is_not_null())
        .order_by_asc(email_address::Column::Id)
        .all(db)
        .await
}

/// When links were mailed to an address of a user since a moment, the newest first.
pub(crate) async fn list_links(
    db: &impl ConnectionTrait,
    owner: UserId,
    address: &str,
    since_ms: i64,
) -> Result<Vec<i64>, DbErr> {
    let rows = mail::Entity::find()
        .filter(mail::COLUMN.user_id.eq(owner.0))
        .filter(mail::COLUMN.recipient.eq(address))
        .filter(mail::COLUMN.idempotency_key.starts_with("link "))
        .filter(mail::COLUMN.created_at_ms.gt(since_ms))
        .order_by_desc(mail::Column::CreatedAtMs)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.created_at_ms).collect())
}

/// Mails whose turn it is, the oldest first.
pub(super) async fn list_due(
    db: &impl ConnectionTrait,
    now_ms: i64,
) -> Result<Vec<mail::Model>, DbErr> {
    mail::Entity::find()
        .filter(Expr::cust("sealed_message is not null"))
        .filter(mail::COLUMN.next_try_at_ms.lte(now_ms))
        .order_by_asc(mail::Column::NextTryAtMs)
        .limit(TOGETHER)
        .all(db)
        .await
}

/// When the next one is due.
pub(super) async fn next_at(db: &impl ConnectionTrait) -> Result<Option<i64>, DbErr> {
    let next = mail::Entity::find()
        .filter(Expr::cust("sealed_message is not null"))
        .order_by_asc(mail::Column::NextTryAtMs)
        .one(db)
        .await?;
    Ok(next.map(|row| row.next_try_at_ms))
}

/// Takes a mail on for a while; false when another server has taken it.
pub(super) async fn claim(
    db: &impl ConnectionTrait,
    row: &mail::Model,
    until_ms: i64,
) -> Result<bool, DbErr> {
    let claimed = mail::Entity::update_many()
        .col_expr(mail::Column::NextTryAtMs, Expr::value(until_ms))
        .col_expr(mail::Column::Tries, Expr::value(row.tries + 1))
        .filter(mail::COLUMN.id.eq(row.id))
        .filter(mail::COLUMN.next_try_at_ms.eq(row.next_try_at_ms))
        .filter(Expr::cust("sealed_message is not null"))
        .exec(db)
        .await?;
    Ok(claimed.rows_affected == 1)
}

/// Stays with a mail for longer, unless another server has taken it meanwhile.
pub(super) async fn renew(
    db: &impl ConnectionTrait,
    row: &mail::Model,
    until_ms: i64,
    longer_ms: i64,
) -> Result<(), DbErr> {
    mail::Entity::update_many()
        .col_expr(mail::Column::NextTryAtMs, Expr::value(longer_ms))
        .filter(mail::COLUMN.id.eq(row.id))
        .filter(mail::COLUMN.next_try_at_ms.eq(until_ms))
        .exec(db)
        .await?;
    Ok(())
}

/// The mail server has it: what it said is taken away.
pub(super) async fn sent(
    db: &impl ConnectionTrait,
    row: &mail::Model,
    now_ms: i64,
) -> Result<(), DbErr> {
    mail::Entity::update_many()
        .col_expr(mail::Column::SentAtMs, Expr::value(now_ms))
        .col_expr(mail::Column::SealedMessage, Expr::value(None::<String>))
        .col_expr(mail::Column::Sound, Expr::value(None::<String>))
        .col_expr(mail::Column::Failure, Expr::value(None::<String>))
        .filter(mail::COLUMN.id.eq(row.id))
        .exec(db)
        .await?;
    Ok(())
}

/// It did not go out: when it is tried again, or never when there is no such moment.
pub(super) async fn failed(
    db: &impl ConnectionTrait,
    row: &mail::Model,
    reason: &str,
    again_at_ms: Option<i64>,
) -> Result<(), DbErr> {
    let mut query = mail::Entity::update_many()
        .col_expr(mail::Column::Failure, Expr::value(reason))
        .filter(mail::COLUMN.id.eq(row.id));
    query = match again_at_ms {
        Some(again_at_ms) => query.col_expr(mail::Column::NextTryAtMs, Expr::value(again_at_ms)),
        None => query
            .col_expr(mail::Column::SealedMessage, Expr::value(None::<String>))
            .col_expr(mail::Column::Sound, Expr::value(None::<String>)),
    };
    query.exec(db).await?;
    Ok(())
}
