//! Sessions and tokens in the database.

use belroute_shared::ids::{OrganisationId, SessionId, UserId};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, ExprTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Set,
    sea_query::{Expr, SimpleExpr},
};
use uuid::Uuid;

use super::{Session, secret};
use crate::{
    database::Database,
    entity::{organisation, session, sign_in, token, user},
};

/// How many sessions a list shows.
const MOST_LISTED: u64 = 100;
/// Using a session is written down at most this often: a write for every request would cost more
/// than the request.
const TOUCH_MS: i64 = 60 * 1000;

/// A session that stands.
pub(crate) struct Found {
    pub(crate) id: SessionId,
    pub(crate) user: UserId,
    pub(crate) organisation: OrganisationId,
    pub(crate) confirmed_at_ms: i64,
    pub(crate) factor_at_ms: i64,
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
        .filter(not_idle(now_ms))
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
        confirmed_at_ms: row.confirmed_at_ms,
        factor_at_ms: row.factor_at_ms,
        last_active_at_ms: row.last_active_at_ms,
    }))
}

/// Sessions that were used lately enough.
pub(super) fn not_idle(now_ms: i64) -> SimpleExpr {
    Expr::col(session::Column::LastActiveAtMs)
        .add(Expr::col(session::Column::IdleMs))
        .gt(now_ms)
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
        .filter(not_idle(now_ms))
        .one(db)
        .await?;
    Ok(row.is_some() && may_sign_in(db, owner.0).await?)
}

pub(super) async fn may_sign_in(db: &impl ConnectionTrait, id: Uuid) -> Result<bool, DbErr> {
    Ok(find_user(db, UserId(id)).await?.is_some())
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
    pub(crate) limits: Limits,
    /// When he last proved who he is.
    pub(crate) confirmed_at_ms: i64,
    /// When he last gave a second factor; 0 when he did not.
    pub(crate) factor_at_ms: i64,
}

/// How long a session lasts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) idle_ms: i64,
    pub(crate) longest_ms: i64,
}

impl Limits {
    /// What an organisation has set.
    pub(crate) fn of(organisation: &organisation::Model) -> Self {
        const MINUTE_MS: i64 = 60 * 1000;
        Self {
            idle_ms: i64::from(organisation.idle_minutes) * MINUTE_MS,
            longest_ms: i64::from(organisation.longest_minutes) * MINUTE_MS,
        }
    }
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
        ends_at_ms: Set(now_ms + new.limits.longest_ms),
        idle_ms: Set(new.limits.idle_ms),
        confirmed_at_ms: Set(new.confirmed_at_ms),
        factor_at_ms: Set(new.factor_at_ms),
        sealed_key: Set(None),
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

/// Ends the session of a token, also one that nobody has used for too long.
pub(crate) async fn delete_by_token(
    db: &impl ConnectionTrait,
    token_hash: &str,
) -> Result<(), DbErr> {
    session::Entity::delete_many()
        .filter(session::COLUMN.token_hash.eq(token_hash))
        .exec(db)
        .await?;
    Ok(())
}

/// The password was typed again, and perhaps a second factor given with it.
pub(crate) async fn confirm(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: SessionId,
    with_factor: bool,
    now_ms: i64,
) -> Result<(), DbErr> {
    let mut query = session::Entity::update_many()
        .col_expr(session::Column::ConfirmedAtMs, Expr::value(now_ms))
        .filter(session::COLUMN.user_id.eq(owner.0))
        .filter(session::COLUMN.id.eq(id.0));
    if with_factor {
        query = query.col_expr(session::Column::FactorAtMs, Expr::value(now_ms));
    }
    query.exec(db).await?;
    Ok(())
}

/// Keeps the sealed key of an authenticator app that is being set up, or forgets it.
pub(crate) async fn keep_key(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: SessionId,
    sealed: Option<&str>,
) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::SealedKey, Expr::value(sealed))
        .filter(session::COLUMN.user_id.eq(owner.0))
        .filter(session::COLUMN.id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// The key that [`keep_key`] kept.
pub(crate) async fn find_key(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: SessionId,
) -> Result<Option<String>, DbErr> {
    let row = session::Entity::find_by_id(id.0)
        .filter(session::COLUMN.user_id.eq(owner.0))
        .one(db)
        .await?;
    Ok(row.and_then(|row| row.sealed_key))
}

/// A user's sessions that stand, the newest first.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    owner: UserId,
    now_ms: i64,
) -> Result<Vec<session::Model>, DbErr> {
    session::Entity::find()
        .filter(session::COLUMN.user_id.eq(owner.0))
        .filter(session::COLUMN.ends_at_ms.gt(now_ms))
        .filter(not_idle(now_ms))
        .order_by_desc(session::Column::Id)
        .limit(MOST_LISTED)
        .all(db)
        .await
}

/// Ends all sessions of a user but one. How many there were.
pub(crate) async fn delete_sessions(
    db: &impl ConnectionTrait,
    owner: UserId,
    except: Option<SessionId>,
) -> Result<u64, DbErr> {
    let mut query = session::Entity::delete_many().filter(session::COLUMN.user_id.eq(owner.0));
    if let Some(except) = except {
        query = query.filter(session::COLUMN.id.ne(except.0));
    }
    Ok(query.exec(db).await?.rows_affected)
}

/// The same, and every sign-in that he has begun.
pub(crate) async fn delete_others(
    db: &impl ConnectionTrait,
    owner: UserId,
    except: Option<SessionId>,
) -> Result<u64, DbErr> {
    let ended = delete_sessions(db, owner, except).await?;
    sign_in::Entity::delete_many()
        .filter(sign_in::COLUMN.user_id.eq(owner.0))
        .exec(db)
        .await?;
    Ok(ended)
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
        confirmed_at_ms: i64::MIN,
        factor_at_ms: i64::MIN,
        opened_by: None,
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

/// A user who may sign in.
pub(crate) async fn find_user(
    db: &impl ConnectionTrait,
    id: UserId,
) -> Result<Option<user::Model>, DbErr> {
    user::Entity::find_by_id(id.0)
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .one(db)
        .await
}

/// The organisation of a user.
pub(crate) async fn organisation_of(
    db: &impl ConnectionTrait,
    user: &user::Model,
) -> Result<organisation::Model, DbErr> {
    organisation::Entity::find_by_id(user.organisation_id)
        .one(db)
        .await?
        .ok_or_else(|| DbErr::RecordNotFound("a user without organisation".to_owned()))
}

/// Stores a hash of the same password that was made with the parameters of now, unless the
/// password was changed meanwhile.
pub(crate) async fn rehash(
    db: &impl ConnectionTrait,
    owner: &user::Model,
    hash: String,
) -> Result<(), DbErr> {
    user::Entity::update_many()
        .col_expr(user::Column::PasswordHash, Expr::value(hash))
        .filter(user::COLUMN.id.eq(owner.id))
        .filter(user::COLUMN.password_hash.eq(owner.password_hash.clone()))
        .exec(db)
        .await?;
    Ok(())
}
