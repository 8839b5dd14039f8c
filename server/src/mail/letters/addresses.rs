//! What mails say about a user's e-mail addresses.

use super::{Parts, parts};

/// What a mail about an address is for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Address<'a> {
    /// It was added, and whoever reads it is asked whether it is his.
    Confirmation {
        /// First and last name of who has added it.
        name: &'a str,
        organisation: &'a str,
        token: &'a str,
    },
    /// It has become the one to sign in with; who reads the one of before is told as well.
    MadePrimary { address: &'a str },
}

/// The mail in Dutch.
pub(super) fn dutch(address: Address<'_>) -> Parts {
    match address {
        Address::Confirmation {
            name,
            organisation,
            token,
        } => parts(
            "Is dit je e-mailadres?".to_owned(),
            &[
                &format!(
                    "{name} van {organisation} wil op dit adres mail van het telefoonpaneel krijgen."
                ),
                "Ben jij dat? Bevestig dan je adres. De link werkt één keer en een dag lang. \
                 Anders hoef je niets te doen: dan sturen we hier niets meer naartoe.",
            ],
            Some(("Adres bevestigen", path(token))),
        ),
        Address::MadePrimary { address } => parts(
            "Je meldt je aan met een ander e-mailadres".to_owned(),
            &[&format!(
                "Je meldt je voortaan aan met {address}. Links, zoals voor een nieuw wachtwoord, \
                 gaan alleen nog daarheen."
            )],
            None,
        ),
    }
}

/// The mail in English.
pub(super) fn english(address: Address<'_>) -> Parts {
    match address {
        Address::Confirmation {
            name,
            organisation,
            token,
        } => parts(
            "Is this your e-mail address?".to_owned(),
            &[
                &format!(
                    "{name} of {organisation} wants mail of the telephone panel at this address."
                ),
                "Is that you? Then confirm your address. The link works once, for a day. \
                 Otherwise there is nothing to do: we send nothing more here.",
            ],
            Some(("Confirm the address", path(token))),
        ),
        Address::MadePrimary { address } => parts(
            "You sign in with another e-mail address".to_owned(),
            &[&format!(
                "From now on you sign in with {address}. Links, such as for a new password, go \
                 there and nowhere else."
            )],
            None,
        ),
    }
}

fn path(token: &str) -> String {
    format!("/confirm-email/{token}")
}

/// One for the tests that look at every letter.
#[cfg(test)]
pub(super) const CONFIRMATION: Address<'static> = Address::Confirmation {
    name: "<b>",
    organisation: "Alpha & Co",
    token: "abc",
};
