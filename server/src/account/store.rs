//! Users and their organisations in the database.

use std::collections::HashSet;

use belroute_shared::{account::Account, company::users::Grant, ids::UserId, number::PhoneNumber};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QueryOrder as _, sea_query::Expr,
};
use uuid::Uuid;

use super::{language_of, language_word, theme_of, theme_word};
use crate::{
    entity::{identity, number, organisation, user, user_grant},
    words::of_word,
};

/// A user with what is asked for beside him everywhere.
pub(crate) struct Person {
    pub(crate) user: user::Model,
    pub(crate) organisation: organisation::Model,
    pub(crate) direct_number: Option<PhoneNumber>,
}

/// A user, unless he is disabled.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<Option<Person>, DbErr> {
    let user = user::Entity::find_by_id(owner.0)
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .one(db)
        .await?;
    let Some(user) = user else { return Ok(None) };
    let organisation = organisation::Entity::find_by_id(user.organisation_id)
        .one(db)
        .await?;
    let Some(organisation) = organisation else {
        return Ok(None);
    };
    let direct_number = number::Entity::find()
        .filter(number::COLUMN.user_id.eq(owner.0))
        .order_by_asc(number::Column::Number)
        .one(db)
        .await?
        .and_then(|row| PhoneNumber::new(row.number).ok());
    Ok(Some(Person {
        user,
        organisation,
        direct_number,
    }))
}

/// Those of some users whose accounts are in use: who has a password, or has come in through the
/// provider of his organisation. Everybody else was only invited.
pub(crate) async fn list_in_use(
    db: &impl ConnectionTrait,
    users: &[user::Model],
) -> Result<HashSet<Uuid>, DbErr> {
    let (with_password, others): (Vec<_>, Vec<_>) =
        users.iter().partition(|user| user.password_hash.is_some());
    let mut in_use: HashSet<Uuid> = with_password.iter().map(|user| user.id).collect();
    if !others.is_empty() {
        let linked = identity::Entity::find()
            .filter(
                identity::COLUMN
                    .user_id
                    .is_in(others.iter().map(|user| user.id)),
            )
            .all(db)
            .await?;
        in_use.extend(linked.into_iter().map(|row| row.user_id));
    }
    Ok(in_use)
}

/// What administrators gave a user.
pub(crate) async fn list_grants(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<Vec<Grant>, DbErr> {
    let rows = user_grant::Entity::find()
        .filter(user_grant::COLUMN.user_id.eq(owner.0))
        .all(db)
        .await?;
    let mut grants: Vec<Grant> = rows.iter().filter_map(|row| of_word(&row.kind)).collect();
    grants.sort_unstable();
    Ok(grants)
}

/// The user's language and theme.
pub(crate) async fn find_account(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<Option<Account>, DbErr> {
    let row = user::Entity::find_by_id(owner.0).one(db).await?;
    Ok(row.map(|row| Account {
        language: language_of(&row.language),
        theme: theme_of(&row.theme),
    }))
}

/// Saves language and theme.
pub(crate) async fn save_account(
    db: &impl ConnectionTrait,
    owner: UserId,
    account: Account,
) -> Result<(), DbErr> {
    user::Entity::update_many()
        .col_expr(
            user::Column::Language,
            Expr::value(language_word(account.language)),
        )
        .col_expr(user::Column::Theme, Expr::value(theme_word(account.theme)))
        .filter(user::COLUMN.id.eq(owner.0))
        .exec(db)
        .await?;
    Ok(())
}
