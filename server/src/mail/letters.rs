//! What our mails say, in both languages.

mod addresses;
mod calls;
mod changes;
mod form;
mod voicemail;

use belroute_shared::account::Language;

pub(crate) use self::{
    addresses::Address,
    calls::{Call, Fate},
    changes::Change,
    voicemail::{Heard, Left},
};
use super::Message;

/// A letter to a user.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Letter<'a> {
    /// He may choose a password and come in.
    Invitation {
        organisation: &'a str,
        token: &'a str,
    },
    /// He, or somebody, has said that he forgot his password.
    PasswordReset { token: &'a str },
    /// His password was set or changed.
    PasswordSet,
    /// An administrator has given him a temporary password.
    TemporaryPassword { by: &'a str },
    /// His second factors have changed.
    FactorChanged(FactorChange),
    /// Somebody signed in as he from a browser not seen before.
    NewBrowser { device: &'a str, address: &'a str },
    /// Many wrong passwords were tried.
    ManyFailures {
        /// So many that none is taken any more.
        is_shut: bool,
    },
    /// About an e-mail address of his.
    Address(Address<'a>),
    /// Somebody calls him, and he has asked to be told.
    Call(Call<'a>),
    /// Somebody has left a message, and he has asked to be told.
    VoiceMessage(Left<'a>),
    /// What others changed in his account and settings.
    ChangesByOthers { changes: &'a [Change] },
}

/// What happened to the second factors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FactorChange {
    Added,
    PasskeyAdded,
    Removed,
    NewRecoveryCodes,
    /// By an administrator.
    Reset,
}

/// The parts of a letter.
struct Parts {
    subject: String,
    paragraphs: Vec<String>,
    /// What the link is called, and its path.
    link: Option<(&'static str, String)>,
}

impl Letter<'_> {
    pub(super) fn write(self, language: Language, first_name: &str, public_url: &str) -> Message {
        let parts = match language {
            Language::Nl => self.dutch(),
            Language::En => self.english(),
        };
        let (hello, unexpected) = match language {
            Language::Nl => ("Dag", UNEXPECTED_NL),
            Language::En => ("Hello", UNEXPECTED_EN),
        };
        let mut paragraphs = vec![format!("{hello} {first_name},")];
        paragraphs.extend(parts.paragraphs);
        let unexpected = unexpected.to_owned();
        let link = parts
            .link
            .map(|(label, path)| (label, format!("{public_url}{path}")));
        Message {
            text: form::text(&paragraphs, link.as_ref(), &unexpected),
            html: form::html(
                language,
                &parts.subject,
                &paragraphs,
                link.as_ref(),
                &unexpected,
            ),
            subject: parts.subject,
            attachment: match self {
                Self::VoiceMessage(left) => left.file_name(),
                _ => None,
            },
        }
    }

    fn dutch(self) -> Parts {
        match self {
            Self::Invitation {
                organisation,
                token,
            } => parts(
                format!("Je telefoon bij {organisation}"),
                &[
                    &format!(
                        "{organisation} heeft een paneel voor je klaargezet: daar zie je wie je \
                              belde, en bepaal je wat er gebeurt als iemand je belt."
                    ),
                    "Kies eerst een wachtwoord. De link werkt één keer en zeven dagen lang.",
                ],
                Some(("Wachtwoord kiezen", format!("/invite/{token}"))),
            ),
            Self::PasswordReset { token } => parts(
                "Een nieuw wachtwoord kiezen".to_owned(),
                &["Je kunt een nieuw wachtwoord kiezen. De link werkt één keer en een uur lang."],
                Some(("Nieuw wachtwoord kiezen", format!("/reset/{token}"))),
            ),
            Self::PasswordSet => parts(
                "Je wachtwoord is gewijzigd".to_owned(),
                &["Je wachtwoord is zojuist ingesteld. In andere browsers ben je afgemeld."],
                None,
            ),
            Self::TemporaryPassword { by } => parts(
                "Je kreeg een tijdelijk wachtwoord".to_owned(),
                &[&format!(
                    "{by} heeft een tijdelijk wachtwoord voor je gemaakt en geeft het aan je door. \
                            Na het aanmelden kies je een eigen wachtwoord."
                )],
                Some(("Aanmelden", "/sign-in".to_owned())),
            ),
            Self::FactorChanged(change) => parts(
                "Je tweede stap bij het aanmelden is gewijzigd".to_owned(),
                &[match change {
                    FactorChange::Added => {
                        "Er is een app toegevoegd die codes voor het aanmelden geeft."
                    }
                    FactorChange::PasskeyAdded => {
                        "Er is een passkey toegevoegd. Daarmee kun je aanmelden zonder wachtwoord."
                    }
                    FactorChange::Removed => {
                        "Een van je manieren voor de tweede stap is verwijderd."
                    }
                    FactorChange::NewRecoveryCodes => {
                        "Er zijn nieuwe herstelcodes gemaakt; de oude werken niet meer."
                    }
                    FactorChange::Reset => {
                        "Een beheerder heeft je tweede stap gewist. Bij het volgende aanmelden stel je hem opnieuw in."
                    }
                }],
                None,
            ),
            Self::NewBrowser { device, address } => parts(
                "Aangemeld met een nieuwe browser".to_owned(),
                &[&format!(
                    "Er is met je account aangemeld met een browser die we niet kenden: \
                            {device}, vanaf {address}."
                )],
                None,
            ),
            Self::ManyFailures { is_shut } => parts(
                "Veel mislukte aanmeldingen".to_owned(),
                &[if is_shut {
                    "Er is honderd keer een verkeerd wachtwoord voor je account geprobeerd. Je \
                     wachtwoord werkt niet meer tot je een nieuw kiest."
                } else {
                    "Er is tien keer een verkeerd wachtwoord voor je account geprobeerd."
                }],
                is_shut.then(|| ("Nieuw wachtwoord vragen", "/forgot".to_owned())),
            ),
            Self::Address(address) => addresses::dutch(address),
            Self::Call(call) => calls::dutch(call),
            Self::VoiceMessage(left) => voicemail::dutch(left),
            Self::ChangesByOthers { changes } => listed(
                "Anderen hebben je instellingen gewijzigd",
                "Dit hebben anderen gewijzigd in je account en instellingen:",
                changes::dutch(changes),
                ("Alle wijzigingen bekijken", "/me".to_owned()),
            ),
        }
    }

    fn english(self) -> Parts {
        match self {
            Self::Invitation {
                organisation,
                token,
            } => parts(
                format!("Your telephone at {organisation}"),
                &[
                    &format!(
                        "{organisation} has a panel ready for you: it shows who called, and \
                              you decide there what happens when somebody calls you."
                    ),
                    "Choose a password first. The link works once, for seven days.",
                ],
                Some(("Choose a password", format!("/invite/{token}"))),
            ),
            Self::PasswordReset { token } => parts(
                "Choose a new password".to_owned(),
                &["You can choose a new password. The link works once, for an hour."],
                Some(("Choose a new password", format!("/reset/{token}"))),
            ),
            Self::PasswordSet => parts(
                "Your password was changed".to_owned(),
                &["Your password was set a moment ago. Other browsers were signed out."],
                None,
            ),
            Self::TemporaryPassword { by } => parts(
                "You were given a temporary password".to_owned(),
                &[&format!(
                    "{by} made a temporary password for you and will tell it to you. \
                            After signing in you choose one of your own."
                )],
                Some(("Sign in", "/sign-in".to_owned())),
            ),
            Self::FactorChanged(change) => parts(
                "Your second step for signing in was changed".to_owned(),
                &[match change {
                    FactorChange::Added => "An app that gives codes for signing in was added.",
                    FactorChange::PasskeyAdded => {
                        "A passkey was added. It signs you in without a password."
                    }
                    FactorChange::Removed => {
                        "One of your ways to take the second step was removed."
                    }
                    FactorChange::NewRecoveryCodes => {
                        "New recovery codes were made; the old ones no longer work."
                    }
                    FactorChange::Reset => {
                        "An administrator took your second step away. You set it up anew when you next sign in."
                    }
                }],
                None,
            ),
            Self::NewBrowser { device, address } => parts(
                "Signed in from a new browser".to_owned(),
                &[&format!(
                    "Somebody signed in to your account from a browser that we did not \
                            know: {device}, from {address}."
                )],
                None,
            ),
            Self::ManyFailures { is_shut } => parts(
                "Many failed sign-ins".to_owned(),
                &[if is_shut {
                    "A wrong password was tried for your account a hundred times. Your password \
                     no longer works until you choose a new one."
                } else {
                    "A wrong password was tried for your account ten times."
                }],
                is_shut.then(|| ("Ask for a new password", "/forgot".to_owned())),
            ),
            Self::Address(address) => addresses::english(address),
            Self::Call(call) => calls::english(call),
            Self::VoiceMessage(left) => voicemail::english(left),
            Self::ChangesByOthers { changes } => listed(
                "Others changed your settings",
                "This was changed in your account and settings by others:",
                changes::english(changes),
                ("See all changes", "/me".to_owned()),
            ),
        }
    }
}

const UNEXPECTED_NL: &str =
    "Had je dit niet verwacht? Laat het dan de beheerder van je telefooncentrale weten.";
const UNEXPECTED_EN: &str =
    "Did you not expect this? Then tell the administrator of your telephone system.";

fn parts(subject: String, paragraphs: &[&str], link: Option<(&'static str, String)>) -> Parts {
    Parts {
        subject,
        paragraphs: paragraphs.iter().map(|text| (*text).to_owned()).collect(),
        link,
    }
}

/// A letter that lists things, each in a paragraph of its own.
fn listed(
    subject: &str,
    above: &str,
    sentences: Vec<String>,
    link: (&'static str, String),
) -> Parts {
    Parts {
        subject: subject.to_owned(),
        paragraphs: [above.to_owned()].into_iter().chain(sentences).collect(),
        link: Some(link),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Letter<'static>; 18] = [
        Letter::Invitation {
            organisation: "Alpha & Co",
            token: "abc",
        },
        Letter::PasswordReset { token: "abc" },
        Letter::PasswordSet,
        Letter::TemporaryPassword { by: "Kim" },
        Letter::FactorChanged(FactorChange::Added),
        Letter::FactorChanged(FactorChange::PasskeyAdded),
        Letter::FactorChanged(FactorChange::Removed),
        Letter::FactorChanged(FactorChange::NewRecoveryCodes),
        Letter::FactorChanged(FactorChange::Reset),
        Letter::NewBrowser {
            device: "<b>",
            address: "192.0.2.1",
        },
        Letter::Address(Address::MadePrimary { address: "x" }),
        Letter::Address(addresses::CONFIRMATION),
        Letter::ManyFailures { is_shut: false },
        Letter::ManyFailures { is_shut: true },
        Letter::Call(Call {
            caller: "Bakker BV (06 12345678)",
            called: "020 1234567",
            at: jiff::civil::datetime(2026, 3, 10, 10, 0, 0, 0),
            fate: Fate::Forwarded("06 12345678"),
        }),
        Letter::VoiceMessage(left(Heard::Panel)),
        Letter::VoiceMessage(left(Heard::Mail)),
        Letter::ChangesByOthers { changes: &[] },
    ];

    const fn left(sound: Heard) -> Left<'static> {
        Left {
            caller: "Bakker BV (06 12345678)",
            at: jiff::civil::datetime(2026, 3, 10, 10, 0, 0, 0),
            seconds: 83,
            sound,
        }
    }

    #[test]
    fn only_a_mail_with_a_sound_has_a_name_for_it() {
        let name = |sound| {
            let letter = Letter::VoiceMessage(left(sound));
            letter.write(Language::Nl, "Jan", "").attachment
        };
        assert_eq!(name(Heard::Panel), None);
        for with_it in [Heard::Both, Heard::Mail] {
            assert_eq!(
                name(with_it).as_deref(),
                Some("voicemail-2026-03-10-1000.wav")
            );
        }
    }

    #[test]
    fn every_letter_is_written_in_both_languages_and_both_forms() {
        for letter in ALL {
            let write = |language| letter.write(language, "Jan <x>", "https://panel.test");
            let (dutch, english) = (write(Language::Nl), write(Language::En));
            assert_ne!(dutch.subject, english.subject);
            for (message, hello) in [(dutch, "Dag Jan"), (english, "Hello Jan")] {
                assert!(message.text.starts_with(hello), "{}", message.text);
                assert!(message.html.contains(hello));
                assert!(!message.html.contains("<x>") && !message.html.contains("<b>"));
                assert!(!message.subject.contains('\n'));
            }
        }
    }

    #[test]
    fn a_link_stands_in_both_forms() {
        let letter = Letter::Invitation {
            organisation: "Alpha & Co",
            token: "abc",
        };
        let message = letter.write(Language::En, "Jan", "https://panel.test");
        assert!(
            message
                .text
                .contains("\r\nhttps://panel.test/invite/abc\r\n")
        );
        assert!(
            message
                .html
                .contains("href=\"https://panel.test/invite/abc\"")
        );
        assert!(message.html.contains("Alpha &amp; Co"));
    }
}
