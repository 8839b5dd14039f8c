//! What others changed, in words.

use belroute_shared::audit::Action;

/// So many changes are told one by one.
const MOST: usize = 20;

/// Something that somebody did to the account or settings of who reads the letter.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    /// Who, by name.
    pub(crate) by: String,
    pub(crate) action: Action,
    /// A number as people write it, or the name of a setting; may be empty.
    pub(crate) object: String,
    pub(crate) times: i64,
}

/// A sentence for each change, and how many more there are.
pub(super) fn dutch(changes: &[Change]) -> Vec<String> {
    let sentences = changes.iter().take(MOST).map(|change| {
        let Change { by, object, .. } = change;
        let sentence = match change.action {
            Action::UserChanged => format!("{by} heeft je gegevens en rechten gewijzigd"),
            Action::UserDisabled => format!("{by} heeft je account geblokkeerd"),
            Action::UserEnabled => format!("{by} heeft je account vrijgegeven"),
            Action::TemporaryPasswordMade => {
                format!("{by} heeft een tijdelijk wachtwoord voor je gemaakt")
            }
            Action::FactorsReset => format!("{by} heeft je tweede stap gewist"),
            Action::NumberMade => format!("{by} heeft je het nummer {object} gegeven"),
            Action::NumberChanged => format!("{by} heeft het nummer {object} gewijzigd"),
            Action::NumberRemoved => format!("{by} heeft het nummer {object} weggehaald"),
            Action::HostChanged => format!("{by} heeft gewijzigd of je toestel gasten toelaat"),
            Action::GuestReleased => {
                format!("{by} heeft je afgemeld bij het toestel van {object}")
            }
            Action::RecordingChanged => format!("{by} heeft de opname van je gesprekken gewijzigd"),
            Action::PinSet => format!("{by} heeft de pincode van je voicemail gewijzigd"),
            Action::GreetingSet | Action::GreetingRemoved => {
                format!("{by} heeft een begroeting van je voicemail gewijzigd")
            }
            Action::PictureSet | Action::PictureRemoved => {
                format!("{by} heeft je foto gewijzigd")
            }
            Action::MailboxShared => format!("{by} heeft gewijzigd wie je voicemail hoort"),
            _ => match object.as_str() {
                "selectedCallerId" => format!("{by} heeft je uitgaande nummer gewijzigd"),
                "callerId" => format!("{by} heeft gewijzigd of je nummer te zien is"),
                "account" => format!("{by} heeft je taal of thema gewijzigd"),
                "names" => format!("{by} heeft je naam gewijzigd"),
                _ => format!("{by} heeft een instelling van je gewijzigd"),
            },
        };
        sentence + &times(change, "keer")
    });
    let left = changes.len().saturating_sub(MOST);
    sentences
        .chain((left > 0).then(|| format!("En nog {left} andere wijzigingen.")))
        .collect()
}

/// The same in English.
pub(super) fn english(changes: &[Change]) -> Vec<String> {
    let sentences = changes.iter().take(MOST).map(|change| {
        let Change { by, object, .. } = change;
        let sentence = match change.action {
            Action::UserChanged => format!("{by} changed your details and rights"),
            Action::UserDisabled => format!("{by} shut your account"),
            Action::UserEnabled => format!("{by} opened your account again"),
            Action::TemporaryPasswordMade => format!("{by} made a temporary password for you"),
            Action::FactorsReset => format!("{by} took your second step away"),
            Action::NumberMade => format!("{by} gave you the number {object}"),
            Action::NumberChanged => format!("{by} changed the number {object}"),
            Action::NumberRemoved => format!("{by} took the number {object} away"),
            Action::HostChanged => format!("{by} changed whether your phone takes guests"),
            Action::GuestReleased => {
                format!("{by} ended your stay at the phone of {object}")
            }
            Action::RecordingChanged => format!("{by} changed the recording of your calls"),
            Action::PinSet => format!("{by} changed the PIN of your voicemail"),
            Action::GreetingSet | Action::GreetingRemoved => {
                format!("{by} changed a greeting of your voicemail")
            }
            Action::PictureSet | Action::PictureRemoved => format!("{by} changed your picture"),
            Action::MailboxShared => format!("{by} changed who hears your voicemail"),
            _ => match object.as_str() {
                "selectedCallerId" => format!("{by} changed your outgoing number"),
                "callerId" => format!("{by} changed whether your number is shown"),
                "account" => format!("{by} changed your language or theme"),
                "names" => format!("{by} changed your name"),
                _ => format!("{by} changed a setting of yours"),
            },
        };
        sentence + &times(change, "times")
    });
    let left = changes.len().saturating_sub(MOST);
    sentences
        .chain((left > 0).then(|| format!("And {left} more changes.")))
        .collect()
}

fn times(change: &Change, word: &str) -> String {
    if change.times > 1 {
        format!(" ({} {word}).", change.times)
    } else {
        ".".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(action: Action, object: &str, times: i64) -> Change {
        Change {
            by: "Kim Vos".into(),
            action,
            object: object.into(),
            times,
        }
    }

    #[test]
    fn a_change_says_who_what_and_how_often() {
        let changes = [
            change(Action::SettingChanged, "selectedCallerId", 2),
            change(Action::NumberMade, "020 794 6041", 1),
        ];
        assert_eq!(
            english(&changes),
            [
                "Kim Vos changed your outgoing number (2 times).",
                "Kim Vos gave you the number 020 794 6041.",
            ]
        );
        assert_eq!(
            dutch(&changes)[0],
            "Kim Vos heeft je uitgaande nummer gewijzigd (2 keer)."
        );
    }

    #[test]
    fn a_long_list_ends_with_how_many_are_left() {
        let many = vec![change(Action::UserChanged, "", 1); MOST + 3];
        assert_eq!(english(&many).len(), MOST + 1);
        assert_eq!(english(&many).last().unwrap(), "And 3 more changes.");
    }
}
