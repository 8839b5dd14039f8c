//! What somebody dialled, read with the codes of his organisation.

use super::{CodeName, Codes};
use crate::typed_number::LONGEST_NUMBER;

/// What may stand behind a code.
impl super::Follows {
    fn is_fit(self, rest: &str) -> bool {
        let digits = rest.strip_prefix('+').unwrap_or(rest);
        let is_number = !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && rest.len() <= LONGEST_NUMBER;
        match self {
            Self::Nothing => rest.is_empty(),
            Self::Number => is_number,
            Self::PerhapsNumber => rest.is_empty() || is_number,
            Self::Digits(most) => {
                (1..=most).contains(&rest.len()) && rest.bytes().all(|it| it.is_ascii_digit())
            }
        }
    }
}

/// What was dialled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Dialled {
    /// A code, and the digits behind it.
    Code {
        /// What is asked for.
        name: CodeName,
        /// The number behind the code, as it was dialled; never empty.
        number: Option<String>,
    },
    /// A code with something behind it that it does not take, or without what it needs.
    Wrong {
        /// What was asked for, as far as that can be told.
        name: CodeName,
    },
    /// No code of this organisation.
    Unknown,
}

/// The codes of an organisation.
#[derive(Clone, Debug)]
pub struct CodeTable {
    names: Vec<(CodeName, Codes)>,
    /// Every code, the longest first: `*67*` is another one than `*67`.
    codes: Vec<(String, CodeName)>,
}

impl Default for CodeTable {
    fn default() -> Self {
        Self::of([])
    }
}

impl CodeTable {
    /// The usual codes, and in their place what an organisation has decided. A usual code that it
    /// uses for something else gives way; so does one of something that is only reserved.
    pub fn of(decided: impl IntoIterator<Item = (CodeName, Codes)>) -> Self {
        let mut names: Vec<(CodeName, Codes)> = Vec::new();
        let mut codes: Vec<(String, CodeName)> = Vec::new();
        let is_free = |codes: &[(String, CodeName)], code: &str| {
            codes.iter().all(|(known, _)| known.as_str() != code)
        };
        let mut take = |name: CodeName, wanted: Codes| {
            if names.iter().any(|(known, _)| *known == name) {
                return;
            }
            let mut free = wanted.iter().filter(|code| is_free(&codes, code));
            let Some(code) = free.next().map(str::to_owned) else {
                return;
            };
            let alternate_code = free.next().map(str::to_owned);
            codes.push((code.clone(), name));
            codes.extend(alternate_code.clone().map(|code| (code, name)));
            let taken = Codes {
                code,
                alternate_code,
            };
            names.push((name, taken));
        };
        for (name, wanted) in decided {
            take(name, wanted);
        }
        let (now, later): (Vec<_>, Vec<_>) =
            CodeName::ALL.iter().partition(|it| it.is_carried_out());
        for name in now.into_iter().chain(later) {
            take(name, name.usual());
        }
        names.sort_by_key(|(name, _)| *name);
        codes.sort_by(|(one, _), (other, _)| {
            other.len().cmp(&one.len()).then_with(|| one.cmp(other))
        });
        Self { names, codes }
    }

    /// What is dialled for something; `None` where its usual code is used for something else.
    pub fn codes_of(&self, name: CodeName) -> Option<&Codes> {
        let mut names = self.names.iter();
        names
            .find(|(known, _)| *known == name)
            .map(|(_, codes)| codes)
    }

    /// Who has a code: only what can be carried out holds one against others.
    pub fn holder(&self, code: &str) -> Option<CodeName> {
        let mut codes = self.codes.iter();
        let (_, name) = codes.find(|(known, _)| known == code)?;
        name.is_carried_out().then_some(*name)
    }

    /// Reads what was dialled: the longest code that it begins with and that takes what follows. A
    /// `#` at the end only says that the number is complete.
    pub fn read(&self, dialled: &str) -> Dialled {
        let mut wrong = None;
        for (code, name) in &self.codes {
            let Some(rest) = dialled.strip_prefix(code.as_str()) else {
                continue;
            };
            let rest = rest.strip_suffix('#').unwrap_or(rest);
            if name.follows().is_fit(rest) {
                return Dialled::Code {
                    name: *name,
                    number: Some(rest.to_owned()).filter(|rest| !rest.is_empty()),
                };
            }
            wrong = wrong.or(Some(*name));
        }
        wrong.map_or(Dialled::Unknown, |name| Dialled::Wrong { name })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{super::Follows, *};

    fn code(name: CodeName) -> Dialled {
        Dialled::Code { name, number: None }
    }

    fn with(name: CodeName, number: &str) -> Dialled {
        Dialled::Code {
            name,
            number: Some(number.to_owned()),
        }
    }

    fn codes(code: &str, alternate: Option<&str>) -> Codes {
        Codes {
            code: code.to_owned(),
            alternate_code: alternate.map(str::to_owned),
        }
    }

    #[test]
    fn the_longest_code_wins_that_takes_what_follows() {
        let table = CodeTable::default();
        for (dialled, expected) in [
            ("*78", code(CodeName::DoNotDisturbOn)),
            ("*78#", code(CodeName::DoNotDisturbOn)),
            ("*72", code(CodeName::ForwardAlwaysOn)),
            ("*72#", code(CodeName::ForwardAlwaysOn)),
            ("*721002#", with(CodeName::ForwardAlwaysOn, "1002")),
            (
                "*720612345678",
                with(CodeName::ForwardAlwaysOn, "0612345678"),
            ),
            (
                "*72+31612345678",
                with(CodeName::ForwardAlwaysOn, "+31612345678"),
            ),
            ("*21", code(CodeName::AlwaysToVoicemailOn)),
            ("*21*", code(CodeName::ForwardAlwaysStatus)),
            ("*67*", code(CodeName::ForwardBusyStatus)),
            ("*18", code(CodeName::ForwardBusyStatus)),
            ("*671002", with(CodeName::HideNumberOnce, "1002")),
            ("*61*", code(CodeName::ForwardNoAnswerStatus)),
            ("*6105", with(CodeName::NoAnswerRings, "5")),
            ("*61020#", with(CodeName::NoAnswerRings, "20")),
            ("*331002", with(CodeName::PickUpOrBargeIn, "1002")),
            ("#76", code(CodeName::SelectiveForwardOn)),
            ("*7512", with(CodeName::SpeedDial100, "12")),
        ] {
            assert_eq!(table.read(dialled), expected, "{dialled}");
        }
    }

    #[test]
    fn what_a_code_does_not_take_is_wrong_and_no_code_is_unknown() {
        let table = CodeTable::default();
        for (dialled, name) in [
            ("*781", CodeName::DoNotDisturbOn),
            ("*21*0612345678#", CodeName::ForwardAlwaysStatus),
            ("*67", CodeName::HideNumberOnce),
            ("*610", CodeName::NoAnswerRings),
            ("*610123", CodeName::NoAnswerRings),
            ("*72##", CodeName::ForwardAlwaysOn),
            ("*72anna", CodeName::ForwardAlwaysOn),
            ("*720+31", CodeName::ForwardAlwaysOn),
        ] {
            assert_eq!(table.read(dialled), Dialled::Wrong { name }, "{dialled}");
        }
        for dialled in ["", "*", "#", "*61", "1002", "##", "*00", "78*"] {
            assert_eq!(table.read(dialled), Dialled::Unknown, "{dialled}");
        }
    }

    #[test]
    fn an_organisation_dials_as_it_has_decided() {
        let table = CodeTable::of([
            (CodeName::DoNotDisturbOn, codes("*25", Some("*98"))),
            (CodeName::DoNotDisturbOff, codes("*78", None)),
        ]);
        for (dialled, name) in [
            ("*25", CodeName::DoNotDisturbOn),
            // What is only reserved gives way.
            ("*98", CodeName::DoNotDisturbOn),
            ("*78", CodeName::DoNotDisturbOff),
        ] {
            assert_eq!(table.read(dialled), code(name), "{dialled}");
        }
        assert_eq!(table.read("*79"), Dialled::Unknown);
        assert_eq!(table.codes_of(CodeName::PickUp), None);
        assert_eq!(table.holder("*98"), Some(CodeName::DoNotDisturbOn));
        assert_eq!(table.holder("*68"), None);
    }

    #[test]
    fn a_usual_code_that_is_used_for_something_else_gives_way() {
        let table = CodeTable::of([(CodeName::CallWaitingOff, codes("*78", None))]);
        assert_eq!(table.read("*78"), code(CodeName::CallWaitingOff));
        assert_eq!(table.codes_of(CodeName::DoNotDisturbOn), None);
    }

    #[test]
    fn every_usual_code_reads_as_what_it_is_for() {
        let table = CodeTable::default();
        for name in CodeName::ALL.iter().copied() {
            let usual = name.usual();
            assert_eq!(table.codes_of(name), Some(&usual), "{name:?}");
            for dialled in usual.iter() {
                let (text, expected) = match name.follows() {
                    Follows::Nothing | Follows::PerhapsNumber => (dialled.to_owned(), code(name)),
                    Follows::Number => (format!("{dialled}1002"), with(name, "1002")),
                    Follows::Digits(_) => (format!("{dialled}2"), with(name, "2")),
                };
                assert_eq!(table.read(&text), expected, "{text}");
            }
        }
    }

    fn code_strategy() -> impl Strategy<Value = String> {
        "[*#][0-9]{1,3}\\*?"
    }

    proptest! {
        #[test]
        fn reading_never_panics(dialled in "\\PC{0,40}") {
            let _ = CodeTable::default().read(&dialled);
        }

        #[test]
        fn whatever_is_read_begins_with_a_code_of_its_name(
            dialled in "[*#][0-9*#]{0,12}",
            decided in proptest::collection::vec((0..CodeName::ALL.len(), code_strategy()), 0..8),
        ) {
            let decided = decided.into_iter().map(|(at, it)| (CodeName::ALL[at], codes(&it, None)));
            let table = CodeTable::of(decided);
            if let Dialled::Code { name, number } = table.read(&dialled) {
                let codes = table.codes_of(name).unwrap();
                let behind = number.unwrap_or_default();
                let is_it = codes.iter().any(|code| {
                    let bare = format!("{code}{behind}");
                    dialled == bare || dialled == format!("{bare}#")
                });
                prop_assert!(is_it, "{dialled} is {name:?} with {behind}");
            }
        }

        #[test]
        fn a_hash_at_the_end_of_a_number_changes_nothing(number in "\\+?[0-9]{1,15}") {
            let table = CodeTable::default();
            let dialled = format!("*72{number}");
            let read = table.read(&dialled);
            prop_assert_eq!(table.read(&format!("{dialled}#")), read.clone());
            prop_assert_eq!(read, with(CodeName::ForwardAlwaysOn, &number));
        }

        #[test]
        fn no_two_things_share_a_code(
            decided in proptest::collection::vec((0..CodeName::ALL.len(), code_strategy()), 0..8),
        ) {
            let decided = decided.into_iter().map(|(at, it)| (CodeName::ALL[at], codes(&it, None)));
            let table = CodeTable::of(decided);
            let mut all: Vec<&str> = table.codes.iter().map(|(code, _)| code.as_str()).collect();
            let count = all.len();
            all.sort_unstable();
            all.dedup();
            prop_assert_eq!(all.len(), count);
        }
    }
}
