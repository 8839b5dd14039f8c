//! Sign-ins that have not come to their end, and browsers that are known.

use belroute_shared::ids::{BrowserId, OrganisationId, UserId};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, ExprTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Set,
    sea_query::{Expr, OnConflict},
};
use uuid::Uuid;

use crate::{
    entity::{browser, organisation, sign_in, user},
    session::secret,
};

/// A sign-in that is not finished by then begins anew.
pub(super) const LONGEST_MS: i64 = 10 * 60 * 1000;
/// Wrong codes that end it.
pub(super) const MOST_WRONG_CODES: i32 = 5;
/// For how long a browser is remembered.
const REMEMBERED_MS: i64 = 24 * 3600 * 1000;
/// How many browsers of a user are looked at.
const MOST_BROWSERS: u64 = 100;

/// A sign-in with whom it is about.
#[derive(Clone, Debug)]
pub(crate) struct Pending {
    pub(super) row: sign_in::Model,
    pub(super) user: user::Model,
    pub(super) organisation: organisation::Model,
}

impl Pending {
    pub(super) fn user_id(&self) -> UserId {
        UserId(self.user.id)
    }

    pub(super) fn organisation_id(&self) -> OrganisationId {
        OrganisationId(self.user.organisation_id)
    }
}

/// What a sign-in begins with.
pub(super) struct NewSignIn<'a> {
    pub(super) user: &'a user::Model,
    pub(super) identifier_key: &'a str,
    pub(super) user_agent: &'a str,
    pub(super) address: &'a str,
    pub(super) has_second_factor: bool,
    pub(super) factor_at_ms: i64,
}

/// Begins one and gives its token, which is never stored.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    new: NewSignIn<'_>,
    now_ms: i64,
) -> Result<(sign_in::Model, String), DbErr> {
    let token = secret::new();
    let row = sign_in::ActiveModel {
        id: Set(Uuid::now_v7()),
        token_hash: Set(secret::hash(&token)),
        organisation_id: Set(new.user.organisation_id),
        user_id: Set(new.user.id),
        identifier_hash: Set(new.identifier_key.to_owned()),
        user_agent: Set(new.user_agent.chars().take(256).collect()),
        address: Set(new.address.to_owned()),
        has_second_factor: Set(new.has_second_factor),
        factor_at_ms: Set(new.factor_at_ms),
        remember: Set(false),
        wrong_codes: Set(0),
        sealed_key: Set(None),
        ends_at_ms: Set(now_ms + LONGEST_MS),
    }
    .insert(db)
    .await?;
    Ok((row, token))
}

/// The sign-in of a token, if it is not over and its user may still sign in.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    token_hash: &str,
    now_ms: i64,
) -> Result<Option<Pending>, DbErr> {
    let row = sign_in::Entity::find()
        .filter(sign_in::COLUMN.token_hash.eq(token_hash))
        .filter(sign_in::COLUMN.ends_at_ms.gt(now_ms))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let user = user::Entity::find_by_id(row.user_id)
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .one(db)
        .await?;
    let organisation = organisation::Entity::find_by_id(row.organisation_id)
        .one(db)
        .await?;
    Ok(user.zip(organisation).map(|(user, organisation)| Pending {
        row,
        user,
        organisation,
    }))
}

/// The factor was given; whether the browser is to be remembered.
pub(super) async fn give_factor(
    db: &impl ConnectionTrait,
    pending: &Pending,
    remember: bool,
    now_ms: i64,
) -> Result<(), DbErr> {
    sign_in::Entity::update_many()
        .col_expr(sign_in::Column::HasSecondFactor, Expr::value(true))
        .col_expr(sign_in::Column::FactorAtMs, Expr::value(now_ms))
        .col_expr(sign_in::Column::Remember, Expr::value(remember))
        .filter(sign_in::COLUMN.id.eq(pending.row.id))
        .filter(sign_in::COLUMN.user_id.eq(pending.user.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Counts a wrong code and says how many there were.
pub(super) async fn count_wrong_code(
    db: &impl ConnectionTrait,
    pending: &Pending,
) -> Result<i32, DbErr> {
    sign_in::Entity::update_many()
        .col_expr(
            sign_in::Column::WrongCodes,
            Expr::col(sign_in::Column::WrongCodes).add(1),
        )
        .filter(sign_in::COLUMN.id.eq(pending.row.id))
        .filter(sign_in::COLUMN.user_id.eq(pending.user.id))
        .exec(db)
        .await?;
    let row = sign_in::Entity::find_by_id(pending.row.id).one(db).await?;
    Ok(row.map_or(i32::MAX, |row| row.wrong_codes))
}

/// Keeps the sealed key of an authenticator app that is being set up.
pub(super) async fn keep_key(
    db: &impl ConnectionTrait,
    pending: &Pending,
    sealed: &str,
) -> Result<(), DbErr> {
    sign_in::Entity::update_many()
        .col_expr(sign_in::Column::SealedKey, Expr::value(sealed))
        .filter(sign_in::COLUMN.id.eq(pending.row.id))
        .filter(sign_in::COLUMN.user_id.eq(pending.user.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Ends a sign-in; false when another request has ended it before.
pub(super) async fn delete(db: &impl ConnectionTrait, pending: &Pending) -> Result<bool, DbErr> {
    let ended = sign_in::Entity::delete_many()
        .filter(sign_in::COLUMN.id.eq(pending.row.id))
        .filter(sign_in::COLUMN.user_id.eq(pending.user.id))
        .exec(db)
        .await?;
    Ok(ended.rows_affected == 1)
}

/// A browser that a user has signed in with before.
pub(super) async fn find_browser(
    db: &impl ConnectionTrait,
    owner: UserId,
    token: &str,
) -> Result<Option<browser::Model>, DbErr> {
    browser::Entity::find()
        .filter(browser::COLUMN.token_hash.eq(secret::hash(token)))
        .filter(browser::COLUMN.user_id.eq(owner.0))
        .one(db)
        .await
}

/// Whether a user has signed in from any browser that is still kept.
pub(super) async fn has_browser(db: &impl ConnectionTrait, owner: UserId) -> Result<bool, DbErr> {
    let any = browser::Entity::find()
        .filter(browser::COLUMN.user_id.eq(owner.0))
        .limit(1)
        .one(db)
        .await?;
    Ok(any.is_some())
}

/// Writes down that a user signed in with a browser, and remembers it when he wants that.
pub(super) async fn keep_browser(
    db: &impl ConnectionTrait,
    pending: &Pending,
    token: &str,
    factor_version: i32,
    now_ms: i64,
) -> Result<(), DbErr> {
    let remembered_until_ms = if pending.row.remember {
        now_ms + REMEMBERED_MS
    } else {
        0
    };
    let row = browser::ActiveModel {
        id: Set(Uuid::now_v7()),
        token_hash: Set(secret::hash(token)),
        organisation_id: Set(pending.user.organisation_id),
        user_id: Set(pending.user.id),
        user_agent: Set(pending.row.user_agent.clone()),
        remembered_until_ms: Set(remembered_until_ms),
        factor_version: Set(factor_version),
        last_sign_in_at_ms: Set(now_ms),
    };
    let mut changed = vec![browser::Column::UserAgent, browser::Column::LastSignInAtMs];
    if pending.row.remember {
        changed.extend([
            browser::Column::RememberedUntilMs,
            browser::Column::FactorVersion,
        ]);
    }
    browser::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([browser::Column::TokenHash, browser::Column::UserId])
                .update_columns(changed)
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Browsers of a user that are remembered now.
pub(crate) async fn list_remembered(
    db: &impl ConnectionTrait,
    owner: &user::Model,
    now_ms: i64,
) -> Result<Vec<browser::Model>, DbErr> {
    browser::Entity::find()
        .filter(browser::COLUMN.user_id.eq(owner.id))
        .filter(browser::COLUMN.remembered_until_ms.gt(now_ms))
        .filter(browser::COLUMN.factor_version.eq(owner.factor_version))
        .order_by_desc(browser::Column::LastSignInAtMs)
        .limit(MOST_BROWSERS)
        .all(db)
        .await
}

/// Remembers a browser of the user no more, or none when no one is named. How many were.
pub(crate) async fn forget_browsers(
    db: &impl ConnectionTrait,
    owner: UserId,
    only: Option<BrowserId>,
) -> Result<u64, DbErr> {
    let mut query = browser::Entity::update_many()
        .col_expr(browser::Column::RememberedUntilMs, Expr::value(0_i64))
        .filter(browser::COLUMN.user_id.eq(owner.0))
        .filter(browser::COLUMN.remembered_until_ms.gt(0));
    if let Some(only) = only {
        query = query.filter(browser::COLUMN.id.eq(only.0));
    }
    Ok(query.exec(db).await?.rows_affected)
}
