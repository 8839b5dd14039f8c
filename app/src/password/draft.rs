use belroute_shared::{
    password::{
        PasswordRule,
        lines::{Line, LineState, lines},
    },
    session::PasswordStep,
};
use leptos::{html, prelude::*};

use super::words;
use crate::{
    checks::{self, Check},
    http::HttpError,
    intl, text, ui,
};

/// A password that is being chosen: what is typed, and what the server has said about it.
#[derive(Clone, Copy)]
pub struct PasswordDraft {
    rules: StoredValue<PasswordStep>,
    pub(super) password: RwSignal<String>,
    pub(super) repeated: RwSignal<String>,
    pub(super) inputs: (NodeRef<html::Input>, NodeRef<html::Input>),
    /// What the server has refused, and why. It holds until something else is typed.
    refused: RwSignal<Option<(String, Vec<PasswordRule>)>>,
    /// Whoever has not finished typing is not told that something is missing.
    has_tried: RwSignal<bool>,
}

impl PasswordDraft {
    /// Nothing typed yet.
    pub fn new(rules: PasswordStep) -> Self {
        Self {
            rules: StoredValue::new(rules),
            password: RwSignal::new(String::new()),
            repeated: RwSignal::new(String::new()),
            inputs: (NodeRef::new(), NodeRef::new()),
            refused: RwSignal::new(None),
            has_tried: RwSignal::new(false),
        }
    }

    /// The password, if it may be sent; otherwise what is wrong with it is told, and the focus goes
    /// there.
    pub fn checked(self) -> Option<String> {
        self.has_tried.set(true);
        let password = self.password.get_untracked();
        if !self.is_met(&password) {
            ui::focus(self.inputs.0);
            return None;
        }
        if self
            .repeated
            .with_untracked(|repeated| *repeated != password)
        {
            ui::focus(self.inputs.1);
            return None;
        }
        Some(password)
    }

    /// Takes what the server has refused the password for. False when its answer is about something
    /// else.
    pub fn take_refusal(self, error: &HttpError) -> bool {
        let HttpError::Refused { body, .. } = error else {
            return false;
        };
        let rules: Vec<_> = body
            .errors
            .iter()
            .filter(|entry| entry.field.as_deref() == Some("password"))
            .filter_map(|entry| PasswordRule::of_code(entry.code))
            .collect();
        if rules.is_empty() {
            return false;
        }
        self.refused
            .set(Some((self.password.get_untracked(), rules)));
        ui::focus(self.inputs.0);
        true
    }

    /// The rules, for what is typed now.
    pub(super) fn checks(self) -> Signal<Vec<Check>> {
        let checks = Memo::new(move |_| {
            let lines = self.password.with(|text| self.lines_for(text));
            let check = |line: &Line| Check {
                state: line.state,
                words: self
                    .rules
                    .with_value(|rules| words::of_line(line, &rules.policy)),
            };
            lines.iter().map(check).collect()
        });
        checks.into()
    }

    /// The same in one sentence.
    pub(super) fn summary(self) -> Signal<String> {
        let checks = self.checks();
        Signal::derive(move || {
            if self.password.with(String::is_empty) {
                return String::new();
            }
            let (broken, open) = checks.with(|checks| {
                let of = |state| checks::words_of(checks, state);
                (of(LineState::Broken), of(LineState::Open))
            });
            match (broken.is_empty(), open.is_empty()) {
                (true, true) => text!(password.all_met).to_owned(),
                (true, false) => text!(password.still, rules = intl::list(&open)),
                (false, _) => broken.join(". "),
            }
        })
    }

    pub(super) fn password_error(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let password = self.password.get();
            let refused = self.refused.with(|refused| {
                let (text, rules) = refused.as_ref()?;
                let words: Vec<_> = rules.iter().map(|rule| words::of_rule(*rule)).collect();
                (*text == password).then(|| words.join(" "))
            });
            if refused.is_some() || !self.has_tried.get() {
                return refused;
            }
            if password.is_empty() {
                return Some(text!(password.missing).to_owned());
            }
            (!self.is_met(&password)).then(|| text!(password.not_yet).to_owned())
        })
    }

    pub(super) fn repeated_error(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let (password, repeated) = (self.password.get(), self.repeated.get());
            // As long as it is the beginning, one may still be typing.
            let is_under_way = !self.has_tried.get() && password.starts_with(&repeated);
            if is_under_way || password == repeated {
                return None;
            }
            Some(text!(password.differs).to_owned())
        })
    }

    fn is_met(self, text: &str) -> bool {
        self.lines_for(text)
            .iter()
            .all(|line| line.state == LineState::Met)
    }

    fn lines_for(self, text: &str) -> Vec<Line> {
        self.rules
            .with_value(|rules| lines(&rules.policy, &rules.person, text))
    }
}
