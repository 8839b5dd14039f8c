//! What is refused before anything is saved. Forms and endpoints ask the same.

use std::collections::HashSet;

use super::{
    Ends, Pattern, ScheduleEvent, ScheduleLevel, ScheduleSettings, occurrences::Occurrences,
};
use crate::{
    error::{Code, FieldError},
    search::fold,
};

/// The longest name of a schedule or an event, in characters.
pub const LONGEST_NAME: usize = 40;
/// Events that one schedule may have.
pub const MOST_EVENTS: usize = 100;
/// Schedules that one owner, a user or a company, may have.
pub const MOST_SCHEDULES: u64 = 50;
/// The most days or weeks from one occurrence to the next.
pub const MOST_INTERVAL: u16 = 999;
/// The most times that an event comes, if it comes so many times.
pub const MOST_OCCURRENCES: u16 = 999;

/// A name without space at its ends, and with one space for many.
pub fn tidied_name(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What names are compared by: case and accents make no other name.
pub fn name_key(name: &str) -> String {
    fold(name)
}

impl ScheduleEvent {
    /// The same in the form in which it is stored: without times where it takes whole days.
    #[must_use]
    pub fn tidied(self) -> Self {
        let is_timed = !self.all_day_enabled;
        Self {
            name: tidied_name(&self.name),
            start_time: self.start_time.filter(|_| is_timed),
            end_time: self.end_time.filter(|_| is_timed),
            ..self
        }
    }
}

impl ScheduleSettings {
    /// The same in the form in which it is stored.
    #[must_use]
    pub fn tidied(self) -> Self {
        Self {
            name: tidied_name(&self.name),
            events: self.events.into_iter().map(ScheduleEvent::tidied).collect(),
            ..self
        }
    }

    /// Refuses what can be told without looking anything up; of tidied settings. Fields of events
    /// are named by their place, such as `events.3.endTime`.
    pub fn check(&self, level: ScheduleLevel) -> Result<(), Vec<FieldError>> {
        if self.events.len() > MOST_EVENTS {
            return Err(vec![FieldError::new("events", Code::TooMany)]);
        }
        let mut broken = Vec::new();
        if let Err(code) = check_name(&self.name) {
            broken.push(FieldError::new("name", code));
        }
        let mut names = HashSet::new();
        for (place, event) in self.events.iter().enumerate() {
            let mut refused = check_event(event, level).err().unwrap_or_default();
            if !event.name.is_empty() && !names.insert(name_key(&event.name)) {
                refused.push(FieldError::new("name", Code::NameTaken));
            }
            broken.extend(refused.into_iter().map(|error| {
                FieldError::new(format!("events.{place}.{}", error.field), error.code)
            }));
        }
        done(broken)
    }
}

/// Refuses what can be told of one event alone; of a tidied one, in a schedule of this level.
pub fn check_event(event: &ScheduleEvent, level: ScheduleLevel) -> Result<(), Vec<FieldError>> {
    let mut broken = Vec::new();
    let mut refuse = |field: &str, code| broken.push(FieldError::new(field, code));
    if let Err(code) = check_name(&event.name) {
        refuse("name", code);
    }
    let is_timed = !event.all_day_enabled;
    if is_timed && event.start_time.is_none() {
        refuse("startTime", Code::Required);
    }
    if is_timed && event.end_time.is_none() {
        refuse("endTime", Code::Required);
    }
    if event.end_date < event.start_date {
        refuse("endDate", Code::EndBeforeStart);
    } else if event.minutes() <= 0 {
        refuse("endTime", Code::EndBeforeStart);
    }
    if event.recurrence.is_some() {
        for error in check_recurrence(event, level) {
            refuse(&format!("recurrence.{}", error.field), error.code);
        }
        if broken.is_empty() {
            broken.extend(check_occurrences(event));
        }
    }
    done(broken)
}

/// Numbers within their limits, and nothing that schedules of this level do not have.
fn check_recurrence(event: &ScheduleEvent, level: ScheduleLevel) -> Vec<FieldError> {
    let mut broken = Vec::new();
    let Some(recurrence) = event.recurrence else {
        return broken;
    };
    let mut refuse = |field: &str, code| broken.push(FieldError::new(field, code));
    let is_own = level == ScheduleLevel::People;
    match recurrence.ends {
        Ends::After(_) if !is_own => refuse("recurEndOccurrence", Code::NotOffered),
        Ends::After(times) if !(1..=MOST_OCCURRENCES).contains(&times) => {
            refuse("recurEndOccurrence", Code::OutOfRange);
        }
        Ends::Never | Ends::On(_) | Ends::After(_) => {}
    }
    let is_interval = |interval| (1..=MOST_INTERVAL).contains(&interval);
    match recurrence.pattern {
        Pattern::Daily { .. } if !is_own => refuse("recurDaily", Code::NotOffered),
        Pattern::Daily { interval } => {
            if !is_interval(interval) {
                refuse("recurDaily.recurInterval", Code::OutOfRange);
            }
        }
        Pattern::Weekly { interval, days } => {
            if !is_interval(interval) {
                refuse("recurWeekly.recurInterval", Code::OutOfRange);
            }
            if days.is_empty() {
                refuse("recurWeekly", Code::Required);
            }
        }
        Pattern::YearlyByDate { .. } if is_own => refuse("recurYearlyByDate", Code::NotOffered),
        Pattern::YearlyByDate { day, month } => {
            if !(1..=month.most_days()).contains(&day) {
                refuse("recurYearlyByDate.dayOfMonth", Code::OutOfRange);
            }
        }
        Pattern::YearlyByDay { .. } if is_own => refuse("recurYearlyByDay", Code::NotOffered),
        Pattern::YearlyByDay { .. } => {}
    }
    broken
}

/// An event that recurs comes at least once, and is over before it comes again.
fn check_occurrences(event: &ScheduleEvent) -> Option<FieldError> {
    match Occurrences::of(event) {
        Some(all) if all.overlap() => Some(FieldError::new("recurrence", Code::Overlaps)),
        Some(_) => None,
        None => Some(FieldError::new(
            "recurrence.recurEndDate",
            Code::EndBeforeStart,
        )),
    }
}

fn check_name(name: &str) -> Result<(), Code> {
    match name.chars().count() {
        0 => Err(Code::Required),
        length if length > LONGEST_NAME => Err(Code::TooLong),
        _ if name.contains(char::is_control) => Err(Code::NotOffered),
        _ => Ok(()),
    }
}

fn done(broken: Vec<FieldError>) -> Result<(), Vec<FieldError>> {
    if broken.is_empty() {
        Ok(())
    } else {
        Err(broken)
    }
}

#[cfg(test)]
mod tests;
