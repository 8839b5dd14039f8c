//! Calendars (RFC 5545) out of files: what of them a schedule can hold, and what is said about the
//! rest. Nothing is saved here.
//!
//! A file is untrusted. It is read line by line and not by recursion, so that nesting costs no
//! stack; what is counted is counted up to a limit.

mod found;
mod frame;
mod lines;
mod naming;
mod recurring;
mod rule;
mod written_out;

use belroute_shared::{
    error::{Code, FieldError},
    schedules::{
        MOST_EVENTS, ScheduleEvent, check_event,
        import::{
            CalendarChange, CalendarPreview, FoundEvent, LeftOut, LeftOutReason, TOLD_IN_PREVIEW,
        },
    },
};
use jiff::civil::DateTime;

use found::Found;
pub(crate) use frame::Frame;
use recurring::Outcome;

/// Events that one file may have.
const MOST_IN_FILE: usize = 2000;

/// What a file would bring into a schedule. Takes a while for a large one.
pub(crate) fn read(file: &[u8], frame: &Frame) -> Result<CalendarPreview, FieldError> {
    let refused = |code| FieldError::new("file", code);
    let text = text(file).map_err(refused)?;
    let calendar = lines::read(text).ok_or_else(|| refused(Code::NotACalendar))?;
    if calendar.events.is_empty() {
        return Err(refused(Code::NoEvents));
    }
    if calendar.events.len() > MOST_IN_FILE {
        return Err(refused(Code::TooMany));
    }
    let mut reading = Reading {
        name: calendar.name,
        ..Reading::default()
    };
    reading.take_all(&calendar.events, frame);
    Ok(reading.preview())
}

fn text(file: &[u8]) -> Result<&str, Code> {
    let text = std::str::from_utf8(file).map_err(|_| Code::NotText)?;
    // No text has this character; files of programs do.
    if text.contains('\0') {
        return Err(Code::NotText);
    }
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// What came of reading a file so far.
#[derive(Default)]
struct Reading {
    name: Option<String>,
    events: Vec<FoundEvent>,
    left_out: Vec<LeftOut>,
    more_left_out: usize,
    /// Recurrences that were written out.
    written_out: usize,
}

impl Reading {
    fn take_all(&mut self, blocks: &[lines::Block], frame: &Frame) {
        let mut all: Vec<Found> = Vec::new();
        for block in blocks {
            match Found::of(block, frame) {
                Ok(found) => all.push(found),
                Err((name, reason)) => self.leave_out(name, reason),
            }
        }
        found::except_replaced(&mut all, frame);
        // What is nearest comes first, so that it is the later that finds no room.
        all.sort_by_key(|found| found.local);
        // What comes once or stays one event takes little room; the rest shares what is left.
        let (few, many): (Vec<_>, Vec<_>) = all
            .into_iter()
            .map(|found| (recurring::outcome(&found, frame), found))
            .partition(|(outcome, _)| !matches!(outcome, Outcome::Often));
        for (outcome, found) in few {
            match outcome {
                Outcome::As(recurrence) => {
                    let event = found.event(found.local, recurrence);
                    self.take(event, found.change.into_iter(), frame);
                }
                Outcome::LeftOut(reason) => self.leave_out(found.name, reason),
                Outcome::Often => {}
            }
        }
        for (_, found) in many {
            self.write_out(&found, frame);
        }
    }

    /// Makes an event out of each time that something comes.
    fn write_out(&mut self, found: &Found, frame: &Frame) {
        let room = MOST_EVENTS.saturating_sub(self.events.len());
        self.written_out += 1;
        if room == 0 || self.written_out > written_out::MOST_RECURRENCES {
            return self.leave_out(found.name.clone(), LeftOutReason::TooMany);
        }
        let Some(times) = written_out::times(found, frame, room) else {
            return self.leave_out(found.name.clone(), LeftOutReason::NotUnderstood);
        };
        if times.begins.is_empty() {
            return self.leave_out(found.name.clone(), LeftOutReason::Over);
        }
        let cut = times.is_cut.then_some(CalendarChange::CutShort);
        let changes = [Some(CalendarChange::WrittenOut), cut, found.change];
        for begin in times.begins {
            let event = found.event(begin, None);
            self.take(event, changes.into_iter().flatten(), frame);
        }
    }

    fn take(
        &mut self,
        event: ScheduleEvent,
        changes: impl Iterator<Item = CalendarChange>,
        frame: &Frame,
    ) {
        let (name, mut changes) = (event.name.clone(), Vec::from_iter(changes));
        let event = naming::cut(event, &mut changes);
        let reason = match check_event(&event, frame.level) {
            Err(broken) if broken.iter().any(|it| it.code == Code::Overlaps) => {
                Some(LeftOutReason::Overlaps)
            }
            Err(_) => Some(LeftOutReason::Unreadable),
            Ok(()) if self.events.len() >= MOST_EVENTS => Some(LeftOutReason::TooMany),
            Ok(()) => None,
        };
        match reason {
            Some(reason) => self.leave_out(name, reason),
            None => self.events.push(FoundEvent { event, changes }),
        }
    }

    fn leave_out(&mut self, name: String, reason: LeftOutReason) {
        if self.left_out.len() < TOLD_IN_PREVIEW {
            let name = naming::short(&name);
            self.left_out.push(LeftOut { name, reason });
        } else {
            self.more_left_out += 1;
        }
    }

    fn preview(mut self) -> CalendarPreview {
        let begin = |found: &FoundEvent| (found.event.start_date, found.event.start_time);
        self.events.sort_by_key(begin);
        naming::make_unique(&mut self.events);
        CalendarPreview {
            name: self
                .name
                .map(|name| naming::short(&name))
                .filter(|name| !name.is_empty()),
            events: self.events,
            left_out: self.left_out,
            more_left_out: self.more_left_out,
        }
    }
}

/// A moment so many minutes later, if the calendar has it.
fn later(moment: DateTime, minutes: i64) -> Option<DateTime> {
    moment
        .checked_add(jiff::SignedDuration::from_secs(minutes.checked_mul(60)?))
        .ok()
}

#[cfg(test)]
mod tests;
