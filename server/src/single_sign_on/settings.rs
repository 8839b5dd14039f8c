//! Which identity provider an organisation has; set by its administrators, or by whoever runs the
//! server.

use anyhow::Context as _;
use belroute_shared::{
    audit::Action,
    company::identity_provider::{
        IdentityProvider, IdentityProviderShown, NewIdentityProvider, check_issuer,
    },
    error::Code,
    ids::OrganisationId,
};
use reqwest::Url;
use sea_orm::ConnectionTrait;

use super::{
    exchange::{NoAnswer, is_fit},
    metadata::discover,
    provider::{SECRET, callback},
    store,
};
use crate::{
    audit::{Actor, Line},
    company,
    config::Config,
    error::{ApiError, ApiResult},
    organisations,
    state::AppState,
};

/// The provider of an organisation, without its secret.
pub(crate) async fn show(
    state: &AppState,
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> ApiResult<IdentityProviderShown> {
    let row = store::provider_of(db, organisation).await?;
    Ok(IdentityProviderShown {
        callback: callback(&state.config),
        provider: row.as_ref().map(store::shown),
    })
}

/// Sets or replaces the provider of an organisation.
pub(crate) async fn save(
    state: &AppState,
    organisation: OrganisationId,
    new: NewIdentityProvider,
    actor: &Actor,
) -> ApiResult<()> {
    let new = new.tidied();
    let change = company::begin(&state.db, organisation).await?;
    let row = store::provider_of(&change, organisation).await?;
    let before = row.as_ref().map(store::shown);
    new.check(before.as_ref())?;
    check_address(&state.config, &new.issuer)?;
    if store::is_of_another(&change, organisation, &new.email_domain).await? {
        return Err(ApiError::Taken("emailDomain"));
    }
    let sealed = match (&new.client_secret, row) {
        (Some(secret), _) => state.key.seal(SECRET, secret)?,
        (None, Some(row)) => row.sealed_secret,
        (None, None) => return Err(ApiError::field("clientSecret", Code::Required)),
    };
    let after = IdentityProvider {
        email_domain: new.email_domain,
        issuer: new.issuer,
        client_id: new.client_id,
    };
    if before
        .as_ref()
        .is_none_or(|before| before.issuer != after.issuer)
    {
        // Who people were elsewhere is worth nothing there; they are found anew by their addresses.
        store::unlink(&change, organisation).await?;
    }
    store::save_provider(&change, organisation, &after, sealed).await?;
    let line = Line::of(organisation, Action::ProviderSet)
        .to(after.issuer.as_str())
        .changed(before.as_ref(), Some(&after));
    actor.write(&change, line, state.clock.now_ms()).await?;
    change.commit().await?;
    Ok(())
}

/// Takes the provider of an organisation away; its people sign in here again.
pub(crate) async fn delete(
    state: &AppState,
    organisation: OrganisationId,
    actor: &Actor,
) -> ApiResult<()> {
    let change = company::begin(&state.db, organisation).await?;
    let row = store::provider_of(&change, organisation).await?;
    let before = store::shown(&row.ok_or(ApiError::NotFound)?);
    store::delete_provider(&change, organisation).await?;
    store::unlink(&change, organisation).await?;
    let line = Line::of(organisation, Action::ProviderRemoved)
        .to(before.issuer.as_str())
        .changed(Some(&before), None::<&()>);
    actor.write(&change, line, state.clock.now_ms()).await?;
    change.commit().await?;
    Ok(())
}

/// Asks a provider what it is; what is wrong with it is told beside its address.
pub(crate) async fn try_out(state: &AppState, issuer: &str) -> ApiResult<()> {
    check_address(&state.config, issuer)?;
    match discover(&state.config, issuer).await {
        Ok(_) => Ok(()),
        Err(error) => {
            let code = NoAnswer::explained(&error);
            let error = anyhow::Error::from(error);
            tracing::info!("a provider that was tried: {error:#}");
            Err(ApiError::field("issuer", code))
        }
    }
}

fn check_address(config: &Config, issuer: &str) -> ApiResult<()> {
    check_issuer(issuer).map_err(|code| ApiError::field("issuer", code))?;
    let is_good = Url::parse(issuer).is_ok_and(|url| is_fit(config, &url));
    if is_good {
        Ok(())
    } else {
        Err(ApiError::field("issuer", Code::NotAnAddress))
    }
}

/// The same as [`save`], from the command line: the organisation by the domain of its SIP addresses.
///
/// # Errors
/// The database's; there is no such organisation; what an administrator would be refused, too.
pub async fn set(
    state: &AppState,
    organisation: &str,
    new: NewIdentityProvider,
) -> anyhow::Result<()> {
    let organisation = find(state, organisation).await?;
    let outcome = save(state, organisation, new, &Actor::command_line()).await;
    outcome.map_err(in_words)
}

/// The same as [`delete`], from the command line.
///
/// # Errors
/// The database's; there is no such organisation, or it has none.
pub async fn remove(state: &AppState, organisation: &str) -> anyhow::Result<()> {
    let id = find(state, organisation).await?;
    match delete(state, id, &Actor::command_line()).await {
        Err(ApiError::NotFound) => anyhow::bail!("{organisation} has no identity provider"),
        outcome => outcome.map_err(in_words),
    }
}

async fn find(state: &AppState, organisation: &str) -> anyhow::Result<OrganisationId> {
    let found = organisations::find(&state.db.read, organisation).await?;
    let found = found.with_context(|| format!("there is no organisation {organisation}"))?;
    Ok(OrganisationId(found.id))
}

fn in_words(refused: ApiError) -> anyhow::Error {
    match refused {
        ApiError::Invalid(fields) => {
            let words = fields
                .iter()
                .map(|it| format!("{}: {}", it.field, it.code.describe()));
            anyhow::anyhow!("{}", words.collect::<Vec<_>>().join(" "))
        }
        ApiError::Taken(field) => anyhow::anyhow!("{field}: {}", Code::Taken.describe()),
        other => other.into(),
    }
}
