use belroute_shared::{
    company::sign_in_rules::{PasswordRules, SignInRules},
    error::FieldError,
    password::PasswordPolicy,
};
use leptos::prelude::*;

/// The fields that can show an error.
pub(super) const FIELDS: &[&str] = &["idleMinutes", "longestMinutes", "password"];

/// Which rules of passwords.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Usual,
    LengthFirst,
}

/// The rules, while somebody changes them.
#[derive(Clone, Copy)]
pub(super) struct Draft {
    pub(super) requires_second_factor: RwSignal<bool>,
    pub(super) can_remember_browser: RwSignal<bool>,
    pub(super) idle_minutes: RwSignal<u16>,
    pub(super) longest_minutes: RwSignal<u16>,
    pub(super) kind: RwSignal<Kind>,
    pub(super) min: RwSignal<String>,
}

impl Draft {
    /// Of what is saved.
    pub(super) fn of(saved: SignInRules) -> Self {
        let (kind, min) = match saved.password {
            PasswordRules::Usual { min } => (Kind::Usual, min),
            PasswordRules::LengthFirst => (Kind::LengthFirst, PasswordPolicy::default().min),
        };
        Self {
            requires_second_factor: RwSignal::new(saved.requires_second_factor),
            can_remember_browser: RwSignal::new(saved.can_remember_browser),
            idle_minutes: RwSignal::new(saved.idle_minutes),
            longest_minutes: RwSignal::new(saved.longest_minutes),
            kind: RwSignal::new(kind),
            min: RwSignal::new(min.to_string()),
        }
    }

    /// The rules, if they may be sent; all that is wrong with them otherwise.
    pub(super) fn rules(self) -> Result<SignInRules, Vec<FieldError>> {
        let password = match self.kind.get_untracked() {
            Kind::Usual => PasswordRules::Usual {
                // What is no number is too few.
                min: self
                    .min
                    .with_untracked(|min| min.trim().parse())
                    .unwrap_or_default(),
            },
            Kind::LengthFirst => PasswordRules::LengthFirst,
        };
        let rules = SignInRules {
            requires_second_factor: self.requires_second_factor.get_untracked(),
            can_remember_browser: self.can_remember_browser.get_untracked(),
            idle_minutes: self.idle_minutes.get_untracked(),
            longest_minutes: self.longest_minutes.get_untracked(),
            password,
        };
        rules.check().map(|()| rules)
    }
}
