//! What can be chosen in forms, and what they answer, in words.

use belroute_shared::schedules::{
    import::{CalendarChange, LeftOutReason},
    weekday_of,
};
use jiff::civil::Date;

use super::{count, event::of_week};
use crate::{
    intl::{capitalised, wall},
    schedules::{
        calendar::Source,
        new::Start,
        typed::{Lasts, Repeats, week_of},
    },
    text,
};

/// A way in which an event comes again, for the day on which it starts.
pub(in crate::schedules) fn of_repeats(repeats: Repeats, start: Option<Date>) -> String {
    let of_day = |start: Date| {
        let words = text!(
            schedules.every_year_on,
            week = of_week(week_of(start)?),
            day = wall::weekday(weekday_of(start)),
            month = wall::month(start)
        );
        Some(capitalised(&words))
    };
    let of_date =
        |start: Date| capitalised(&text!(schedules.every_year, day = wall::date_of(start)));
    match repeats {
        Repeats::Not => text!(schedules.repeats_not).to_owned(),
        Repeats::Daily => text!(schedules.repeats_daily).to_owned(),
        Repeats::Weekly => text!(schedules.repeats_weekly).to_owned(),
        Repeats::YearlyByDate => {
            start.map_or_else(|| text!(schedules.repeats_date).to_owned(), of_date)
        }
        Repeats::YearlyByDay => start
            .and_then(of_day)
            .unwrap_or_else(|| text!(schedules.repeats_day).to_owned()),
    }
}

/// For how long it comes again.
pub(in crate::schedules) fn of_lasts(lasts: Lasts) -> &'static str {
    match lasts {
        Lasts::Forever => text!(schedules.lasts_forever),
        Lasts::Until => text!(schedules.lasts_until),
        Lasts::Times => text!(schedules.lasts_times),
    }
}

/// Where events come from.
pub(in crate::schedules) fn of_source(source: Source) -> &'static str {
    match source {
        Source::Holidays => text!(schedules.source_holidays),
        Source::File => text!(schedules.source_file),
    }
}

/// What a new schedule begins with.
pub(in crate::schedules) fn of_start(start: Start) -> &'static str {
    match start {
        Start::Hours => text!(schedules.start_hours),
        Start::Calendar(source) => of_source(source),
        Start::Nothing => text!(schedules.start_nothing),
    }
}

/// A country whose holidays are known.
pub(in crate::schedules) fn of_country(country: &str) -> &'static str {
    match country {
        "be" => text!(schedules.be),
        "de" => text!(schedules.de),
        "uk" => text!(schedules.uk),
        "us" => text!(schedules.us),
        _ => text!(schedules.nl),
    }
}

/// The button that adds so many events.
pub(in crate::schedules) fn of_addition(events: usize) -> String {
    match events {
        0 => text!(schedules.add_none).to_owned(),
        1 => text!(schedules.add_one).to_owned(),
        many => text!(schedules.add_many, count = count(many)),
    }
}

/// What could not be kept of an event.
pub(in crate::schedules) fn of_change(change: CalendarChange) -> &'static str {
    match change {
        CalendarChange::WrittenOut => text!(schedules.written_out),
        CalendarChange::CutShort => text!(schedules.cut_short),
        CalendarChange::OtherZone => text!(schedules.other_zone),
        CalendarChange::UnknownZone => text!(schedules.unknown_zone),
        CalendarChange::Renamed => text!(schedules.event_renamed),
        CalendarChange::Unknown => text!(schedules.changed_somehow),
    }
}

/// Why an event is left out.
pub(in crate::schedules) fn of_reason(reason: LeftOutReason) -> &'static str {
    match reason {
        LeftOutReason::Over => text!(schedules.reason_over),
        LeftOutReason::Cancelled => text!(schedules.reason_cancelled),
        LeftOutReason::Unreadable => text!(schedules.reason_unreadable),
        LeftOutReason::NotUnderstood => text!(schedules.reason_not_understood),
        LeftOutReason::Overlaps => text!(schedules.reason_overlaps),
        LeftOutReason::TooMany => text!(schedules.reason_too_many),
        LeftOutReason::Unknown => text!(schedules.reason_unknown),
    }
}

/// How many events are left out.
pub(in crate::schedules) fn of_left_out(events: usize) -> String {
    match events {
        1 => text!(schedules.one_left_out).to_owned(),
        many => text!(schedules.left_out, count = count(many)),
    }
}

/// The button that shows a long list to its end.
pub(in crate::schedules) fn of_all(events: usize) -> String {
    text!(schedules.show_all, count = count(events))
}

/// How many more there are.
pub(in crate::schedules) fn of_more(more: usize) -> String {
    text!(schedules.more, count = count(more))
}
