//! Call settings: what a user decides about calls to him.
//!
//! Shapes and names are those of Webex Calling's `people/me/settings`. Each setting is one type with
//! its limits; [`Setting`] is what all have in common. Rules stand apart ([`crate::rule`]), as they
//! do in that API.

pub mod anonymous_call_reject;
pub mod barge_in;
pub mod call_block;
pub mod call_forwarding;
pub mod call_groups;
pub mod call_notify;
pub mod call_policies;
pub mod call_recording;
pub mod call_waiting;
pub mod do_not_disturb;
pub mod executive;
pub mod executive_assistant;
pub mod feature_codes;
pub mod hoteling;
pub mod location;
pub mod mail_address;
pub mod priority_alert;
pub mod rings;
pub mod selective;
pub mod sequential_ring;
pub mod simultaneous_ring;
pub mod single_number_reach;
pub mod speed_dials;
pub mod until;
pub mod voicemail;

use jiff::Timestamp;
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    company::voicemail::CompanyVoicemail,
    error::{Code, FieldError},
    features::Feature,
    typed_number::{Takes, TypedNumber},
};

/// What all settings have in common.
pub trait Setting: Clone + Default + PartialEq + Serialize + DeserializeOwned {
    /// Its name: the last part of its path, and the name in the log.
    const NAME: &'static str;
    /// What an administrator hides it by; `None` when it cannot be hidden.
    const FEATURE: Option<Feature>;
    /// Names that fields had before, or have in other descriptions of the same API, and their names
    /// of now.
    const ALIASES: &'static [(&'static str, &'static str)] = &[];
    /// Fields that clients read and send back, and that a change passes over: what is in them has
    /// endpoints of its own, or is not the user's to decide. Dots stand between levels.
    const READ_ONLY: &'static [&'static str] = &[];
    /// Fields that an administrator hides by a feature of their own.
    const PARTS: &'static [(&'static str, Feature)] = &[];

    /// Refuses what can be told from the setting and the moment alone.
    fn check(&self, now: Timestamp) -> Result<(), Vec<FieldError>>;

    /// Shows every number in it, so that all are completed and judged in one way.
    fn numbers(&mut self, _visit: &mut dyn FnMut(NumberField<'_>)) {}

    /// Puts in what the company decides about it.
    fn follow(&mut self, _company: &CompanyVoicemail) {}

    /// Refuses what a change must not do, whatever else it does.
    fn check_change(&self, _before: &Self) -> Result<(), Vec<FieldError>> {
        Ok(())
    }

    /// The setting as it is at a moment: what has ended by itself counts as off.
    #[must_use]
    fn at(self, _now: Timestamp) -> Self {
        self
    }

    /// When something in it that is on ends by itself next; `None` where nothing does.
    fn ends_at(&self) -> Option<Timestamp> {
        None
    }

    /// Called when a client changed a setting without naming an end: switching on or off forgets
    /// the end that there was.
    fn forget_ends(&mut self, _before: &Self, _named: &dyn Fn(&str) -> bool) {}
}

/// A number in a setting.
#[derive(Debug)]
pub struct NumberField<'a> {
    /// Where it stands, with dots between levels.
    pub field: String,
    /// What the field takes.
    pub takes: Takes,
    /// The number.
    pub number: &'a mut TypedNumber,
}

impl<'a> NumberField<'a> {
    /// A number at a place.
    pub fn new(field: impl Into<String>, takes: Takes, number: &'a mut TypedNumber) -> Self {
        Self {
            field: field.into(),
            takes,
            number,
        }
    }
}

/// Collects what is wrong.
#[derive(Debug, Default)]
pub(crate) struct Findings(Vec<FieldError>);

impl Findings {
    /// Adds a refusal when something is the case.
    pub(crate) fn refuse_if(&mut self, is_wrong: bool, field: impl Into<String>, code: Code) {
        if is_wrong {
            self.0.push(FieldError::new(field, code));
        }
    }

    /// Adds what a check has refused.
    pub(crate) fn add(&mut self, field: impl Into<String>, outcome: Result<(), Code>) {
        if let Err(code) = outcome {
            self.0.push(FieldError::new(field, code));
        }
    }

    /// Refuses a number that stands in a list for the second time, once for each.
    pub(crate) fn refuse_twice<'a>(
        &mut self,
        numbers: impl Iterator<Item = (String, &'a TypedNumber)>,
    ) {
        let mut seen: Vec<&TypedNumber> = Vec::new();
        for (field, number) in numbers {
            self.refuse_if(seen.contains(&number), field, Code::Twice);
            seen.push(number);
        }
    }

    /// Nothing, or everything that was found.
    pub(crate) fn outcome(self) -> Result<(), Vec<FieldError>> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self.0)
        }
    }
}

/// Whether something that is on and may end by itself is on at a moment.
pub(crate) fn is_on(enabled: bool, until: Option<Timestamp>, now: Timestamp) -> bool {
    enabled && until.is_none_or(|until| now < until)
}

/// Refuses an end that is not ahead.
pub(crate) fn check_end(until: Option<Timestamp>, now: Timestamp) -> Result<(), Code> {
    match until {
        Some(until) if until <= now => Err(Code::NotInFuture),
        _ => Ok(()),
    }
}
