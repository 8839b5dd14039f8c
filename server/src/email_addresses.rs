//! A user's own e-mail addresses: the primary one, with which he signs in and to which links go, and
//! extra ones, to which notices go as well once their owner has opened a link.
//!
//! Adding an address is answered the same whether or not somebody else signs in with it: only who
//! has proved that it is his is told so, when he wants it to be his primary one.

use std::{net::IpAddr, time::Duration};

use belroute_shared::{
    audit::Action,
    email_addresses::{ExtraEmailAddress, MOST_EXTRA, NewEmailAddress},
    error::Code,
    ids::{EmailAddressId, UserId},
    live::LiveEvent,
};
use sea_orm::{ConnectionTrait, SqlErr};

use crate::{
    account::Owner,
    audit,
    company::users,
    entity::{email_address, organisation, user},
    error::{ApiError, ApiResult},
    links::{self, Kind, Open},
    mail::{self, Address, Letter},
    state::AppState,
};

mod endpoints;
pub(crate) mod store;

pub(crate) use endpoints::router;

/// Links that are mailed to one address in an hour.
const MOST_AN_HOUR: usize = 3;
/// Links that are mailed for one user in an hour, whatever addresses he adds and removes.
const MOST_OF_A_USER: u64 = 15;
const HOUR_MS: i64 = 3600 * 1000;

/// Adds an address, and mails it a link.
async fn add(
    state: &AppState,
    owner: &Owner,
    new: &NewEmailAddress,
) -> ApiResult<ExtraEmailAddress> {
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    let user = store::lock(&change, owner.id())
        .await?
        .ok_or(ApiError::SignedOut)?;
    let known = store::list(&change, owner.id()).await?;
    let is_known = known.iter().any(|row| row.address == new.address);
    if is_known || user.email == new.address {
        return Err(ApiError::field("address", Code::Twice));
    }
    if known.len() >= MOST_EXTRA {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    let row = store::insert(&change, &user, &new.address, now_ms).await?;
    mail_link(&change, state, &owner.person.organisation, &user, &row).await?;
    let action = Action::EmailAddressAdded;
    owner.write(&change, action, &row.address, now_ms).await?;
    change.commit().await?;
    tell(state, owner.id());
    Ok(row.into())
}

/// Mails another link to an address that is not confirmed; the older one no longer works.
async fn send_again(state: &AppState, owner: &Owner, id: EmailAddressId) -> ApiResult<()> {
    let change = state.db.begin().await?;
    let user = store::lock(&change, owner.id())
        .await?
        .ok_or(ApiError::SignedOut)?;
    let row = found(&change, owner.id(), id).await?;
    if row.confirmed_at_ms.is_some() {
        return Err(ApiError::Conflict(Code::Conflict));
    }
    mail_link(&change, state, &owner.person.organisation, &user, &row).await?;
    change.commit().await?;
    state.mail.wake();
    Ok(())
}

/// Takes an address away; the link that was mailed to it no longer works.
async fn remove(state: &AppState, owner: &Owner, id: EmailAddressId) -> ApiResult<()> {
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    // It may be becoming the primary one at this moment.
    store::lock(&change, owner.id())
        .await?
        .ok_or(ApiError::SignedOut)?;
    let row = found(&change, owner.id(), id).await?;
    links::store::replace_of_address(&change, owner.id(), row.id, now_ms).await?;
    store::delete(&change, owner.id(), id).await?;
    let action = Action::EmailAddressRemoved;
    owner.write(&change, action, row.address, now_ms).await?;
    change.commit().await?;
    tell(state, owner.id());
    Ok(())
}

/// Makes a confirmed address the one to sign in with. The one of before becomes an extra one, so
/// that it is told, and links that were mailed there no longer work.
async fn make_primary(state: &AppState, owner: &Owner, id: EmailAddressId) -> ApiResult<()> {
    let now_ms = state.clock.now_ms();
    let change = state.db.begin().await?;
    let user = store::lock(&change, owner.id())
        .await?
        .ok_or(ApiError::SignedOut)?;
    let row = found(&change, owner.id(), id).await?;
    if row.confirmed_at_ms.is_none() {
        return Err(ApiError::Conflict(Code::Conflict));
    }
    if store::is_of_another(&change, owner.id(), &row.address).await? {
        return Err(ApiError::Taken("address"));
    }
    let changed = match users::change_email(&change, &user, &row.address).await {
        // Somebody else was given it at the same moment.
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Err(ApiError::Taken("address"));
        }
        changed => changed?,
    };
    store::replace(&change, owner.id(), id, &user.email).await?;
    for kind in [Kind::PasswordReset, Kind::Invitation] {
        links::store::replace(&change, owner.id(), kind, now_ms).await?;
    }
    let action = Action::EmailAddressMadePrimary;
    owner.write(&change, action, &row.address, now_ms).await?;
    let letter = Letter::Address(Address::MadePrimary {
        address: &row.address,
    });
    let key = format!("primary address {} {now_ms}", user.id);
    mail::queue(&change, state, &changed, &key, letter).await?;
    change.commit().await?;
    tell(state, owner.id());
    Ok(())
}

/// The address of a link that can be used now.
async fn open(
    db: &impl ConnectionTrait,
    token: &str,
    now_ms: i64,
) -> ApiResult<(Open, email_address::Model)> {
    let link = links::open(db, Kind::EmailConfirmation, token, now_ms).await?;
    let row = match link.row.email_address_id {
        Some(id) => store::find(db, UserId(link.user.id), EmailAddressId(id)).await?,
        None => None,
    };
    let row = row.ok_or(ApiError::Gone(Code::LinkReplaced))?;
    Ok((link, row))
}

/// Uses a link up: its address is confirmed.
async fn confirm(state: &AppState, token: &str, asks: IpAddr) -> ApiResult<()> {
    let now_ms = state.clock.now_ms();
    let (link, row) = open(&state.db.read, token, now_ms).await?;
    let change = state.db.begin().await?;
    if !links::store::use_up(&change, &link.row, now_ms).await? {
        return Err(ApiError::Gone(Code::LinkUsed));
    }
    let owner = UserId(link.user.id);
    if !store::confirm(&change, owner, EmailAddressId(row.id), now_ms).await? {
        return Err(ApiError::Gone(Code::LinkReplaced));
    }
    let action = Action::EmailAddressConfirmed;
    audit::write_own(&change, &link.user, action, row.address, Some(asks), now_ms).await?;
    change.commit().await?;
    tell(state, owner);
    Ok(())
}

async fn found(
    db: &impl ConnectionTrait,
    owner: UserId,
    id: EmailAddressId,
) -> ApiResult<email_address::Model> {
    store::find(db, owner, id).await?.ok_or(ApiError::NotFound)
}

/// Mails a link to an address, unless it had too many of late.
async fn mail_link(
    db: &impl ConnectionTrait,
    state: &AppState,
    organisation: &organisation::Model,
    user: &user::Model,
    row: &email_address::Model,
) -> ApiResult<()> {
    let (owner, now_ms, kind) = (
        UserId(user.id),
        state.clock.now_ms(),
        Kind::EmailConfirmation,
    );
    let since_ms = now_ms - HOUR_MS;
    // By the mails and not by the links: an address that is added anew has the same limit.
    let sent = mail::list_links(db, owner, &row.address, since_ms).await?;
    let of_user = links::store::count_since(db, owner, kind, since_ms).await?;
    let wait_ms = match sent.get(MOST_AN_HOUR - 1) {
        Some(sent_at_ms) => sent_at_ms + HOUR_MS - now_ms,
        None if of_user >= MOST_OF_A_USER => HOUR_MS,
        None => 0,
    };
    if wait_ms > 0 {
        let wait_ms = u64::try_from(wait_ms).unwrap_or_default();
        return Err(ApiError::TooMany(Duration::from_millis(wait_ms)));
    }
    links::mail_link(db, state, organisation, user, kind, Some(row)).await
}

/// Sends what is mailed, and tells the user's pages.
fn tell(state: &AppState, owner: UserId) {
    state.mail.wake();
    state.live.tell(owner, LiveEvent::Account);
}
