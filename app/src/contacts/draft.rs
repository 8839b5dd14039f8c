use belroute_shared::contacts::{
    ContactSpeedDial, LabelledNumber, MOST_NUMBERS, OwnContact, OwnContactSettings,
};
use leptos::prelude::*;

use super::fields::{Draft, Written};

/// A contact of the user's own while it is typed.
#[derive(Clone, Copy)]
pub(super) struct OwnDraft {
    pub(super) first_name: RwSignal<String>,
    pub(super) last_name: RwSignal<String>,
    pub(super) rest: Draft,
    /// Whether it is to be among the speed dials.
    pub(super) is_dialled: RwSignal<bool>,
    pub(super) code: RwSignal<String>,
    pub(super) key_label: RwSignal<String>,
}

impl OwnDraft {
    pub(super) fn of(settings: OwnContactSettings) -> Self {
        let draft = Self {
            first_name: RwSignal::new(String::new()),
            last_name: RwSignal::new(String::new()),
            rest: Draft::of(Written::default()),
            is_dialled: RwSignal::new(false),
            code: RwSignal::new(String::new()),
            key_label: RwSignal::new(String::new()),
        };
        draft.fill(settings);
        draft
    }

    /// Begins anew with this.
    pub(super) fn fill(self, settings: OwnContactSettings) {
        self.first_name.set(settings.first_name.unwrap_or_default());
        self.last_name.set(settings.last_name.unwrap_or_default());
        self.rest.fill(Written {
            company: settings.company,
            numbers: settings.numbers,
            email: settings.email,
            note: settings.note,
        });
        self.is_dialled.set(settings.speed_dial.is_some());
        let dial = settings.speed_dial.unwrap_or_default();
        self.code.set(dial.code.unwrap_or_default());
        self.key_label.set(dial.line_key_label.unwrap_or_default());
    }

    /// What was typed.
    pub(super) fn settings(self) -> OwnContactSettings {
        let written = self.rest.written();
        let dial = ContactSpeedDial {
            code: Some(self.code.get_untracked()),
            line_key_label: Some(self.key_label.get_untracked()),
        };
        OwnContactSettings {
            first_name: Some(self.first_name.get_untracked()),
            last_name: Some(self.last_name.get_untracked()),
            company: written.company,
            numbers: written.numbers,
            email: written.email,
            note: written.note,
            speed_dial: self.is_dialled.get_untracked().then_some(dial),
        }
        .tidied()
    }
}

/// What was typed, with numbers that are as people write them in the form in which they were read:
/// then they are no change.
pub(super) fn as_read(read: &OwnContact, typed: OwnContactSettings) -> OwnContactSettings {
    let saved = &read.settings.numbers;
    let numbers = typed.numbers.into_iter().map(|line| {
        let known = saved.iter().find(|known| known.display == line.number);
        match known {
            Some(known) => LabelledNumber {
                label: line.label,
                ..known.clone()
            },
            None => line,
        }
    });
    OwnContactSettings {
        numbers: numbers.collect(),
        ..typed
    }
}

/// A known contact, with what was typed of another that is the same: further numbers, and what it
/// has nothing of.
pub(super) fn joined(known: OwnContactSettings, typed: OwnContactSettings) -> OwnContactSettings {
    let mut numbers = known.numbers;
    for line in typed.numbers {
        let is_there = |it: &LabelledNumber| it.number == line.number || it.display == line.number;
        if numbers.len() < MOST_NUMBERS && !numbers.iter().any(is_there) {
            numbers.push(line);
        }
    }
    OwnContactSettings {
        company: known.company.or(typed.company),
        email: known.email.or(typed.email),
        note: known.note.or(typed.note),
        numbers,
        ..known
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(number: &str, display: &str) -> LabelledNumber {
        LabelledNumber {
            number: number.to_owned(),
            display: display.to_owned(),
            ..LabelledNumber::default()
        }
    }

    fn contact(numbers: Vec<LabelledNumber>) -> OwnContactSettings {
        OwnContactSettings {
            first_name: Some("Jan".to_owned()),
            numbers,
            ..OwnContactSettings::default()
        }
    }

    #[test]
    fn a_number_that_was_left_alone_is_no_change() {
        let read = OwnContact {
            id: serde_json::from_str("\"019f0000-0000-7000-8000-000000000001\"").unwrap(),
            settings: contact(vec![number("+31612345678", "06 12345678")]),
        };
        let typed = contact(vec![number("06 12345678", ""), number("2044", "")]);
        let numbers = as_read(&read, typed).numbers;
        assert_eq!(numbers[0], read.settings.numbers[0]);
        assert_eq!(numbers[1].number, "2044");
    }

    #[test]
    fn what_is_known_of_a_contact_stays_and_gets_what_is_new() {
        let known = contact(vec![number("+31612345678", "06 12345678")]);
        let typed = OwnContactSettings {
            first_name: Some("Johan".to_owned()),
            email: Some("jan@example.test".to_owned()),
            ..contact(vec![
                number("+31612345678", ""),
                number("06 12345678", ""),
                number("020 1234567", ""),
            ])
        };
        let joined = joined(known, typed);
        assert_eq!(joined.first_name.as_deref(), Some("Jan"));
        assert_eq!(joined.email.as_deref(), Some("jan@example.test"));
        let numbers: Vec<_> = joined.numbers.iter().map(|it| it.number.as_str()).collect();
        assert_eq!(numbers, ["+31612345678", "020 1234567"]);
    }
}
