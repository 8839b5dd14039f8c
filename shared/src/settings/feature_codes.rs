//! Feature access codes: what is dialled on a phone to switch a setting or to ask for something.

use serde::{Deserialize, Serialize};

/// `GET …/settings/featureAccessCode`: the codes of what this user has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FeatureCodes {
    /// The codes, in the order of [`CodeName::ALL`].
    pub feature_access_code_list: Vec<FeatureCode>,
}

/// One code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FeatureCode {
    /// What it does: a word of [`CodeName`].
    pub name: String,
    /// What is dialled, such as `*78`.
    pub code: String,
    /// What may be dialled instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alternate_code: Option<String>,
}

macro_rules! code_names {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What codes do. The words are those of `BroadWorks`, which scripts may know.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum CodeName {
            $($(#[$doc])* $name,)*
        }

        impl CodeName {
            /// All of them, those of one feature beside each other.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The name on the wire and in the database.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }

            /// What a name stands for; `None` for one of a newer server.
            pub fn of_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.word() == word)
            }
        }
    };
}

code_names! {
    /// Do not disturb on.
    DoNotDisturbOn = "Do Not Disturb Activation",
    /// Do not disturb off.
    DoNotDisturbOff = "Do Not Disturb Deactivation",
    /// Anonymous call rejection on.
    AnonymousCallRejectOn = "Anonymous Call Rejection Activation",
    /// Anonymous call rejection off.
    AnonymousCallRejectOff = "Anonymous Call Rejection Deactivation",
    /// Whether anonymous call rejection is on.
    AnonymousCallRejectStatus = "Anonymous Call Rejection Interrogation",
    /// Forward always on; a number may follow.
    ForwardAlwaysOn = "Call Forwarding Always Activation",
    /// Forward always off.
    ForwardAlwaysOff = "Call Forwarding Always Deactivation",
    /// Whether forward always is on, and where to.
    ForwardAlwaysStatus = "Call Forwarding Always Interrogation",
    /// All calls to the mailbox.
    AlwaysToVoicemailOn = "Call Forwarding Always To Voice Mail Activation",
    /// No longer all calls to the mailbox.
    AlwaysToVoicemailOff = "Call Forwarding Always To Voice Mail Deactivation",
    /// Forward when busy on; a number may follow.
    ForwardBusyOn = "Call Forwarding Busy Activation",
    /// Forward when busy off.
    ForwardBusyOff = "Call Forwarding Busy Deactivation",
    /// Whether forward when busy is on, and where to.
    ForwardBusyStatus = "Call Forwarding Busy Interrogation",
    /// Calls to the mailbox when busy.
    BusyToVoicemailOn = "Call Forwarding Busy To Voice Mail Activation",
    /// No longer to the mailbox when busy.
    BusyToVoicemailOff = "Call Forwarding Busy To Voice Mail Deactivation",
    /// Forward when not answered on; a number may follow.
    ForwardNoAnswerOn = "Call Forwarding No Answer Activation",
    /// Forward when not answered off.
    ForwardNoAnswerOff = "Call Forwarding No Answer Deactivation",
    /// Whether forward when not answered is on, and where to.
    ForwardNoAnswerStatus = "Call Forwarding No Answer Interrogation",
    /// Calls to the mailbox when not answered.
    NoAnswerToVoicemailOn = "Call Forwarding No Answer To Voice Mail Activation",
    /// No longer to the mailbox when not answered.
    NoAnswerToVoicemailOff = "Call Forwarding No Answer To Voice Mail Deactivation",
    /// How often phones ring before a call counts as not answered; the number of rings follows.
    NoAnswerRings = "No Answer Timer",
    /// Forward when not reachable on; a number may follow.
    ForwardNotReachableOn = "Call Forwarding Not Reachable Activation",
    /// Forward when not reachable off.
    ForwardNotReachableOff = "Call Forwarding Not Reachable Deactivation",
    /// Whether forward when not reachable is on, and where to.
    ForwardNotReachableStatus = "Call Forwarding Not Reachable Interrogation",
    /// Selectively forward on.
    SelectiveForwardOn = "Call Forwarding Selective Activation",
    /// Selectively forward off.
    SelectiveForwardOff = "Call Forwarding Selective Deactivation",
    /// Whether selectively reject is on.
    SelectiveRejectStatus = "Selective Call Rejection Interrogation",
    /// Call waiting on.
    CallWaitingOn = "Call Waiting Persistent Activation",
    /// Call waiting off.
    CallWaitingOff = "Call Waiting Persistent Deactivation",
    /// Whether call waiting is on.
    CallWaitingStatus = "Call Waiting Interrogation",
    /// No second call during the next one.
    CancelCallWaiting = "Cancel Call Waiting",
    /// Hides the user's number on all calls.
    HideNumberOn = "Calling Line ID Delivery Blocking Persistent Activation",
    /// Shows the user's number again.
    HideNumberOff = "Calling Line ID Delivery Blocking Persistent Deactivation",
    /// Whether the user's number is hidden.
    HideNumberStatus = "Calling Line ID Delivery Blocking Interrogation",
    /// Hides the user's number on this call.
    HideNumberOnce = "Calling Line ID Delivery Blocking per Call",
    /// Shows the user's number on this call.
    ShowNumberOnce = "Calling Line ID Delivery per Call",
    /// Whether it is hidden who answers.
    ConnectedLineStatus = "Connected Line Identification Restriction Interrogation",
    /// Another number of single number reach on.
    ReachNumberOn = "Location Control Activation",
    /// Another number of single number reach off.
    ReachNumberOff = "Location Control Deactivation",
    /// Takes a call back from another of the user's phones.
    RetrieveCall = "Call Retrieve",
    /// Sends a call to the next number of a search.
    PushCall = "Find-me/Follow-me Call Push",
    /// Takes a call that rings in the pickup group.
    PickUp = "Call Pickup",
    /// Takes a call that rings at an extension, or joins the one that goes on there.
    PickUpOrBargeIn = "Directed Call Pickup with Barge-in",
    /// Parks a call.
    Park = "Call Park",
    /// Takes a parked call.
    RetrieveParked = "Call Park Retrieve",
    /// Parks a call at whoever is free in the park group.
    ParkInGroup = "Group Call Park",
    /// Recording begins.
    RecordingStart = "Call Recording - Start",
    /// Recording ends.
    RecordingStop = "Call Recording - Stop",
    /// Recording pauses.
    RecordingPause = "Call Recording - Pause",
    /// Recording goes on.
    RecordingResume = "Call Recording - Resume",
    /// The menu of the mailbox.
    VoicePortal = "Voice Portal Access",
    /// Listening to messages.
    ListenToMessages = "Voice Mail Retrieval",
    /// Sends a call to a mailbox.
    TransferToMailbox = "Direct Voice Mail Transfer",
    /// Puts the light for new messages out.
    ClearMessageLight = "Voice Mail - Clear Voice Message Indicator",
    /// Calls a speed dial of one digit.
    SpeedDial8 = "Speed Dial 8",
    /// Calls a speed dial of two digits.
    SpeedDial100 = "Speed Dial 100",
    /// Executive call filtering on.
    FilteringOn = "Executive Call Filtering Activation",
    /// Executive call filtering off.
    FilteringOff = "Executive Call Filtering Deactivation",
    /// An assistant hands a call to the executive.
    AssistantPush = "Executive-Assistant Call Push",
    /// An assistant calls on behalf of an executive.
    AssistantCalls = "Executive-Assistant Initiate Call",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_by_its_word_and_no_two_share_one() {
        for name in CodeName::ALL {
            assert_eq!(CodeName::of_word(name.word()), Some(*name));
        }
        assert_eq!(CodeName::of_word("Something new"), None);
    }

    #[test]
    fn the_list_has_the_shape_of_the_published_api() {
        let json = r#"{"featureAccessCodeList":[{"name":"Cancel Call Waiting","code":"*70"}]}"#;
        let codes: FeatureCodes = serde_json::from_str(json).unwrap();
        assert_eq!(codes.feature_access_code_list[0].alternate_code, None);
        assert_eq!(serde_json::to_string(&codes).unwrap(), json);
    }
}
