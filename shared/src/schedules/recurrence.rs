//! How an event comes again. On the wire that is an object in which some fields exclude others;
//! here it is what can be meant.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

mod wire;

pub use wire::{RecurrenceWire, Unclear};

/// How an event comes again: in a pattern, for so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RecurrenceWire", into = "RecurrenceWire")]
pub struct Recurrence {
    /// On which days.
    pub pattern: Pattern,
    /// For how long.
    pub ends: Ends,
}

/// On which days an event comes again. Its first time is the first such day on or after its start
/// date, and every time lasts as long as from its start to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// Every so many days; users' own schedules only.
    Daily {
        /// Days from one to the next, 1 to 999.
        interval: u16,
    },
    /// On certain days of every so many weeks.
    Weekly {
        /// Weeks from one to the next, 1 to 999. Weeks begin on Monday, and the first is that of
        /// the first time.
        interval: u16,
        /// On which days, at least one.
        days: Weekdays,
    },
    /// On one date of every year, such as 25 December; the company's schedules only. 29 February
    /// comes in leap years.
    YearlyByDate {
        /// Day of the month, 1 to 31.
        day: u8,
        /// The month.
        month: Month,
    },
    /// On one day of a week of every year, such as the first Monday of May; the company's schedules
    /// only.
    YearlyByDay {
        /// The day of the week.
        day: Weekday,
        /// Which of those of the month.
        week: WeekOfMonth,
        /// The month.
        month: Month,
    },
}

/// For how long an event comes again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// For ever.
    Never,
    /// It begins for the last time on this day or before.
    On(Date),
    /// It comes so many times in all, 1 to 999; users' own schedules only.
    After(u16),
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names say all")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All seven, from Monday.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Days since Monday.
    pub fn number(self) -> u8 {
        self as u8
    }
}

/// Days of the week, none to seven.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Weekdays(u8);

impl Weekdays {
    /// The same with this day, or without it.
    #[must_use]
    pub fn with(self, day: Weekday, is_in: bool) -> Self {
        let bit = 1 << day.number();
        Self(if is_in { self.0 | bit } else { self.0 & !bit })
    }

    /// Whether this day is among them.
    pub fn has(self, day: Weekday) -> bool {
        self.0 & (1 << day.number()) != 0
    }

    /// Whether it is none at all.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The days, from Monday.
    pub fn days(self) -> impl DoubleEndedIterator<Item = Weekday> + Clone {
        Weekday::ALL.into_iter().filter(move |day| self.has(*day))
    }
}

impl FromIterator<Weekday> for Weekdays {
    fn from_iter<I: IntoIterator<Item = Weekday>>(days: I) -> Self {
        let mut all = Self::default();
        for day in days {
            all = all.with(day, true);
        }
        all
    }
}

/// A month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names say all")]
pub enum Month {
    January,
    February,
    March,
    April,
    May,
    June,
    July,
    August,
    September,
    October,
    November,
    December,
}

impl Month {
    /// All twelve, from January.
    pub const ALL: [Self; 12] = [
        Self::January,
        Self::February,
        Self::March,
        Self::April,
        Self::May,
        Self::June,
        Self::July,
        Self::August,
        Self::September,
        Self::October,
        Self::November,
        Self::December,
    ];

    /// 1 to 12.
    pub fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The most days that it has in any year.
    pub fn most_days(self) -> u8 {
        match self {
            Self::February => 29,
            Self::April | Self::June | Self::September | Self::November => 30,
            _ => 31,
        }
    }
}

/// Which of the four or five Mondays of a month, and so on. There is no last one, because not all
/// clients of this API know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the names say all")]
pub enum WeekOfMonth {
    First,
    Second,
    Third,
    Fourth,
}

impl WeekOfMonth {
    /// All four.
    pub const ALL: [Self; 4] = [Self::First, Self::Second, Self::Third, Self::Fourth];

    /// Weeks since the first.
    pub fn number(self) -> u8 {
        self as u8
    }
}
