//! Moments as calendars write them.

use belroute_shared::schedules::import::CalendarChange;
use jiff::{
    SignedDuration,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

use super::{frame::Frame, lines::Line};

/// A moment as a calendar has it: a day is its midnight.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    pub(super) wall: DateTime,
    pub(super) zone: Zone,
    pub(super) is_day: bool,
}

/// By which clock a moment is told.
#[derive(Clone, Debug)]
pub(super) enum Zone {
    /// By the organisation's, because it says so or says nothing.
    Ours,
    /// By that of a zone which nobody knows; taken for ours.
    Unknown,
    Other(TimeZone),
}

impl Zone {
    /// What is to be said about it.
    pub(super) fn change(&self) -> Option<CalendarChange> {
        match self {
            Self::Ours => None,
            Self::Unknown => Some(CalendarChange::UnknownZone),
            Self::Other(_) => Some(CalendarChange::OtherZone),
        }
    }
}

/// The moment of a line.
pub(super) fn of_line(line: &Line, frame: &Frame) -> Option<Moment> {
    read(&line.value, line.zone.as_deref(), frame)
}

/// Moments with commas between. A period counts as its begin.
pub(super) fn list(line: &Line, frame: &Frame) -> impl Iterator<Item = Moment> {
    let parts = line.value.split(',');
    parts.filter_map(|part| {
        let begin = part.split('/').next().unwrap_or(part);
        read(begin.trim(), line.zone.as_deref(), frame)
    })
}

/// `20261225`, `20261225T090000` or `20261225T090000Z`.
pub(super) fn read(text: &str, zone: Option<&str>, frame: &Frame) -> Option<Moment> {
    let (bare, is_utc) = match text.strip_suffix(['Z', 'z']) {
        Some(bare) => (bare, true),
        None => (text, false),
    };
    let (day, time) = match bare.split_once(['T', 't']) {
        Some((day, time)) => (day, Some(time)),
        None => (bare, None),
    };
    let [year, month, day] = digits(day, [4, 2, 2])?;
    // Years that a calendar has by mistake would only have to be counted through.
    if !(1900..3000).contains(&year) {
        return None;
    }
    let date = Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    let [hour, minute, second] = match time {
        Some(time) => digits(time, [2, 2, 2])?,
        None => [0; 3],
    };
    let time = Time::new(
        hour.try_into().ok()?,
        minute.try_into().ok()?,
        // A leap second is none on the wall.
        second.min(59).try_into().ok()?,
        0,
    );
    let is_day = !bare.contains(['T', 't']);
    Some(Moment {
        wall: date.to_datetime(time.ok()?),
        zone: match zone {
            _ if is_day => Zone::Ours,
            _ if is_utc => Zone::Other(TimeZone::UTC),
            Some(name) => frame.zone(name),
            None => Zone::Ours,
        },
        is_day,
    })
}

/// Numbers without anything between them, each with so many digits.
fn digits(text: &str, lengths: [usize; 3]) -> Option<[i16; 3]> {
    let is_good = text.len() == lengths.iter().sum::<usize>()
        && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut rest = text.get(..).filter(|_| is_good)?;
    let mut numbers = [0; 3];
    for (number, length) in numbers.iter_mut().zip(lengths) {
        let (part, behind) = rest.split_at(length);
        *number = part.parse().ok()?;
        rest = behind;
    }
    Some(numbers)
}

/// A moment without its seconds, as schedules have it.
pub(super) fn to_the_minute(moment: DateTime) -> DateTime {
    let seconds = i64::from(moment.second());
    moment
        .checked_sub(SignedDuration::from_secs(seconds))
        .unwrap_or(moment)
}
