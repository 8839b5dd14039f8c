//! Texts of a contact, tidied and measured.

use crate::{error::Code, search};

/// The longest name of a contact or firm, in characters.
pub const LONGEST_NAME: usize = 128;
/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 1000;

/// The longest sort key of a name, in bytes: PostgreSQL takes about 2,700 in one index entry, and a
/// single letter may become eighteen when it is taken apart.
const LONGEST_KEY: usize = 2000;

/// Refuses a name that no list could be sorted by.
pub(crate) fn check_key(name: &str) -> Result<(), Code> {
    if search::fold(name).len() > LONGEST_KEY {
        Err(Code::TooLong)
    } else {
        Ok(())
    }
}

/// Refuses a text that is too long.
pub(crate) fn check_length(text: Option<&str>, longest: usize) -> Result<(), Code> {
    if text.unwrap_or_default().chars().count() > longest {
        Err(Code::TooLong)
    } else {
        Ok(())
    }
}

/// A text on one line; `None` when nothing is left.
pub(crate) fn line(text: Option<&str>) -> Option<String> {
    text.map(on_one_line).filter(|text| !text.is_empty())
}

/// A text on several lines; `None` when nothing is left.
pub(crate) fn lines(text: Option<&str>) -> Option<String> {
    text.map(on_lines).filter(|text| !text.is_empty())
}

/// Names stand on one line, and no database takes every control character.
pub(crate) fn on_one_line(text: &str) -> String {
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn on_lines(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let is_kept = |letter: &char| matches!(letter, '\n' | '\t') || !letter.is_control();
    let kept: String = text.chars().filter(is_kept).collect();
    kept.trim().to_owned()
}
