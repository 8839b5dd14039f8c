//! Sign-ins through a provider, in the database.

use belroute_shared::{
    company::identity_provider::IdentityProvider,
    ids::{OrganisationId, UserId},
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QuerySelect as _,
    Set, sea_query::OnConflict,
};

use super::provider::Claimed;
use crate::{
    entity::{identity, identity_provider, single_sign_on, user},
    session::secret,
};

/// Whoever is sent away has so long to come back.
pub(super) const LONGEST_MS: i64 = 10 * 60 * 1000;

/// The provider of those whose e-mail addresses are in a domain.
pub(super) async fn find_provider(
    db: &impl ConnectionTrait,
    email_domain: &str,
) -> Result<Option<identity_provider::Model>, DbErr> {
    identity_provider::Entity::find()
        .filter(identity_provider::COLUMN.email_domain.eq(email_domain))
        .one(db)
        .await
}

/// The provider of an organisation.
pub(super) async fn provider_of(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Option<identity_provider::Model>, DbErr> {
    identity_provider::Entity::find_by_id(organisation.0)
        .one(db)
        .await
}

/// A provider as its organisation sees it: its secret is never told again.
pub(super) fn shown(row: &identity_provider::Model) -> IdentityProvider {
    IdentityProvider {
        email_domain: row.email_domain.clone(),
        issuer: row.issuer.clone(),
        client_id: row.client_id.clone(),
    }
}

/// Whether people of another organisation have such addresses: they would be sent to a page that
/// is not theirs.
pub(super) async fn is_of_another(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    email_domain: &str,
) -> Result<bool, DbErr> {
    let provider = find_provider(db, email_domain).await?;
    if provider.is_some_and(|row| row.organisation_id != organisation.0) {
        return Ok(true);
    }
    let somebody = user::Entity::find()
        .filter(user::COLUMN.organisation_id.ne(organisation.0))
        .filter(user::COLUMN.email.ends_with(format!("@{email_domain}")))
        .limit(1)
        .one(db)
        .await?;
    Ok(somebody.is_some())
}

/// Sets or replaces the provider of an organisation.
pub(super) async fn save_provider(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    provider: &IdentityProvider,
    sealed_secret: String,
) -> Result<(), DbErr> {
    let row = identity_provider::ActiveModel {
        organisation_id: Set(organisation.0),
        email_domain: Set(provider.email_domain.clone()),
        issuer: Set(provider.issuer.clone()),
        client_id: Set(provider.client_id.clone()),
        sealed_secret: Set(sealed_secret),
    };
    identity_provider::Entity::insert(row)
        .on_conflict(
            OnConflict::column(identity_provider::Column::OrganisationId)
                .update_columns([
                    identity_provider::Column::EmailDomain,
                    identity_provider::Column::Issuer,
                    identity_provider::Column::ClientId,
                    identity_provider::Column::SealedSecret,
                ])
                .to_owned(),
        )
        .exec(db)
        .await?;
    Ok(())
}

/// Takes the provider of an organisation away.
pub(super) async fn delete_provider(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<(), DbErr> {
    identity_provider::Entity::delete_by_id(organisation.0)
        .exec(db)
        .await?;
    Ok(())
}

/// Forgets who the people of an organisation are at its provider.
pub(super) async fn unlink(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<(), DbErr> {
    identity::Entity::delete_many()
        .filter(identity::COLUMN.organisation_id.eq(organisation.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Writes down that a browser is sent away; gives the token by which it is known again.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    state: &str,
    sealed_secrets: String,
    now_ms: i64,
) -> Result<String, DbErr> {
    let token = secret::new();
    single_sign_on::ActiveModel {
        token_hash: Set(secret::hash(&token)),
        organisation_id: Set(organisation.0),
        state_hash: Set(secret::hash(state)),
        sealed_secrets: Set(sealed_secrets),
        ends_at_ms: Set(now_ms + LONGEST_MS),
    }
    .insert(db)
    .await?;
    Ok(token)
}

/// Takes what was written down, once.
pub(super) async fn take(
    db: &impl ConnectionTrait,
    token: &str,
    now_ms: i64,
) -> Result<Option<single_sign_on::Model>, DbErr> {
    let row = single_sign_on::Entity::find_by_id(secret::hash(token))
        .one(db)
        .await?;
    let taken = single_sign_on::Entity::delete_by_id(secret::hash(token))
        .exec(db)
        .await?;
    Ok(row.filter(|row| taken.rows_affected == 1 && row.ends_at_ms > now_ms))
}

/// Forgets browsers that have not come back.
pub(crate) async fn delete_ended(db: &impl ConnectionTrait, now_ms: i64) -> Result<(), DbErr> {
    single_sign_on::Entity::delete_many()
        .filter(single_sign_on::COLUMN.ends_at_ms.lte(now_ms))
        .exec(db)
        .await?;
    Ok(())
}

/// The user who is linked with who somebody is at the provider.
pub(super) async fn find_linked(
    db: &impl ConnectionTrait,
    provider: &identity_provider::Model,
    claimed: &Claimed,
) -> Result<Option<user::Model>, DbErr> {
    let row = identity::Entity::find()
        .filter(
            identity::COLUMN
                .organisation_id
                .eq(provider.organisation_id),
        )
        .filter(identity::COLUMN.issuer.eq(provider.issuer.as_str()))
        .filter(identity::COLUMN.subject.eq(claimed.subject.as_str()))
        .one(db)
        .await?;
    match row {
        Some(row) => {
            user::Entity::find_by_id(row.user_id)
                .filter(user::COLUMN.organisation_id.eq(provider.organisation_id))
                .filter(user::COLUMN.disabled_at_ms.is_null())
                .one(db)
                .await
        }
        None => Ok(None),
    }
}

/// The user whose address it is, unless he is linked with somebody else there.
pub(super) async fn find_unlinked(
    db: &impl ConnectionTrait,
    provider: &identity_provider::Model,
    email: &str,
) -> Result<Option<user::Model>, DbErr> {
    let found = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(provider.organisation_id))
        .filter(user::COLUMN.email.eq(email))
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .one(db)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let linked = identity::Entity::find_by_id(found.id).one(db).await?;
    Ok(linked
        .is_none_or(|linked| linked.issuer != provider.issuer)
        .then_some(found))
}

/// Links a user with who he is at the provider.
pub(super) async fn link(
    db: &impl ConnectionTrait,
    provider: &identity_provider::Model,
    owner: UserId,
    claimed: &Claimed,
    now_ms: i64,
) -> Result<(), DbErr> {
    // One of an earlier provider of the organisation is worth nothing any more.
    identity::Entity::delete_by_id(owner.0).exec(db).await?;
    identity::ActiveModel {
        user_id: Set(owner.0),
        organisation_id: Set(provider.organisation_id),
        issuer: Set(provider.issuer.clone()),
        subject: Set(claimed.subject.clone()),
        linked_at_ms: Set(now_ms),
    }
    .insert(db)
    .await?;
    Ok(())
}
