//! A contact of one user.

use serde::{Deserialize, Serialize};

use super::{
    ContactSpeedDial, LONGEST_NAME, LONGEST_NOTE, LabelledNumber,
    number::{check_numbers, tidied},
    text::{check_key, check_length, line, lines},
};
use crate::{
    company::users::check_email,
    error::{Code, FieldError},
    ids::EntryId,
};

/// Contacts of one user.
pub const MOST_OWN_CONTACTS: u64 = 1000;

/// What a file would bring among a user's contacts.
pub type OwnImportPreview = super::ImportPreview<OwnContactSettings>;

/// What a user writes down about a contact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OwnContactSettings {
    /// First name, at most 128 characters. One of the names, or the firm, is there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Last name, at most 128 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
    /// The firm, at most 128 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// At most 5 numbers. Without one there is an e-mail address.
    #[serde(default)]
    pub numbers: Vec<LabelledNumber>,
    /// E-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Anything else, at most 1,000 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Absent for who is not among the speed dials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speed_dial: Option<ContactSpeedDial>,
}

impl OwnContactSettings {
    /// What the contact is called: first and last name, else the firm.
    pub fn name(&self) -> String {
        let parts = [self.first_name.as_deref(), self.last_name.as_deref()];
        let parts: Vec<&str> = parts.into_iter().flatten().collect();
        if parts.is_empty() {
            self.company.clone().unwrap_or_default()
        } else {
            parts.join(" ")
        }
    }

    /// The same in the form in which it is stored: trimmed, on one line except the note, without
    /// empty texts, and no number twice.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            first_name: line(self.first_name.as_deref()),
            last_name: line(self.last_name.as_deref()),
            company: line(self.company.as_deref()),
            numbers: tidied(self.numbers),
            email: line(self.email.as_deref()),
            note: lines(self.note.as_deref()),
            speed_dial: self.speed_dial.map(ContactSpeedDial::tidied),
        }
    }

    /// Refuses what can be told without knowing the organisation's country and the other contacts;
    /// of tidied settings. Each broken field is named, such as `numbers.2.number`.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut broken: Vec<FieldError> = Vec::new();
        let mut add = |field: &str, outcome: Result<(), Code>| {
            broken.extend(outcome.err().map(|code| FieldError::new(field, code)));
        };
        let name = self.name();
        if name.is_empty() {
            add("firstName", Err(Code::Required));
        }
        add(
            "firstName",
            check_length(self.first_name.as_deref(), LONGEST_NAME).and_then(|()| check_key(&name)),
        );
        add(
            "lastName",
            check_length(self.last_name.as_deref(), LONGEST_NAME),
        );
        add(
            "company",
            check_length(self.company.as_deref(), LONGEST_NAME),
        );
        let is_dialled = self.speed_dial.is_some();
        if self.numbers.is_empty() && (self.email.is_none() || is_dialled) {
            add("numbers", Err(Code::Required));
        }
        add("email", self.email.as_deref().map_or(Ok(()), check_email));
        add("note", check_length(self.note.as_deref(), LONGEST_NOTE));
        check_numbers(&self.numbers, &mut broken);
        if let Some(dial) = &self.speed_dial {
            dial.check(&mut broken);
        }
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

/// A contact of a user's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OwnContact {
    /// The contact; the same id as in the phonebook.
    pub id: EntryId,
    /// What is written down about it.
    #[serde(flatten)]
    pub settings: OwnContactSettings,
}

/// `GET /v1/contacts`: a user's contacts by name; the `Link` header leads to the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct OwnContacts {
    /// The contacts of this page.
    pub contacts: Vec<OwnContact>,
}

/// How a file with contacts is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum FileFormat {
    /// A table that a spreadsheet opens.
    #[default]
    Csv,
    /// vCards, which phones and mail programs read.
    Vcard,
}

impl FileFormat {
    /// The word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Vcard => "vcard",
        }
    }
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

    fn told(settings: &OwnContactSettings) -> Vec<(String, Code)> {
        let broken = settings.check().err().unwrap_or_default();
        broken.into_iter().map(|it| (it.field, it.code)).collect()
    }

    #[test]
    fn a_contact_is_called_by_its_names_and_else_by_its_firm() {
        let mut contact = OwnContactSettings {
            first_name: Some(" Jan ".into()),
            last_name: Some("de\nWit".into()),
            company: Some("Bakker".into()),
            ..OwnContactSettings::default()
        }
        .tidied();
        assert_eq!(contact.name(), "Jan de Wit");
        contact.first_name = None;
        assert_eq!(contact.name(), "de Wit");
        contact.last_name = None;
        assert_eq!(contact.name(), "Bakker");
    }

    #[test]
    fn a_name_and_a_way_to_reach_it_are_wanted() {
        let nobody = OwnContactSettings::default();
        let required = |field: &str| (field.to_owned(), Code::Required);
        assert_eq!(told(&nobody), [required("firstName"), required("numbers")]);
        let by_mail = OwnContactSettings {
            company: Some("Bakker".into()),
            email: Some("info@bakker.test".into()),
            ..OwnContactSettings::default()
        };
        assert_eq!(told(&by_mail), []);
        // A speed dial calls a number.
        let dialled = OwnContactSettings {
            speed_dial: Some(ContactSpeedDial::default()),
            ..by_mail
        };
        assert_eq!(told(&dialled), [required("numbers")]);
    }

    #[test]
    fn every_field_that_is_wrong_is_named() {
        let wrong = OwnContactSettings {
            first_name: Some("x".repeat(129)),
            last_name: Some("x".repeat(129)),
            company: Some("x".repeat(129)),
            numbers: ["06 1", "", "anna", "1", "2", "3"].map(number).to_vec(),
            email: Some("jan".into()),
            note: Some("x".repeat(1001)),
            speed_dial: Some(ContactSpeedDial {
                code: Some("1".into()),
                line_key_label: Some("x".repeat(81)),
            }),
        };
        let expected = [
            ("firstName", Code::TooLong),
            ("lastName", Code::TooLong),
            ("company", Code::TooLong),
            ("email", Code::NotAnEmail),
            ("note", Code::TooLong),
            ("numbers", Code::TooMany),
            ("numbers.1.number", Code::Required),
            ("numbers.2.number", Code::NotANumber),
            ("speedDial.code", Code::NotACode),
            ("speedDial.lineKeyLabel", Code::TooLong),
        ]
        .map(|(field, code)| (field.to_owned(), code));
        assert_eq!(told(&wrong), expected);
    }

    proptest! {
        #[test]
        fn tidying_twice_changes_nothing(
            first in ".{0,40}", last in ".{0,40}", note in ".{0,40}", code in ".{0,4}",
        ) {
            let once = OwnContactSettings {
                first_name: Some(first),
                last_name: Some(last),
                note: Some(note),
                speed_dial: Some(ContactSpeedDial { code: Some(code), line_key_label: None }),
                ..OwnContactSettings::default()
            }
            .tidied();
            prop_assert_eq!(once.clone().tidied(), once);
        }
    }
}
