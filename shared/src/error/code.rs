//! Why something was refused, as a word for programs.

use serde::{Deserialize, Serialize};

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
    /// A greeting of the user's own, where he has none.
    NoGreeting,
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
    /// A file that is no sound, or none in a form that is taken.
    NotAudio,
    /// A sound that takes longer than it may.
    SoundTooLong,
    /// A file that ends before its sound does.
    SoundCutOff,
    /// A file that is no picture, or not of the kind that it is said to be.
    NotAPicture,
    /// A picture with more pixels than are taken.
    TooManyPixels,
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
    /// What a change has set has another value by now: putting back what was before it would
    /// trample on that. `field` says what.
    NewerChanges,
    /// A line of the log that cannot be undone: it keeps no values, tells of something else than a
    /// changed setting, or of what is no longer there.
    CannotBeUndone,
    /// A message that was deleted, here or in another window.
    MessageDeleted,
    /// A mailbox that holds as many messages as it may.
    MailboxFull,
    /// Somebody who has no mailbox, or has one no more.
    NoMailbox,
    /// None of the user's phones and apps is connected: nothing there could ring. 409.
    NoPhone,
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
    /// A PIN with something else than digits in it.
    PinNotDigits,
    /// A PIN with too few digits.
    PinTooShort,
    /// A PIN with too many digits.
    PinTooLong,
    /// A PIN with a long run of the same digit.
    PinSameDigit,
    /// A PIN that is one group of digits again and again.
    PinPattern,
    /// A PIN with a long run of digits that count up or down.
    PinSequence,
    /// A PIN that has to do with a number of the user's own.
    PinOwnNumber,
    /// A PIN that spells the user's name on the keys.
    PinName,
    /// A PIN that the user had before.
    PinUsedBefore,
    /// The PIN of before, read from its end.
    PinReversed,
    /// A PIN is to be kept for some days.
    PinTooSoon,
    /// The company keeps messages in their mailboxes.
    MessagesStay,
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
    /// There is no room left for what the server would store.
    StorageFull,
    /// A code made by a newer server than this program knows.
    #[serde(other)]
    Unknown,
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
