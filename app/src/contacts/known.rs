use belroute_shared::{
    contacts::LabelledNumber,
    ids::EntryId,
    number::Numbers,
    phonebook::{Entry, EntryKind, Phonebook},
};

use crate::{
    http::{self, HttpError},
    paths, text,
};

/// So many entries with one number are looked at.
const LOOKED_AT: &str = "5";

/// Who has a number already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// The entry of the phonebook, where it is one of the user's own.
    pub(super) own: Option<EntryId>,
    pub(super) name: String,
    /// The number as people write it.
    number: String,
    kind: EntryKind,
}

impl Known {
    /// As whom, in a sentence.
    pub(super) fn words(&self) -> String {
        let (number, name) = (self.number.clone(), self.name.clone());
        match self.kind {
            EntryKind::Contact => text!(contacts.known_to_me, number, name),
            EntryKind::Company => text!(contacts.known_to_company, number, name),
            _ => text!(contacts.known_colleague, number, name),
        }
    }
}

/// The first of these numbers that somebody in the phonebook has, and who.
pub(super) async fn who_has(numbers: &[LabelledNumber]) -> Result<Option<Known>, HttpError> {
    if numbers.is_empty() {
        return Ok(None);
    }
    let asked = numbers.iter().map(|it| ("number", it.number.clone()));
    let found: Numbers = http::get(&paths::request("/v1/numbers", asked)).await?;
    for looked_up in found.numbers {
        // Where several have a number, none of them names it.
        let Some(number) = looked_up.number else {
            continue;
        };
        if let Some(entry) = entry_with(&number).await? {
            return Ok(Some(Known {
                own: (entry.kind == EntryKind::Contact).then_some(entry.id),
                name: entry.name,
                number: looked_up.display,
                kind: entry.kind,
            }));
        }
        // Not every number of a colleague stands in the phonebook.
        if let Some(name) = looked_up.name {
            return Ok(Some(Known {
                own: None,
                name,
                number: looked_up.display,
                kind: EntryKind::Colleague,
            }));
        }
    }
    Ok(None)
}

/// Who has a number, one of the user's own before others: something can be added to that.
async fn entry_with(number: &str) -> Result<Option<Entry>, HttpError> {
    let query = [("query", number.to_owned()), ("max", LOOKED_AT.to_owned())];
    let book: Phonebook = http::get(&paths::request("/v1/phonebook", query)).await?;
    let entries = book.sections.into_iter().flat_map(|it| it.entries);
    let entries = entries.filter(|it| has(it, number));
    Ok(entries.min_by_key(|it| it.kind != EntryKind::Contact))
}

fn has(entry: &Entry, number: &str) -> bool {
    entry.extension.as_deref() == Some(number) || entry.numbers.iter().any(|it| it.number == number)
}
