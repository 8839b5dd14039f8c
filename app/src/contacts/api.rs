use belroute_shared::{
    contacts::{MadeContact, OwnContact, OwnContactSettings, OwnContacts},
    ids::EntryId,
};
use serde_json::{Value, to_value};

use super::files::Whose;
use crate::{
    http::{self, HttpError, Tagged},
    paths,
    pick::{Finding, Pick},
    settings::patch,
};

/// So many are offered; more words find the others.
const MOST_OFFERED: &str = "6";

fn path_of(id: EntryId) -> String {
    format!("{}/{id}", Whose::Mine.path())
}

pub(super) async fn show(id: EntryId) -> Result<Tagged<OwnContact>, HttpError> {
    http::get_with_tag(&path_of(id)).await
}

pub(super) async fn create(settings: &OwnContactSettings) -> Result<(), HttpError> {
    http::post::<MadeContact>(Whose::Mine.path(), settings)
        .await
        .map(drop)
}

/// Changes what is another than it was when it was read; refused as stale when somebody else was
/// quicker.
pub(super) async fn replace(
    read: &Tagged<OwnContact>,
    wanted: &OwnContactSettings,
) -> Result<(), HttpError> {
    let json = |settings| to_value(settings).map_err(|_| HttpError::Garbled);
    let (saved, wanted): (Value, Value) = (json(&read.value.settings)?, json(wanted)?);
    match patch(&saved, &wanted) {
        Some(body) => {
            let path = path_of(read.value.id);
            http::put_with_tag(&path, &body, read.tag.as_deref()).await
        }
        None => Ok(()),
    }
}

pub(super) async fn remove(id: EntryId) -> Result<(), HttpError> {
    http::delete(&path_of(id)).await
}

/// The user's contacts to choose from, by what is typed of a name or number.
pub(super) fn find(query: String) -> Finding {
    Box::pin(async move {
        let query = [("query", query), ("max", MOST_OFFERED.to_owned())];
        let found: OwnContacts = http::get(&paths::request(Whose::Mine.path(), query)).await?;
        let pick = |contact: OwnContact| Pick {
            id: contact.id.to_string(),
            name: contact.settings.name(),
            detail: contact
                .settings
                .numbers
                .into_iter()
                .next()
                .map(|it| it.display)
                .unwrap_or_default(),
        };
        Ok(found.contacts.into_iter().map(pick).collect())
    })
}
