//! Which calls somebody looks for. The address of the page says it in the same words as that of the
//! endpoint, so both are read here.

use jiff::civil::Date;

use super::{CallFilter, Outcome};
use crate::{
    civil::{read_date, write_date},
    error::{Code, FieldError},
    search::MAX_QUERY,
};

/// The longest talk that can be asked for, in seconds.
pub const LONGEST_TALK: u32 = 24 * 3600;
/// Digits of a line at most.
const MOST_DIGITS: usize = 32;

/// What became of calls, as far as one can look for it, each with its word.
pub const OUTCOMES: [(Outcome, &str); 10] = [
    (Outcome::Answered, "answered"),
    (Outcome::Missed, "missed"),
    (Outcome::AnsweredElsewhere, "answeredElsewhere"),
    (Outcome::Forwarded, "forwarded"),
    (Outcome::Voicemail, "voicemail"),
    (Outcome::Declined, "declined"),
    (Outcome::Busy, "busy"),
    (Outcome::Blocked, "blocked"),
    (Outcome::Cancelled, "cancelled"),
    (Outcome::Failed, "failed"),
];

/// Days that have a name, each with its word.
pub const PERIODS: [(Period, &str); 7] = [
    (Period::Today, "today"),
    (Period::Yesterday, "yesterday"),
    (Period::ThisWeek, "thisWeek"),
    (Period::Last7Days, "last7Days"),
    (Period::Last30Days, "last30Days"),
    (Period::ThisMonth, "thisMonth"),
    (Period::LastMonth, "lastMonth"),
];

/// What is looked for; all of it has to hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CallQuery {
    /// Which way they went, or only the missed ones.
    pub filter: CallFilter,
    /// Words of the name that is shown, or a part of the number.
    pub text: String,
    /// What became of them.
    pub outcome: Option<Outcome>,
    /// When they were.
    pub days: Days,
    /// The line that they used.
    pub via: Option<Line>,
    /// Only those whose caller left a message that is still there.
    pub has_message: bool,
    /// Only those with more seconds of talk than these.
    pub longer_than: Option<u32>,
    /// Which of them come first.
    pub order: CallOrder,
}

/// Days, as the organisation's clocks show them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Days {
    /// Whenever.
    #[default]
    Any,
    /// Days that have a name.
    Of(Period),
    /// From a day on, until a day has ended, or both.
    Own {
        /// The first day.
        from: Option<Date>,
        /// The last day.
        until: Option<Date>,
    },
}

/// Days that have a name; which they are follows from today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// Today.
    Today,
    /// The day before.
    Yesterday,
    /// Since Monday.
    ThisWeek,
    /// Today and the six days before.
    Last7Days,
    /// Today and the 29 days before.
    Last30Days,
    /// Since the first of the month.
    ThisMonth,
    /// The whole month before.
    LastMonth,
}

/// A line that calls used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Line {
    /// Between colleagues, by extension.
    Internal,
    /// The user hid his number.
    Anonymous,
    /// A number that was called or shown.
    Number(String),
}

impl Line {
    /// The word used in addresses.
    pub fn word(&self) -> &str {
        match self {
            Self::Internal => "internal",
            Self::Anonymous => "anonymous",
            Self::Number(number) => number,
        }
    }

    /// The line of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        match word {
            "internal" => Some(Self::Internal),
            "anonymous" => Some(Self::Anonymous),
            number => {
                let digits = number.strip_prefix('+').unwrap_or(number);
                let is_number = (1..=MOST_DIGITS).contains(&digits.len())
                    && digits.bytes().all(|it| it.is_ascii_digit());
                is_number.then(|| Self::Number(number.to_owned()))
            }
        }
    }
}

/// Which calls come first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CallOrder {
    /// The newest.
    #[default]
    NewestFirst,
    /// The oldest.
    OldestFirst,
}

impl CallOrder {
    /// The word used in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::NewestFirst => "newest",
            Self::OldestFirst => "oldest",
        }
    }

    /// The order of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::NewestFirst, Self::OldestFirst]
            .into_iter()
            .find(|order| order.word() == word)
    }
}

impl CallQuery {
    /// Reads what an address says. What nobody offers is left out and named, each with its code.
    pub fn read<'a>(
        pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> (Self, Vec<FieldError>) {
        let (mut query, mut refused) = (Self::default(), Vec::new());
        let mut known: Vec<&str> = Vec::new();
        for (name, value) in pairs {
            let outcome = if known.contains(&name) {
                Err(Code::Twice)
            } else {
                query.take(name, value)
            };
            known.push(name);
            refused.extend(outcome.err().map(|code| FieldError::new(name, code)));
        }
        if let Days::Own {
            from: Some(from),
            until: Some(until),
        } = query.days
            && until < from
        {
            query.days = Days::Any;
            refused.push(FieldError::new("until", Code::EndBeforeStart));
        }
        (query, refused)
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), Code> {
        let offered = Code::NotOffered;
        match name {
            "filter" => self.filter = CallFilter::of_word(value).ok_or(offered)?,
            "query" if value.chars().count() > MAX_QUERY => return Err(Code::TooLong),
            "query" => value.clone_into(&mut self.text),
            "outcome" => self.outcome = Some(of_word(&OUTCOMES, value).ok_or(offered)?),
            "period" => {
                let period = of_word(&PERIODS, value).ok_or(offered)?;
                if self.days != Days::Any {
                    return Err(offered);
                }
                self.days = Days::Of(period);
            }
            "from" | "until" => {
                let day = read_date(value).ok_or(offered)?;
                let (mut first, mut last) = match self.days {
                    Days::Any => (None, None),
                    Days::Own { from, until } => (from, until),
                    Days::Of(_) => return Err(offered),
                };
                *(if name == "from" {
                    &mut first
                } else {
                    &mut last
                }) = Some(day);
                self.days = Days::Own {
                    from: first,
                    until: last,
                };
            }
            "via" => self.via = Some(Line::of_word(value).ok_or(offered)?),
            "voicemail" => {
                self.has_message = match value {
                    "true" => true,
                    "false" => false,
                    _ => return Err(offered),
                };
            }
            "longerThan" => {
                let seconds: u32 = value.parse().map_err(|_| offered)?;
                if seconds > LONGEST_TALK {
                    return Err(Code::TooHigh);
                }
                self.longer_than = Some(seconds);
            }
            "order" => self.order = CallOrder::of_word(value).ok_or(offered)?,
            _ => return Err(offered),
        }
        Ok(())
    }

    /// The same for an address; what everybody gets anyhow is not said.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        let mut say = |name, value: Option<String>| pairs.extend(value.map(|it| (name, it)));
        let filter = (self.filter != CallFilter::All).then(|| self.filter.word().to_owned());
        say("filter", filter);
        say(
            "query",
            Some(self.text.clone()).filter(|text| !text.trim().is_empty()),
        );
        say("outcome", self.outcome.map(|it| word_of(&OUTCOMES, it)));
        match self.days {
            Days::Any => {}
            Days::Of(period) => say("period", Some(word_of(&PERIODS, period))),
            Days::Own { from, until } => {
                say("from", from.map(write_date));
                say("until", until.map(write_date));
            }
        }
        say("via", self.via.as_ref().map(|it| it.word().to_owned()));
        say("voicemail", self.has_message.then(|| "true".to_owned()));
        say("longerThan", self.longer_than.map(|it| it.to_string()));
        let is_usual = self.order == CallOrder::default();
        say("order", (!is_usual).then(|| self.order.word().to_owned()));
        pairs
    }

    /// How many of them leave calls out, beside the filter that the page always shows.
    pub fn count(&self) -> usize {
        let given = [
            !self.text.trim().is_empty(),
            self.outcome.is_some(),
            self.days != Days::Any,
            self.via.is_some(),
            self.has_message,
            self.longer_than.is_some(),
        ];
        given.into_iter().filter(|it| *it).count()
    }
}

/// The value of a word.
fn of_word<T: Copy>(words: &[(T, &str)], word: &str) -> Option<T> {
    let mut words = words.iter();
    words.find(|(_, it)| *it == word).map(|(value, _)| *value)
}

/// The word of a value; every value has one.
fn word_of<T: Copy + PartialEq>(words: &[(T, &str)], value: T) -> String {
    let found = words.iter().find(|(it, _)| *it == value);
    found.map_or("", |(_, word)| word).to_owned()
}

#[cfg(test)]
mod tests;
