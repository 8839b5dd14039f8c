//! A recurrence as on the wire, and which combinations mean something.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Ends, Month, Pattern, Recurrence, WeekOfMonth, Weekday, Weekdays};
use crate::civil;

/// How an event comes again, as on the wire: exactly one of the three ends, and exactly one of the
/// four patterns.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = Recurrence))]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "they are those of the wire")]
pub struct RecurrenceWire {
    /// For ever.
    recur_for_ever: Option<bool>,
    /// It begins for the last time on this day or before.
    #[serde(
        default,
        with = "civil::optional_day",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    recur_end_date: Option<Date>,
    /// So many times in all, 1 to 999; users' own schedules only.
    #[serde(skip_serializing_if = "Option::is_none")]
    recur_end_occurrence: Option<u16>,
    /// Users' own schedules only.
    #[serde(skip_serializing_if = "Option::is_none")]
    recur_daily: Option<RecurDaily>,
    /// On days of the week.
    #[serde(skip_serializing_if = "Option::is_none")]
    recur_weekly: Option<RecurWeekly>,
    /// The company's schedules only.
    #[serde(skip_serializing_if = "Option::is_none")]
    recur_yearly_by_date: Option<RecurYearlyByDate>,
    /// The company's schedules only.
    #[serde(skip_serializing_if = "Option::is_none")]
    recur_yearly_by_day: Option<RecurYearlyByDay>,
}

/// Every so many days.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
struct RecurDaily {
    /// Days from one to the next, 1 to 999; 1 if absent.
    #[serde(default = "one")]
    recur_interval: u16,
}

/// On days of every so many weeks, at least one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "the wire has seven")]
struct RecurWeekly {
    /// Weeks from one to the next, 1 to 999; 1 if absent.
    #[serde(default = "one")]
    recur_interval: u16,
    #[serde(default)]
    sunday: bool,
    #[serde(default)]
    monday: bool,
    #[serde(default)]
    tuesday: bool,
    #[serde(default)]
    wednesday: bool,
    #[serde(default)]
    thursday: bool,
    #[serde(default)]
    friday: bool,
    #[serde(default)]
    saturday: bool,
}

/// On one date of every year.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
struct RecurYearlyByDate {
    /// 1 to 31.
    day_of_month: u8,
    month: Month,
}

/// On one day of one week of every year.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
struct RecurYearlyByDay {
    day: Weekday,
    week: WeekOfMonth,
    month: Month,
}

fn one() -> u16 {
    1
}

/// Why a recurrence means nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unclear {
    /// None of the three ends, or several.
    #[error("exactly one of recurForEver, recurEndDate and recurEndOccurrence has to be set")]
    Ends,
    /// None of the four patterns, or several.
    #[error(
        "exactly one of recurDaily, recurWeekly, recurYearlyByDate and recurYearlyByDay has to be set"
    )]
    Pattern,
}

impl TryFrom<RecurrenceWire> for Recurrence {
    type Error = Unclear;

    fn try_from(wire: RecurrenceWire) -> Result<Self, Unclear> {
        let ends = match (
            wire.recur_for_ever.unwrap_or(false),
            wire.recur_end_date,
            wire.recur_end_occurrence,
        ) {
            (true, None, None) => Ends::Never,
            (false, Some(date), None) => Ends::On(date),
            (false, None, Some(times)) => Ends::After(times),
            _ => return Err(Unclear::Ends),
        };
        let patterns = [
            wire.recur_daily.map(|daily| Pattern::Daily {
                interval: daily.recur_interval,
            }),
            wire.recur_weekly.map(|weekly| Pattern::Weekly {
                interval: weekly.recur_interval,
                days: days_of(&weekly),
            }),
            wire.recur_yearly_by_date.map(|by| Pattern::YearlyByDate {
                day: by.day_of_month,
                month: by.month,
            }),
            wire.recur_yearly_by_day.map(|by| Pattern::YearlyByDay {
                day: by.day,
                week: by.week,
                month: by.month,
            }),
        ];
        let mut patterns = patterns.into_iter().flatten();
        match (patterns.next(), patterns.next()) {
            (Some(pattern), None) => Ok(Self { pattern, ends }),
            _ => Err(Unclear::Pattern),
        }
    }
}

fn days_of(weekly: &RecurWeekly) -> Weekdays {
    [
        (Weekday::Monday, weekly.monday),
        (Weekday::Tuesday, weekly.tuesday),
        (Weekday::Wednesday, weekly.wednesday),
        (Weekday::Thursday, weekly.thursday),
        (Weekday::Friday, weekly.friday),
        (Weekday::Saturday, weekly.saturday),
        (Weekday::Sunday, weekly.sunday),
    ]
    .into_iter()
    .filter(|(_, is_in)| *is_in)
    .map(|(day, _)| day)
    .collect()
}

impl From<Recurrence> for RecurrenceWire {
    fn from(recurrence: Recurrence) -> Self {
        let mut wire = Self {
            recur_for_ever: Some(recurrence.ends == Ends::Never),
            ..Self::default()
        };
        match recurrence.ends {
            Ends::Never => {}
            Ends::On(date) => wire.recur_end_date = Some(date),
            Ends::After(times) => wire.recur_end_occurrence = Some(times),
        }
        match recurrence.pattern {
            Pattern::Daily { interval } => {
                wire.recur_daily = Some(RecurDaily {
                    recur_interval: interval,
                });
            }
            Pattern::Weekly { interval, days } => {
                wire.recur_weekly = Some(RecurWeekly {
                    recur_interval: interval,
                    sunday: days.has(Weekday::Sunday),
                    monday: days.has(Weekday::Monday),
                    tuesday: days.has(Weekday::Tuesday),
                    wednesday: days.has(Weekday::Wednesday),
                    thursday: days.has(Weekday::Thursday),
                    friday: days.has(Weekday::Friday),
                    saturday: days.has(Weekday::Saturday),
                });
            }
            Pattern::YearlyByDate { day, month } => {
                wire.recur_yearly_by_date = Some(RecurYearlyByDate {
                    day_of_month: day,
                    month,
                });
            }
            Pattern::YearlyByDay { day, week, month } => {
                wire.recur_yearly_by_day = Some(RecurYearlyByDay { day, week, month });
            }
        }
        wire
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Recurrence, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn each_pattern_and_each_end_is_read() {
        let weekly = read(r#"{"recurForEver":true,"recurWeekly":{"monday":true,"friday":true}}"#);
        let days = [Weekday::Monday, Weekday::Friday].into_iter().collect();
        let expected = Recurrence {
            pattern: Pattern::Weekly { interval: 1, days },
            ends: Ends::Never,
        };
        assert_eq!(weekly.unwrap(), expected);
        let daily = read(r#"{"recurEndOccurrence":3,"recurDaily":{"recurInterval":2}}"#).unwrap();
        assert_eq!(daily.pattern, Pattern::Daily { interval: 2 });
        assert_eq!(daily.ends, Ends::After(3));
        let by_date = read(
            r#"{"recurForEver":false,"recurEndDate":"2030-12-31","recurEndOccurrence":null,
                "recurYearlyByDate":{"dayOfMonth":25,"month":"DECEMBER"}}"#,
        );
        let (day, month) = (25, Month::December);
        let expected = Recurrence {
            pattern: Pattern::YearlyByDate { day, month },
            ends: Ends::On(jiff::civil::date(2030, 12, 31)),
        };
        assert_eq!(by_date.unwrap(), expected);
        let by_day = read(
            r#"{"recurForEver":true,
                "recurYearlyByDay":{"day":"MONDAY","week":"FIRST","month":"MAY"}}"#,
        );
        let expected = Pattern::YearlyByDay {
            day: Weekday::Monday,
            week: WeekOfMonth::First,
            month: Month::May,
        };
        assert_eq!(by_day.unwrap().pattern, expected);
    }

    #[test]
    fn a_combination_that_means_nothing_is_refused() {
        for bad in [
            r"{}",
            r#"{"recurForEver":true}"#,
            r#"{"recurDaily":{"recurInterval":1}}"#,
            r#"{"recurForEver":false,"recurDaily":{"recurInterval":1}}"#,
            r#"{"recurForEver":true,"recurEndDate":"2030-01-01","recurDaily":{}}"#,
            r#"{"recurForEver":true,"recurEndOccurrence":3,"recurDaily":{}}"#,
            r#"{"recurEndDate":"2030-01-01","recurEndOccurrence":3,"recurDaily":{}}"#,
            r#"{"recurForEver":true,"recurDaily":{},"recurWeekly":{"monday":true}}"#,
            r#"{"recurForEver":true,"recurDaily":{"recurInterval":-1}}"#,
            r#"{"recurForEver":true,"recurDaily":{"recurInterval":65536}}"#,
            r#"{"recurForEver":true,"recurYearlyByDate":{"dayOfMonth":1,"month":"SMARCH"}}"#,
            r#"{"recurForEver":true,
                "recurYearlyByDay":{"day":"MONDAY","week":"LAST","month":"MAY"}}"#,
            r#"{"recurEndDate":"2030-02-30","recurDaily":{}}"#,
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }
}
