//! The words that commands begin with.

use super::words::Word;

/// What stands before the one to whom calls are sent.
pub(super) const TO: [&str; 2] = ["naar", "to"];

/// Commands, as their own words tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Head {
    Quiet,
    QuietOff,
    Forward,
    ForwardOff,
    Follow,
    Call,
    Try,
}

/// A way to begin a command: places one behind the other, each with the phrases that may stand
/// there. An empty phrase is a place left out.
type Form = &'static [&'static [&'static str]];

const QUIET: &[&str] = &[
    "niet storen",
    "do not disturb",
    "dont disturb",
    "dnd",
    "nst",
    "stil",
    "silence",
];
const FORWARDING: &[&str] = &[
    "doorschakelen",
    "doorschakeling",
    "doorsturen",
    "forwarding",
    "call forwarding",
    "forward",
];
const CALLS: &[&str] = &[
    "alles",
    "gesprekken",
    "oproepen",
    "mijn gesprekken",
    "mijn oproepen",
    "alle gesprekken",
    "alle oproepen",
    "mijn telefoon",
    "calls",
    "my calls",
    "all calls",
    "all my calls",
    "all",
    "everything",
    "my phone",
];
const NOTHING: &str = "";
const TO_OR_NOTHING: &[&str] = &[TO[0], TO[1], NOTHING];
const OFF: &[&str] = &["uit", "off", "stoppen", "opheffen", "uitzetten"];
const SWITCH: &[&str] = &["zet", "schakel", "turn", NOTHING];
const STOP: &[&str] = &["stop", "turn off", "cancel", "disable", "annuleer"];

const FORMS: &[(Head, Form)] = &[
    (Head::Quiet, &[SWITCH, QUIET, &["aan", "on", NOTHING]]),
    (Head::Quiet, &[&["turn on", "start"], QUIET]),
    (Head::QuietOff, &[SWITCH, QUIET, OFF]),
    (Head::QuietOff, &[STOP, QUIET]),
    (Head::QuietOff, &[&["weer bereikbaar", "available again"]]),
    (Head::Forward, &[FORWARDING, TO_OR_NOTHING]),
    (Head::Forward, &[&["forward"], CALLS, &TO]),
    (
        Head::Forward,
        &[&["schakel door", "stuur door"], TO_OR_NOTHING],
    ),
    (
        Head::Forward,
        &[&["schakel", "stuur"], CALLS, &["door"], TO_OR_NOTHING],
    ),
    (Head::Forward, &[&["stuur", "send", NOTHING], CALLS, &TO]),
    (Head::ForwardOff, &[SWITCH, FORWARDING, OFF]),
    (Head::ForwardOff, &[STOP, FORWARDING]),
    (
        Head::Follow,
        &[
            &["volg", "follow"],
            &["mijn", "my", "de", "the", NOTHING],
            &[
                "oorspronkelijke",
                "gewone",
                "normale",
                "original",
                "normal",
                "usual",
                NOTHING,
            ],
            &["route"],
        ],
    ),
    (
        Head::Follow,
        &[SWITCH, &["alles", "everything", "all"], &["uit", "off"]],
    ),
    (Head::Follow, &[&["turn off"], &["everything", "all"]]),
    (
        Head::Call,
        &[&["bel", "bellen", "bellen met", "bellen naar", "call", "dial"]],
    ),
    (
        Head::Try,
        &[&[
            "wat als",
            "wat gebeurt er als",
            "what if",
            "what happens if",
            "what happens when",
            "try",
            "probeer",
        ]],
    ),
];

/// How commands fit the beginning of a text.
pub(super) struct Heads {
    /// The command of which the most words are there, with how many these are.
    pub(super) whole: Option<(Head, usize)>,
    /// Commands of which the text is a beginning, none twice.
    pub(super) begun: Vec<Head>,
}

/// The commands that the words begin with, or are a beginning of.
pub(super) fn find(words: &[Word]) -> Heads {
    let mut heads = Heads {
        whole: None,
        begun: Vec::new(),
    };
    // One or two letters are a beginning of too much.
    let has_begun = match words {
        [] => return heads,
        [word] => word.key.chars().count() >= 3,
        _ => true,
    };
    for (head, form) in FORMS {
        let fit = fit(form, words);
        let longest = heads.whole.map_or(0, |(_, length)| length);
        if let Some(length) = fit.whole.filter(|length| *length > longest) {
            heads.whole = Some((*head, length));
        }
        if fit.is_begun && has_begun && !heads.begun.contains(head) {
            heads.begun.push(*head);
        }
    }
    // "Niet storen" is a beginning of "niet storen aan", which says nothing new.
    if let Some((whole, length)) = heads.whole
        && length == words.len()
    {
        heads.begun.retain(|head| *head != whole);
    }
    heads
}

#[derive(Default)]
struct Fit {
    /// How many words the whole form takes.
    whole: Option<usize>,
    /// Whether all words are a beginning of the form.
    is_begun: bool,
}

fn fit(form: &[&[&str]], words: &[Word]) -> Fit {
    let Some((place, later)) = form.split_first() else {
        return Fit {
            whole: Some(0),
            is_begun: false,
        };
    };
    let mut best = Fit::default();
    for phrase in *place {
        let mut fit = fit_phrase(phrase, words);
        if let Some(length) = fit.whole {
            fit = self::fit(later, &words[length..]);
            fit.whole = fit.whole.map(|more| length + more);
        }
        best.whole = best.whole.max(fit.whole);
        best.is_begun |= fit.is_begun;
    }
    best
}

fn fit_phrase(phrase: &str, words: &[Word]) -> Fit {
    let mut length = 0;
    for part in phrase.split(' ').filter(|part| !part.is_empty()) {
        match words.get(length) {
            Some(word) if word.key == part => length += 1,
            Some(word) if length + 1 < words.len() || !part.starts_with(&word.key) => {
                return Fit::default();
            }
            _ => {
                return Fit {
                    whole: None,
                    is_begun: true,
                };
            }
        }
    }
    Fit {
        whole: Some(length),
        is_begun: false,
    }
}
