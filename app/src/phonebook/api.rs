use belroute_shared::{
    ids::EntryId,
    number::{LookedUpNumber, Numbers},
    phonebook::{EntryKind, Favourites, Phonebook, Section},
};
use web_sys::AbortSignal;

use crate::{http, http::HttpError, paths};

pub(super) const PHONEBOOK: &str = "/v1/phonebook";
const FAVOURITES: &str = "/v1/favourites";

pub(super) async fn list() -> Result<Phonebook, HttpError> {
    http::get(PHONEBOOK).await
}

pub(super) async fn search(
    query: &str,
    max: u32,
    signal: AbortSignal,
) -> Result<Phonebook, HttpError> {
    let query = [("query", query.to_owned()), ("max", max.to_string())];
    http::get_unless_aborted(&paths::request(PHONEBOOK, query), signal).await
}

/// What the server makes of a number.
pub(super) async fn look_up(
    number: &str,
    signal: AbortSignal,
) -> Result<Option<LookedUpNumber>, HttpError> {
    let path = paths::request("/v1/numbers", [("number", number.to_owned())]);
    let numbers: Numbers = http::get_unless_aborted(&path, signal).await?;
    Ok(numbers.numbers.into_iter().next())
}

/// The part of a section that follows.
pub(super) async fn more(
    query: &str,
    kind: EntryKind,
    cursor: &str,
) -> Result<Option<Section>, HttpError> {
    let query = (!query.is_empty()).then(|| ("query", query.to_owned()));
    let rest = [
        ("kind", kind.word().to_owned()),
        ("cursor", cursor.to_owned()),
    ];
    let path = paths::request(PHONEBOOK, query.into_iter().chain(rest));
    let book: Phonebook = http::get(&path).await?;
    Ok(book
        .sections
        .into_iter()
        .find(|section| section.kind == kind))
}

pub(super) async fn add_favourite(entry: EntryId) -> Result<(), HttpError> {
    http::put_empty(&format!("{FAVOURITES}/{entry}")).await
}

pub(super) async fn remove_favourite(entry: EntryId) -> Result<(), HttpError> {
    http::delete(&format!("{FAVOURITES}/{entry}")).await
}

pub(super) async fn order_favourites(entries: Vec<EntryId>) -> Result<(), HttpError> {
    http::put(FAVOURITES, &Favourites { entries }).await
}
