//! Runs: characters that repeat, count on, or lie side by side on a keyboard.

use super::{BrokenRule, PasswordRule};

/// A run is this long or longer.
const FEWEST: usize = 4;

/// Rows of the keyboards in use here (QWERTY, QWERTZ, AZERTY), and the digits with shift.
const ROWS: [&str; 9] = [
    "1234567890",
    "!@#$%^&*()",
    "qwertyuiop",
    "qwertzuiop",
    "azertyuiop",
    "asdfghjkl",
    "qsdfghjklm",
    "zxcvbnm",
    "yxcvbnm",
];

/// Refuses a password that is runs for more than half, and names the longest.
pub(super) fn find(text: &str) -> Option<BrokenRule> {
    let letters: Vec<char> = text.chars().map(small).collect();
    let mut is_in_run = vec![false; letters.len()];
    let mut longest = 0..0;
    let mut mark = |follows: &dyn Fn(char, char) -> bool| {
        let mut start = 0;
        for end in 1..=letters.len() {
            let goes_on = end < letters.len() && follows(letters[end - 1], letters[end]);
            if goes_on {
                continue;
            }
            if end - start >= FEWEST {
                is_in_run[start..end].fill(true);
                if end - start > longest.len() {
                    longest = start..end;
                }
            }
            start = end;
        }
    };
    mark(&|one, next| one == next);
    mark(&counts_on);
    mark(&|one, next| counts_on(next, one));
    for row in ROWS {
        let beside = |one: char, next: char| {
            row.chars()
                .zip(row.chars().skip(1))
                .any(|pair| pair == (one, next))
        };
        mark(&beside);
        mark(&|one, next| beside(next, one));
    }
    let in_runs = is_in_run.into_iter().filter(|is_in| *is_in).count();
    (in_runs * 2 > letters.len())
        .then(|| BrokenRule::part(PasswordRule::Run, String::from_iter(&letters[longest])))
}

/// One letter for one, so that lengths stay those of the password.
fn small(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// Signs have an order too, but nobody counts in it.
fn counts_on(one: char, next: char) -> bool {
    one.is_alphanumeric()
        && next.is_alphanumeric()
        && u32::from(one).checked_add(1) == Some(next.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(text: &str) -> Option<String> {
        find(text).map(|broken| broken.part.unwrap())
    }

    #[test]
    fn equal_and_consecutive_characters_and_keyboard_rows_are_runs() {
        for (text, found) in [
            ("aaaaX7!", "aaaa"),
            ("aAaAx7!", "aaaa"),
            ("1234xB!", "1234"),
            ("9876xB!", "9876"),
            ("7890xB!", "7890"),
            ("0987xB!", "0987"),
            ("AbCd7!x", "abcd"),
            ("dcba7!X", "dcba"),
            ("Qwer7!x", "qwer"),
            ("poiu7!X", "poiu"),
            ("azer7!X", "azer"),
            ("vcxY7!x", "vcxy"),
            ("!@#$7xB", "!@#$"),
            ("абвг7!X", "абвг"),
            ("🙂🙂🙂🙂7!x", "🙂🙂🙂🙂"),
        ] {
            assert_eq!(run(text).as_deref(), Some(found), "{text}");
        }
    }

    #[test]
    fn three_are_no_run_and_half_is_not_too_much() {
        assert_eq!(run("aaaX7"), None);
        assert_eq!(run("aaaaX7!b"), None);
        assert_eq!(run("aaaaX7!").as_deref(), Some("aaaa"));
        assert_eq!(run(""), None);
    }

    #[test]
    fn several_runs_add_up_and_the_longest_is_named() {
        assert_eq!(run("1234x7!abcde").as_deref(), Some("abcde"));
        assert_eq!(run("1234x7!abB#uk%yq"), None);
    }

    #[test]
    fn a_run_goes_one_way_and_signs_are_not_counted() {
        assert_eq!(run("abab7!X"), None);
        assert_eq!(run("abcb7!X"), None);
        assert_eq!(run(":;<=7xB"), None);
        assert_eq!(run("-./0x!B"), None);
    }

    #[test]
    fn characters_that_two_runs_share_count_once() {
        // Two of the four that count on in the alphabet also lie side by side.
        assert_eq!(run("rstuiop7!kBx#y"), None);
    }
}
