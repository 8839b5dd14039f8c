use belroute_shared::{
    contacts::{Imported, LabelledNumber, OwnContactSettings},
    settings::speed_dials::{SpeedDial, SpeedDials},
};
use serde::Deserialize as _;
use serde_json::Value;

use crate::{company, intl, settings::Words, text};

/// What has come of a file; `None` for a line that tells of something else.
pub(super) fn imported(json: &Value) -> Option<String> {
    let what = match Imported::deserialize(json).ok()?.saved {
        1 => text!(contacts.one_imported).to_owned(),
        saved => {
            let count = intl::count(u32::try_from(saved).unwrap_or(u32::MAX));
            text!(contacts.imported, count)
        }
    };
    Some(text!(changes.of_file, what))
}

/// What a contact of the user's own is called.
pub(super) fn name(json: &Value) -> Option<String> {
    Some(OwnContactSettings::deserialize(json).ok()?.name())
}

/// The same, and what else is known of it.
pub(super) fn contact(json: &Value, words: &Words<'_>) -> Option<(String, String)> {
    let contact = OwnContactSettings::deserialize(json).ok()?;
    let name = contact.name();
    let number = |it: &LabelledNumber| {
        let label = company::words::of_label(it.label);
        text!(
            changes.number_of,
            label,
            number = words.numbers.of(&it.number)
        )
    };
    let company = contact.company.clone().filter(|it| *it != name);
    let numbers = contact.numbers.iter().map(number);
    let dial = contact.speed_dial.map(|dial| match dial.code {
        Some(code) => text!(changes.speed_dial_of, code),
        None => text!(contacts.speed_dial).to_owned(),
    });
    let parts = company.into_iter().chain(numbers);
    let parts = parts.chain(contact.email).chain(contact.note).chain(dial);
    Some((name, parts.collect::<Vec<_>>().join(" · ")))
}

/// All speed dials in their order.
pub(super) fn dials(json: &Value, words: &Words<'_>) -> Option<String> {
    let list = SpeedDials::deserialize(json).ok()?;
    if list.speed_dials.is_empty() {
        return Some(text!(contacts.no_speed_dials).to_owned());
    }
    let dial = |it: &SpeedDial| {
        let whom = match (&it.line_key_label, &it.phone_number) {
            (Some(label), _) => label.clone(),
            (None, Some(number)) => words.numbers.who(number.as_str()),
            (None, None) => text!(changes.a_colleague).to_owned(),
        };
        match &it.code {
            Some(code) => format!("{code}: {whom}"),
            None => whom,
        }
    };
    let all = list.speed_dials.iter().map(dial);
    Some(all.collect::<Vec<_>>().join(", "))
}
