//! What a mail says about a call.

use jiff::civil::DateTime;

use super::{Parts, parts};

/// A call that comes in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'a> {
    /// Who calls, in words.
    pub(crate) caller: &'a str,
    /// The number that was called, as people write it.
    pub(crate) called: &'a str,
    /// When, by the clock of the organisation.
    pub(crate) at: DateTime,
    /// What happens to it.
    pub(crate) fate: Fate<'a>,
}

/// What happens to a call, as far as that is known when it comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate<'a> {
    /// Phones ring.
    Rings,
    /// It is sent on, to a number as people write it.
    Forwarded(&'a str),
    /// Assistants get it.
    Assistants,
    /// The mailbox answers.
    Mailbox,
    /// The caller hears the busy tone.
    Busy,
}

/// The mail in Dutch.
pub(super) fn dutch(call: Call<'_>) -> Parts {
    let Call {
        caller,
        called,
        at,
        fate,
    } = call;
    parts(
        format!("Oproep van {caller}"),
        &[
            &format!(
                "Op {} om {} belde {caller} naar {called}.",
                at.strftime("%d-%m-%Y"),
                at.strftime("%H:%M")
            ),
            &match fate {
                Fate::Rings => "Je telefoon gaat over.".to_owned(),
                Fate::Forwarded(to) => format!("De oproep is doorgestuurd naar {to}."),
                Fate::Assistants => "Je assistenten krijgen de oproep.".to_owned(),
                Fate::Mailbox => "De voicemail neemt op.".to_owned(),
                Fate::Busy => "De beller hoort de bezettoon.".to_owned(),
            },
        ],
        Some((
            "Deze mails aanpassen",
            "/calling/settings#call-notify".to_owned(),
        )),
    )
}

/// The same in English.
pub(super) fn english(call: Call<'_>) -> Parts {
    let Call {
        caller,
        called,
        at,
        fate,
    } = call;
    parts(
        format!("Call from {caller}"),
        &[
            &format!(
                "On {} at {} {caller} called {called}.",
                at.strftime("%-d %B %Y"),
                at.strftime("%H:%M")
            ),
            &match fate {
                Fate::Rings => "Your phone rings.".to_owned(),
                Fate::Forwarded(to) => format!("The call was sent on to {to}."),
                Fate::Assistants => "Your assistants get the call.".to_owned(),
                Fate::Mailbox => "Voicemail answers.".to_owned(),
                Fate::Busy => "The caller hears the busy tone.".to_owned(),
            },
        ],
        Some((
            "Change these mails",
            "/calling/settings#call-notify".to_owned(),
        )),
    )
}
