use belroute_shared::{
    password::lines::LineState,
    voicemail::pin::{PinOwner, PinRules},
};
use leptos::{html, prelude::*};

use super::lines::{Line, Requirement, lines};
use crate::{
    checks::{self, Check},
    explain::explain_code,
    http::HttpError,
    intl, session, text, ui,
};

/// A PIN that is being chosen: what is typed, and what the server has said about it.
#[derive(Clone, Copy)]
pub(super) struct PinDraft {
    rules: StoredValue<(PinRules, PinOwner)>,
    pub(super) pin: RwSignal<String>,
    pub(super) repeated: RwSignal<String>,
    pub(super) inputs: (NodeRef<html::Input>, NodeRef<html::Input>),
    /// What the server has refused, and why. It holds until something else is typed.
    refused: RwSignal<Option<(String, String)>>,
    /// Whoever has not finished typing is not told that something is missing.
    has_tried: RwSignal<bool>,
}

impl PinDraft {
    /// Nothing typed yet.
    pub(super) fn new(rules: PinRules) -> Self {
        // The server knows further numbers of his, and looks at those as well.
        let owner = session::me().with_untracked(|me| PinOwner {
            numbers: [
                Some(me.extension.to_string()),
                me.direct_number.as_ref().map(ToString::to_string),
                me.direct_number_display.clone(),
            ]
            .into_iter()
            .flatten()
            .collect(),
            names: vec![me.first_name.clone(), me.last_name.clone()],
        });
        Self {
            rules: StoredValue::new((rules, owner)),
            pin: RwSignal::default(),
            repeated: RwSignal::default(),
            inputs: (NodeRef::new(), NodeRef::new()),
            refused: RwSignal::new(None),
            has_tried: RwSignal::new(false),
        }
    }

    /// The PIN, if it may be sent; otherwise what is wrong with it is told, and the focus goes there.
    pub(super) fn checked(self) -> Option<String> {
        self.has_tried.set(true);
        let pin = self.pin.get_untracked();
        if !self.is_met(&pin) {
            ui::focus(self.inputs.0);
            return None;
        }
        if self.repeated.with_untracked(|repeated| *repeated != pin) {
            ui::focus(self.inputs.1);
            return None;
        }
        Some(pin)
    }

    /// Takes what the server has refused the PIN for. False when its answer is about something else.
    pub(super) fn take_refusal(self, error: &HttpError) -> bool {
        let HttpError::Refused { body, .. } = error else {
            return false;
        };
        let about = body.errors.iter();
        let about = about.filter(|entry| entry.field.as_deref() == Some("passcode"));
        let words: Vec<&str> = about.map(|entry| explain_code(entry.code)).collect();
        if words.is_empty() {
            return false;
        }
        let refused = (self.pin.get_untracked(), words.join(" "));
        self.refused.set(Some(refused));
        ui::focus(self.inputs.0);
        true
    }

    /// Forgets what was typed.
    pub(super) fn clear(self) {
        self.has_tried.set(false);
        self.pin.set(String::new());
        self.repeated.set(String::new());
    }

    /// The rules, for what is typed now. What only the server can compare stays open.
    pub(super) fn checks(self) -> Signal<Vec<Check>> {
        Signal::derive(move || {
            let mut checks = self.compared();
            if let Some(count) = self.previous() {
                let count = intl::count(count.into());
                checks.push(Check {
                    state: LineState::Open,
                    words: text!(mailbox.pin.previous, count),
                });
            }
            checks
        })
    }

    /// The same in one sentence.
    pub(super) fn summary(self) -> Signal<String> {
        Signal::derive(move || {
            if self.pin.with(String::is_empty) {
                return String::new();
            }
            let compared = self.compared();
            let broken = checks::words_of(&compared, LineState::Broken);
            let open = checks::words_of(&compared, LineState::Open);
            match (broken.is_empty(), open.into_iter().next()) {
                (true, None) => text!(mailbox.pin.all_met).to_owned(),
                (true, Some(first)) => first,
                (false, _) => broken.join(". "),
            }
        })
    }

    fn compared(self) -> Vec<Check> {
        let lines = self.pin.with(|text| self.lines_for(text));
        let check = |line: Line| Check {
            state: line.state,
            words: self.words(line.requirement),
        };
        lines.into_iter().map(check).collect()
    }

    fn words(self, requirement: Requirement) -> String {
        let rules = self.rules.with_value(|(rules, _)| *rules);
        let basics = rules.default_voicemail_pin_rules;
        let count = |number: u16| intl::count(number.into());
        match requirement {
            Requirement::Length => {
                let (min, max) = (count(basics.length.min), count(basics.length.max));
                text!(mailbox.pin.length, min, max)
            }
            Requirement::SameDigit => {
                let count = count(basics.block_repeated_digits.max);
                text!(mailbox.pin.same_digit, count)
            }
            Requirement::Sequence => {
                let runs = basics.block_contiguous_sequences;
                let up = count(runs.number_of_ascending_digits);
                let down = count(runs.number_of_descending_digits);
                text!(mailbox.pin.sequence, up, down)
            }
            Requirement::Pattern => text!(mailbox.pin.pattern).to_owned(),
            Requirement::OwnNumber => text!(mailbox.pin.own_number).to_owned(),
            Requirement::Name => text!(mailbox.pin.own_name).to_owned(),
        }
    }

    /// How many PINs of before are refused, which only the server can compare.
    fn previous(self) -> Option<u16> {
        let previous = self
            .rules
            .with_value(|(rules, _)| rules.block_previous_passcodes);
        previous.enabled.then_some(previous.number_of_passcodes)
    }

    pub(super) fn pin_error(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let pin = self.pin.get();
            let refused = self.refused.with(|refused| {
                let (text, words) = refused.as_ref()?;
                (*text == pin).then(|| words.clone())
            });
            if refused.is_some() || !self.has_tried.get() {
                return refused;
            }
            if pin.is_empty() {
                return Some(text!(mailbox.pin.missing).to_owned());
            }
            (!self.is_met(&pin)).then(|| text!(mailbox.pin.not_yet).to_owned())
        })
    }

    pub(super) fn repeated_error(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let (pin, repeated) = (self.pin.get(), self.repeated.get());
            // As long as it is the beginning, one may still be typing.
            let is_under_way = !self.has_tried.get() && pin.starts_with(&repeated);
            if is_under_way || pin == repeated {
                return None;
            }
            Some(text!(mailbox.pin.differs).to_owned())
        })
    }

    fn is_met(self, text: &str) -> bool {
        self.lines_for(text)
            .iter()
            .all(|line| line.state == LineState::Met)
    }

    fn lines_for(self, text: &str) -> Vec<Line> {
        self.rules
            .with_value(|(rules, owner)| lines(rules, owner, text))
    }
}
