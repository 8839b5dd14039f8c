//! An event as it stands in the fields of a form, and the way there and back.

use belroute_shared::{
    civil::{read_date, read_time, write_date, write_time},
    error::{Code, FieldError},
    ids::EventId,
    schedules::{
        Ends, Month, Pattern, Recurrence, ScheduleEvent, ScheduleLevel, WeekOfMonth, Weekdays,
        check_event, days_later, weekday_of,
    },
};
use jiff::civil::Date;

/// How an event comes again, to be chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Repeats {
    /// It comes once.
    #[default]
    Not,
    /// Every so many days.
    Daily,
    /// On days of every so many weeks.
    Weekly,
    /// Every year on the date of its start.
    YearlyByDate,
    /// Every year on the weekday of its start: the first Monday of May.
    YearlyByDay,
}

impl Repeats {
    /// What an owner of this level may choose.
    pub(super) fn offered(level: ScheduleLevel) -> &'static [Self] {
        match level {
            ScheduleLevel::People => &[Self::Not, Self::Daily, Self::Weekly],
            ScheduleLevel::Location => &[
                Self::Not,
                Self::Weekly,
                Self::YearlyByDate,
                Self::YearlyByDay,
            ],
        }
    }

    /// Its word in the options of a form.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Not => "not",
            Self::Daily => "daily",
            Self::Weekly => "weekly",
            Self::YearlyByDate => "yearlyByDate",
            Self::YearlyByDay => "yearlyByDay",
        }
    }

    /// The one of a word.
    pub(super) fn of_word(word: &str) -> Self {
        let all = [
            Self::Daily,
            Self::Weekly,
            Self::YearlyByDate,
            Self::YearlyByDay,
        ];
        all.into_iter()
            .find(|it| it.word() == word)
            .unwrap_or_default()
    }
}

/// For how long it comes again, to be chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Lasts {
    /// For ever.
    #[default]
    Forever,
    /// Until a day.
    Until,
    /// So many times.
    Times,
}

impl Lasts {
    /// What an owner of this level may choose.
    pub(super) fn offered(level: ScheduleLevel) -> &'static [Self] {
        match level {
            ScheduleLevel::People => &[Self::Forever, Self::Until, Self::Times],
            ScheduleLevel::Location => &[Self::Forever, Self::Until],
        }
    }
}

/// What stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypedEvent {
    pub(super) name: String,
    pub(super) is_all_day: bool,
    pub(super) start_date: String,
    pub(super) start_time: String,
    pub(super) end_date: String,
    pub(super) end_time: String,
    pub(super) repeats: Repeats,
    /// Days or weeks from one time to the next.
    pub(super) interval: String,
    pub(super) days: Weekdays,
    pub(super) lasts: Lasts,
    pub(super) last_date: String,
    pub(super) times: String,
}

impl TypedEvent {
    /// What a new event begins with: an hour of office of a day, or all of it.
    pub(super) fn new(day: Date, is_all_day: bool) -> Self {
        Self {
            is_all_day,
            start_date: write_date(day),
            start_time: "09:00".to_owned(),
            end_date: write_date(day),
            end_time: "17:00".to_owned(),
            interval: "1".to_owned(),
            days: [weekday_of(day)].into_iter().collect(),
            times: "10".to_owned(),
            ..Self::default()
        }
    }

    /// Hours of certain days of every week, from a day on. Where they end before they begin, they go
    /// on until the next day.
    pub(super) fn weekly(name: &str, from: Date, days: Weekdays, hours: (&str, &str)) -> Self {
        let is_over_night = read_time(hours.0)
            .zip(read_time(hours.1))
            .is_some_and(|(start, end)| end <= start);
        Self {
            name: name.to_owned(),
            start_time: hours.0.to_owned(),
            end_time: hours.1.to_owned(),
            end_date: write_date(days_later(from, is_over_night.into())),
            repeats: Repeats::Weekly,
            days,
            ..Self::new(from, false)
        }
    }

    /// What stands there for an event that is saved. The day of its first time is its start, so
    /// that a date or a weekday of every year need no fields of their own.
    pub(super) fn of(event: &ScheduleEvent) -> Self {
        let event = event.clone().settled();
        let start = event.start_date;
        let mut typed = Self {
            name: event.name,
            end_date: write_date(event.end_date),
            ..Self::new(start, event.all_day_enabled)
        };
        if let (Some(start), Some(end)) = (event.start_time, event.end_time) {
            typed.start_time = write_time(start);
            typed.end_time = write_time(end);
        }
        if let Some(recurrence) = event.recurrence {
            typed.recur(recurrence);
        }
        typed
    }

    fn recur(&mut self, recurrence: Recurrence) {
        match recurrence.pattern {
            Pattern::Daily { interval } => {
                self.repeats = Repeats::Daily;
                self.interval = interval.to_string();
            }
            Pattern::Weekly { interval, days } => {
                self.repeats = Repeats::Weekly;
                self.interval = interval.to_string();
                self.days = days;
            }
            Pattern::YearlyByDate { .. } => self.repeats = Repeats::YearlyByDate,
            Pattern::YearlyByDay { .. } => self.repeats = Repeats::YearlyByDay,
        }
        match recurrence.ends {
            Ends::Never => {}
            Ends::On(day) => {
                self.lasts = Lasts::Until;
                self.last_date = write_date(day);
            }
            Ends::After(times) => {
                self.lasts = Lasts::Times;
                self.times = times.to_string();
            }
        }
    }

    /// The event, if it may be saved in a schedule of this level; all that is wrong with it
    /// otherwise.
    pub(super) fn event(
        &self,
        id: Option<EventId>,
        level: ScheduleLevel,
    ) -> Result<ScheduleEvent, Vec<FieldError>> {
        let mut reader = Reader::default();
        let start_date = reader.date("startDate", &self.start_date);
        let end_date = reader.date("endDate", &self.end_date);
        let event = ScheduleEvent {
            id,
            name: self.name.clone(),
            start_date,
            end_date,
            start_time: read_time(&self.start_time),
            end_time: read_time(&self.end_time),
            all_day_enabled: self.is_all_day,
            recurrence: self.recurrence(start_date, &mut reader),
        }
        .tidied();
        let checked = check_event(&event, level);
        if reader.broken.is_empty() {
            return checked.map(|()| event);
        }
        // What was typed could not be read, so that only what does not hang on it is judged.
        let others = checked.err().unwrap_or_default();
        let name = others.into_iter().filter(|it| it.field == "name");
        Err(name.chain(reader.broken).collect())
    }

    fn recurrence(&self, start: Date, reader: &mut Reader) -> Option<Recurrence> {
        let month = Month::ALL
            .get(usize::from(start.month().unsigned_abs()).saturating_sub(1))
            .copied()
            .unwrap_or(Month::January);
        let pattern = match self.repeats {
            Repeats::Not => return None,
            Repeats::Daily => Pattern::Daily {
                interval: reader.number("recurrence.recurDaily.recurInterval", &self.interval),
            },
            Repeats::Weekly => Pattern::Weekly {
                interval: reader.number("recurrence.recurWeekly.recurInterval", &self.interval),
                days: self.days,
            },
            Repeats::YearlyByDate => Pattern::YearlyByDate {
                day: start.day().unsigned_abs(),
                month,
            },
            Repeats::YearlyByDay => {
                let week = week_of(start);
                if week.is_none() {
                    reader.refuse("recurrence.recurYearlyByDay", Code::OutOfRange);
                }
                Pattern::YearlyByDay {
                    day: weekday_of(start),
                    week: week.unwrap_or(WeekOfMonth::Fourth),
                    month,
                }
            }
        };
        let ends = match self.lasts {
            Lasts::Forever => Ends::Never,
            Lasts::Until => Ends::On(reader.date("recurrence.recurEndDate", &self.last_date)),
            Lasts::Times => {
                Ends::After(reader.number("recurrence.recurEndOccurrence", &self.times))
            }
        };
        Some(Recurrence { pattern, ends })
    }
}

/// Which of its weekdays of the month a day is. Not every month has a fifth one.
pub(super) fn week_of(day: Date) -> Option<WeekOfMonth> {
    let before = usize::from(day.day().unsigned_abs().saturating_sub(1));
    WeekOfMonth::ALL.get(before / 7).copied()
}

/// Reads fields, and remembers those that cannot be read.
#[derive(Default)]
struct Reader {
    broken: Vec<FieldError>,
}

impl Reader {
    fn date(&mut self, field: &str, text: &str) -> Date {
        read_date(text).unwrap_or_else(|| {
            self.refuse(field, Code::Required);
            Date::ZERO
        })
    }

    fn number(&mut self, field: &str, text: &str) -> u16 {
        let text = text.trim();
        text.parse().unwrap_or_else(|_| {
            let code = if text.is_empty() {
                Code::Required
            } else {
                Code::OutOfRange
            };
            self.refuse(field, code);
            1
        })
    }

    fn refuse(&mut self, field: &str, code: Code) {
        self.broken.push(FieldError::new(field, code));
    }
}

#[cfg(test)]
mod tests;
