//! The keys that entries are sorted and found by. Whoever writes an entry makes them anew.

use belroute_shared::search::fold;

use crate::numbers::search_digits;

/// The key that a list is sorted by.
pub(crate) fn name_key(name: &str) -> String {
    fold(name)
}

/// Everything that an entry is found by, in one text: words folded, numbers in each form.
pub(crate) fn search_key<'a>(
    words: impl IntoIterator<Item = &'a str>,
    numbers: impl IntoIterator<Item = &'a str>,
) -> String {
    let mut key = String::new();
    let words = words.into_iter().map(fold);
    for part in words
        .chain(numbers.into_iter().map(search_digits))
        .filter(|part| !part.is_empty())
    {
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(&part);
    }
    key
}

/// What somebody searches for, as the parts that all have to be found.
///
/// A number is one part, in whichever form it was typed. `%` and `_` would match anything and
/// separate words instead, as do control characters, which no key holds.
pub(crate) fn parts(query: &str) -> Vec<String> {
    if let Some(number) = belroute_shared::number::typed(query) {
        return vec![number.trim_start_matches('+').to_owned()];
    }
    fold(query)
        .split(|letter: char| {
            letter.is_whitespace() || letter.is_control() || matches!(letter, '%' | '_')
        })
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(key: &str, query: &str) -> bool {
        parts(query).iter().all(|part| key.contains(part))
    }

    #[test]
    fn an_entry_is_found_by_every_form_of_its_number_and_name() {
        let key = search_key(["Zoë de Vries", "Bakkerij Ütrecht"], ["+31612345678"]);
        for query in [
            "zoe",
            "ZOË VRIES",
            "utrecht zo",
            "06 1234",
            "+316 1234",
            "0031 6-1234",
            "345678",
        ] {
            assert!(finds(&key, query), "{query}");
        }
        for query in ["anna", "06 9", "zoe amsterdam"] {
            assert!(!finds(&key, query), "{query}");
        }
    }

    #[test]
    fn wildcards_of_the_database_match_nothing_by_themselves() {
        assert_eq!(parts("%_%"), Vec::<String>::new());
        assert_eq!(parts("a%b"), ["a", "b"]);
    }
}
