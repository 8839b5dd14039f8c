//! Making, changing and removing one contact, with its place among the speed dials.

use belroute_shared::{
    contacts::{MOST_OWN_CONTACTS, MOST_SPEED_DIALS, OwnContact, OwnContactSettings},
    error::Code,
    features::Feature,
    ids::EntryId,
    settings::speed_dials::SpeedDials,
    typed_number::TypedNumber,
};
use sea_orm::ConnectionTrait;

use super::book;
use crate::{
    contacts::{Card, completed},
    directory,
    entity::contact,
    error::{ApiError, ApiResult},
    session::Session,
    settings::{Change, store as settings},
};

/// What is hidden with the speed dials.
const PARTS: [(&str, Feature); 1] = [("speedDial", Feature::SpeedDial)];

/// All contacts of a user; at most as many as he may have.
pub(crate) async fn list_all(
    db: &impl ConnectionTrait,
    session: Session,
) -> ApiResult<Vec<OwnContact>> {
    let rows = book(session).first(db, MOST_OWN_CONTACTS).await?;
    shown(db, session, rows).await
}

/// Contacts in the order given, with their places among the speed dials.
pub(super) async fn shown(
    db: &impl ConnectionTrait,
    session: Session,
    rows: Vec<contact::Model>,
) -> ApiResult<Vec<OwnContact>> {
    let cards = book(session).cards(db, rows).await?;
    let dials = settings::find::<SpeedDials>(db, session.user).await?.value;
    let contacts = cards.into_iter().map(|(id, card)| of(id, card, &dials));
    Ok(contacts.collect())
}

fn of(id: EntryId, card: Card, dials: &SpeedDials) -> OwnContact {
    OwnContact {
        id,
        settings: OwnContactSettings {
            speed_dial: dials.of_contact(id),
            ..card.into()
        },
    }
}

/// Makes a contact what it is to be: `None` for none. Gives what it was and is.
pub(crate) async fn put(
    change: &Change<'_>,
    id: EntryId,
    wanted: Option<OwnContactSettings>,
) -> ApiResult<super::Sides> {
    let (db, session) = (&change.db, change.session);
    let book = book(session);
    let mut dials = change.find::<SpeedDials>().await?.value;
    let row = book.find(db, id.0).await?;
    let before = match &row {
        Some(row) => Some(of(id, book.card(db, row).await?, &dials)),
        None => None,
    };
    let after = match wanted {
        Some(wanted) => Some(judged(change, id, before.as_ref(), wanted, &dials).await?),
        None => None,
    };
    match (row, &after) {
        (None, None) => {}
        (Some(row), Some(after)) => {
            let card = Card::from(after.settings.clone());
            book.save(db, row, &card).await?;
        }
        (Some(row), None) => book.delete(db, row.id).await?,
        (None, Some(after)) => {
            if book.count(db).await? >= MOST_OWN_CONTACTS {
                return Err(ApiError::Conflict(Code::TooMany));
            }
            let card = Card::from(after.settings.clone());
            book.insert(db, id.0, &card).await?;
        }
    }
    let known = dials.clone();
    match &after {
        Some(after) => {
            let number = first_number(&after.settings);
            dials.put_contact(id, number, after.settings.speed_dial.clone());
        }
        None => dials.drop_contact(id),
    }
    if dials != known {
        if dials.speed_dials.len() > MOST_SPEED_DIALS {
            return Err(ApiError::Conflict(Code::TooMany));
        }
        change.save(&dials).await?;
    }
    Ok((before, after))
}

/// What is wanted of a contact, in the form in which it is kept.
async fn judged(
    change: &Change<'_>,
    id: EntryId,
    before: Option<&OwnContact>,
    wanted: OwnContactSettings,
    dials: &SpeedDials,
) -> ApiResult<OwnContact> {
    let country = directory::country(&change.db, change.session.organisation).await?;
    let settings = completed(country, wanted)?;
    if let Some((dial, number)) = settings.speed_dial.as_ref().zip(first_number(&settings)) {
        if dials.calls_beside(&number, id) {
            return Err(ApiError::field("speedDial", Code::Twice));
        }
        let code = dial.code.as_deref();
        if code.is_some_and(|code| dials.has_code_beside(code, id, &number)) {
            return Err(ApiError::field("speedDial.code", Code::Taken));
        }
    }
    let known = before.map_or_else(OwnContactSettings::default, |it| it.settings.clone());
    change.require_parts(&PARTS, &known, &settings).await?;
    Ok(OwnContact { id, settings })
}

/// The number that a speed dial calls.
fn first_number(settings: &OwnContactSettings) -> Option<TypedNumber> {
    let first = settings.numbers.first()?;
    Some(TypedNumber::new(first.number.as_str()))
}
