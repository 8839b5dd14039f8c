//! How names and numbers are compared in a search: the same on both databases and in the browser.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The longest text that a search takes, in characters; what is longer is cut.
pub const MAX_QUERY: usize = 80;

/// A text without case and accents: `Zoë Größe` becomes `zoe grosse`.
///
/// Letters that do not fall apart into a letter and an accent are written out. Runs of white space
/// become one space, so that a doubled space between names hides nobody.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        for lower in letter
            .to_lowercase()
            .filter(|letter| !is_combining_mark(*letter))
        {
            match lower {
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ø' => folded.push('o'),
                'đ' | 'ð' => folded.push('d'),
                'ł' => folded.push('l'),
                'ı' => folded.push('i'),
                'ς' => folded.push('σ'),
                space if space.is_whitespace() => folded.push(' '),
                other => folded.push(other),
            }
        }
    }
    folded
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn case_accents_and_doubled_spaces_do_not_count() {
        assert_eq!(fold("Zoë  Größe"), "zoe grosse");
        assert_eq!(fold("ÅNGSTRÖM"), "angstrom");
        assert_eq!(fold(" Łódź\tœuvre "), "lodz oeuvre");
        assert_eq!(fold("ｆｕｌｌ"), "full");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
