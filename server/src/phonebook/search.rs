//! Conditions of a search, the same result on both databases.

use sea_orm::{ColumnTrait, Condition, sea_query::Expr};

/// Parts of at least this many letters have an index of their own.
const INDEXED: usize = 3;

/// Entries whose key holds every part.
pub(super) fn holds_all(search_key: impl ColumnTrait, parts: &[String]) -> Condition {
    parts.iter().fold(Condition::all(), |all, part| {
        all.add(search_key.contains(part))
    })
}

/// The same for contacts, of which there may be a hundred thousand: the index finds them by the
/// long parts; short parts alone must begin the name.
pub(super) fn contacts(
    is_sqlite: bool,
    name_key: impl ColumnTrait,
    search_key: impl ColumnTrait,
    parts: &[String],
) -> Condition {
    let is_long = |part: &&String| part.chars().count() >= INDEXED;
    let Some(longest) = parts.iter().filter(is_long).max_by_key(|part| part.len()) else {
        return parts
            .iter()
            .take(1)
            .fold(holds_all(search_key, parts), |all, part| {
                all.add(name_key.gte(part.as_str()))
                    .add(name_key.lt(format!("{part}{}", char::MAX)))
            });
    };
    let all = holds_all(search_key, parts);
    if is_sqlite {
        let indexed = "sequence in (select rowid from contact_search where search_key like ?)";
        all.add(Expr::cust_with_values(indexed, [format!("%{longest}%")]))
    } else {
        all
    }
}

/// How well an entry fits what was typed: the smaller, the better.
pub(super) fn rank(parts: &[String], name_key: &str, numbers: &[&str], is_favourite: bool) -> u8 {
    let is_exact = parts.len() == 1
        && numbers
            .iter()
            .any(|number| number.trim_start_matches('+') == parts[0]);
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
