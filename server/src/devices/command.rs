//! A device from the command line, for scripts.

use belroute_shared::{
    devices::NewDevice,
    ids::{OrganisationId, UserId},
};

use super::{
    credentials::Credentials,
    provisioning::{provisioning, text},
    store,
};
use crate::{account, clock::Clock, config::Config, database::Database, organisations};

/// Makes a device for the user of an e-mail address; gives all that it has to be told, as text.
///
/// # Errors
/// There is no such user, he has too many devices, or the name cannot be shown.
pub async fn create(
    db: &Database,
    clock: &Clock,
    config: &Config,
    email: &str,
    new: &NewDevice,
) -> anyhow::Result<String> {
    new.check()?;
    let change = db.begin().await?;
    let owner = UserId(organisations::user_of_email(&change, email).await?.id);
    let person = account::store::find(&change, owner)
        .await?
        .ok_or_else(|| anyhow::anyhow!("the user {email} is disabled"))?;
    anyhow::ensure!(
        !store::is_full(&change, owner).await?,
        "{email} has as many devices as one may have"
    );
    let credentials = Credentials::new(&person.organisation.sip_domain);
    let organisation = OrganisationId(person.organisation.id);
    let id = store::insert(
        &change,
        owner,
        organisation,
        new,
        &credentials,
        clock.now_ms(),
    )
    .await?;
    change.commit().await?;
    Ok(text(&provisioning(
        config,
        &person.user,
        &person.organisation,
        id,
        credentials,
    )))
}
