use belroute_shared::phonebook::{Entry, EntryKind, Phonebook};

use super::api;
use crate::{
    http, paths,
    pick::{Finding, Pick},
};

/// So many are offered; more words find the others.
const MOST: &str = "6";

/// Colleagues to choose from, by what is typed of a name or number. Each is known by the id of the
/// user.
pub fn find_colleagues(query: String) -> Finding {
    Box::pin(async move {
        let query = [("query", query), ("max", MOST.to_owned())];
        let book: Phonebook = http::get(&paths::request(api::PHONEBOOK, query)).await?;
        let sections = book.sections.into_iter();
        let colleagues = sections.filter(|it| it.kind == EntryKind::Colleague);
        Ok(colleagues.flat_map(|it| it.entries).map(pick).collect())
    })
}

fn pick(entry: Entry) -> Pick {
    Pick {
        // A colleague's entry has the id of the user.
        id: entry.id.to_string(),
        name: entry.name,
        detail: entry.extension.unwrap_or_default(),
    }
}
