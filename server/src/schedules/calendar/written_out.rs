//! Recurrences that a schedule does not have, written out as the moments at which they begin.

use std::panic::catch_unwind;

use icalendar::RRuleSet;
use jiff::{
    Span,
    civil::DateTime,
    tz::{Offset, TimeZone},
};

use super::{
    found::{Found, Repeats, to_the_minute},
    frame::{Frame, Moment},
    rule::{Rule, Until},
};

/// How many years ahead.
pub(super) const YEARS: i32 = 5;
/// So many recurrences of one file are written out. One that never comes true takes tens of
/// milliseconds to be given up.
pub(super) const MOST_RECURRENCES: usize = 25;
/// So many times of one recurrence are gone through: a daily one for more than a century.
const MOST_STEPS: usize = 50_000;

/// The times at which something begins, by our clock.
#[derive(Debug, Default)]
pub(super) struct Times {
    pub(super) begins: Vec<DateTime>,
    /// There are more of them.
    pub(super) is_cut: bool,
}

/// The times of the next five years, from today on, and no more than there is room for. `None` for
/// a rule that nobody understands.
pub(super) fn times(found: &Found, frame: &Frame, room: usize) -> Option<Times> {
    let end = frame
        .midnight()
        .checked_add(Span::new().years(YEARS))
        .ok()?;
    let mut walls = match &found.repeats {
        Repeats::By(rule) => of_rule(rule, found, frame, end, room)?,
        Repeats::Somehow => return None,
        Repeats::Never => vec![found.start.wall],
    };
    walls.extend(found.added.iter().copied());
    walls.sort_unstable();
    walls.dedup();
    let begins = walls
        .into_iter()
        .filter(|wall| *wall < end && !found.except.contains(wall))
        .filter_map(|wall| local(found, frame, wall))
        .filter(|begin| !found.is_over(*begin, frame));
    // One more than there is room for tells that something is missing.
    let mut begins: Vec<DateTime> = begins.take(room.saturating_add(1)).collect();
    let is_cut = begins.len() > room;
    begins.truncate(room);
    Some(Times { begins, is_cut })
}

/// The times that a rule gives, by the event's own clock: enough of them for the room that there is.
fn of_rule(
    rule: &Rule,
    found: &Found,
    frame: &Frame,
    end: DateTime,
    room: usize,
) -> Option<Vec<DateTime>> {
    let until = match rule.until {
        Until::Times(times) => format!("COUNT={times}"),
        Until::Moment(until) => format!("UNTIL={}", written(until.min(end))),
        Until::Ever => format!("UNTIL={}", written(end)),
    };
    // All is counted by one clock that never leaps, as if the event's own were UTC's.
    let start = found.start.wall;
    let text = format!("DTSTART:{}\nRRULE:{};{until}", written(start), rule.text);
    let enough = room + found.except.len() + 1;
    let is_wanted = |wall: &DateTime| {
        local(found, frame, *wall).is_some_and(|begin| !found.is_over(begin, frame))
    };
    // The library asserts what it holds for impossible; for a stranger's rule that is an answer too.
    let walls = catch_unwind(std::panic::AssertUnwindSafe(|| {
        let set: RRuleSet = text.parse().ok()?;
        let set = set.limit();
        let walls = set
            .into_iter()
            .take(MOST_STEPS)
            .map_while(|moment| wall_of(moment.timestamp()))
            .take_while(|wall| *wall < end)
            .filter(is_wanted)
            .take(enough);
        Some(walls.collect())
    }));
    walls.ok().flatten()
}

fn local(found: &Found, frame: &Frame, wall: DateTime) -> Option<DateTime> {
    let moment = Moment {
        wall,
        ..found.start.clone()
    };
    frame.local(&moment).map(to_the_minute)
}

fn wall_of(second: i64) -> Option<DateTime> {
    let moment = jiff::Timestamp::from_second(second).ok()?;
    Some(TimeZone::fixed(Offset::UTC).to_datetime(moment))
}

fn written(wall: DateTime) -> String {
    wall.strftime("%Y%m%dT%H%M%SZ").to_string()
}
