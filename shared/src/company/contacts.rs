//! The company's phonebook: contacts that everybody of the organisation sees, by hand and from a
//! file.

use serde::{Deserialize, Serialize};

use super::users::check_email;
use crate::{
    contacts::{
        number::{check_numbers, tidied},
        text::{check_key, check_length, line, lines, on_one_line},
    },
    error::{Code, FieldError},
    ids::EntryId,
};

pub use crate::contacts::{
    Imported, LARGEST_FILE, LONGEST_NAME, LONGEST_NOTE, LabelledNumber, LineProblem, MOST_IN_FILE,
    MOST_NUMBERS, MadeContact, NumberLabel, SHOWN_IN_PREVIEW, TOLD_IN_PREVIEW, check_number,
    number_field,
};

/// Contacts of one organisation.
pub const MOST_CONTACTS: u64 = 100_000;
/// Contacts in an exported file.
pub const MOST_EXPORTED: u64 = 10_000;

/// What a file would bring into the company's phonebook.
pub type ImportPreview = crate::contacts::ImportPreview<ContactSettings>;

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
        Self {
            name: on_one_line(&self.name),
            company: line(self.company.as_deref()),
            numbers: tidied(self.numbers),
            email: line(self.email.as_deref()),
            note: lines(self.note.as_deref()),
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
        add(
            "company",
            check_length(self.company.as_deref(), LONGEST_NAME),
        );
        if self.numbers.is_empty() {
            add("numbers", Err(Code::Required));
        }
        add("email", self.email.as_deref().map_or(Ok(()), check_email));
        add("note", check_length(self.note.as_deref(), LONGEST_NOTE));
        check_numbers(&self.numbers, &mut broken);
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

fn check_name(name: &str) -> Result<(), Code> {
    if name.is_empty() {
        return Err(Code::Required);
    }
    check_length(Some(name), LONGEST_NAME)?;
    check_key(name)
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
            ("email", Code::NotAnEmail),
            ("note", Code::TooLong),
            ("numbers", Code::TooMany),
            ("numbers.1.number", Code::Required),
            ("numbers.2.number", Code::NotANumber),
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
