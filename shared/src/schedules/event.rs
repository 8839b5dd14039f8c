//! One event of a schedule, as on the wire.

use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

#[cfg(feature = "openapi")]
use super::RecurrenceWire;
use super::{Ends, Recurrence, days_between, days_later, occurrences::Occurrences};
use crate::{
    civil::{self, day_number, day_of},
    ids::EventId,
};

/// Minutes of a day.
pub(super) const DAY: i64 = 24 * 60;

/// When a schedule is in force: once, or again and again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ScheduleEvent {
    /// The event; absent until it has been saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<EventId>,
    /// 1 to 40 characters, unique in its schedule.
    pub name: String,
    /// The first day. Of an event that recurs on certain days, the first of those on or after it.
    #[serde(with = "civil::day")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub start_date: Date,
    /// The last day of the first time; may be later than the first.
    #[serde(with = "civil::day")]
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub end_date: Date,
    /// When it begins on the first day, `HH:MM`; required unless it takes whole days.
    #[serde(
        default,
        with = "civil::optional_time",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "09:00"))]
    pub start_time: Option<Time>,
    /// When it ends on the last day, `HH:MM`: the first minute that it no longer has. Required
    /// unless it takes whole days.
    #[serde(
        default,
        with = "civil::optional_time",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, example = "17:00"))]
    pub end_time: Option<Time>,
    /// Whether it takes whole days; times mean nothing then.
    #[serde(default)]
    pub all_day_enabled: bool,
    /// How it comes again; absent when it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<RecurrenceWire>))]
    pub recurrence: Option<Recurrence>,
}

impl ScheduleEvent {
    /// The same with the day of its first time as its start, and equally long: one that comes on
    /// Mondays may have been made with a Saturday. One that never comes stays as it is.
    #[must_use]
    pub fn settled(self) -> Self {
        let first = Occurrences::of(&self).and_then(|it| day_of(it.first().div_euclid(DAY)));
        let Some(first) = first else { return self };
        let length = days_between(self.start_date, self.end_date);
        Self {
            start_date: first,
            end_date: days_later(first, length),
            ..self
        }
    }

    /// The day on which it begins for the last time; `None` if it comes for ever, or never.
    pub fn last_day(&self) -> Option<Date> {
        match self.recurrence {
            Some(recurrence) if recurrence.ends == Ends::Never => None,
            _ => Occurrences::of(self).and_then(|all| day_of(all.last_day())),
        }
    }

    /// When the first time begins, as its day and the minute of that day, before the day moves to
    /// one on which the event recurs. A time that is missing is the edge of its day.
    pub(super) fn begin(&self) -> (i64, i64) {
        let time = self.start_time.filter(|_| !self.all_day_enabled);
        (day_number(self.start_date), time.map_or(0, minute_of))
    }

    /// How long each time lasts, in minutes on the wall; none or fewer when the end is wrong.
    pub(super) fn minutes(&self) -> i64 {
        let (day, minute) = self.begin();
        let time = self.end_time.filter(|_| !self.all_day_enabled);
        let end = day_number(self.end_date) * DAY + time.map_or(DAY, minute_of);
        end - (day * DAY + minute)
    }
}

/// The minute of the day; seconds do not count.
pub(super) fn minute_of(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::schedules::{Ends, Pattern, Weekday, strategies, week};

    #[test]
    fn an_event_of_mondays_that_starts_on_a_saturday_settles_on_monday() {
        let event = ScheduleEvent {
            start_date: date(2026, 3, 7),
            end_date: date(2026, 3, 8),
            recurrence: Some(Recurrence {
                pattern: Pattern::Weekly {
                    interval: 1,
                    days: [Weekday::Monday].into_iter().collect(),
                },
                ends: Ends::Never,
            }),
            ..strategies::event()
        };
        let settled = event.clone().settled();
        assert_eq!(settled.start_date, date(2026, 3, 9));
        assert_eq!(settled.end_date, date(2026, 3, 10));
        let never = ScheduleEvent {
            recurrence: event.recurrence.map(|recurrence| Recurrence {
                ends: Ends::On(date(2026, 3, 8)),
                ..recurrence
            }),
            ..event
        };
        assert_eq!(never.clone().settled(), never);
    }

    proptest! {
        #[test]
        fn settling_changes_nothing_about_when_it_comes(
            event in strategies::near_event(),
            weeks in 0i64..60,
        ) {
            let monday = days_later(date(2026, 1, 26), weeks * 7);
            let settled = event.clone().settled();
            prop_assert_eq!(week(std::slice::from_ref(&settled), monday), week(&[event], monday));
            prop_assert_eq!(settled.clone().settled(), settled);
        }

        #[test]
        fn any_event_settles_without_panic(event in strategies::any_event()) {
            let _ = event.settled();
        }
    }
}
