//! Features as administrators show or hide them: Webex Calling's list of what a user may change.

use serde::{Deserialize, Serialize};

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// What an administrator can hide from a user. A hidden feature keeps working as it was
        /// configured, but is on no page and cannot be changed by its user.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(rename_all = "camelCase")]
        pub enum Feature {
            $($(#[$doc])* $name,)*
        }

        impl Feature {
            /// All of them, in alphabetical order.
            pub const ALL: &[Self] = &[$(Self::$name),*];
        }
    };
}

features! {
    /// Callers from outside who withhold their number are refused.
    AnonymousCallRejection,
    /// Colleagues may join a call.
    BargeIn,
    /// Hiding one's own number when calling.
    BlockCallerId,
    /// Forwarding: always, busy, not answered, not reachable.
    CallForwarding,
    /// A mail about calls.
    CallNotify,
    /// A second call while one goes on.
    CallWaiting,
    /// Hiding who answers from who calls.
    ConnectedLineIdentity,
    /// Assistants who take calls, and working as one.
    Executive,
    /// Sitting at somebody else's phone.
    Hoteling,
    /// Another ring for chosen callers.
    PriorityAlert,
    /// Only chosen callers get through.
    SelectivelyAcceptCalls,
    /// Chosen callers are forwarded.
    SelectivelyForwardCalls,
    /// Chosen callers are refused.
    SelectivelyRejectCalls,
    /// All calls go to the mailbox at once.
    SendCallsToVoicemail,
    /// Other numbers ring one after the other.
    SequentialRing,
    /// Other numbers ring at the same time.
    SimultaneousRing,
    /// The user's other phones ring along.
    SingleNumberReach,
    /// Speed dials.
    SpeedDial,
    /// The mailbox.
    Voicemail,
    /// Messages may be downloaded.
    VoicemailDownload,
    /// Messages are mailed with their sound.
    VoicemailEmailCopy,
    /// Faxes go to the mailbox.
    VoicemailFaxMessaging,
    /// Where messages are kept.
    VoicemailMessageStorage,
    /// A mail or text about new messages.
    VoicemailNotifications,
    /// Callers may press 0 to be put through.
    VoicemailTransferNumber,
}

/// Whether a user may see and change a feature.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Access {
    /// He may.
    #[default]
    FullAccess,
    /// It is hidden from him.
    NoAccess,
}

/// What an organisation and one of its users say about a feature: the user's word wins, and a
/// feature that nobody has decided about is shown.
pub fn access(organisation: Option<Access>, user: Option<Access>) -> Access {
    user.or(organisation).unwrap_or_default()
}

/// Where a user may have his calls sent, set by an administrator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OutgoingPermission {
    /// To numbers of the organisation alone.
    Internal,
    /// To numbers of the organisation's country as well.
    National,
    /// Everywhere.
    #[default]
    All,
}

/// `GET /v1/features`: what a user may see and change.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct MyFeatures {
    /// Features that are not shown to him: hidden by an administrator, or not assigned.
    pub hidden: Vec<Feature>,
    /// He is an executive, who has assistants.
    pub is_executive: bool,
    /// He is an assistant of executives.
    pub is_assistant: bool,
    /// He has a mailbox.
    pub has_mailbox: bool,
    /// Where he may have his calls sent.
    pub outgoing_permission: OutgoingPermission,
    /// What he can only read about.
    pub given: Given,
}

/// What an administrator gives a user, and the user can only read about: the `GET` of each is refused
/// to who was not given it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Given {
    /// His calls are recorded.
    pub call_recording: bool,
    /// He is in a group that parks calls.
    pub call_park: bool,
    /// He is in a group whose members take one another's calls.
    pub call_pickup_group: bool,
}

impl MyFeatures {
    /// Whether he may see and change a feature.
    pub fn shows(&self, feature: Option<Feature>) -> bool {
        feature.is_none_or(|feature| !self.hidden.contains(&feature))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_users_word_wins_over_the_organisations() {
        use Access::{FullAccess, NoAccess};
        assert_eq!(access(None, None), FullAccess);
        assert_eq!(access(Some(NoAccess), None), NoAccess);
        assert_eq!(access(Some(NoAccess), Some(FullAccess)), FullAccess);
        assert_eq!(access(Some(FullAccess), Some(NoAccess)), NoAccess);
        assert_eq!(access(None, Some(NoAccess)), NoAccess);
    }

    #[test]
    fn the_list_is_in_alphabetical_order_and_has_each_once() {
        let words: Vec<String> = Feature::ALL.iter().map(|it| format!("{it:?}")).collect();
        let mut sorted = words.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(words, sorted);
    }
}
