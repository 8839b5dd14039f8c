//! Entries of the phonebook in the database.

use std::collections::{HashMap, HashSet};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use belroute_shared::{
    ids::{EntryId, OrganisationId, UserId},
    phonebook::{Entry, EntryKind, EntryNumber},
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use uuid::Uuid;

use super::search::{self, CANDIDATES};
use crate::{
    database::Database,
    directory::full_name,
    entity::{contact, contact_number, dial_plan, number, user},
    extra_numbers::store as extra_numbers,
    numbers::Country,
    pictures, presence,
};

/// Who looks, and how he sees numbers and stars.
pub(crate) struct Viewer {
    pub(crate) user: UserId,
    pub(crate) organisation: OrganisationId,
    pub(crate) country: Country,
    pub(crate) favourites: HashSet<Uuid>,
    pub(crate) now_ms: i64,
}

/// Which entries of one kind are wanted.
pub(crate) enum Wanted<'a> {
    /// By name, after a cursor.
    ByName {
        /// Name key and id of the last one seen.
        after: Option<(String, Uuid)>,
        /// How many.
        rows: u64,
    },
    /// Those that hold every part, the best first.
    Matching {
        /// The parts.
        parts: &'a [String],
        /// How many.
        rows: usize,
    },
    /// These.
    Ids(&'a [Uuid]),
}

/// Entries of one kind, and the cursor to the next ones.
pub(crate) async fn list(
    db: &Database,
    viewer: &Viewer,
    kind: EntryKind,
    wanted: &Wanted<'_>,
) -> Result<(Vec<Entry>, Option<String>), DbErr> {
    let found = match kind {
        EntryKind::Colleague => colleagues(&db.read, viewer, wanted).await?,
        EntryKind::DialPlan => dial_plans(&db.read, viewer, wanted).await?,
        EntryKind::Company => contacts(db, viewer, None, wanted).await?,
        EntryKind::Contact => contacts(db, viewer, Some(viewer.user), wanted).await?,
    };
    Ok(match wanted {
        Wanted::ByName { rows, .. } => page(found, *rows),
        Wanted::Matching { .. } | Wanted::Ids(_) => {
            (found.into_iter().map(|(_, entry)| entry).collect(), None)
        }
    })
}

type Keyed = (String, Entry);

/// One row more than wanted was asked for: if it came, there is a next page.
fn page(mut found: Vec<Keyed>, rows: u64) -> (Vec<Entry>, Option<String>) {
    let rows = usize::try_from(rows).unwrap_or(usize::MAX);
    let has_more = found.len() > rows;
    found.truncate(rows);
    let next = found
        .last()
        .filter(|_| has_more)
        .map(|(key, entry)| cursor(key, entry.id));
    (found.into_iter().map(|(_, entry)| entry).collect(), next)
}

/// The best candidates of a search, before anything is looked up for them.
fn best<Row>(
    found: Vec<Row>,
    viewer: &Viewer,
    wanted: &Wanted<'_>,
    keys: impl Fn(&Row) -> Keys<'_>,
) -> Vec<Row> {
    let Wanted::Matching { parts, rows } = wanted else {
        return found;
    };
    let mut found = found;
    found.sort_by_cached_key(|row| {
        let keys = keys(row);
        let is_favourite = viewer.favourites.contains(&keys.id);
        let rank = search::rank(parts, keys.name, keys.search, is_favourite);
        (rank, keys.name.to_owned(), keys.id)
    });
    found.truncate(*rows);
    found
}

/// What a row is ranked by.
struct Keys<'a> {
    id: Uuid,
    name: &'a str,
    search: &'a str,
}

/// The keys of a row, whichever table it is of.
macro_rules! keys {
    () => {
        |row| Keys {
            id: row.id,
            name: &row.name_key,
            search: &row.search_key,
        }
    };
}

fn cursor(key: &str, id: EntryId) -> String {
    URL_SAFE_NO_PAD.encode(format!("{id}{key}"))
}

/// Reads a cursor of [`list`].
pub(crate) fn read_cursor(text: &str) -> Option<(String, Uuid)> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    let (id, key) = text.split_at_checked(36)?;
    let is_key = !key.contains(char::is_control);
    is_key.then_some((key.to_owned(), id.parse().ok()?))
}

/// The part of a query that is the same for every kind: what is wanted, as conditions.
macro_rules! narrowed {
    ($query:expr, $table:ident, $wanted:expr, $matching:expr) => {
        match $wanted {
            Wanted::ByName { after, rows } => {
                let query = match after {
                    Some((key, id)) => $query.filter(
                        Condition::any()
                            .add($table::COLUMN.name_key.gt(key.as_str()))
                            .add(
                                Condition::all()
                                    .add($table::COLUMN.name_key.eq(key.as_str()))
                                    .add($table::COLUMN.id.gt(*id)),
                            ),
                    ),
                    None => $query,
                };
                query
                    .order_by_asc($table::Column::NameKey)
                    .order_by_asc($table::Column::Id)
                    .limit(rows + 1)
            }
            Wanted::Matching { parts, .. } => $query.filter($matching(parts)).limit(CANDIDATES),
            Wanted::Ids(ids) => $query.filter($table::COLUMN.id.is_in(ids.iter().copied())),
        }
    };
}

async fn colleagues(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    wanted: &Wanted<'_>,
) -> Result<Vec<Keyed>, DbErr> {
    let query = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(viewer.organisation.0))
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .filter(user::COLUMN.id.ne(viewer.user.0));
    let matching = |parts: &[String]| {
        let theirs = search::holds_all(user::Column::SearchKey, parts);
        // Only a number is looked for among those that they have added themselves.
        match parts {
            [digits] if is_number(digits) => {
                let owners = extra_numbers::owners_of(viewer.organisation, digits);
                Condition::any()
                    .add(theirs)
                    .add(user::Column::Id.in_subquery(owners))
            }
            _ => theirs,
        }
    };
    let rows = narrowed!(query, user, wanted, matching).all(db).await?;
    let rows = best(rows, viewer, wanted, keys!());
    let ids: Vec<UserId> = rows.iter().map(|row| UserId(row.id)).collect();
    let mut states = presence::of_users(db, viewer.organisation, &ids, viewer.now_ms).await?;
    let mut numbers = direct_numbers(db, viewer, &ids).await?;
    for (owner, shown) in extra_numbers::list_shown(db, viewer.organisation, &ids).await? {
        let shown = shown.into_iter();
        let shown = shown.map(|row| entry_number(viewer, row.number, Some(row.label)));
        numbers.entry(owner).or_default().extend(shown);
    }
    let faces = pictures::hashes(db, viewer.organisation, ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let entry = Entry {
                id: EntryId(row.id),
                kind: EntryKind::Colleague,
                name: full_name(&row),
                company: None,
                numbers: numbers.remove(&row.id).unwrap_or_default(),
                extension: Some(row.extension),
                presence: states.remove(&UserId(row.id)),
                is_favourite: viewer.favourites.contains(&row.id),
                picture: faces
                    .get(&UserId(row.id))
                    .map(|hash| pictures::path(UserId(row.id), hash)),
            };
            (row.name_key, entry)
        })
        .collect())
}

/// Whether it is enough of a number to be looked for.
fn is_number(part: &str) -> bool {
    part.len() > 2 && part.bytes().all(|byte| byte.is_ascii_digit())
}

async fn direct_numbers(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    users: &[UserId],
) -> Result<HashMap<Uuid, Vec<EntryNumber>>, DbErr> {
    let rows = number::Entity::find()
        .filter(number::COLUMN.organisation_id.eq(viewer.organisation.0))
        .filter(
            number::COLUMN
                .user_id
                .is_in(users.iter().map(|user| user.0)),
        )
        .order_by_asc(number::Column::Number)
        .all(db)
        .await?;
    let mut numbers: HashMap<Uuid, Vec<EntryNumber>> = HashMap::new();
    for row in rows {
        let Some(owner) = row.user_id else { continue };
        numbers
            .entry(owner)
            .or_default()
            .push(entry_number(viewer, row.number, None));
    }
    Ok(numbers)
}

async fn dial_plans(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    wanted: &Wanted<'_>,
) -> Result<Vec<Keyed>, DbErr> {
    let query = dial_plan::Entity::find()
        .filter(dial_plan::COLUMN.organisation_id.eq(viewer.organisation.0));
    let matching = |parts: &[String]| search::holds_all(dial_plan::Column::SearchKey, parts);
    let rows = narrowed!(query, dial_plan, wanted, matching)
        .all(db)
        .await?;
    Ok(best(rows, viewer, wanted, keys!())
        .into_iter()
        .map(|row| {
            let entry = Entry {
                id: EntryId(row.id),
                kind: EntryKind::DialPlan,
                name: row.name,
                company: None,
                extension: Some(row.extension),
                numbers: Vec::new(),
                presence: None,
                is_favourite: viewer.favourites.contains(&row.id),
                picture: None,
            };
            (row.name_key, entry)
        })
        .collect())
}

async fn contacts(
    db: &Database,
    viewer: &Viewer,
    owner: Option<UserId>,
    wanted: &Wanted<'_>,
) -> Result<Vec<Keyed>, DbErr> {
    let of_owner = match owner {
        Some(owner) => contact::COLUMN.owner_id.eq(owner.0),
        None => contact::COLUMN.owner_id.is_null(),
    };
    let query = contact::Entity::find()
        .filter(contact::COLUMN.organisation_id.eq(viewer.organisation.0))
        .filter(of_owner);
    let rows = match wanted {
        Wanted::Matching { parts, .. } if owner.is_none() => {
            search::company_contacts(db, viewer.organisation, query, parts).await?
        }
        _ => {
            let matching = |parts: &[String]| search::holds_all(contact::Column::SearchKey, parts);
            narrowed!(query, contact, wanted, matching)
                .all(&db.read)
                .await?
        }
    };
    let rows = best(rows, viewer, wanted, keys!());
    let kind = if owner.is_some() {
        EntryKind::Contact
    } else {
        EntryKind::Company
    };
    let mut numbers = contact_numbers(&db.read, viewer, &rows).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let entry = Entry {
                id: EntryId(row.id),
                kind,
                company: row.company.filter(|company| *company != row.name),
                name: row.name,
                extension: None,
                numbers: numbers.remove(&row.id).unwrap_or_default(),
                presence: None,
                is_favourite: viewer.favourites.contains(&row.id),
                picture: None,
            };
            (row.name_key, entry)
        })
        .collect())
}

async fn contact_numbers(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    contacts: &[contact::Model],
) -> Result<HashMap<Uuid, Vec<EntryNumber>>, DbErr> {
    let rows = contact_number::Entity::find()
        .filter(
            contact_number::COLUMN
                .organisation_id
                .eq(viewer.organisation.0),
        )
        .filter(
            contact_number::COLUMN
                .contact_id
                .is_in(contacts.iter().map(|row| row.id)),
        )
        .order_by_asc(contact_number::Column::Position)
        .all(db)
        .await?;
    let mut numbers: HashMap<Uuid, Vec<EntryNumber>> = HashMap::new();
    for row in rows {
        let number = entry_number(viewer, row.number, row.label);
        numbers.entry(row.contact_id).or_default().push(number);
    }
    Ok(numbers)
}

fn entry_number(viewer: &Viewer, number: String, label: Option<String>) -> EntryNumber {
    EntryNumber {
        display: viewer.country.display(&number),
        number,
        label,
    }
}
