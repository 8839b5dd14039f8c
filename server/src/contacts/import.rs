//! Contacts out of a file: read, judged line by line, compared with what is there, and only then
//! saved.

mod csv;
mod file;
mod vcard;

use std::collections::{HashMap, HashSet};

use belroute_shared::{
    contacts::{
        FileFormat, ImportPreview, Imported, LineProblem, MOST_IN_FILE, NumberLabel,
        SHOWN_IN_PREVIEW, TOLD_IN_PREVIEW, number_field,
    },
    error::{Code, FieldError},
    search::fold,
};

use uuid::Uuid;

use super::{Card, Written, completed, displayed};
use crate::numbers::Country;

pub(crate) use file::File;

/// A contact as it stands in a file; nothing is judged yet.
#[derive(Debug, PartialEq, Eq)]
struct Found {
    /// The line in which it begins, from 1.
    line: u64,
    /// What is written down, or why that cannot be told.
    contact: Result<Card, FieldError>,
}

/// What came of reading a file.
#[derive(Debug)]
pub(crate) struct Reading<T> {
    good: Vec<(u64, T)>,
    duplicates: usize,
    refused: usize,
    problems: Vec<LineProblem>,
}

impl<T: Written> Reading<T> {
    /// Reads and judges a whole file. Takes a while for a large one.
    fn of(format: FileFormat, file: &[u8], country: Country) -> Result<Self, FieldError> {
        let refused = |code| FieldError::new("file", code);
        let found = match format {
            FileFormat::Csv => csv::read(text(file).map_err(refused)?),
            FileFormat::Vcard => vcard::read(text(file).map_err(refused)?),
        };
        let found = found.map_err(refused)?;
        let mut reading = Self {
            good: Vec::new(),
            duplicates: 0,
            refused: 0,
            problems: Vec::new(),
        };
        for Found { line, contact } in found {
            let judged = contact
                .map_err(|error| vec![error])
                .and_then(|card| completed(country, T::from(card)));
            match judged {
                Ok(contact) => reading.good.push((line, contact)),
                Err(broken) => reading.refuse(line, broken),
            }
        }
        reading.drop_repeated();
        Ok(reading)
    }

    fn refuse(&mut self, line: u64, broken: Vec<FieldError>) {
        self.refused += 1;
        self.problems
            .extend(broken.into_iter().map(|error| LineProblem {
                line,
                field: error.field,
                code: error.code,
                known_as: None,
            }));
    }

    /// Leaves out what stands in the file twice: the same name with the same number. Several
    /// people may well share a number.
    fn drop_repeated(&mut self) {
        let mut seen = HashSet::new();
        self.drop_where(|contact, key| {
            let is_new = seen.insert((fold(&contact.name()), key.to_owned()));
            (!is_new).then_some(None)
        });
    }

    /// Leaves out contacts that have a number which the phonebook has, and tells whose that is.
    pub(crate) fn drop_known(&mut self, known: &HashMap<String, String>) {
        self.drop_where(|_, key| known.get(key).map(|name| Some(name.clone())));
    }

    fn drop_where(&mut self, mut known_as: impl FnMut(&T, &str) -> Option<Option<String>>) {
        for (line, contact) in std::mem::take(&mut self.good) {
            let mut known =
                keys(&contact).filter_map(|(field, key)| Some((field, known_as(&contact, key)?)));
            let first = known.next();
            // The rest is looked at too: it counts as seen from here on.
            known.for_each(drop);
            match first {
                None => self.good.push((line, contact)),
                Some((field, known_as)) => {
                    self.duplicates += 1;
                    self.problems.push(LineProblem {
                        line,
                        field,
                        code: Code::Taken,
                        known_as,
                    });
                }
            }
        }
    }

    /// Every number of the good contacts, and the addresses of those that have none.
    pub(crate) fn keys(&self) -> Vec<&str> {
        let contacts = self.good.iter().map(|(_, contact)| contact);
        contacts.flat_map(keys).map(|(_, key)| key).collect()
    }

    /// What it would bring into a book with so much room.
    pub(crate) fn preview(mut self, country: Country, room: u64) -> ImportPreview<T> {
        self.problems.sort_by_key(|problem| problem.line);
        let more_problems = self.problems.len().saturating_sub(TOLD_IN_PREVIEW);
        self.problems.truncate(TOLD_IN_PREVIEW);
        let good = self.good.len();
        let shown = self.good.into_iter().take(SHOWN_IN_PREVIEW);
        ImportPreview {
            good,
            first: shown.map(|(_, it)| displayed(country, it)).collect(),
            duplicates: self.duplicates,
            refused: self.refused,
            problems: self.problems,
            more_problems,
            room,
        }
    }

    pub(crate) fn imported(&self) -> Imported {
        Imported {
            saved: self.good.len(),
            duplicates: self.duplicates,
            refused: self.refused,
        }
    }

    /// What is to be saved, each with an id of its own.
    pub(crate) fn into_cards(self) -> Vec<(Uuid, Card)> {
        let good = self.good.into_iter();
        good.map(|(_, it)| (Uuid::now_v7(), it.into())).collect()
    }
}

/// What a contact is known by, and in which field that stands: its numbers; who has none, by the
/// e-mail address.
fn keys<T: Written>(contact: &T) -> impl Iterator<Item = (String, &str)> {
    let numbers = contact.numbers().iter().enumerate();
    let numbers = numbers.map(|(place, line)| (number_field(place), line.number.as_str()));
    let email = contact.email().filter(|_| contact.numbers().is_empty());
    numbers.chain(email.map(|email| ("email".to_owned(), email)))
}

/// The text of a file, without the mark that some programs put in front.
fn text(file: &[u8]) -> Result<&str, Code> {
    let text = std::str::from_utf8(file).map_err(|_| Code::NotText)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // No text has this character; files of programs do.
    if text.contains('\0') {
        return Err(Code::NotText);
    }
    if text.trim().is_empty() {
        return Err(Code::NoContacts);
    }
    Ok(text)
}

/// Refuses more contacts than one file may have.
fn check_room(found: &[Found]) -> Result<(), Code> {
    if found.len() > MOST_IN_FILE {
        Err(Code::TooMany)
    } else {
        Ok(())
    }
}

/// What people call the purpose of a number, in Dutch and English, folded and without signs.
fn label_of(word: &str) -> Option<NumberLabel> {
    Some(match word {
        "mobile" | "mobiel" | "mobielnummer" | "mobilephone" | "mobielnr" | "mobieletelefoon"
        | "mobilenumber" | "cell" | "cellphone" | "gsm" | "iphone" => NumberLabel::Mobile,
        "work" | "werk" | "zakelijk" | "business" | "businessphone" | "workphone"
        | "telefoonwerk" | "telefoonopwerk" | "telefoonzakelijk" | "main" | "companymainphone" => {
            NumberLabel::Work
        }
        "home" | "thuis" | "prive" | "private" | "homephone" | "telefoonthuis"
        | "telefoonprive" => NumberLabel::Home,
        "other" | "overig" | "anders" | "otherphone" | "overigetelefoon" => NumberLabel::Other,
        _ => return None,
    })
}

/// A word as it is compared: folded, letters alone.
fn letters(text: &str) -> String {
    fold(text)
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .collect()
}

#[cfg(test)]
mod tests {
    use belroute_shared::company::contacts::ContactSettings;
    use proptest::prelude::*;

    use super::*;

    fn read(format: FileFormat, file: &[u8]) -> Result<ImportPreview<ContactSettings>, FieldError> {
        let country = Country::of("NL");
        Reading::of(format, file, country).map(|reading| reading.preview(country, 9))
    }

    #[test]
    fn each_line_is_judged_and_told_of_by_its_number() {
        let file = "name,number\nJan,06 12345678\n,06 12345679\nPiet,anna\nKees,\n\
            Jan,+31612345678\nJoris,0612345678\n";
        let preview = read(FileFormat::Csv, file.as_bytes()).unwrap();
        assert_eq!(
            (preview.good, preview.refused, preview.duplicates),
            (2, 3, 1)
        );
        assert_eq!(preview.first[0].numbers[0].number, "+31612345678");
        assert_eq!(preview.first[0].numbers[0].display, "06 12345678");
        let told: Vec<_> = preview
            .problems
            .iter()
            .map(|it| (it.line, it.field.as_str(), it.code))
            .collect();
        let expected = [
            (3, "name", Code::Required),
            (4, "numbers.0.number", Code::NotANumber),
            (5, "numbers", Code::Required),
            (6, "numbers.0.number", Code::Taken),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for (file, code) in [
            (&b""[..], Code::NoContacts),
            (b"\xef\xbb\xbf \r\n", Code::NoContacts),
            (b"name,number\nJan\xff,1", Code::NotText),
            (b"name,number\nJan\0,1", Code::NotText),
            (b"\x89PNG\r\n\x1a\n", Code::NotText),
        ] {
            for format in [FileFormat::Csv, FileFormat::Vcard] {
                assert_eq!(read(format, file), Err(FieldError::new("file", code)));
            }
        }
    }

    #[test]
    fn a_firm_without_a_person_is_the_contact() {
        let preview = read(
            FileFormat::Csv,
            b"naam;bedrijf;telefoon\n;Bakkerij;0201234567",
        )
        .unwrap();
        assert_eq!(preview.first[0].name, "Bakkerij");
        assert_eq!(preview.first[0].company, None);
    }

    proptest! {
        #[test]
        fn no_file_makes_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            for format in [FileFormat::Csv, FileFormat::Vcard] {
                let _whatever = read(format, &bytes);
            }
        }

        #[test]
        fn every_contact_is_good_refused_or_known(
            cells in prop::collection::vec("[ -~]{0,12}", 0..30),
        ) {
            let rows = cells.chunks(2).map(|row| row.join(","));
            let lines: Vec<String> = ["name,number".to_owned()].into_iter().chain(rows).collect();
            let file = lines.join("\n");
            let count = csv::read(&file).unwrap().len();
            let preview = read(FileFormat::Csv, file.as_bytes()).unwrap();
            prop_assert_eq!(preview.good + preview.refused + preview.duplicates, count);
        }
    }
}
