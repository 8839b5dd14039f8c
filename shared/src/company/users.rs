//! People, as their administrators see them, and what these give them.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    account::Language,
    error::{Code, FieldError},
    ids::{OpenedPanelId, UserId},
    instant,
    number::{Extension, PhoneNumber},
};

/// The longest first or last name, in characters.
pub const LONGEST_NAME: usize = 64;
/// The longest e-mail address, in bytes (RFC 5321, 4.5.3.1.3 less the angle brackets).
pub const LONGEST_EMAIL: usize = 254;
/// The longest login name, in characters.
pub const LONGEST_LOGIN: usize = 64;
/// Numbers that one user may be allowed to show.
pub const MOST_CALLER_NUMBERS: usize = 100;

/// What somebody may do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// His own panel.
    #[default]
    User,
    /// The company panel as well.
    Administrator,
}

/// Something that an administrator gives a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Grant {
    /// A mailbox: calls that nobody answers go there.
    Mailbox,
    /// Editing the company's phonebook.
    PhonebookManager,
    /// Assistants take his calls.
    Executive,
    /// He takes calls for executives.
    ExecutiveAssistant,
}

/// How far a user is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum UserStatus {
    /// Has neither chosen a password nor come in through a provider.
    Invited,
    /// Can sign in.
    Active,
    /// Cannot sign in; calls to his number go on as he has set them.
    Disabled,
}

/// What an administrator decides about a user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UserSettings {
    /// 1 to 64 characters.
    pub first_name: String,
    /// At most 64 characters; may be empty.
    #[serde(default)]
    pub last_name: String,
    /// Signs in and gets mail; unique over the installation.
    pub email: String,
    /// Signs in as well; has no `@`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login: Option<String>,
    /// Internal number, unique in the organisation.
    pub extension: Extension,
    /// What he may do.
    #[serde(default)]
    pub role: Role,
    /// Language of his panel and mail until he chooses another.
    #[serde(default)]
    pub language: Language,
    /// What he was given.
    #[serde(default)]
    pub grants: Vec<Grant>,
    /// Numbers of the organisation that he may show beside his own.
    #[serde(default)]
    pub caller_numbers: Vec<PhoneNumber>,
}

impl UserSettings {
    /// The same in the form in which it is stored: trimmed, addresses in small letters, nothing
    /// twice.
    #[must_use]
    pub fn tidied(self) -> Self {
        let mut grants = self.grants;
        grants.sort_unstable();
        grants.dedup();
        let mut caller_numbers: Vec<PhoneNumber> = Vec::new();
        for number in self.caller_numbers {
            if !caller_numbers.contains(&number) {
                caller_numbers.push(number);
            }
        }
        let login = self.login.map(|login| login.trim().to_lowercase());
        Self {
            first_name: self.first_name.trim().to_owned(),
            last_name: self.last_name.trim().to_owned(),
            email: self.email.trim().to_lowercase(),
            login: login.filter(|login| !login.is_empty()),
            grants,
            caller_numbers,
            ..self
        }
    }

    /// Refuses what can be told without looking anything up; of tidied settings.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let login = self.login.as_deref().map(check_login);
        let broken: Vec<FieldError> = [
            ("firstName", check_name(&self.first_name, true)),
            ("lastName", check_name(&self.last_name, false)),
            ("email", check_email(&self.email)),
            ("login", login.unwrap_or(Ok(()))),
            ("grants", check_grants(&self.grants)),
            (
                "callerNumbers",
                if self.caller_numbers.len() > MOST_CALLER_NUMBERS {
                    Err(Code::TooLong)
                } else {
                    Ok(())
                },
            ),
        ]
        .into_iter()
        .filter_map(|(field, outcome)| Some(FieldError::new(field, outcome.err()?)))
        .collect();
        if broken.is_empty() {
            Ok(())
        } else {
            Err(broken)
        }
    }
}

/// An executive has assistants, an assistant works for executives; nobody is both.
fn check_grants(grants: &[Grant]) -> Result<(), Code> {
    let has = |grant| grants.contains(&grant);
    if has(Grant::Executive) && has(Grant::ExecutiveAssistant) {
        Err(Code::ExecutiveAndAssistant)
    } else {
        Ok(())
    }
}

pub(crate) fn check_name(name: &str, is_required: bool) -> Result<(), Code> {
    match name.chars().count() {
        0 if is_required => Err(Code::Required),
        length if length > LONGEST_NAME => Err(Code::TooLong),
        _ if name.contains(char::is_control) => Err(Code::NotOffered),
        _ => Ok(()),
    }
}

/// Refuses what cannot be an e-mail address. Whether it is one, only a mail tells.
pub fn check_email(email: &str) -> Result<(), Code> {
    if email.is_empty() {
        return Err(Code::Required);
    }
    if email.len() > LONGEST_EMAIL {
        return Err(Code::TooLong);
    }
    let is_good = email.split_once('@').is_some_and(|(local, domain)| {
        let is_plain = |text: &str| {
            !text.is_empty()
                && !text.contains('@')
                && !text.contains(|letter: char| {
                    letter.is_whitespace()
                        || letter.is_control()
                        || "<>()[],;:\\\"".contains(letter)
                })
        };
        let labels_are_good = domain
            .split('.')
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
        is_plain(local) && is_plain(domain) && labels_are_good
    });
    if is_good {
        Ok(())
    } else {
        Err(Code::NotAnEmail)
    }
}

fn check_login(login: &str) -> Result<(), Code> {
    match login.chars().count() {
        length if length > LONGEST_LOGIN => Err(Code::TooLong),
        _ if login.contains('@') || login.contains(char::is_whitespace) => Err(Code::NotOffered),
        _ if login.contains(char::is_control) => Err(Code::NotOffered),
        _ => Ok(()),
    }
}

/// A user as an administrator sees him.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyUser {
    /// The user.
    pub id: UserId,
    /// What the administrator decides.
    #[serde(flatten)]
    pub settings: UserSettings,
    /// How far he is.
    pub status: UserStatus,
    /// His own public number, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub direct_number: Option<PhoneNumber>,
    /// He has set a second factor up.
    pub has_second_factor: bool,
    /// When he last signed in.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        deserialize_with = "instant::optional"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub last_signed_in_at: Option<Timestamp>,
}

/// Users of the organisation by name; the `Link` header leads to the next page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CompanyUsers {
    /// The users of this page.
    pub users: Vec<CompanyUser>,
}

/// A user who was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Made {
    /// The user.
    pub id: UserId,
}

/// A user's panel that was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenPanel {
    /// Names the panel in the header `X-Belroute-Panel`, within the session that opened it.
    pub id: OpenedPanelId,
}

/// A password that was made for somebody, shown this once. It is to be changed at the next
/// sign-in, within three days.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TemporaryPassword {
    /// The password.
    pub password: String,
}

impl std::fmt::Debug for TemporaryPassword {
    /// Never shows the password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TemporaryPassword").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> UserSettings {
        UserSettings {
            first_name: " Jan ".into(),
            last_name: String::new(),
            email: " Jan@Example.NL ".into(),
            login: Some("  ".into()),
            extension: Extension::new("2041").unwrap(),
            role: Role::User,
            language: Language::Nl,
            grants: vec![Grant::PhonebookManager, Grant::Mailbox, Grant::Mailbox],
            caller_numbers: Vec::new(),
        }
    }

    #[test]
    fn what_was_typed_is_tidied() {
        let tidied = settings().tidied();
        assert_eq!(
            (tidied.first_name.as_str(), tidied.email.as_str()),
            ("Jan", "jan@example.nl")
        );
        assert_eq!(tidied.login, None);
        assert_eq!(tidied.grants, [Grant::Mailbox, Grant::PhonebookManager]);
        assert_eq!(tidied.check(), Ok(()));
    }

    #[test]
    fn every_field_that_is_wrong_is_named() {
        let wrong = UserSettings {
            first_name: String::new(),
            last_name: "x".repeat(65),
            email: "jan".into(),
            login: Some("jan@x".into()),
            ..settings()
        };
        let broken = wrong.check().unwrap_err();
        let told: Vec<_> = broken
            .iter()
            .map(|it| (it.field.as_str(), it.code))
            .collect();
        assert_eq!(
            told,
            [
                ("firstName", Code::Required),
                ("lastName", Code::TooLong),
                ("email", Code::NotAnEmail),
                ("login", Code::NotOffered),
            ]
        );
    }

    #[test]
    fn nobody_is_an_executive_and_an_assistant() {
        let granted = |grants: &[Grant]| UserSettings {
            grants: grants.to_vec(),
            ..settings().tidied()
        };
        let both = [Grant::ExecutiveAssistant, Grant::Mailbox, Grant::Executive];
        for one in &both {
            assert_eq!(granted(&[*one]).check(), Ok(()), "{one:?}");
        }
        let broken = FieldError::new("grants", Code::ExecutiveAndAssistant);
        assert_eq!(granted(&both).check(), Err(vec![broken]));
    }

    #[test]
    fn addresses_are_judged_by_their_form() {
        for good in [
            "a@b",
            "jan+pbx@example.nl",
            "ü@exämple.nl",
            "o'neil@a-b.example",
        ] {
            assert_eq!(check_email(good), Ok(()), "{good}");
        }
        for bad in [
            "@b", "a@", "a@b@c", "a b@c", "a@b..c", "a@-b", "a@b.", "<a@b>", "a@b,c@d",
        ] {
            assert_eq!(check_email(bad), Err(Code::NotAnEmail), "{bad}");
        }
        assert_eq!(
            check_email(&format!("{}@b", "a".repeat(253))),
            Err(Code::TooLong)
        );
    }
}
