//! What stands behind the words of a command: somebody, a moment, or both.

use super::{
    Circumstances, Command, Missing, Understood,
    moment::{Manner, begins_a_manner, endings, manner, moments, usual},
    words::{Word, after, without},
};
use crate::search::fold;
use jiff::Timestamp;

/// What tells who calls from when.
const CALLS: [&str; 8] = [
    "belt", "opbelt", "bellen", "calls", "call", "called", "rings", "phones",
];
const ME: [&str; 6] = ["mij", "me", "mijn", "my", "ons", "us"];
const AT: [&str; 9] = [
    "om", "at", "op", "on", "rond", "around", "in", "over", "tegen",
];
const NOW: [&str; 4] = ["nu", "now", "vandaag", "today"];
const ANYBODY: [&str; 6] = ["iemand", "ze", "someone", "somebody", "anyone", "they"];
const MAILBOX: [&str; 8] = [
    "voicemail",
    "voice mail",
    "mijn voicemail",
    "my voicemail",
    "de voicemail",
    "the voicemail",
    "mailbox",
    "vm",
];

/// The words behind those of a command.
#[derive(Clone, Copy)]
pub(super) struct Tail<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) circumstances: &'a Circumstances<'a>,
}

impl Tail<'_> {
    /// Exactly what was typed.
    fn typed(&self, words: &[Word]) -> String {
        let ends = words.first().zip(words.last());
        ends.map_or("", |(first, last)| &self.text[first.from..last.to])
            .to_owned()
    }

    pub(super) fn quiet(&self) -> Vec<Understood> {
        let command = |until| Command::DoNotDisturb { until };
        if self.words.is_empty() {
            return vec![Understood::complete(command(None))];
        }
        let (manner, rest) = manner(self.words).unwrap_or((Manner::Bare, self.words));
        let mut found = moments(rest, manner, self.circumstances);
        // "To" is rather the beginning of "tot" than of "today".
        let is_begun = matches!(self.words, [word] if begins_a_manner(word));
        if found.is_empty() && rest.is_empty() {
            found = usual(self.circumstances);
        } else if found.is_empty() && !is_begun {
            found = endings(rest, manner, self.circumstances);
        }
        if found.is_empty() && (manner != Manner::Bare || is_begun) {
            return vec![Understood::without(Missing::Moment, command(None))];
        }
        let found = found.into_iter().map(Some);
        found.map(command).map(Understood::complete).collect()
    }

    /// Somebody, and until when. Behind `to`, the first words are always somebody.
    pub(super) fn forward(&self, is_behind_to: bool) -> Vec<Understood> {
        let first = usize::from(is_behind_to);
        let mut found = Vec::new();
        for at in (first..self.words.len()).rev() {
            let (to, rest) = self.words.split_at(at);
            let Some((manner, rest)) = manner(rest) else {
                continue;
            };
            let ends = moments(rest, manner, self.circumstances);
            if !ends.is_empty() {
                let ends = ends.into_iter();
                return ends.map(|until| self.sent_to(to, Some(until))).collect();
            }
            let ends = if rest.is_empty() {
                let sent = self.sent_to(to, None);
                let missing = sent.missing.unwrap_or(Missing::Moment);
                found.push(Understood::without(missing, sent.command));
                usual(self.circumstances)
            } else {
                endings(rest, manner, self.circumstances)
            };
            found.extend(ends.into_iter().map(|until| self.sent_to(to, Some(until))));
        }
        let is_all_when = !is_behind_to && manner(self.words).is_some() && !found.is_empty();
        if !is_all_when {
            found.push(self.sent_to(self.words, None));
        }
        found.extend(self.mailbox_begun());
        found
    }

    fn sent_to(&self, to: &[Word], until: Option<Timestamp>) -> Understood {
        let to = self.typed(to);
        if MAILBOX.contains(&fold(&to).as_str()) {
            return Understood::complete(Command::AllToVoicemail { until });
        }
        let is_missing = to.is_empty();
        let command = Command::Forward { to, until };
        if is_missing {
            Understood::without(Missing::Whom, command)
        } else {
            Understood::complete(command)
        }
    }

    /// The mailbox when its name is being typed.
    fn mailbox_begun(&self) -> Option<Understood> {
        let [word] = self.words else {
            return None;
        };
        let is_begun = word.key.len() >= 3 && MAILBOX[0].starts_with(&word.key);
        let command = Command::AllToVoicemail { until: None };
        (is_begun && word.key != MAILBOX[0]).then_some(Understood::without(Missing::Words, command))
    }

    pub(super) fn call(&self) -> Vec<Understood> {
        let to = self.typed(self.words);
        let missing = to.is_empty().then_some(Missing::Whom);
        let command = Command::Call { to };
        vec![Understood { command, missing }]
    }

    /// Who calls and when, in any order that Dutch or English has: `anouk belt om 9`,
    /// `anouk morgen om 9 belt`, `anouk tomorrow 9:00`, `at 9`.
    pub(super) fn attempt(&self) -> Vec<Understood> {
        let Some(verb) = self.words.iter().rposition(|word| word.is(&CALLS)) else {
            return self.who_and_when(self.words, true);
        };
        let (who, when) = (&self.words[..verb], without(&self.words[verb + 1..], &ME));
        if when.is_empty() {
            return self.who_and_when(who, false);
        }
        let found = self.tried(who, when);
        if found.is_empty() && who.is_empty() {
            // No verb: the one who calls has it in his name.
            return self.who_and_when(self.words, true);
        }
        if !found.is_empty() {
            return found;
        }
        let ends = endings(when, Manner::At, self.circumstances).into_iter();
        let found: Vec<Understood> = ends.map(|at| self.trying(who, Some(at))).collect();
        if found.is_empty() {
            let command = self.trying(who, None).command;
            return vec![Understood::without(Missing::Moment, command)];
        }
        found
    }

    /// The moment is the longest end of the words that is one. A number alone may be one too, if
    /// nothing tells that it is the caller's.
    fn who_and_when(&self, words: &[Word], may_be_number: bool) -> Vec<Understood> {
        for at in 0..words.len() {
            let (who, when) = words.split_at(at);
            let is_number = is_alone(when, |letter| letter.is_ascii_digit());
            // Short forms of days and months are names, too.
            let is_short = is_alone(when, char::is_alphabetic) && when[0].key.len() <= 3;
            let is_short = is_short && !when[0].is(&AT) && !is_now(when);
            if is_short || is_number && !(may_be_number && at == 0) {
                continue;
            }
            let mut found = self.tried(who, when);
            if !found.is_empty() {
                if is_number {
                    found.push(self.trying(words, None));
                }
                return found;
            }
        }
        vec![self.trying(words, None)]
    }

    /// The moments that `when` may mean; none when it means none.
    fn tried(&self, who: &[Word], when: &[Word]) -> Vec<Understood> {
        if is_now(when) {
            return vec![self.trying(who, None)];
        }
        let moment = after(when, &AT).unwrap_or(when);
        if moment.is_empty() {
            let command = self.trying(who, None).command;
            return vec![Understood::without(Missing::Moment, command)];
        }
        let mut found = moments(moment, Manner::At, self.circumstances);
        if found.is_empty() && moment.len() < when.len() {
            found = endings(moment, Manner::At, self.circumstances);
        }
        let found = found.into_iter();
        found.map(|at| self.trying(who, Some(at))).collect()
    }

    fn trying(&self, who: &[Word], at: Option<Timestamp>) -> Understood {
        let from = match who {
            [word] if word.is(&ANYBODY) => String::new(),
            [before @ .., last] if last.is(&ME) => self.typed(before),
            _ => self.typed(who),
        };
        Understood::complete(Command::Try { from, at })
    }
}

fn is_now(words: &[Word]) -> bool {
    matches!(words, [word] if word.is(&NOW))
}

/// Whether it is one word of such letters.
fn is_alone(words: &[Word], is_good: impl Fn(char) -> bool) -> bool {
    matches!(words, [word] if word.key.chars().all(is_good))
}
