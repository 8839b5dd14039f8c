//! Contacts as they are shown: their numbers as people of the organisation's country write them.

use belroute_shared::{contacts::OwnContact, ids::EntryId};
use sea_orm::ConnectionTrait;

use super::{book, change};
use crate::{
    contacts::displayed,
    directory,
    entity::contact,
    error::{ApiError, ApiResult},
    session::Session,
};

/// One contact.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    session: Session,
    id: EntryId,
) -> ApiResult<OwnContact> {
    let row = book(session).find(db, id.0).await?;
    let row = row.ok_or(ApiError::NotFound)?;
    let mut shown = shown(db, session, vec![row]).await?;
    shown.pop().ok_or(ApiError::NotFound)
}

/// Contacts in the order given.
pub(super) async fn shown(
    db: &impl ConnectionTrait,
    session: Session,
    rows: Vec<contact::Model>,
) -> ApiResult<Vec<OwnContact>> {
    let country = directory::country(db, session.organisation).await?;
    let contacts = change::shown(db, session, rows).await?;
    let contacts = contacts.into_iter().map(|it| OwnContact {
        settings: displayed(country, it.settings),
        ..it
    });
    Ok(contacts.collect())
}
