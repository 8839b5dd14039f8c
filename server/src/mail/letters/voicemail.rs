//! What a mail says about a message that somebody has left.

use jiff::civil::DateTime;

use super::{Parts, parts};

/// A message that was left.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Left<'a> {
    /// Who left it, in words.
    pub(crate) caller: &'a str,
    /// When, by the clock of the organisation.
    pub(crate) at: DateTime,
    /// How long it is.
    pub(crate) seconds: u32,
    /// Where its sound is.
    pub(crate) sound: Heard,
}

/// Where the sound of a message can be heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Heard {
    /// In the mailbox.
    Panel,
    /// In the mailbox, and a copy goes with the mail.
    Both,
    /// It goes with the mail and is kept nowhere else.
    Mail,
}

impl Left<'_> {
    /// What the sound that goes with the mail is called.
    pub(super) fn file_name(&self) -> Option<String> {
        let is_with_it = self.sound != Heard::Panel;
        is_with_it.then(|| format!("voicemail-{}.wav", self.at.strftime("%Y-%m-%d-%H%M")))
    }
}

/// The mail in Dutch.
pub(super) fn dutch(left: Left<'_>) -> Parts {
    let Left {
        caller,
        at,
        seconds,
        sound,
    } = left;
    let length = length(
        seconds,
        ["minuut", "minuten"],
        ["seconde", "seconden"],
        "en",
    );
    parts(
        format!("Voicemail van {caller}"),
        &[
            &format!(
                "Op {} om {} sprak {caller} een bericht in van {length}.",
                at.strftime("%d-%m-%Y"),
                at.strftime("%H:%M")
            ),
            match sound {
                Heard::Panel => "Je hoort het in je paneel.",
                Heard::Both => "Het geluid zit bij deze mail, en staat ook in je paneel.",
                Heard::Mail => "Het geluid zit bij deze mail en wordt nergens anders bewaard.",
            },
        ],
        Some(if sound == Heard::Mail {
            ("Deze mails aanpassen", SETTINGS.to_owned())
        } else {
            ("Naar je voicemail", MAILBOX.to_owned())
        }),
    )
}

/// The same in English.
pub(super) fn english(left: Left<'_>) -> Parts {
    let Left {
        caller,
        at,
        seconds,
        sound,
    } = left;
    let length = length(seconds, ["minute", "minutes"], ["second", "seconds"], "and");
    parts(
        format!("Voicemail from {caller}"),
        &[
            &format!(
                "On {} at {} {caller} left a message of {length}.",
                at.strftime("%-d %B %Y"),
                at.strftime("%H:%M")
            ),
            match sound {
                Heard::Panel => "You can hear it in your panel.",
                Heard::Both => "Its sound comes with this mail, and is in your panel too.",
                Heard::Mail => "Its sound comes with this mail and is kept nowhere else.",
            },
        ],
        Some(if sound == Heard::Mail {
            ("Change these mails", SETTINGS.to_owned())
        } else {
            ("To your voicemail", MAILBOX.to_owned())
        }),
    )
}

const MAILBOX: &str = "/voicemail";
const SETTINGS: &str = "/calling/voicemail";

/// Minutes and seconds in words; of one and of several.
fn length(seconds: u32, minute: [&str; 2], second: [&str; 2], and: &str) -> String {
    let counted = |count: u32, [one, several]: [&str; 2]| {
        let word = if count == 1 { one } else { several };
        format!("{count} {word}")
    };
    match (seconds / 60, seconds % 60) {
        (0, seconds) => counted(seconds, second),
        (minutes, 0) => counted(minutes, minute),
        (minutes, seconds) => {
            let (minutes, seconds) = (counted(minutes, minute), counted(seconds, second));
            format!("{minutes} {and} {seconds}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_said_in_words() {
        let said = |seconds| length(seconds, ["minute", "minutes"], ["second", "seconds"], "and");
        for (seconds, words) in [
            (1, "1 second"),
            (59, "59 seconds"),
            (60, "1 minute"),
            (61, "1 minute and 1 second"),
            (180, "3 minutes"),
        ] {
            assert_eq!(said(seconds), words);
        }
    }
}
