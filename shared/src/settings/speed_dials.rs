//! Speed dials: whom a user calls by a key of his phone, or by a code of one or two digits.
//!
//! What is stored is [`SpeedDials`]; clients of Webex Calling read and write a list without codes
//! ([`SpeedDialEntries`]), the panel one with them ([`ShownSpeedDials`]). An entry of a user's own
//! contacts is changed with the contact as well ([`crate::contacts`]).

mod wire;

use std::collections::HashSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Findings, NumberField, Setting};
use crate::{
    contacts::{
        ContactSpeedDial, LONGEST_KEY_LABEL, MOST_SPEED_DIALS, check_dial_code,
        text::{check_length, line},
        tidied_dial_code,
    },
    error::{Code, FieldError},
    features::Feature,
    ids::{EntryId, UserId},
    typed_number::{Takes, TypedNumber, optional},
};

pub use wire::{
    AvailableMember, AvailableMembers, MemberType, ShownSpeedDial, ShownSpeedDials,
    SpeedDialEntries, SpeedDialEntry, WantedSpeedDial, WantedSpeedDials,
};

/// `PUT /v1/speedDials`: all of them, in the order of the keys.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SpeedDials {
    /// At most 100.
    pub speed_dials: Vec<SpeedDial>,
}

/// Whom a speed dial calls: a colleague, or a number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct SpeedDial {
    /// The colleague; either he or a number is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person_id: Option<UserId>,
    /// The user's own contact whose first number it is; absent for a number that stands alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_id: Option<EntryId>,
    /// The number, public or internal; sent in any form that people type.
    #[serde(deserialize_with = "optional", skip_serializing_if = "Option::is_none")]
    pub phone_number: Option<TypedNumber>,
    /// What a phone shows beside the key, at most 80 characters; absent for the name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line_key_label: Option<String>,
    /// `2` to `9`, or `00` to `99`; absent for none, and no two have the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

impl SpeedDial {
    /// Whether it calls the same.
    pub fn calls_same(&self, other: &Self) -> bool {
        match (self.person_id, other.person_id) {
            (Some(one), Some(other)) => one == other,
            (None, None) => self.phone_number == other.phone_number,
            _ => false,
        }
    }

    /// Whether it is a number that is no contact's.
    fn stands_alone_for(&self, number: &TypedNumber) -> bool {
        self.contact_id.is_none() && self.phone_number.as_ref() == Some(number)
    }
}

impl SpeedDials {
    /// The same without blanks and empty texts.
    #[must_use]
    pub fn tidied(self) -> Self {
        let tidied = |dial: SpeedDial| SpeedDial {
            line_key_label: line(dial.line_key_label.as_deref()),
            code: tidied_dial_code(dial.code),
            ..dial
        };
        Self {
            speed_dials: self.speed_dials.into_iter().map(tidied).collect(),
        }
    }

    /// The entry that a code calls.
    pub fn of_code(&self, code: &str) -> Option<&SpeedDial> {
        let mut dials = self.speed_dials.iter();
        dials.find(|dial| dial.code.as_deref() == Some(code))
    }

    /// What makes a contact a speed dial; `None` for who is none.
    pub fn of_contact(&self, contact: EntryId) -> Option<ContactSpeedDial> {
        let mut dials = self.speed_dials.iter();
        let dial = dials.find(|dial| dial.contact_id == Some(contact))?;
        Some(ContactSpeedDial {
            code: dial.code.clone(),
            line_key_label: dial.line_key_label.clone(),
        })
    }

    /// Makes a contact a speed dial in its place, or at the end, or takes it off the list. A number
    /// that stood alone in the list becomes that of the contact.
    pub fn put_contact(
        &mut self,
        contact: EntryId,
        number: Option<TypedNumber>,
        wanted: Option<ContactSpeedDial>,
    ) {
        let (Some(number), Some(wanted)) = (number, wanted) else {
            self.drop_contact(contact);
            return;
        };
        let is_its = |dial: &SpeedDial| dial.contact_id == Some(contact);
        let is_alone = |dial: &SpeedDial| dial.stands_alone_for(&number);
        let dials = self.speed_dials.iter();
        let place = dials.clone().position(is_its);
        let place = place.or_else(|| dials.clone().position(is_alone));
        let place = place.unwrap_or(self.speed_dials.len());
        let before = dials.take(place);
        let place = before
            .filter(|dial| !is_its(dial) && !is_alone(dial))
            .count();
        self.speed_dials
            .retain(|dial| !is_its(dial) && !is_alone(dial));
        let dial = SpeedDial {
            person_id: None,
            contact_id: Some(contact),
            phone_number: Some(number),
            line_key_label: wanted.line_key_label,
            code: wanted.code,
        };
        self.speed_dials.insert(place, dial);
    }

    /// Takes a contact off the list.
    pub fn drop_contact(&mut self, contact: EntryId) {
        self.speed_dials
            .retain(|dial| dial.contact_id != Some(contact));
    }

    /// Whether a code is another contact's, a colleague's or a number's. A number that stands alone
    /// becomes the contact's, with its code.
    pub fn has_code_beside(&self, code: &str, contact: EntryId, number: &TypedNumber) -> bool {
        let mut dials = self.speed_dials.iter();
        dials.any(|dial| {
            let is_own = dial.contact_id == Some(contact) || dial.stands_alone_for(number);
            !is_own && dial.code.as_deref() == Some(code)
        })
    }

    /// Whether another contact's entry calls a number; one that stands alone becomes
    /// the contact's.
    pub fn calls_beside(&self, number: &TypedNumber, contact: EntryId) -> bool {
        let mut dials = self.speed_dials.iter();
        dials.any(|dial| {
            let is_others = dial.contact_id.is_some_and(|id| id != contact);
            is_others && dial.phone_number.as_ref() == Some(number)
        })
    }

    /// The list that takes the place of this one, of entries without codes: what stays keeps its
    /// code and its contact.
    #[must_use]
    pub fn replaced_by(&self, wanted: Vec<SpeedDial>) -> Self {
        let kept = |dial: SpeedDial| {
            let mut known = self.speed_dials.iter();
            match known.find(|known| known.calls_same(&dial)) {
                Some(known) => SpeedDial {
                    contact_id: dial.contact_id.or(known.contact_id),
                    code: known.code.clone(),
                    ..dial
                },
                None => dial,
            }
        };
        Self {
            speed_dials: wanted.into_iter().map(kept).collect(),
        }
    }
}

impl Setting for SpeedDials {
    const NAME: &'static str = "speedDials";
    const FEATURE: Option<Feature> = Some(Feature::SpeedDial);

    fn numbers(&mut self, visit: &mut dyn FnMut(NumberField<'_>)) {
        for (index, dial) in self.speed_dials.iter_mut().enumerate() {
            if let Some(number) = &mut dial.phone_number {
                let field = field(index, "phoneNumber");
                visit(NumberField::new(field, Takes::Dialled, number));
            }
        }
    }

    fn check(&self, _: Timestamp) -> Result<(), Vec<FieldError>> {
        let mut found = Findings::default();
        let is_full = self.speed_dials.len() > MOST_SPEED_DIALS;
        found.refuse_if(is_full, "speedDials", Code::TooMany);
        let (mut people, mut numbers, mut codes) = (HashSet::new(), HashSet::new(), HashSet::new());
        for (index, dial) in self.speed_dials.iter().enumerate() {
            let at = |name: &str| field(index, name);
            match (&dial.person_id, &dial.phone_number) {
                (None, None) => found.add(at("phoneNumber"), Err(Code::Required)),
                (Some(_), Some(_)) => found.add(at("phoneNumber"), Err(Code::NotOffered)),
                (Some(person), None) => {
                    found.refuse_if(!people.insert(person), at("personId"), Code::Twice);
                }
                (None, Some(number)) => {
                    found.refuse_if(!numbers.insert(number), at("phoneNumber"), Code::Twice);
                }
            }
            let label = check_length(dial.line_key_label.as_deref(), LONGEST_KEY_LABEL);
            found.add(at("lineKeyLabel"), label);
            if let Some(code) = &dial.code {
                found.add(at("code"), check_dial_code(code));
                found.refuse_if(!codes.insert(code), at("code"), Code::Twice);
            }
        }
        found.outcome()
    }
}

fn field(index: usize, name: &str) -> String {
    format!("speedDials.{index}.{name}")
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn dial(number: &str, code: Option<&str>) -> SpeedDial {
        SpeedDial {
            phone_number: Some(TypedNumber::new(number)),
            code: code.map(str::to_owned),
            ..SpeedDial::default()
        }
    }

    fn list(dials: &[SpeedDial]) -> SpeedDials {
        SpeedDials {
            speed_dials: dials.to_vec(),
        }
    }

    #[test]
    fn a_list_without_codes_leaves_those_that_are_there() {
        let contact = EntryId(Uuid::from_u128(1));
        let mut known = dial("+31201234567", Some("2"));
        known.contact_id = Some(contact);
        let before = list(&[known.clone(), dial("1002", Some("07"))]);
        let labelled = SpeedDial {
            line_key_label: Some("Office".into()),
            ..dial("+31201234567", None)
        };
        let after = before.replaced_by(vec![dial("1003", None), labelled]);
        let kept = SpeedDial {
            line_key_label: Some("Office".into()),
            ..known
        };
        assert_eq!(after, list(&[dial("1003", None), kept]));
    }

    #[test]
    fn a_contact_takes_the_place_of_its_number() {
        let contact = EntryId(Uuid::from_u128(1));
        let mut dials = list(&[dial("+31201234567", Some("2")), dial("1002", None)]);
        let wanted = ContactSpeedDial {
            code: Some("3".into()),
            line_key_label: None,
        };
        let number = TypedNumber::new("+31201234567");
        let other = EntryId(Uuid::from_u128(2));
        // The code goes with the number.
        assert!(!dials.has_code_beside("2", contact, &number));
        dials.put_contact(contact, Some(number.clone()), Some(wanted.clone()));
        assert_eq!(dials.speed_dials.len(), 2);
        assert_eq!(dials.of_contact(contact), Some(wanted.clone()));
        assert!(dials.has_code_beside("3", other, &number));
        assert!(!dials.has_code_beside("3", contact, &number));
        // Its next number stands alone in the list, and does so no longer.
        let next = TypedNumber::new("1002");
        dials.put_contact(contact, Some(next), Some(wanted.clone()));
        assert_eq!(dials.speed_dials.len(), 1);
        assert_eq!(dials.of_contact(contact), Some(wanted));
        dials.put_contact(contact, None, None);
        assert_eq!(dials, list(&[]));
    }

    #[test]
    fn what_is_wrong_with_an_entry_is_told_at_its_place() {
        let person = SpeedDial {
            person_id: Some(UserId(Uuid::from_u128(2))),
            ..SpeedDial::default()
        };
        let both = SpeedDial {
            person_id: person.person_id,
            ..dial("1002", None)
        };
        let wrong = list(&[
            dial("1002", Some("2")),
            dial("1002", Some("2")),
            dial("1003", Some("1")),
            SpeedDial::default(),
            person.clone(),
            person,
            both,
        ]);
        let broken = wrong.check(Timestamp::UNIX_EPOCH).unwrap_err();
        let told: Vec<_> = broken
            .iter()
            .map(|it| (it.field.as_str(), it.code))
            .collect();
        let expected = [
            ("speedDials.1.phoneNumber", Code::Twice),
            ("speedDials.1.code", Code::Twice),
            ("speedDials.2.code", Code::NotACode),
            ("speedDials.3.phoneNumber", Code::Required),
            ("speedDials.5.personId", Code::Twice),
            ("speedDials.6.phoneNumber", Code::NotOffered),
        ];
        assert_eq!(told, expected);
        let many = list(&vec![dial("1002", None); 101]);
        let broken = many.check(Timestamp::UNIX_EPOCH).unwrap_err();
        assert_eq!(broken[0], FieldError::new("speedDials", Code::TooMany));
    }
}
