//! Sessions and tokens in the database.

use belroute_shared::ids::{OrganisationId, SessionId, UserId};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, Set,
    sea_query::Expr,
};
use uuid::Uuid;

use super::{Session, secret};
use crate::{
    database::Database,
    entity::{session, token, user},
};

/// A session ends when it was not used for this long.
pub(crate) const IDLE_MS: i64 = 60 * 60 * 1000;
/// A session ends this long after signing in, used or not.
pub(crate) const LONGEST_MS: i64 = 12 * 60 * 60 * 1000;
/// Using a session is written down at most this often: a write for every request would cost more
/// than the request.
const TOUCH_MS: i64 = 60 * 1000;

/// A session that stands.
pub(crate) struct Found {
    pub(crate) id: SessionId,
    pub(crate) user: UserId,
    pub(crate) organisation: OrganisationId,
    last_active_at_ms: i64,
}

impl Found {
    pub(crate) fn is_worth_touching(&self, now_ms: i64) -> bool {
        now_ms - self.last_active_at_ms >= TOUCH_MS
    }
}

/// The session of a token, if it stands and its user may sign in.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now_ms: i64,
) -> Result<Option<Found>, DbErr> {
    let row = session::Entity::find()
        .filter(session::COLUMN.token_hash.eq(token_hash))
        .filter(session::COLUMN.ends_at_ms.gt(now_ms))
        .filter(session::COLUMN.last_active_at_ms.gt(now_ms - IDLE_MS))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    if !may_sign_in(db, row.user_id).await? {
        return Ok(None);
    }
    Ok(Some(Found {
        id: SessionId(row.id),
        user: UserId(row.user_id),
        organisation: OrganisationId(row.organisation_id),
        last_active_at_ms: row.last_active_at_ms,
    }))
}

/// Whether a session still stands.
pub(crate) async fn is_alive(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: SessionId,
    now_ms: i64,
) -> Result<bool, DbErr> {
    let row = session::Entity::find_by_id(id.0)
        .filter(session::COLUMN.user_id.eq(owner.0))
        .filter(session::COLUMN.ends_at_ms.gt(now_ms))
        .filter(session::COLUMN.last_active_at_ms.gt(now_ms - IDLE_MS))
        .one(db)
        .await?;
    Ok(row.is_some() && may_sign_in(db, owner.0).await?)
}

async fn may_sign_in(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, DbErr> {
    let row = user::Entity::find_by_id(id)
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// Writes down that a session was used.
pub(crate) async fn touch(db: &Database, id: SessionId, now_ms: i64) -> Result<(), DbErr> {
    let change = db.begin().await?;
    session::Entity::update_many()
        .col_expr(session::Column::LastActiveAtMs, Expr::value(now_ms))
        .filter(session::COLUMN.id.eq(id.0))
        .exec(&change)
        .await?;
    change.commit().await
}

/// What a new session is made of.
pub(crate) struct NewSession<'a> {
    pub(crate) user: UserId,
    pub(crate) organisation: OrganisationId,
    pub(crate) user_agent: &'a str,
    pub(crate) address: &'a str,
}

/// Begins a session and gives its token, which is never stored.
pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    new: NewSession<'_>,
    now_ms: i64,
) -> Result<String, DbErr> {
    let token = secret::new();
    session::ActiveModel {
        id: Set(Uuid::now_v7()),
        token_hash: Set(secret::hash(&token)),
        organisation_id: Set(new.organisation.0),
        user_id: Set(new.user.0),
        user_agent: Set(new.user_agent.chars().take(256).collect()),
        address: Set(new.address.to_owned()),
        created_at_ms: Set(now_ms),
        last_active_at_ms: Set(now_ms),
        ends_at_ms: Set(now_ms + LONGEST_MS),
    }
    .insert(db)
    .await?;
    Ok(token)
}

/// Ends a session.
pub(crate) async fn delete(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: SessionId,
) -> Result<(), DbErr> {
    session::Entity::delete_many()
        .filter(session::COLUMN.user_id.eq(owner.0))
        .filter(session::COLUMN.id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// The user of a personal access token.
pub(crate) async fn find_by_token(
    db: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<Option<Session>, DbErr> {
    let row = token::Entity::find()
        .filter(token::COLUMN.token_hash.eq(token_hash))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(may_sign_in(db, row.user_id).await?.then_some(Session {
        user: UserId(row.user_id),
        organisation: OrganisationId(row.organisation_id),
        id: None,
    }))
}

/// Makes a personal access token.
pub(crate) async fn insert_token(
    db: &impl ConnectionTrait,
    owner: &user::Model,
    name: &str,
    now_ms: i64,
) -> Result<String, DbErr> {
    let token = secret::new();
    token::ActiveModel {
        id: Set(Uuid::now_v7()),
        token_hash: Set(secret::hash(&token)),
        organisation_id: Set(owner.organisation_id),
        user_id: Set(owner.id),
        name: Set(name.to_owned()),
        created_at_ms: Set(now_ms),
    }
    .insert(db)
    .await?;
    Ok(token)
}

/// Who signs in with an identifier: by login name first, then by e-mail address. A login name has
/// no `@`, so that the two never meet.
pub(crate) async fn find_account(
    db: &impl ConnectionTrait,
    identifier: &str,
) -> Result<Option<user::Model>, DbErr> {
    // PostgreSQL refuses a text that holds a zero byte, and no name does.
    if identifier.contains('\0') {
        return Ok(None);
    }
    let column = if identifier.contains('@') {
        user::COLUMN.email.eq(identifier)
    } else {
        user::COLUMN.login.eq(identifier)
    };
    user::Entity::find()
        .filter(column)
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .one(db)
        .await
}
