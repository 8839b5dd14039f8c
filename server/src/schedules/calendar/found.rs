//! One event of a calendar, as far as it can be understood.

use std::collections::HashMap;

use belroute_shared::schedules::{
    Recurrence, ScheduleEvent,
    import::{CalendarChange, LeftOutReason},
    tidied_name,
};
use jiff::{
    SignedDuration,
    civil::{Date, DateTime},
};

use super::{
    frame::{Frame, Moment, Zone},
    later,
    lines::{Block, Line},
    rule::Rule,
};

/// Dates that are named beside a rule, or taken out of it, at most.
const MOST_DATES: usize = 1000;

/// Why an event is left out, and what it is called.
type Refused = (String, LeftOutReason);

/// How an event comes again.
#[derive(Debug)]
pub(super) enum Repeats {
    Never,
    By(Rule),
    /// By a rule that is not understood.
    Somehow,
}

/// One event of a calendar.
#[derive(Debug)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) start: Moment,
    /// Its start by our clock.
    pub(super) local: DateTime,
    /// How long it lasts by our clock; whole days for one that takes them.
    pub(super) minutes: i64,
    /// What is to be said about its zone.
    pub(super) change: Option<CalendarChange>,
    /// How it comes again.
    pub(super) repeats: Repeats,
    /// Further times, by its own clock.
    pub(super) added: Vec<DateTime>,
    /// Times at which it does not come, by its own clock.
    pub(super) except: Vec<DateTime>,
    uid: Option<String>,
    /// It is another one's time, moved or changed.
    replaces: Option<Moment>,
}

impl Found {
    pub(super) fn of(block: &Block, frame: &Frame) -> Result<Self, Refused> {
        let value = |name| block.line(name).map(|line| line.value.as_str());
        let name = tidied_name(&plain(value("SUMMARY").unwrap_or_default()));
        let refused = |reason| (name.clone(), reason);
        if value("STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED")) {
            return Err(refused(LeftOutReason::Cancelled));
        }
        let unreadable = || refused(LeftOutReason::Unreadable);
        let start = block.line("DTSTART").and_then(|line| moment(line, frame));
        let start = start.ok_or_else(unreadable)?;
        let local = frame.local(&start).ok_or_else(unreadable)?;
        let is_elsewhere = local != start.wall || matches!(start.zone, Zone::Unknown);
        let minutes = minutes(block, &start, local, frame).ok_or_else(unreadable)?;
        let dates = |name| {
            let lines = block.lines(name);
            let moments = lines.flat_map(|line| moments(line, frame));
            moments
                .take(MOST_DATES)
                .filter_map(|it| frame.in_zone_of(&it, &start))
                .collect()
        };
        let local = to_the_minute(local);
        Ok(Self {
            local,
            minutes,
            change: start.zone.change().filter(|_| is_elsewhere),
            repeats: match value("RRULE").map(|text| Rule::of(text, frame, &start)) {
                None => Repeats::Never,
                Some(None) => Repeats::Somehow,
                Some(Some(rule)) => Repeats::By(rule),
            },
            added: dates("RDATE"),
            except: dates("EXDATE"),
            uid: value("UID").map(str::to_owned),
            replaces: block
                .line("RECURRENCE-ID")
                .and_then(|line| moment(line, frame)),
            start,
            name: if name.is_empty() {
                local.date().to_string()
            } else {
                name
            },
        })
    }

    /// The event of a schedule that begins at this moment.
    pub(super) fn event(&self, begin: DateTime, recurrence: Option<Recurrence>) -> ScheduleEvent {
        let end = later(begin, self.minutes).unwrap_or(DateTime::MAX);
        let is_timed = !self.start.is_day;
        let end_date = if is_timed {
            end.date()
        } else {
            // The end of whole days is the midnight behind the last.
            end.date().yesterday().unwrap_or(Date::MIN)
        };
        ScheduleEvent {
            id: None,
            name: self.name.clone(),
            start_date: begin.date(),
            end_date,
            start_time: is_timed.then(|| begin.time()),
            end_time: is_timed.then(|| end.time()),
            all_day_enabled: self.start.is_day,
            recurrence,
        }
    }

    /// Whether a time that begins then ends before today does.
    pub(super) fn is_over(&self, begin: DateTime, frame: &Frame) -> bool {
        later(begin, self.minutes).is_none_or(|end| end <= frame.midnight())
    }

    /// Whether it comes more than once.
    pub(super) fn recurs(&self) -> bool {
        let is_single = matches!(self.repeats, Repeats::Never) && self.added.is_empty();
        self.replaces.is_none() && !is_single
    }
}

/// An event that stands for one time of another takes that time's place.
pub(super) fn except_replaced(all: &mut [Found], frame: &Frame) {
    let mut replaced: HashMap<String, Vec<Moment>> = HashMap::new();
    for found in all.iter() {
        if let (Some(uid), Some(moment)) = (&found.uid, &found.replaces) {
            replaced
                .entry(uid.clone())
                .or_default()
                .push(moment.clone());
        }
    }
    for found in all.iter_mut().filter(|found| found.replaces.is_none()) {
        // A name that several events have is nobody's.
        let theirs = found.uid.as_ref().and_then(|uid| replaced.remove(uid));
        for moment in theirs.into_iter().flatten() {
            found.except.extend(frame.in_zone_of(&moment, &found.start));
        }
    }
}

/// How long an event lasts, in minutes of our clock; `None` for no time at all.
fn minutes(block: &Block, start: &Moment, local: DateTime, frame: &Frame) -> Option<i64> {
    let end = if let Some(line) = block.line("DTEND") {
        let end = moment(line, frame)?;
        if end.is_day != start.is_day {
            return None;
        }
        frame.local(&end)?
    } else if let Some(line) = block.line("DURATION") {
        let length: jiff::Span = line.value.parse().ok()?;
        local.checked_add(length).ok()?
    } else if start.is_day {
        local.checked_add(jiff::Span::new().days(1)).ok()?
    } else {
        return None;
    };
    let seconds = local.duration_until(end).as_secs();
    // One that ends at 23:59:59 lasts until midnight.
    let minutes = (seconds + 59).div_euclid(60);
    (seconds > 0).then_some(minutes)
}

/// One moment.
pub(super) fn moment(line: &Line, frame: &Frame) -> Option<Moment> {
    read(&line.value, line.zone.as_deref(), frame)
}

/// Moments with commas between. A period counts as its begin.
fn moments(line: &Line, frame: &Frame) -> impl Iterator<Item = Moment> {
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
    let time = jiff::civil::Time::new(
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
            _ if is_utc => Zone::Other(jiff::tz::TimeZone::UTC),
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

/// The text without control characters.
fn plain(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// A moment without its seconds, as schedules have it.
pub(super) fn to_the_minute(moment: DateTime) -> DateTime {
    let seconds = i64::from(moment.second());
    moment
        .checked_sub(SignedDuration::from_secs(seconds))
        .unwrap_or(moment)
}
