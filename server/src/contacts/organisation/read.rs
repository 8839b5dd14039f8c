//! What a client sends, as a contact that is kept.

use belroute_shared::{
    company::contacts::ContactSettings,
    contacts::LONGEST_NAME,
    error::{Code, FieldError},
    ids::{EntryId, OrganisationId},
};
use serde_json::Value;

use super::wire::{ContactChange, ContactPhone, OrganisationContact};
use crate::{
    contacts::{Card, completed},
    error::{ApiError, ApiResult},
    json::{decoded, merged},
    numbers::Country,
};

/// What contacts of others have and ours do not. Passing it over would lose it without a word.
const NOT_KEPT: [&str; 7] = [
    "address",
    "addressInfo",
    "avatarURL",
    "groupIds",
    "ims",
    "sipAddresses",
    "title",
];

/// A new contact.
pub(super) fn made(country: Country, body: Value) -> ApiResult<Card> {
    check_kept(&body)?;
    card(country, decoded(body)?, Card::default())
}

/// A stored contact with a change put over it.
pub(super) fn changed(
    country: Country,
    organisation: OrganisationId,
    (id, known): (EntryId, Card),
    patch: Value,
) -> ApiResult<Card> {
    check_kept(&patch)?;
    let names_parts = ["firstName", "lastName"]
        .iter()
        .any(|it| patch.get(it).is_some());
    let renames = patch.get("displayName").is_some();
    let stored = OrganisationContact::of(organisation, id, known.clone());
    let numbers = stored.phone_numbers.clone().unwrap_or_default();
    let mut wanted: OrganisationContact = merged(&stored, patch)?;
    if names_parts && !renames {
        wanted.display_name = None;
    }
    wanted.phone_numbers = wanted
        .phone_numbers
        .map(|sent| edited(country, numbers, sent));
    card(country, wanted, known)
}

/// Numbers that are sent take the place of all, unless one of them is to go: then the rest stays.
fn edited(
    country: Country,
    mut known: Vec<ContactPhone>,
    sent: Vec<ContactPhone>,
) -> Vec<ContactPhone> {
    if sent.iter().all(|phone| phone.operation.is_none()) {
        return sent;
    }
    for phone in sent {
        let full = country.parse(&phone.value).map(String::from);
        let full = full.unwrap_or_else(|| phone.value.clone());
        known.retain(|it| it.value != full);
        if phone.operation != Some(ContactChange::Delete) {
            known.push(phone);
        }
    }
    known
}

fn check_kept(body: &Value) -> ApiResult<()> {
    let is_empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        Value::Object(fields) => fields.values().all(Value::is_null),
        _ => false,
    };
    let sent = NOT_KEPT
        .iter()
        .filter(|name| body.get(**name).is_some_and(|value| !is_empty(value)));
    let refused: Vec<FieldError> = sent
        .map(|name| FieldError::new(*name, Code::NotOffered))
        .collect();
    if refused.is_empty() {
        Ok(())
    } else {
        Err(ApiError::Invalid(refused))
    }
}

fn card(country: Country, wanted: OrganisationContact, known: Card) -> ApiResult<Card> {
    let first_name = plain(wanted.first_name);
    let last_name = plain(wanted.last_name);
    let parts: Vec<&str> = [&first_name, &last_name]
        .into_iter()
        .filter_map(|part| part.as_deref())
        .collect();
    let mut phones = wanted.phone_numbers.unwrap_or_default();
    // The order is otherwise kept.
    phones.sort_by_key(|phone| !phone.primary);
    let mut emails = wanted.emails.unwrap_or_default();
    emails.sort_by_key(|email| !email.primary);
    let settings = ContactSettings::from(Card {
        name: plain(wanted.display_name).unwrap_or_else(|| parts.join(" ")),
        first_name: None,
        last_name: None,
        company: wanted.company_name,
        numbers: phones.into_iter().map(Into::into).collect(),
        email: emails.first().map(|email| email.value.clone()),
        note: known.note,
    });
    let mut broken = Vec::new();
    let is_long = |part: &Option<String>| {
        let part = part.as_deref().unwrap_or_default();
        part.chars().count() > LONGEST_NAME
    };
    for (name, part) in [("firstName", &first_name), ("lastName", &last_name)] {
        if is_long(part) {
            broken.push(FieldError::new(name, Code::TooLong));
        }
    }
    if emails.len() > 1 {
        broken.push(FieldError::new("emails", Code::TooMany));
    }
    match completed(country, settings) {
        Ok(settings) if broken.is_empty() => Ok(Card {
            first_name,
            last_name,
            ..settings.into()
        }),
        outcome => {
            let more = outcome.err().unwrap_or_default();
            broken.extend(more.into_iter().map(named));
            Err(ApiError::Invalid(broken))
        }
    }
}

/// A refusal by the name that the field has here.
fn named(error: FieldError) -> FieldError {
    let field = match error.field.as_str() {
        "name" => "displayName".to_owned(),
        "company" => "companyName".to_owned(),
        "email" => "emails.0.value".to_owned(),
        "numbers" => "phoneNumbers".to_owned(),
        other => match other.strip_prefix("numbers.") {
            Some(rest) => format!("phoneNumbers.{}", rest.replace("number", "value")),
            None => other.to_owned(),
        },
    };
    FieldError { field, ..error }
}

/// A name on one line; `None` when nothing is left.
fn plain(text: Option<String>) -> Option<String> {
    let text = text?;
    let words = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}
