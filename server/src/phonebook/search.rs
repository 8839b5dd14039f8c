//! Conditions of a search, the same result on both databases.

use belroute_shared::ids::OrganisationId;
use sea_orm::{
    ColumnTrait, Condition, DatabaseBackend, DbErr, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Select, Statement, Value,
};

use crate::{database::Database, entity::contact};

/// How many candidates of one kind a search looks at before it orders them.
pub(super) const CANDIDATES: u64 = 300;
/// Parts of at least this many letters have an index of their own.
const INDEXED: usize = 3;

/// Entries whose key holds every part.
pub(super) fn holds_all(search_key: impl ColumnTrait, parts: &[String]) -> Condition {
    parts.iter().fold(Condition::all(), |all, part| {
        all.add(search_key.contains(part))
    })
}

/// Candidates among a company's contacts, of which there may be a hundred thousand: those whose
/// name begins with the first part, and those that the index of long parts finds anywhere. Short
/// parts alone must begin the name.
pub(super) async fn company_contacts(
    db: &Database,
    organisation: OrganisationId,
    query: Select<contact::Entity>,
    parts: &[String],
) -> Result<Vec<contact::Model>, DbErr> {
    let Some(first) = parts.first() else {
        return Ok(Vec::new());
    };
    let holds_all = holds_all(contact::Column::SearchKey, parts);
    let mut found = query
        .clone()
        .filter(contact::COLUMN.name_key.gte(first.as_str()))
        .filter(contact::COLUMN.name_key.lt(format!("{first}{}", char::MAX)))
        .filter(holds_all.clone())
        .order_by_asc(contact::Column::NameKey)
        .limit(CANDIDATES)
        .all(&db.read)
        .await?;
    let is_long = |part: &&String| part.chars().count() >= INDEXED;
    let Some(longest) = parts.iter().filter(is_long).max_by_key(|part| part.len()) else {
        return Ok(found);
    };
    let anywhere = if db.is_sqlite() {
        let statement = by_trigrams(organisation, longest, parts);
        contact::Entity::find()
            .from_raw_sql(statement)
            .all(&db.read)
            .await?
    } else {
        query
            .filter(holds_all)
            .limit(CANDIDATES)
            .all(&db.read)
            .await?
    };
    let known: Vec<_> = found.iter().map(|row| row.id).collect();
    found.extend(anywhere.into_iter().filter(|row| !known.contains(&row.id)));
    Ok(found)
}

/// The query through SQLite's full-text index. The order of the join is fixed, so that rows are
/// read as the index finds them and reading stops with the last candidate; left to itself SQLite
/// goes through all contacts of the organisation.
fn by_trigrams(organisation: OrganisationId, longest: &str, parts: &[String]) -> Statement {
    let mut sql = "select contact.* from contact_search cross join contact \
        on contact.sequence = contact_search.rowid \
        where contact_search.search_key like ? \
        and contact.organisation_id = ? and contact.owner_id is null"
        .to_owned();
    let mut values: Vec<Value> = vec![format!("%{longest}%").into(), organisation.0.into()];
    for part in parts {
        sql.push_str(" and contact.search_key like ?");
        values.push(format!("%{part}%").into());
    }
    sql.push_str(" limit ");
    sql.push_str(&CANDIDATES.to_string());
    Statement::from_sql_and_values(DatabaseBackend::Sqlite, sql, values)
}

/// How well an entry fits what was typed: the smaller, the better.
pub(super) fn rank(parts: &[String], name_key: &str, search_key: &str, is_favourite: bool) -> u8 {
    let is_number = |part: &String| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_exact = parts.len() == 1
        && parts.iter().all(is_number)
        && search_key.split(' ').any(|word| word == parts[0]);
    let begins_word = parts.iter().all(|part| {
        name_key
            .split([' ', '-', '.', '@'])
            .any(|word| word.starts_with(part.as_str()))
    });
    match (is_favourite, is_exact, begins_word) {
        (true, ..) => 0,
        (_, true, _) => 1,
        (_, _, true) => 2,
        _ => 3,
    }
}
