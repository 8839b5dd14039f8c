//! The words of a text, as they are compared, and where they stand.

use crate::search::fold;

/// One to twelve, Dutch and English, and the round numbers that people say of minutes.
pub(super) const NUMBERS: [(&str, i64); 30] = [
    ("een", 1),
    ("twee", 2),
    ("drie", 3),
    ("vier", 4),
    ("vijf", 5),
    ("zes", 6),
    ("zeven", 7),
    ("acht", 8),
    ("negen", 9),
    ("tien", 10),
    ("elf", 11),
    ("twaalf", 12),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("vijftien", 15),
    ("fifteen", 15),
    ("twintig", 20),
    ("twenty", 20),
    ("dertig", 30),
    ("thirty", 30),
];

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Folded, without apostrophes and without the signs that end a sentence.
    pub(super) key: String,
    /// Where it begins in the text, in bytes.
    pub(super) from: usize,
    /// Where it ends, signs included: they may belong to a name (`Bakker B.V.`).
    pub(super) to: usize,
}

impl Word {
    /// Whether it is one of these.
    pub(super) fn is(&self, any: &[&str]) -> bool {
        any.contains(&self.key.as_str())
    }
}

/// The words of a text; those of signs alone are left out.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut from = 0;
    for part in text.split(char::is_whitespace) {
        let key = key(part);
        if !key.is_empty() {
            let to = from + part.len();
            words.push(Word { key, from, to });
        }
        let behind = &text[from + part.len()..];
        from += part.len() + behind.chars().next().map_or(0, char::len_utf8);
    }
    words
}

fn key(part: &str) -> String {
    let folded = fold(part);
    let ended = folded.trim_end_matches([',', ';', ':', '?', '!', '.']);
    ended
        .chars()
        .filter(|letter| !matches!(letter, '\'' | '’' | '‘'))
        .collect()
}

/// What comes behind the longest of these phrases that the words begin with.
pub(super) fn after<'w>(words: &'w [Word], phrases: &[&str]) -> Option<&'w [Word]> {
    let rests = phrases.iter().filter_map(|phrase| {
        let mut rest = words;
        for part in phrase.split(' ') {
            rest = rest
                .split_first()
                .filter(|(word, _)| word.key == part)
                .map(|(_, rest)| rest)?;
        }
        Some(rest)
    });
    rests.min_by_key(|rest| rest.len())
}

/// The words without any of these at the beginning.
pub(super) fn without<'w>(words: &'w [Word], any: &[&str]) -> &'w [Word] {
    let skipped = words.iter().take_while(|word| word.is(any)).count();
    &words[skipped..]
}

/// A whole number of at most so many digits; nothing else stands beside it.
pub(super) fn digits(text: &str, most: usize) -> Option<i64> {
    let is_good = (1..=most).contains(&text.len()) && text.bytes().all(|it| it.is_ascii_digit());
    if is_good { text.parse().ok() } else { None }
}

/// A whole number in digits or as a word.
pub(super) fn number(key: &str) -> Option<i64> {
    let said = NUMBERS.iter().find(|(word, _)| *word == key);
    said.map(|(_, number)| *number).or_else(|| digits(key, 4))
}

/// The digits that a word begins with, and what stands behind them.
pub(super) fn leading_digits(key: &str) -> (&str, &str) {
    let end = key.bytes().take_while(u8::is_ascii_digit).count();
    key.split_at(end)
}
