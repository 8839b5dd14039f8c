//! Words that one expects in a password here, and that whoever guesses therefore tries first.
//!
//! The whole list: the name of this product, greetings and the words for what it is about; the
//! organisation's name and town; and months and seasons with a year. Letters are also recognised
//! when digits and signs that look like them stand for them.

use std::ops::Range;

use super::{
    BrokenRule, PasswordRule, longest,
    person::{has, together},
};
use crate::search::fold;

/// Never in a password.
const WORDS: [&str; 6] = [
    "belroute",
    "telefoon",
    "telephone",
    "voicemail",
    "welkom",
    "welcome",
];

/// Months and seasons, Dutch and English: not in a password with a year beside them.
const TIMES: [&str; 30] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
    "january",
    "february",
    "march",
    "may",
    "june",
    "july",
    "august",
    "october",
    "lente",
    "voorjaar",
    "zomer",
    "herfst",
    "najaar",
    "winter",
    "spring",
    "summer",
    "autumn",
    "fall",
];

/// The letter that a digit or a sign stands for: `w3lk0m` is read as *welkom*.
pub fn plain(letter: char) -> char {
    match letter {
        '0' => 'o',
        '1' | '!' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        other => other,
    }
}

/// The expected words in a password, each as it stands there.
pub(super) fn find(names: &[String], text: &str) -> Vec<BrokenRule> {
    let folded = fold(text);
    let letters: Vec<char> = folded.chars().collect();
    let piece = |range: Range<usize>| String::from_iter(&letters[range]);
    let mut parts: Vec<String> = Vec::new();
    for word in WORDS {
        parts.extend(places(&letters, word).map(piece));
    }
    for time in TIMES {
        parts.extend(
            places(&letters, time)
                .filter_map(|place| with_year(&letters, place))
                .map(piece),
        );
    }
    let joined: Vec<char> = together(&folded).chars().collect();
    for name in names {
        let name = fold(name);
        for word in name.split(|letter: char| !letter.is_alphanumeric()) {
            // Shorter ones are legal forms and particles, or parts of many words.
            if has(word, 4) {
                parts.extend(places(&letters, word).map(piece));
            }
        }
        let name = together(&name);
        if has(&name, 4) {
            let pieces = places(&joined, &name).map(|place| String::from_iter(&joined[place]));
            parts.extend(pieces);
        }
    }
    longest(&parts)
        .map(|part| BrokenRule::part(PasswordRule::ContextWord, part))
        .collect()
}

/// Where a word stands, letters or what stands for them.
fn places<'a>(letters: &'a [char], word: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let length = word.chars().count();
    let is_word = move |piece: &[char]| {
        piece
            .iter()
            .zip(word.chars())
            .all(|(letter, wanted)| *letter == wanted || plain(*letter) == wanted)
    };
    letters
        .windows(length)
        .enumerate()
        .filter(move |(_, piece)| is_word(piece))
        .map(move |(start, _)| start..start + length)
}

/// The place of a word together with the year before or behind it, signs between them or not.
fn with_year(letters: &[char], word: Range<usize>) -> Option<Range<usize>> {
    let is_sign = |letter: &&char| !letter.is_alphanumeric();
    let is_digit = |letter: &&char| letter.is_ascii_digit();

    let behind = &letters[word.end..];
    let start = word.end + behind.iter().take_while(is_sign).count();
    let digits = letters[start..].iter().take_while(is_digit).count();
    if let Some(year) = year(digits, &letters[start..]) {
        return Some(word.start..start + year);
    }

    let before = &letters[..word.start];
    let end = word.start - before.iter().rev().take_while(is_sign).count();
    let digits = letters[..end].iter().rev().take_while(is_digit).count();
    let last_four = &letters[end.saturating_sub(4)..end];
    year(digits, last_four).map(|year| end - year..word.end)
}

/// How many digits are a year: four that begin with 19 or 20, or two that stand alone.
fn year(digits: usize, letters: &[char]) -> Option<usize> {
    match (digits, letters) {
        (2, _) => Some(2),
        (4.., ['1', '9', ..] | ['2', '0', ..]) => Some(4),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let names = ["De Vries & Zonen B.V.".to_owned(), "Den Haag".to_owned()];
        find(&names, text)
            .into_iter()
            .map(|broken| broken.part.unwrap())
            .collect()
    }

    #[test]
    fn words_of_the_list_are_found_in_any_dress() {
        for (text, part) in [
            ("Welkom7!", "welkom"),
            ("xW3lk0m#9", "w3lk0m"),
            ("WÉLCOME-7", "welcome"),
            ("my-Telefoon", "telefoon"),
            ("7elephone#", "7elephone"),
            ("Vo!cema!l", "vo!cema!l"),
            ("Belroute1!", "belroute"),
            ("B3LR0U73#x", "b3lr0u73"),
        ] {
            assert_eq!(found(text), [part], "{text}");
        }
        assert_eq!(found("Welk-om7!"), [""; 0]);
    }

    #[test]
    fn the_organisation_and_its_town_are_found() {
        assert_eq!(found("xVries7!"), ["vries"]);
        assert_eq!(found("Z0nen7!"), ["z0nen"]);
        assert_eq!(found("De-Vries&Zonen"), ["vries", "zonen"]);
        assert_eq!(found("Den.Ha4g7"), ["denha4g"]);
        assert_eq!(found("Den7!bv"), [""; 0]);
    }

    #[test]
    fn a_name_of_three_letters_does_not_count_and_one_of_four_does() {
        let expects = |name: &str, text: &str| !find(&[name.to_owned()], text).is_empty();
        assert!(!expects("Ede", "goede7!"));
        assert!(expects("Elst", "xElst7!"));
        assert!(!expects("A B C", "abc7!x"));
        assert!(expects("A B C D", "a-b-c-d7!x"));
    }

    #[test]
    fn months_and_seasons_need_a_year_beside_them() {
        for (text, part) in [
            ("Zomer2026!", "zomer2026"),
            ("Zomer26!", "zomer26"),
            ("z0mer#1999x", "z0mer#1999"),
            ("2026-maart!", "2026-maart"),
            ("x26May!", "26may"),
            ("December20261", "december2026"),
            ("712026mei", "2026mei"),
        ] {
            assert_eq!(found(text), [part], "{text}");
        }
        for text in [
            "Zomer!",
            "Zomer7!",
            "Zomer777!",
            "Zomer1899!",
            "Zomer2126!",
            "Zomer x26",
            "126mei!",
            "26x-mei",
            "1899mei",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn every_word_is_in_the_form_it_is_compared_in() {
        for word in WORDS.into_iter().chain(TIMES) {
            assert_eq!(fold(word), word);
        }
    }
}
