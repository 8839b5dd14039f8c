//! Contacts as a table in UTF-8.

use belroute_shared::contacts::MOST_NUMBERS;

use super::{Card, Names};

/// The table, its first line with what stands where.
pub(super) fn write(names: Names, cards: &[Card]) -> Result<Vec<u8>, ::csv::Error> {
    let mut file = ::csv::Writer::from_writer(Vec::new());
    let mut head: Vec<String> = match names {
        Names::Whole => vec!["name".into()],
        Names::Parts => vec!["first name".into(), "last name".into()],
    };
    head.push("company".into());
    for place in 1..=MOST_NUMBERS {
        head.extend([format!("number {place}"), format!("label {place}")]);
    }
    head.extend(["email".into(), "note".into()]);
    file.write_record(&head)?;
    for card in cards {
        let optional = |text: &Option<String>| cell(text.as_deref().unwrap_or_default());
        let mut row = match names {
            Names::Whole => vec![cell(&card.name)],
            Names::Parts => vec![optional(&card.first_name), optional(&card.last_name)],
        };
        row.push(optional(&card.company));
        for place in 0..MOST_NUMBERS {
            match card.numbers.get(place) {
                Some(line) => row.extend([cell(&line.number), line.label.word().to_owned()]),
                None => row.extend([String::new(), String::new()]),
            }
        }
        row.extend([&card.email, &card.note].map(optional));
        file.write_record(&row)?;
    }
    file.into_inner()
        .map_err(|error| ::csv::Error::from(error.into_error()))
}

/// A spreadsheet takes a text that begins like a formula for one and reckons with it. An apostrophe
/// in front makes it a text; numbers of telephones are left as they are. A text that has one in
/// front already gets a second, so that reading takes off what was put there.
fn cell(text: &str) -> String {
    let digits = text.strip_prefix('+').unwrap_or_default();
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let bare = text.trim_start_matches('\'');
    let is_guarded = bare.len() < text.len() && bare.starts_with(FORMULA);
    if (text.starts_with(FORMULA) && !is_number) || is_guarded {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_reckon_with_becomes_text() {
        for formula in ["=1+1", "+1+1", "-1", "@sum", "\tx", "+", "+31 6", "'=1"] {
            assert_eq!(cell(formula), format!("'{formula}"));
        }
        for text in [
            "",
            "Jan",
            "+31612345678",
            "a=1",
            "0612345678",
            "'s Gravenhage",
        ] {
            assert_eq!(cell(text), text);
        }
    }
}
