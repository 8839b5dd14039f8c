//! Passwords that many people have, with or without digits and signs around them.

use std::sync::LazyLock;

use belroute_shared::{password::expected::plain, search::fold};
use zxcvbn::{
    matching::patterns::{DictionaryPattern, MatchPattern},
    zxcvbn,
};

/// The lists whose every entry is a common password, each named by a word that stands in it,
/// because zxcvbn does not export their names: 30,000 passwords, and the first names of men and of
/// women. zxcvbn keeps a word in the one list where it ranks highest, so *michael* is found only
/// among the names, though it is one of the most common passwords.
static LISTS: LazyLock<Vec<DictionaryPattern>> = LazyLock::new(|| {
    ["password", "michael", "jennifer"]
        .into_iter()
        .filter_map(entry)
        .collect()
});

/// For the same reason the first words of the other lists (everyday English, surnames) count as
/// passwords; further down they are no likelier than other words.
const LIKELIEST: usize = 1000;

/// The shortest and the longest text that is looked up; the list of passwords has nothing shorter
/// than 4 characters or longer than 20.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=20;

/// No common password with letters has more signs, and zxcvbn tries each as several letters.
const MOST_SIGNS: usize = 3;

/// The common password that a text is, as a whole or between digits and signs; in small letters
/// without accents, as it stands there.
pub(super) fn find(text: &str) -> Option<String> {
    forms(&fold(text))
        .into_iter()
        .find(|(_, read)| is_common(read))
        .map(|(written, _)| written.to_owned())
}

/// What may be a common password: the whole, and what is left when signs, or signs and digits, are
/// taken off at either end; each as written and with letters for the digits and signs that look
/// like them.
///
/// Either end by itself, because a digit or a sign there may be part of the word: `$ecret-99`,
/// `abc123!`.
fn forms(folded: &str) -> Vec<(&str, String)> {
    let is_sign = |letter: char| !letter.is_alphanumeric();
    let is_extra = |letter: char| is_sign(letter) || letter.is_ascii_digit();
    let mut forms: Vec<(&str, String)> = Vec::new();
    for start in [
        folded,
        folded.trim_start_matches(is_sign),
        folded.trim_start_matches(is_extra),
    ] {
        for written in [
            start,
            start.trim_end_matches(is_sign),
            start.trim_end_matches(is_extra),
        ] {
            for read in [
                written.to_owned(),
                written.chars().map(plain).collect::<String>(),
            ] {
                let is_likely = LENGTHS.contains(&read.chars().count())
                    && read.chars().filter(|letter| is_sign(*letter)).count() <= MOST_SIGNS;
                if is_likely && !forms.iter().any(|(_, known)| *known == read) {
                    forms.push((written, read));
                }
            }
        }
    }
    forms
}

fn is_common(form: &str) -> bool {
    entry(form).is_some_and(|entry| {
        entry.rank <= LIKELIEST
            || LISTS
                .iter()
                .any(|list| list.dictionary_name == entry.dictionary_name)
    })
}

/// The entry of zxcvbn's lists that a text is as a whole. Reversed words are found too.
fn entry(text: &str) -> Option<DictionaryPattern> {
    match zxcvbn(text, &[]).sequence() {
        [only] => match &only.pattern {
            MatchPattern::Dictionary(entry) => Some(entry.clone()),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_found(text: &str, part: &str) {
        assert_eq!(find(text).as_deref(), Some(part), "{text}");
    }

    #[test]
    fn the_three_lists_are_there_and_differ() {
        let names: Vec<_> = LISTS.iter().map(|list| list.dictionary_name).collect();
        assert_eq!(names.len(), 3);
        assert!(names[0] != names[1] && names[1] != names[2] && names[0] != names[2]);
    }

    #[test]
    fn a_common_password_is_found_as_typed() {
        for text in [
            "password",
            "abc123",
            "iloveyou",
            "trustno1",
            "michael",
            "jennifer",
            "geheim",
            "feyenoord",
        ] {
            assert_found(text, text);
        }
    }

    #[test]
    fn case_and_accents_do_not_hide_it() {
        assert_found("PassWord", "password");
        assert_found("Pässwörd", "password");
        assert_found("ｐａｓｓｗｏｒｄ", "password");
    }

    #[test]
    fn digits_and_signs_at_the_ends_do_not_hide_it() {
        assert_found("Password2026!", "password");
        assert_found("!!99-Dragon-7!", "dragon");
        assert_found("Abc123!!", "abc123");
        assert_found("Geheim#01", "geheim");
    }

    #[test]
    fn digits_and_signs_for_letters_do_not_hide_it() {
        assert_found("P@ssw0rd", "p@ssw0rd");
        assert_found("P4$$w0rd-12", "p4$$w0rd");
        assert_found("$ecret-99", "$ecret");
        assert_found("!l0v3y0u#7", "!l0v3y0u");
        assert_found("7!gg3r-99", "7!gg3r");
        assert_found("B@n4na#22", "b@n4na");
    }

    #[test]
    fn a_name_is_found_and_a_rare_word_is_not() {
        assert_found("Michael-77!", "michael");
        assert_eq!(find("Advantage7!"), None);
    }

    #[test]
    fn a_common_word_among_others_is_no_common_password() {
        for text in [
            "correct horse battery staple",
            "Wb7!kqzt",
            "dragonsprout7!",
            "J4nsen7!xx",
            "Éé7!ççûû",
            "密码密码7!Wb",
            "Wb7!🙂🙂🙂🙂",
            "",
            "7!",
            "Abc7!",
            "12-34-56-78",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
