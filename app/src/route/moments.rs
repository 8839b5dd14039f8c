//! Moments inside a sentence: only as much of them as has to be said.

use jiff::{SignedDuration, Timestamp};

use crate::{intl, text};

/// How far away a moment is.
enum Away {
    Today,
    Tomorrow,
    Further,
}

fn away(moment: Timestamp, now: Timestamp) -> Away {
    let key = intl::day_key(moment);
    let tomorrow = now.saturating_add(SignedDuration::from_hours(24));
    if key == intl::day_key(now) {
        Away::Today
    } else if tomorrow.is_ok_and(|it| key == intl::day_key(it)) {
        Away::Tomorrow
    } else {
        Away::Further
    }
}

/// `17:00`, `tomorrow 8:00` or `Monday 30 November 8:00`: behind "until" and "from".
pub(crate) fn until(moment: Timestamp, now: Timestamp) -> String {
    let time = intl::time(moment);
    match away(moment, now) {
        Away::Today => time,
        Away::Tomorrow => text!(route.tomorrow, time),
        Away::Further => text!(route.day_time, day = intl::plain_day(moment, now), time),
    }
}

/// `at 17:00`, `tomorrow at 8:00` or `on Monday 30 November at 8:00`: when somebody calls.
pub(crate) fn at(moment: Timestamp, now: Timestamp) -> String {
    let time = intl::time(moment);
    match away(moment, now) {
        Away::Today => text!(route.at_time, time),
        Away::Tomorrow => text!(route.at_tomorrow, time),
        Away::Further => text!(route.at_day, day = intl::plain_day(moment, now), time),
    }
}
