//! Who did what: lines that an organisation keeps of what was done in it.

use serde::{Deserialize, Serialize};

/// What was done. The word is what the database keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// A finished sign-in.
    SignedIn,
    /// A session that nobody had used for a while was brought back with the password.
    SessionResumed,
    /// A sign-in that was refused.
    SignInFailed,
    /// A user was linked with who he is at his organisation's identity provider.
    IdentityLinked,
    /// A session was ended by hand.
    SessionEnded,
    /// A new password.
    PasswordSet,
    /// A mail with a link for a forgotten password.
    PasswordResetAsked,
    /// A second factor was set up.
    FactorAdded,
    /// A second factor was taken away.
    FactorRemoved,
    /// Another factor is asked for first.
    FactorMadePrimary,
    /// An extra e-mail address was added, which still has to be confirmed.
    EmailAddressAdded,
    /// An extra e-mail address was confirmed with the link that was mailed to it.
    EmailAddressConfirmed,
    /// An extra e-mail address was taken away.
    EmailAddressRemoved,
    /// Another address became the one that the user signs in with.
    EmailAddressMadePrimary,
    /// A passkey whose counter went back was refused: somebody may have a copy of it.
    PasskeyMayBeCopied,
    /// New recovery codes were made.
    RecoveryCodesMade,
    /// A recovery code was used.
    RecoveryCodeUsed,
    /// Remembered browsers were forgotten.
    BrowsersForgotten,
    /// A user was made.
    UserMade,
    /// What an administrator decides about a user was changed.
    UserChanged,
    /// An invitation was mailed.
    UserInvited,
    /// A user may no longer sign in.
    UserDisabled,
    /// A user may sign in again.
    UserEnabled,
    /// An administrator made a temporary password.
    TemporaryPasswordMade,
    /// An administrator took all second factors of a user away.
    FactorsReset,
    /// A setting of a user was changed.
    SettingChanged,
    /// A setting of a user ended by itself, at the moment that he had chosen; nobody did it.
    SettingEnded,
    /// An administrator opened the panel of a user.
    PanelOpened,
    /// A contact was put into the company's phonebook.
    ContactMade,
    /// A contact of the company's phonebook was changed.
    ContactChanged,
    /// A contact was taken out of the company's phonebook.
    ContactRemoved,
    /// Contacts of a file were put into the company's phonebook.
    ContactsImported,
    /// A number was put on the company's block list.
    NumberBlocked,
    /// A number was taken off the company's block list.
    NumberUnblocked,
    /// An administrator named something of another organisation.
    StrangerNamed,
    /// A number was added to the organisation.
    NumberMade,
    /// Whom a number reaches, or its label, was changed.
    NumberChanged,
    /// A number was taken away from the organisation.
    NumberRemoved,
    /// What the organisation lets its users see and change was changed.
    FeatureAccessChanged,
    /// What the organisation asks of its people when they sign in was changed.
    SignInRulesChanged,
    /// The organisation's identity provider was set or replaced.
    ProviderSet,
    /// The organisation has no identity provider any more.
    ProviderRemoved,
    /// Another number is shown for who has none of his own.
    DefaultNumberChanged,
    /// A queue, hunt group or menu was made.
    DialPlanMade,
    /// A queue, hunt group or menu was changed.
    DialPlanChanged,
    /// A queue, hunt group or menu was taken away.
    DialPlanRemoved,
    /// A group of people who take one another's calls, or park them for one another, was made.
    CallGroupMade,
    /// Such a group got another name or other members.
    CallGroupChanged,
    /// Such a group was taken away.
    CallGroupRemoved,
    /// Another code is dialled for something.
    FeatureCodeChanged,
    /// Whether a user's phone takes guests, and for how long, was changed.
    HostChanged,
    /// The guest at a user's phone was sent away.
    GuestReleased,
    /// Whether a user's calls are recorded was changed.
    RecordingChanged,
    /// What the company decides about its mailboxes was changed.
    MailboxRulesChanged,
    /// The PIN of a mailbox was set, or taken away.
    PinSet,
    /// A greeting of a mailbox was recorded or uploaded.
    GreetingSet,
    /// A greeting of a mailbox was taken away.
    GreetingRemoved,
    /// The picture of a user was set.
    PictureSet,
    /// The picture of a user was taken away.
    PictureRemoved,
    /// Who hears a user's mailbox beside him was changed.
    MailboxShared,
    /// Somebody began to listen to a message that nobody had heard, or saved one as a file.
    MessageHeard,
    /// A schedule of the company was made.
    ScheduleMade,
    /// A schedule of the company was changed.
    ScheduleChanged,
    /// A schedule of the company was taken away.
    ScheduleRemoved,
    /// Something that a newer program wrote and this one does not know.
    #[serde(other)]
    Unknown,
}

impl Action {
    /// What others can do to somebody's account and settings: he is shown it. Mail that somebody
    /// asked for in his name is not among them, because nobody knows who that was.
    pub const TO_AN_ACCOUNT: [Self; 21] = [
        Self::UserMade,
        Self::UserChanged,
        Self::UserInvited,
        Self::UserDisabled,
        Self::UserEnabled,
        Self::TemporaryPasswordMade,
        Self::FactorsReset,
        Self::SettingChanged,
        Self::PanelOpened,
        Self::NumberMade,
        Self::NumberChanged,
        Self::NumberRemoved,
        Self::HostChanged,
        Self::GuestReleased,
        Self::RecordingChanged,
        Self::PinSet,
        Self::GreetingSet,
        Self::GreetingRemoved,
        Self::PictureSet,
        Self::PictureRemoved,
        Self::MailboxShared,
    ];
}
