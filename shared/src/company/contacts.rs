//! The company's phonebook: contacts that everybody of the organisation sees, by hand and from a
//! file.

use serde::{Deserialize, Serialize};

use super::users::check_email;
use crate::{
    error::{Code, FieldError},
    ids::EntryId,
    number, search,
};

/// The longest name of a contact or firm, in characters.
pub const LONGEST_NAME: usize = 128;
/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 1000;
/// Numbers of one contact.
pub const MOST_NUMBERS: usize = 5;
/// Contacts of one organisation.
pub const MOST_CONTACTS: u64 = 100_000;
/// Contacts in one file.
pub const MOST_IN_FILE: usize = 10_000;
/// The largest file, in bytes.
pub const LARGEST_FILE: usize = 5 * 1024 * 1024;
/// Good contacts that a preview shows.
pub const SHOWN_IN_PREVIEW: usize = 20;
/// Problems that a preview tells one by one.
pub const TOLD_IN_PREVIEW: usize = 100;
/// Contacts in an exported file.
pub const MOST_EXPORTED: u64 = 10_000;

/// The longest sort key of a name, in bytes: PostgreSQL takes about 2,700 in one index entry, and a
/// single letter may become eighteen when it is taken apart.
const LONGEST_KEY: usize = 2000;

/// What a number is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum NumberLabel {
    /// A phone that one carries.
    Mobile,
    /// At work.
    #[default]
    Work,
    /// At home.
    Home,
    /// Anything else.
    Other,
}

impl NumberLabel {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Mobile, Self::Work, Self::Home, Self::Other];

    /// The word on the wire and in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Work => "work",
            Self::Home => "home",
            Self::Other => "other",
        }
    }
}

/// A number, and what it is for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LabelledNumber {
    /// Sent in any form that people type, kept and answered in E.164 form.
    pub number: String,
    /// What it is for.
    #[serde(default)]
    pub label: NumberLabel,
    /// The number as people of the organisation's country write it; not read when it is sent.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub display: String,
}

/// What is written down about a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ContactSettings {
    /// The person, or the firm itself: 1 to 128 characters.
    pub name: String,
    /// The firm of a person, at most 128 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// 1 to 5 numbers. Whoever cannot be called has no place in a phonebook.
    #[serde(default)]
    pub numbers: Vec<LabelledNumber>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Anything else, at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl ContactSettings {
    /// The same in the form in which it is stored: trimmed, on one line except the note, without
    /// empty texts, and no number twice.
    #[must_use]
    pub fn tidied(self) -> Self {
        let mut numbers: Vec<LabelledNumber> = Vec::new();
        for line in self.numbers {
            let number = line.number.trim().to_owned();
            if !numbers.iter().any(|known| known.number == number) {
                numbers.push(LabelledNumber { number, ..line });
            }
        }
        Self {
            name: on_one_line(&self.name),
            company: filled(self.company.as_deref().map(on_one_line)),
            numbers,
            email: filled(self.email.as_deref().map(on_one_line)),
            note: filled(self.note.as_deref().map(on_lines)),
        }
    }

    /// Refuses what can be told without knowing the organisation's country; of tidied settings.
    /// Each broken field is named, such as `numbers.2.number`.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut broken: Vec<FieldError> = Vec::new();
        let mut add = |field: &str, outcome: Result<(), Code>| {
            broken.extend(outcome.err().map(|code| FieldError::new(field, code)));
        };
        add("name", check_name(&self.name));
        let company = self.company.as_deref().unwrap_or_default();
        add("company", check_length(company, LONGEST_NAME));
        match self.numbers.len() {
            0 => add("numbers", Err(Code::Required)),
            1..=MOST_NUMBERS => {}
            _ => add("numbers", Err(Code::TooMany)),
        }
        for (index, line) in self.numbers.iter().enumerate() {
            add(&number_field(index), check_number(&line.number));
        }
        add("email", self.email.as_deref().map_or(Ok(()), check_email));
        let note = self.note.as_deref().unwrap_or_default();
        add("note", check_length(note, LONGEST_NOTE));
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

/// The name of a number's field, for what is told beside it.
pub fn number_field(index: usize) -> String {
    format!("numbers.{index}.number")
}

fn check_name(name: &str) -> Result<(), Code> {
    if name.is_empty() {
        return Err(Code::Required);
    }
    check_length(name, LONGEST_NAME)?;
    if search::fold(name).len() > LONGEST_KEY {
        return Err(Code::TooLong);
    }
    Ok(())
}

fn check_length(text: &str, longest: usize) -> Result<(), Code> {
    if text.chars().count() > longest {
        Err(Code::TooLong)
    } else {
        Ok(())
    }
}

/// Whether this can be a number at all. Whether it is one of the organisation's country, the server
/// tells.
pub fn check_number(text: &str) -> Result<(), Code> {
    if text.trim().is_empty() {
        return Err(Code::Required);
    }
    number::typed(text).map(|_| ()).ok_or(Code::NotANumber)
}

fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

/// Names stand on one line, and no database takes every control character.
fn on_one_line(text: &str) -> String {
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

/// A contact of the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyContact {
    /// The contact; the same id as in the phonebook.
    pub id: EntryId,
    /// What is written down about it.
    #[serde(flatten)]
    pub settings: ContactSettings,
}

/// Contacts of the company by name; the `Link` header leads to the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyContacts {
    /// The contacts of this page.
    pub contacts: Vec<CompanyContact>,
}

/// A contact that was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MadeContact {
    /// The contact.
    pub id: EntryId,
}

/// What a file would bring. Nothing was saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ImportPreview {
    /// Contacts that an import would save.
    pub good: usize,
    /// The first of them, at most 20.
    pub first: Vec<ContactSettings>,
    /// Contacts that are left out because the phonebook has one of their numbers.
    pub duplicates: usize,
    /// Contacts that are left out because something is wrong with them.
    pub refused: usize,
    /// Why contacts are left out, in the order of the file, at most 100.
    pub problems: Vec<LineProblem>,
    /// Problems that are not told.
    pub more_problems: usize,
}

/// Why a line of a file is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct LineProblem {
    /// The line in which the contact begins, from 1.
    pub line: u64,
    /// What of it, such as `name` or `numbers.0.number`.
    pub field: String,
    /// Which rule it broke; `taken` for a number that the phonebook has.
    pub code: Code,
}

/// What an import has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// Contacts that were saved.
    pub saved: usize,
    /// Contacts that were left out because the phonebook has one of their numbers.
    pub duplicates: usize,
    /// Contacts that were left out because something is wrong with them.
    pub refused: usize,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> LabelledNumber {
        LabelledNumber {
            number: text.to_owned(),
            ..LabelledNumber::default()
        }
    }

    fn contact(name: &str, numbers: &[&str]) -> ContactSettings {
        ContactSettings {
            name: name.to_owned(),
            numbers: numbers.iter().map(|text| number(text)).collect(),
            ..ContactSettings::default()
        }
    }

    #[test]
    fn what_was_typed_is_tidied() {
        let typed = ContactSettings {
            company: Some(" \t".into()),
            note: Some(" one\r\ntwo\0 ".into()),
            ..contact(" Jan\n de\u{7f}Wit ", &[" 06 1 ", "06 1"])
        };
        let tidied = typed.tidied();
        assert_eq!(tidied.name, "Jan de Wit");
        assert_eq!(tidied.company, None);
        assert_eq!(tidied.note.as_deref(), Some("one\ntwo"));
        assert_eq!(tidied.numbers.len(), 1);
    }

    #[test]
    fn every_field_that_is_wrong_is_named() {
        let wrong = ContactSettings {
            company: Some("x".repeat(129)),
            email: Some("jan".into()),
            note: Some("x".repeat(1001)),
            ..contact("", &["06 1", "", "anna", "1", "2", "3"])
        };
        let broken = wrong.check().unwrap_err();
        let told: Vec<_> = broken
            .iter()
            .map(|it| (it.field.as_str(), it.code))
            .collect();
        let expected = [
            ("name", Code::Required),
            ("company", Code::TooLong),
            ("numbers", Code::TooMany),
            ("numbers.1.number", Code::Required),
            ("numbers.2.number", Code::NotANumber),
            ("email", Code::NotAnEmail),
            ("note", Code::TooLong),
        ];
        assert_eq!(told, expected);
        assert_eq!(contact("Jan", &["06 12345678"]).check(), Ok(()));
        assert!(contact("Jan", &[]).check().is_err());
        // One letter that becomes eighteen.
        assert!(contact(&"ﷺ".repeat(128), &["06 12345678"]).check().is_err());
    }

    proptest! {
        #[test]
        fn tidying_twice_changes_nothing(name in ".{0,40}", note in ".{0,40}", typed in ".{0,12}") {
            let once = ContactSettings {
                note: Some(note),
                ..contact(&name, &[&typed, &typed])
            }
            .tidied();
            prop_assert_eq!(once.clone().tidied(), once);
        }
    }
}
