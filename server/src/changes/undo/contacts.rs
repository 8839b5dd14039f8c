//! The user's own contacts.

use belroute_shared::{
    contacts::{OwnContact, OwnContactSettings},
    features::{Feature, MyFeatures},
    ids::EntryId,
};
use jiff::Timestamp;
use sea_orm::ConnectionTrait;
use serde_json::{Map, Value};

use super::{Outcome, document::Document, items, leaf::Leaf, subject::Subject};
use crate::{
    contacts::{self, LIST},
    error::{ApiError, ApiResult},
    json::decoded,
    session::Session,
    settings::Change,
};

/// What is hidden with the speed dials.
const SPEED_DIAL: &str = "speedDial";

pub(super) struct OwnContacts;

impl Subject for OwnContacts {
    fn documents(before: Value, after: Value) -> Option<(Value, Value)> {
        Some((side(before)?, side(after)?))
    }

    fn may(mine: &MyFeatures, leaves: &[Leaf]) -> bool {
        let mut places = leaves.iter().map(|leaf| leaf.place.iter());
        let touches_dials = places.any(|mut place| place.any(|name| name == SPEED_DIAL));
        !touches_dials || mine.shows(Some(Feature::SpeedDial))
    }

    async fn now(db: &impl ConnectionTrait, session: Session, _: Timestamp) -> ApiResult<Value> {
        let all = contacts::list_all(db, session).await?;
        let by_id: ApiResult<Map<String, Value>> = all.into_iter().map(entry).collect();
        Ok(items::object(LIST, by_id?))
    }

    async fn write(change: &Change<'_>, document: &Document) -> ApiResult<Outcome> {
        let mut lines = Vec::new();
        for (id, wanted) in items::changed(LIST, &document.before, &document.wanted) {
            let wanted: Option<OwnContactSettings> = wanted.cloned().map(decoded).transpose()?;
            let (before, after) = contacts::put(change, EntryId(id), wanted).await?;
            lines.push((json(before.as_ref())?, json(after.as_ref())?));
        }
        Ok(Outcome {
            lines,
            events: contacts::changed(change.session.user),
        })
    }
}

/// The document of a line about one contact. One about a whole file says only how many there were.
fn side(json: Value) -> Option<Value> {
    if json.is_null() {
        return Some(items::object_of_one(LIST, None));
    }
    let contact: OwnContact = serde_json::from_value(json).ok()?;
    Some(items::object_of_one(LIST, Some(entry(contact).ok()?)))
}

fn entry(contact: OwnContact) -> ApiResult<(String, Value)> {
    let settings =
        serde_json::to_value(contact.settings).map_err(|error| ApiError::Internal(error.into()))?;
    Ok((contact.id.to_string(), settings))
}

fn json(contact: Option<&OwnContact>) -> ApiResult<Value> {
    serde_json::to_value(contact).map_err(|error| ApiError::Internal(error.into()))
}
