//! Which identity provider an organisation has; set by whoever runs the server.

use anyhow::Context as _;
use sea_orm::{ConnectionTrait, EntityTrait as _, QueryFilter as _, Set, sea_query::OnConflict};
use uuid::Uuid;

use super::provider::SECRET;
use crate::{
    entity::{identity, identity_provider},
    organisations,
    state::AppState,
};

/// What our side of the provider is.
#[derive(Clone, Debug)]
pub struct NewProvider {
    /// Domain of the organisation's SIP addresses.
    pub organisation: String,
    /// Its people have e-mail addresses in this domain.
    pub email_domain: String,
    /// Address of the provider; `https`, or this machine.
    pub issuer: String,
    /// What the provider calls us.
    pub client_id: String,
    /// What we prove ourselves with there.
    pub client_secret: String,
}

/// Sets or replaces the provider of an organisation.
///
/// # Errors
/// The database's; there is no such organisation; the issuer could be listened to on the way.
pub async fn set(state: &AppState, new: NewProvider) -> anyhow::Result<()> {
    let issuer = reqwest::Url::parse(&new.issuer).context("the issuer is no address")?;
    let is_here = matches!(issuer.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    anyhow::ensure!(
        issuer.scheme() == "https" || (issuer.scheme() == "http" && is_here),
        "the issuer must be an https address"
    );
    let email_domain = new.email_domain.trim().to_lowercase();
    anyhow::ensure!(
        belroute_shared::company::users::check_email(&format!("somebody@{email_domain}")).is_ok(),
        "{email_domain} is no domain of e-mail addresses"
    );
    let change = state.db.begin().await?;
    let organisation = organisations::find(&change, &new.organisation)
        .await?
        .with_context(|| format!("there is no organisation {}", new.organisation))?;
    let row = identity_provider::ActiveModel {
        organisation_id: Set(organisation.id),
        email_domain: Set(email_domain),
        issuer: Set(new.issuer),
        client_id: Set(new.client_id),
        sealed_secret: Set(state.key.seal(SECRET, &new.client_secret)?),
    };
    unlink(&change, organisation.id).await?;
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
        .exec(&change)
        .await?;
    change.commit().await?;
    Ok(())
}

/// Who people were at the provider is found out anew, by their verified addresses.
async fn unlink(db: &impl ConnectionTrait, organisation: Uuid) -> anyhow::Result<()> {
    identity::Entity::delete_many()
        .filter(identity::COLUMN.organisation_id.eq(organisation))
        .exec(db)
        .await?;
    Ok(())
}

/// Takes the provider of an organisation away; its people sign in here again.
///
/// # Errors
/// The database's; there is no such organisation, or it has none.
pub async fn remove(state: &AppState, organisation: &str) -> anyhow::Result<()> {
    let change = state.db.begin().await?;
    let found = organisations::find(&change, organisation)
        .await?
        .with_context(|| format!("there is no organisation {organisation}"))?;
    let removed = identity_provider::Entity::delete_by_id(found.id)
        .exec(&change)
        .await?;
    anyhow::ensure!(
        removed.rows_affected > 0,
        "{organisation} has no identity provider"
    );
    unlink(&change, found.id).await?;
    change.commit().await?;
    Ok(())
}
