//! Refusals, in the shape that clients of the Webex Calling API expect.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::password::PasswordRule;

/// Why something was refused, as a stable word for programs. The browser turns it into a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Code {
    /// The body is not JSON, or not of the shape that the endpoint takes.
    Malformed,
    /// A value is missing.
    Required,
    /// A text has more characters than the field takes.
    TooLong,
    /// More of them than there may be.
    TooMany,
    /// A file that holds no text in UTF-8.
    NotText,
    /// A file in which no contact was found.
    NoContacts,
    /// A file whose first line does not say where names and numbers stand.
    NoColumns,
    /// A value is none of those that the field takes.
    NotOffered,
    /// A number below the least that the field takes.
    TooLow,
    /// A number above the most that the field takes.
    TooHigh,
    /// A moment that is not ahead.
    NotInFuture,
    /// It stands in the list already.
    Twice,
    /// One of the user's own numbers, where another one is wanted.
    OwnNumber,
    /// A number that reaches help; calls are never sent there.
    EmergencyNumber,
    /// A number that costs its caller more than others; calls are never sent there.
    PremiumNumber,
    /// A number that the administrator does not allow this user to call.
    NumberNotPermitted,
    /// An internal number that nobody has.
    NobodysExtension,
    /// A schedule that is not there, or somebody else's.
    UnknownSchedule,
    /// A guest cannot stay longer than the host allows.
    LongerThanHost,
    /// An executive who is an assistant as well.
    ExecutiveAndAssistant,
    /// Whether an assistant takes calls, where the executive does not leave it to him.
    ExecutiveDecides,
    /// Another group of the same kind has him already.
    InAnotherGroup,
    /// Not a telephone number.
    NotANumber,
    /// Not an extension.
    NotAnExtension,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a domain of e-mail addresses.
    NotADomain,
    /// Not the address of an identity provider: `https`, without query or fragment.
    NotAnAddress,
    /// A session would end of age before anybody could leave it unused for so long.
    LongerThanSession,
    /// Somebody else has it already.
    Taken,
    /// Another one of the same kind has this name.
    NameTaken,
    /// A number that is smaller or larger than the field takes.
    OutOfRange,
    /// It would end before it begins, or at that very moment.
    EndBeforeStart,
    /// An event that would come again before it is over.
    Overlaps,
    /// A schedule that rules refer to.
    ScheduleInUse,
    /// A file that is no calendar.
    NotACalendar,
    /// A calendar in which no event was found.
    NoEvents,
    /// The last administrator of an organisation.
    LastAdministrator,
    /// The number that an organisation shows for who has none of his own.
    DefaultNumber,
    /// A number that the administrator does not allow this user to show.
    NumberNotAllowed,
    /// A cursor that no list of ours gave out.
    BadCursor,
    /// Nobody is signed in.
    SignedOut,
    /// Login name or password is not right; which of the two is not told.
    WrongCredentials,
    /// Too many failures; try again when `Retry-After` has passed.
    TooManyAttempts,
    /// A right or a feature that this user was not given.
    FeatureNotGranted,
    /// Only the user himself may do this, not who has opened his panel.
    OpenedPanel,
    /// No organisation with such addresses signs in through a provider of its own.
    NoProvider,
    /// The identity provider cannot be reached.
    ProviderAway,
    /// No identity provider answers at this address.
    NotAProvider,
    /// The identity provider at this address calls itself by another one.
    OtherIssuer,
    /// A request that did not come from a page of ours.
    ForeignOrigin,
    /// Nothing is there, or it is somebody else's.
    NotFound,
    /// The path takes other methods.
    MethodNotAllowed,
    /// What is stored forbids it.
    Conflict,
    /// A code that is used or too old.
    CodeSpent,
    /// Not a code of this kind.
    NotACode,
    /// A code that is wrong, used, or of another time.
    WrongCode,
    /// Too many wrong codes: sign in anew.
    StartOver,
    /// A link that somebody has used.
    LinkUsed,
    /// A link that was used too late.
    LinkExpired,
    /// A newer link has taken this one's place.
    LinkReplaced,
    /// The password was typed too long ago for this; it is asked again.
    ConfirmPassword,
    /// Password and second factor were given too long ago for this; both are asked again.
    ConfirmFactor,
    /// He signed in too long ago for this, and has nothing that could be asked: he signs in again,
    /// as a rule through the provider of his organisation.
    SignInAgain,
    /// The last second factor of an organisation that requires one.
    LastFactor,
    /// A passkey that opens nothing here, or an answer that is not a passkey's.
    PasskeyRefused,
    /// An answer to a question that was answered before, was never asked, or too long ago.
    PasskeyTooLate,
    /// The server's address is one that passkeys cannot be made for.
    PasskeysImpossible,
    /// A password with too few characters.
    TooShort,
    /// A password with a control character.
    ControlChar,
    /// A password without a lower-case letter.
    NoLower,
    /// A password without an upper-case letter.
    NoUpper,
    /// A password without a digit.
    NoDigit,
    /// A password without a special character.
    NoSpecial,
    /// A password that contains the user's name.
    ContainsName,
    /// A password that contains an e-mail address of the user.
    ContainsEmail,
    /// A password that contains the login name or the internal number.
    ContainsLogin,
    /// A password that many people use.
    TooCommon,
    /// A password on a list of leaked ones.
    Leaked,
    /// A password made of a word that is near at hand, such as the organisation's name.
    ContextWord,
    /// A password that is mostly a run such as `1234` or `aaaa`.
    Run,
    /// The password that the user has already.
    SameAsOld,
    /// Changed elsewhere since it was read.
    Stale,
    /// The body is larger than the endpoint takes.
    TooLarge,
    /// The body's media type is not taken.
    UnsupportedMediaType,
    /// Our fault; the tracking id finds it in the log.
    Internal,
    /// The server cannot answer now; the same request may work in a moment.
    Unavailable,
    /// A code made by a newer server than this program knows.
    #[serde(other)]
    Unknown,
}

impl Code {
    /// One English sentence for people who read the API's answers.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Malformed => "The request could not be read.",
            Self::Required => "A value is missing.",
            Self::TooLong => "The text is too long.",
            Self::TooMany => "These are more than there may be.",
            Self::NotText => "The file is not text in UTF-8.",
            Self::NoContacts => "No contact was found in the file.",
            Self::NoColumns => "The first line does not say where names and numbers stand.",
            Self::NotOffered => "This value is not one of those offered.",
            Self::TooLow => "This is less than the field takes.",
            Self::TooHigh => "This is more than the field takes.",
            Self::NotInFuture => "This moment is over.",
            Self::Twice => "This stands in the list already.",
            Self::OwnNumber => "This is a number of the user's own.",
            Self::EmergencyNumber => "Calls are not sent to emergency numbers.",
            Self::PremiumNumber => "Calls are not sent to premium-rate numbers.",
            Self::NumberNotPermitted => "This user may not call this number.",
            Self::NobodysExtension => "Nobody has this internal number.",
            Self::UnknownSchedule => "There is no such schedule.",
            Self::LongerThanHost => "The host does not allow a stay of this length.",
            Self::ExecutiveAndAssistant => "Nobody is an executive and an assistant at once.",
            Self::ExecutiveDecides => "The executive does not leave this to assistants.",
            Self::InAnotherGroup => "Another group of this kind has this member already.",
            Self::NotANumber => "This is not a telephone number.",
            Self::NotAnExtension => "This is not an extension.",
            Self::NotAnEmail => "This is not an e-mail address.",
            Self::NotADomain => "This is not a domain of e-mail addresses.",
            Self::NotAnAddress => "This is not the https address of an identity provider.",
            Self::LongerThanSession => "No session lasts as long as that.",
            Self::Taken => "Somebody else has this already.",
            Self::NameTaken => "Another one has this name already.",
            Self::OutOfRange => "The number is not within its limits.",
            Self::EndBeforeStart => "The end has to come after the start.",
            Self::Overlaps => "It comes again before it is over.",
            Self::ScheduleInUse => "Rules refer to this schedule.",
            Self::NotACalendar => "The file is no calendar.",
            Self::NoEvents => "No event was found in the file.",
            Self::LastAdministrator => "An organisation keeps at least one administrator.",
            Self::DefaultNumber => "The default number stays until another one is the default.",
            Self::NumberNotAllowed => "This number may not be shown by this user.",
            Self::BadCursor => "The cursor is not one of this list's.",
            Self::SignedOut => "Sign in first.",
            Self::WrongCredentials => "Login name or password is not right.",
            Self::TooManyAttempts => "Too many attempts; wait before the next.",
            Self::NoProvider => {
                "No organisation with such addresses signs in through a provider of its own."
            }
            Self::ProviderAway => "The identity provider cannot be reached.",
            Self::NotAProvider => "No identity provider answers at this address.",
            Self::OtherIssuer => "The identity provider at this address calls itself otherwise.",
            Self::OpenedPanel => "Only the user himself may do this.",
            Self::FeatureNotGranted => "The administrator has not given this.",
            Self::ForeignOrigin => "The request came from another site.",
            Self::NotFound => "There is nothing here.",
            Self::MethodNotAllowed => "This method is not taken here.",
            Self::Conflict => "What is stored forbids this.",
            Self::CodeSpent => "The code is used or too old.",
            Self::NotACode => "This is not a code.",
            Self::WrongCode => "The code is not right.",
            Self::StartOver => "Too many wrong codes; sign in again.",
            Self::LinkUsed => "This link was used already.",
            Self::LinkExpired => "This link is too old.",
            Self::LinkReplaced => "A newer link has taken this one's place.",
            Self::ConfirmPassword => "Type the password again first.",
            Self::ConfirmFactor => "Give the password and a second factor again first.",
            Self::SignInAgain => "Sign in again first.",
            Self::LastFactor => "The organisation requires a second factor.",
            Self::PasskeyRefused => "The passkey was not accepted.",
            Self::PasskeyTooLate => "The question was answered before or too long ago.",
            Self::PasskeysImpossible => "Passkeys need a server with a domain name.",
            Self::TooShort => "The password is too short.",
            Self::ControlChar => "The password has a control character.",
            Self::NoLower => "The password has no lower-case letter.",
            Self::NoUpper => "The password has no upper-case letter.",
            Self::NoDigit => "The password has no digit.",
            Self::NoSpecial => "The password has no special character.",
            Self::ContainsName => "The password contains the user's name.",
            Self::ContainsEmail => "The password contains the user's e-mail address.",
            Self::ContainsLogin => "The password contains the login name or internal number.",
            Self::TooCommon => "The password is one that many people use.",
            Self::Leaked => "The password is on a list of leaked passwords.",
            Self::ContextWord => "The password is made of a word that is near at hand.",
            Self::Run => "The password is mostly a run of characters.",
            Self::SameAsOld => "This is the password of now.",
            Self::Stale => "It was changed elsewhere meanwhile.",
            Self::TooLarge => "The request is too large.",
            Self::UnsupportedMediaType => "The media type is not taken.",
            Self::Internal => "Something went wrong on the server.",
            Self::Unavailable => "The server cannot answer now.",
            Self::Unknown => "The request was refused.",
        }
    }
}

impl From<PasswordRule> for Code {
    fn from(rule: PasswordRule) -> Self {
        match rule {
            PasswordRule::TooShort => Self::TooShort,
            PasswordRule::TooLong => Self::TooLong,
            PasswordRule::ControlChar => Self::ControlChar,
            PasswordRule::NoLower => Self::NoLower,
            PasswordRule::NoUpper => Self::NoUpper,
            PasswordRule::NoDigit => Self::NoDigit,
            PasswordRule::NoSpecial => Self::NoSpecial,
            PasswordRule::ContainsName => Self::ContainsName,
            PasswordRule::ContainsEmail => Self::ContainsEmail,
            PasswordRule::ContainsLogin => Self::ContainsLogin,
            PasswordRule::TooCommon => Self::TooCommon,
            PasswordRule::Leaked => Self::Leaked,
            PasswordRule::ContextWord => Self::ContextWord,
            PasswordRule::Run => Self::Run,
            PasswordRule::SameAsOld => Self::SameAsOld,
            PasswordRule::Unknown => Self::Unknown,
        }
    }
}

/// A value that broke a rule, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field}: {}", code.describe())]
pub struct FieldError {
    /// Name of the field as on the wire, with dots between levels.
    pub field: String,
    /// Which rule it broke.
    pub code: Code,
}

impl FieldError {
    /// A broken rule on a field.
    pub fn new(field: impl Into<String>, code: Code) -> Self {
        Self {
            field: field.into(),
            code,
        }
    }
}

/// The body of every answer that is not a success.
///
/// Strict clients refuse any other field at the top level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ErrorBody {
    /// One English sentence for the whole.
    pub message: String,
    /// One entry for each thing that was wrong.
    pub errors: Vec<ErrorEntry>,
    /// Finds the request in the server's log.
    pub tracking_id: String,
}

impl ErrorBody {
    /// The first code, which stands for the whole where only one thing can be said.
    pub fn code(&self) -> Code {
        self.errors
            .first()
            .map_or(Code::Unknown, |entry| entry.code)
    }

    /// The code that a field was refused with, if it was.
    pub fn code_of(&self, field: &str) -> Option<Code> {
        self.errors
            .iter()
            .find(|entry| entry.field.as_deref() == Some(field))
            .map(|entry| entry.code)
    }
}

/// One thing that was wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ErrorEntry {
    /// One English sentence.
    pub description: String,
    /// The same as a stable word.
    pub code: Code,
    /// Name of the field that it is about; absent when it is about the whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The integer that Webex Calling uses for the same refusal, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<i32>,
}
