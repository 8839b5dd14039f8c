//! A recurrence rule as a calendar writes it.

use belroute_shared::schedules::Weekday;
use jiff::civil::DateTime;

use super::{
    found,
    frame::{Frame, Moment},
};

/// A rule that is longer is somebody's joke: its lists would be gone through for every day.
const LONGEST_RULE: usize = 400;

/// How often something comes again; what is oftener than daily is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frequency {
    Daily,
    Weekly,
    Monthly,
    Yearly,
}

/// Until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    Ever,
    /// It begins for the last time then or before, by its own clock.
    Moment(DateTime),
    Times(u32),
}

/// A recurrence rule.
#[derive(Clone, Debug)]
pub(super) struct Rule {
    pub(super) frequency: Frequency,
    pub(super) interval: u16,
    pub(super) until: Until,
    /// Days of the week, some with which of them: `1MO` is the first, `-1MO` the last.
    pub(super) days: Vec<(Option<i8>, Weekday)>,
    pub(super) months: Vec<u8>,
    pub(super) month_days: Vec<i8>,
    /// Weeks do not begin on Monday.
    pub(super) has_other_weeks: bool,
    /// It has parts that schedules have nothing like.
    pub(super) is_other: bool,
    /// The rule without its end, for who knows all rules.
    pub(super) text: String,
}

impl Rule {
    pub(super) fn of(text: &str, frame: &Frame, start: &Moment) -> Option<Self> {
        if text.len() > LONGEST_RULE {
            return None;
        }
        let text = text.to_ascii_uppercase();
        let mut rule = Self {
            frequency: Frequency::Daily,
            interval: 1,
            until: Until::Ever,
            days: Vec::new(),
            months: Vec::new(),
            month_days: Vec::new(),
            has_other_weeks: false,
            is_other: false,
            text: String::new(),
        };
        let mut frequency = None;
        for part in text.split(';').filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=')?;
            match name {
                "FREQ" => {
                    frequency = Some(match value {
                        "DAILY" => Frequency::Daily,
                        "WEEKLY" => Frequency::Weekly,
                        "MONTHLY" => Frequency::Monthly,
                        "YEARLY" => Frequency::Yearly,
                        _ => return None,
                    });
                }
                "INTERVAL" => rule.interval = value.parse().ok().filter(|it| *it > 0)?,
                "COUNT" => {
                    let times = value.parse().ok().filter(|it| *it > 0)?;
                    rule.until = Until::Times(times);
                    continue;
                }
                "UNTIL" => {
                    rule.until = Until::Moment(until(value, frame, start)?);
                    continue;
                }
                "BYDAY" => rule.days = list(value, day)?,
                "BYMONTH" => rule.months = list(value, |it| it.parse().ok())?,
                "BYMONTHDAY" => rule.month_days = list(value, |it| it.parse().ok())?,
                "WKST" => rule.has_other_weeks = value != "MO",
                "BYYEARDAY" | "BYWEEKNO" | "BYSETPOS" => rule.is_other = true,
                // Hours and minutes make many events of one day; no calendar of ours has any use.
                _ => return None,
            }
            if !rule.text.is_empty() {
                rule.text.push(';');
            }
            rule.text.push_str(part);
        }
        rule.frequency = frequency?;
        Some(rule)
    }
}

fn until(value: &str, frame: &Frame, start: &Moment) -> Option<DateTime> {
    let moment = found::read(value, None, frame)?;
    if moment.is_day {
        // The whole day is meant.
        return Some(moment.wall.date().at(23, 59, 59, 0));
    }
    frame.in_zone_of(&moment, start)
}

fn list<T>(value: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    value.split(',').map(read).collect()
}

/// `MO`, `1MO`, `-1MO`.
fn day(text: &str) -> Option<(Option<i8>, Weekday)> {
    let (which, day) = text.split_at_checked(text.len().checked_sub(2)?)?;
    let names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let place = names.iter().position(|name| *name == day)?;
    let which = match which {
        "" => None,
        number => Some(number.parse().ok()?),
    };
    Some((which, Weekday::ALL[place]))
}
