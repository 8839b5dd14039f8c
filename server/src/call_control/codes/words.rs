//! What is said back to who has dialled a code, in his language. Phones show it on one line.

use belroute_shared::{account::Language, error::Code, settings::feature_codes::CodeFeature};

use crate::numbers::Country;

/// How something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) is_on: bool,
    /// A number that belongs to it.
    pub(super) number: Option<String>,
    /// How often phones ring.
    pub(super) rings: Option<u16>,
}

impl Said {
    /// It is on or off.
    pub(super) fn is(is_on: bool) -> Self {
        Self {
            is_on,
            ..Self::default()
        }
    }

    /// The same, with the number that it leads to while it is on.
    pub(super) fn to(is_on: bool, number: Option<String>) -> Self {
        Self {
            is_on,
            number: number.filter(|_| is_on),
            rings: None,
        }
    }
}

/// Why nothing was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is hidden from the user, or was not given to him.
    NotGranted,
    /// Something was dialled that the code does not take, or is missing.
    Incomplete,
    /// There is no such thing here yet.
    NotYet,
    /// No entry is kept under what was dialled.
    NoSuchEntry,
    /// What was dialled, or what is kept, breaks a rule.
    Value(Code),
}

/// How something stands.
pub(super) fn said(language: Language, feature: CodeFeature, said: &Said, country: &str) -> String {
    let name = name(language, feature);
    if let Some(rings) = said.rings {
        return format!("{name}: {rings}");
    }
    let stands = match (language, said.is_on) {
        (Language::Nl, true) => "staat aan",
        (Language::Nl, false) => "staat uit",
        (Language::En, true) => "is on",
        (Language::En, false) => "is off",
    };
    match &said.number {
        Some(number) => {
            let number = Country::of(country).display(number);
            format!("{name} {stands}: {number}")
        }
        None => format!("{name} {stands}"),
    }
}

/// Why nothing was done.
pub(super) fn refused(language: Language, feature: CodeFeature, refusal: Refusal) -> String {
    let name = name(language, feature);
    match (language, refusal) {
        (Language::Nl, Refusal::NotGranted) => format!("{name}: niet beschikbaar voor jou"),
        (Language::En, Refusal::NotGranted) => format!("{name}: not available to you"),
        (Language::Nl, Refusal::Incomplete) => format!("{name}: code klopt niet"),
        (Language::En, Refusal::Incomplete) => format!("{name}: the code is not complete"),
        (Language::Nl, Refusal::NotYet) => format!("{name}: bestaat hier nog niet"),
        (Language::En, Refusal::NotYet) => format!("{name}: does not exist here yet"),
        (Language::Nl, Refusal::NoSuchEntry) => format!("{name}: geen nummer onder deze code"),
        (Language::En, Refusal::NoSuchEntry) => format!("{name}: no number under this code"),
        (language, Refusal::Value(code)) => format!("{name}: {}", value(language, code)),
    }
}

/// Nobody dials this here.
pub(super) fn no_code(language: Language) -> &'static str {
    match language {
        Language::Nl => "Deze code bestaat niet",
        Language::En => "There is no such code",
    }
}

fn value(language: Language, code: Code) -> &'static str {
    match (language, code) {
        (Language::Nl, Code::Required) => "er is nog geen nummer",
        (Language::En, Code::Required) => "there is no number yet",
        (Language::Nl, Code::TooLow | Code::TooHigh) => "kies 2 tot 20 keer",
        (Language::En, Code::TooLow | Code::TooHigh) => "choose 2 to 20 rings",
        (Language::Nl, Code::OwnNumber) => "dit is je eigen nummer",
        (Language::En, Code::OwnNumber) => "this is your own number",
        (Language::Nl, Code::EmergencyNumber | Code::PremiumNumber | Code::NumberNotPermitted) => {
            "dit nummer mag niet"
        }
        (Language::En, Code::EmergencyNumber | Code::PremiumNumber | Code::NumberNotPermitted) => {
            "this number is not allowed"
        }
        (Language::Nl, Code::NobodysExtension | Code::NotANumber | Code::NotFound) => {
            "dit nummer is niet bekend"
        }
        (Language::En, Code::NobodysExtension | Code::NotANumber | Code::NotFound) => {
            "this number is not known"
        }
        (Language::Nl, _) => "dit kan niet",
        (Language::En, _) => "this is not possible",
    }
}

/// What something is called; the beginning of a sentence about it.
fn name(language: Language, feature: CodeFeature) -> &'static str {
    let (dutch, english) = match feature {
        CodeFeature::DoNotDisturb => ("Niet storen", "Do not disturb"),
        CodeFeature::AnonymousCallReject => {
            ("Anonieme bellers weigeren", "Refusing hidden callers")
        }
        CodeFeature::ForwardAlways => ("Altijd doorschakelen", "Forwarding all calls"),
        CodeFeature::AlwaysToVoicemail => ("Alles naar voicemail", "All calls to voicemail"),
        CodeFeature::ForwardBusy => ("Doorschakelen bij bezet", "Forwarding when busy"),
        CodeFeature::BusyToVoicemail => ("Bij bezet naar voicemail", "To voicemail when busy"),
        CodeFeature::ForwardNoAnswer => (
            "Doorschakelen bij geen antwoord",
            "Forwarding when not answered",
        ),
        CodeFeature::NoAnswerToVoicemail => (
            "Bij geen antwoord naar voicemail",
            "To voicemail when not answered",
        ),
        CodeFeature::NoAnswerRings => ("Aantal keer overgaan", "Rings before no answer"),
        CodeFeature::ForwardNotReachable => (
            "Doorschakelen bij onbereikbaar",
            "Forwarding when not reachable",
        ),
        CodeFeature::SelectiveForward => ("Selectief doorschakelen", "Selective forwarding"),
        CodeFeature::SelectiveReject => ("Selectief weigeren", "Selective rejection"),
        CodeFeature::CallWaiting => ("Wisselgesprek", "Call waiting"),
        CodeFeature::HideNumber => ("Je nummer verbergen", "Hiding your number"),
        CodeFeature::ConnectedLine => ("Verbergen wie opneemt", "Hiding who answers"),
        CodeFeature::ReachNumber => (
            "Andere toestellen mee laten gaan",
            "Ringing your other phones",
        ),
        CodeFeature::MoveCall => ("Gesprek verplaatsen", "Moving a call"),
        CodeFeature::PickUp => ("Oproep overnemen", "Picking up a call"),
        CodeFeature::BargeIn => ("Meedoen met een gesprek", "Joining a call"),
        CodeFeature::Park => ("Gesprek parkeren", "Parking a call"),
        CodeFeature::Recording => ("Gesprek opnemen", "Recording a call"),
        CodeFeature::Mailbox => ("Voicemail", "Voicemail"),
        CodeFeature::SpeedDial => ("Snelkiezen", "Speed dial"),
        CodeFeature::Filtering => ("Oproepen naar je assistenten", "Calls to your assistants"),
        CodeFeature::Assistant => ("Assistentie", "Assistance"),
    };
    match language {
        Language::Nl => dutch,
        Language::En => english,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_people_of_the_country_do() {
        let on = Said::to(true, Some("+31612345678".to_owned()));
        let forward = CodeFeature::ForwardAlways;
        assert_eq!(
            said(Language::Nl, forward, &on, "NL"),
            "Altijd doorschakelen staat aan: 06 12345678"
        );
        let off = Said::to(false, Some("+31612345678".to_owned()));
        assert_eq!(
            said(Language::En, forward, &off, "NL"),
            "Forwarding all calls is off"
        );
    }

    #[test]
    fn everything_fits_on_one_line_and_into_a_header() {
        let all = CodeFeature::ALL.iter().flat_map(|feature| {
            [Language::Nl, Language::En]
                .into_iter()
                .flat_map(|language| {
                    let on = Said::to(true, Some("+442079460041".to_owned()));
                    [
                        said(language, *feature, &on, "NL"),
                        refused(language, *feature, Refusal::NotGranted),
                        refused(language, *feature, Refusal::NoSuchEntry),
                        refused(language, *feature, Refusal::Value(Code::NumberNotPermitted)),
                    ]
                })
        });
        for text in all {
            assert!(text.chars().count() <= 80, "{text}");
            assert!(!text.contains(['"', '\\', '\r', '\n']), "{text}");
        }
    }
}
