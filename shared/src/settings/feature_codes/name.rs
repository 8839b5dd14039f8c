//! What codes are for, and what is usually dialled.

#[cfg(test)]
mod tests;

use super::Codes;
use crate::features::Feature;

/// What dialling a code does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeAct {
    /// Switches something on.
    On,
    /// Switches something off.
    Off,
    /// Says how something stands.
    Status,
    /// Places a call.
    Call,
    /// Nothing yet: the code is reserved for something that does not exist here.
    Reserved,
}

/// What may be dialled behind a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Follows {
    /// Nothing.
    Nothing,
    /// A number.
    Number,
    /// A number, or nothing.
    PerhapsNumber,
    /// One digit or more, up to so many.
    Digits(usize),
}

macro_rules! code_features {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What a code is about: several codes are about one thing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum CodeFeature {
            $($(#[$doc])* $name,)*
        }

        impl CodeFeature {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// How targets at the media server name it.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                }
            }
        }
    };
}

code_features! {
    /// Do not disturb.
    DoNotDisturb = "do-not-disturb",
    /// Refusing callers who withhold their number.
    AnonymousCallReject = "anonymous-call-reject",
    /// Forwarding every call.
    ForwardAlways = "forward-always",
    /// Every call to the mailbox.
    AlwaysToVoicemail = "always-to-voicemail",
    /// Forwarding when busy.
    ForwardBusy = "forward-busy",
    /// The mailbox when busy.
    BusyToVoicemail = "busy-to-voicemail",
    /// Forwarding what is not answered.
    ForwardNoAnswer = "forward-no-answer",
    /// The mailbox when not answered.
    NoAnswerToVoicemail = "no-answer-to-voicemail",
    /// How often phones ring before a call counts as not answered.
    NoAnswerRings = "no-answer-rings",
    /// Forwarding when not reachable.
    ForwardNotReachable = "forward-not-reachable",
    /// Forwarding chosen callers.
    SelectiveForward = "selective-forward",
    /// Turning chosen callers away.
    SelectiveReject = "selective-reject",
    /// A second call while one goes on.
    CallWaiting = "call-waiting",
    /// Hiding one's own number.
    HideNumber = "hide-number",
    /// Hiding who answers.
    ConnectedLine = "connected-line",
    /// The user's other phones.
    ReachNumber = "reach-number",
    /// Moving a call between phones.
    MoveCall = "move-call",
    /// Taking calls that ring elsewhere.
    PickUp = "pick-up",
    /// Joining the call of somebody else.
    BargeIn = "barge-in",
    /// Parking calls.
    Park = "park",
    /// Recording calls.
    Recording = "recording",
    /// The mailbox.
    Mailbox = "mailbox",
    /// Speed dials.
    SpeedDial = "speed-dial",
    /// Executive call filtering.
    Filtering = "filtering",
    /// An assistant's calls for an executive.
    Assistant = "assistant",
}

macro_rules! code_names {
    ($(
        $(#[$doc:meta])*
        $name:ident = $word:literal, $code:literal $(or $alternate:literal)?,
        $feature:ident $act:ident, $follows:expr;
    )*) => {
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

            /// What is dialled where an organisation has decided nothing.
            pub fn usual(self) -> Codes {
                let (code, alternate) = match self {
                    $(Self::$name => ($code, None::<&str>$(.or(Some($alternate)))?),)*
                };
                Codes {
                    code: code.to_owned(),
                    alternate_code: alternate.map(str::to_owned),
                }
            }

            /// What it is about.
            pub fn feature(self) -> CodeFeature {
                match self {
                    $(Self::$name => CodeFeature::$feature,)*
                }
            }

            /// What dialling it does.
            pub fn act(self) -> CodeAct {
                match self {
                    $(Self::$name => CodeAct::$act,)*
                }
            }

            /// What may be dialled behind it.
            pub fn follows(self) -> Follows {
                use Follows::*;
                match self {
                    $(Self::$name => $follows,)*
                }
            }
        }
    };
}

code_names! {
    /// Do not disturb on.
    DoNotDisturbOn = "Do Not Disturb Activation", "*78", DoNotDisturb On, Nothing;
    /// Do not disturb off.
    DoNotDisturbOff = "Do Not Disturb Deactivation", "*79", DoNotDisturb Off, Nothing;
    /// Anonymous call rejection on.
    AnonymousCallRejectOn = "Anonymous Call Rejection Activation", "*77",
        AnonymousCallReject On, Nothing;
    /// Anonymous call rejection off.
    AnonymousCallRejectOff = "Anonymous Call Rejection Deactivation", "*87",
        AnonymousCallReject Off, Nothing;
    /// Whether anonymous call rejection is on.
    AnonymousCallRejectStatus = "Anonymous Call Rejection Interrogation", "*52*",
        AnonymousCallReject Status, Nothing;
    /// Forward always on; a number may follow.
    ForwardAlwaysOn = "Call Forwarding Always Activation", "*72", ForwardAlways On, PerhapsNumber;
    /// Forward always off.
    ForwardAlwaysOff = "Call Forwarding Always Deactivation", "*73", ForwardAlways Off, Nothing;
    /// Whether forward always is on, and where to.
    ForwardAlwaysStatus = "Call Forwarding Always Interrogation", "*21*",
        ForwardAlways Status, Nothing;
    /// All calls to the mailbox.
    AlwaysToVoicemailOn = "Call Forwarding Always To Voice Mail Activation", "*21",
        AlwaysToVoicemail On, Nothing;
    /// No longer all calls to the mailbox.
    AlwaysToVoicemailOff = "Call Forwarding Always To Voice Mail Deactivation", "#21",
        AlwaysToVoicemail Off, Nothing;
    /// Forward when busy on; a number may follow.
    ForwardBusyOn = "Call Forwarding Busy Activation", "*90", ForwardBusy On, PerhapsNumber;
    /// Forward when busy off.
    ForwardBusyOff = "Call Forwarding Busy Deactivation", "*91", ForwardBusy Off, Nothing;
    /// Whether forward when busy is on, and where to.
    ForwardBusyStatus = "Call Forwarding Busy Interrogation", "*67*" or "*18",
        ForwardBusy Status, Nothing;
    /// Calls to the mailbox when busy.
    BusyToVoicemailOn = "Call Forwarding Busy To Voice Mail Activation", "*40",
        BusyToVoicemail On, Nothing;
    /// No longer to the mailbox when busy.
    BusyToVoicemailOff = "Call Forwarding Busy To Voice Mail Deactivation", "#40",
        BusyToVoicemail Off, Nothing;
    /// Forward when not answered on; a number may follow.
    ForwardNoAnswerOn = "Call Forwarding No Answer Activation", "*92",
        ForwardNoAnswer On, PerhapsNumber;
    /// Forward when not answered off.
    ForwardNoAnswerOff = "Call Forwarding No Answer Deactivation", "*93",
        ForwardNoAnswer Off, Nothing;
    /// Whether forward when not answered is on, and where to.
    ForwardNoAnswerStatus = "Call Forwarding No Answer Interrogation", "*61*",
        ForwardNoAnswer Status, Nothing;
    /// Calls to the mailbox when not answered.
    NoAnswerToVoicemailOn = "Call Forwarding No Answer To Voice Mail Activation", "*41",
        NoAnswerToVoicemail On, Nothing;
    /// No longer to the mailbox when not answered.
    NoAnswerToVoicemailOff = "Call Forwarding No Answer To Voice Mail Deactivation", "#41",
        NoAnswerToVoicemail Off, Nothing;
    /// How often phones ring before a call counts as not answered; the number of rings follows.
    NoAnswerRings = "No Answer Timer", "*610", NoAnswerRings On, Digits(2);
    /// Forward when not reachable on; a number may follow.
    ForwardNotReachableOn = "Call Forwarding Not Reachable Activation", "*94",
        ForwardNotReachable On, PerhapsNumber;
    /// Forward when not reachable off.
    ForwardNotReachableOff = "Call Forwarding Not Reachable Deactivation", "*95",
        ForwardNotReachable Off, Nothing;
    /// Whether forward when not reachable is on, and where to.
    ForwardNotReachableStatus = "Call Forwarding Not Reachable Interrogation", "*63*",
        ForwardNotReachable Status, Nothing;
    /// Selectively forward on.
    SelectiveForwardOn = "Call Forwarding Selective Activation", "#76",
        SelectiveForward On, Nothing;
    /// Selectively forward off.
    SelectiveForwardOff = "Call Forwarding Selective Deactivation", "#77",
        SelectiveForward Off, Nothing;
    /// Whether selectively reject is on.
    SelectiveRejectStatus = "Selective Call Rejection Interrogation", "*51*",
        SelectiveReject Status, Nothing;
    /// Call waiting on.
    CallWaitingOn = "Call Waiting Persistent Activation", "*43", CallWaiting On, Nothing;
    /// Call waiting off.
    CallWaitingOff = "Call Waiting Persistent Deactivation", "#43", CallWaiting Off, Nothing;
    /// Whether call waiting is on.
    CallWaitingStatus = "Call Waiting Interrogation", "*53*" or "*38",
        CallWaiting Status, Nothing;
    /// No second call during the next one.
    CancelCallWaiting = "Cancel Call Waiting", "*70", CallWaiting Reserved, PerhapsNumber;
    /// Hides the user's number on all calls.
    HideNumberOn = "Calling Line ID Delivery Blocking Persistent Activation", "*31",
        HideNumber On, Nothing;
    /// Shows the user's number again.
    HideNumberOff = "Calling Line ID Delivery Blocking Persistent Deactivation", "#31",
        HideNumber Off, Nothing;
    /// Whether the user's number is hidden.
    HideNumberStatus = "Calling Line ID Delivery Blocking Interrogation", "*54*",
        HideNumber Status, Nothing;
    /// Hides the user's number on this call.
    HideNumberOnce = "Calling Line ID Delivery Blocking per Call", "*67", HideNumber Call, Number;
    /// Shows the user's number on this call.
    ShowNumberOnce = "Calling Line ID Delivery per Call", "*65", HideNumber Call, Number;
    /// Whether it is hidden who answers.
    ConnectedLineStatus = "Connected Line Identification Restriction Interrogation", "*56*",
        ConnectedLine Status, Nothing;
    /// Another number of single number reach on; without a number, all of it.
    ReachNumberOn = "Location Control Activation", "*12", ReachNumber On, PerhapsNumber;
    /// Another number of single number reach off; without a number, all of it.
    ReachNumberOff = "Location Control Deactivation", "*13", ReachNumber Off, PerhapsNumber;
    /// Takes a call back from another of the user's phones.
    RetrieveCall = "Call Retrieve", "*11", MoveCall Reserved, Nothing;
    /// Joins a call that goes on at another of the user's phones.
    BridgeCall = "Call Bridge", "*15", MoveCall Reserved, Nothing;
    /// Sends a call to the next number of a search.
    PushCall = "Find-me/Follow-me Call Push", "*26", MoveCall Reserved, Nothing;
    /// Takes a call that rings in the pickup group.
    PickUp = "Call Pickup", "*98", PickUp Reserved, Nothing;
    /// Takes a call that rings at an extension, or joins the one that goes on there.
    PickUpOrBargeIn = "Directed Call Pickup with Barge-in", "*33", BargeIn Call, Digits(10);
    /// Parks a call.
    Park = "Call Park", "*68", Park Reserved, PerhapsNumber;
    /// Takes a parked call.
    RetrieveParked = "Call Park Retrieve", "*88", Park Reserved, PerhapsNumber;
    /// Parks a call at whoever is free in the park group.
    ParkInGroup = "Group Call Park", "#58", Park Reserved, Nothing;
    /// Recording begins.
    RecordingStart = "Call Recording - Start", "*44", Recording Reserved, Nothing;
    /// Recording ends.
    RecordingStop = "Call Recording - Stop", "*45", Recording Reserved, Nothing;
    /// Recording pauses.
    RecordingPause = "Call Recording - Pause", "*48", Recording Reserved, Nothing;
    /// Recording goes on.
    RecordingResume = "Call Recording - Resume", "*49", Recording Reserved, Nothing;
    /// Speaking a greeting: 1 for callers whom nobody answers, 2 for those who find the user busy.
    VoicePortal = "Voice Portal Access", "*62", Mailbox Call, Digits(1);
    /// Listening to messages.
    ListenToMessages = "Voice Mail Retrieval", "*86", Mailbox Reserved, Nothing;
    /// Sends a call to a mailbox.
    TransferToMailbox = "Direct Voice Mail Transfer", "*55", Mailbox Reserved, PerhapsNumber;
    /// Puts the light for new messages out.
    ClearMessageLight = "Voice Mail - Clear Voice Message Indicator", "*99",
        Mailbox Reserved, Nothing;
    /// Calls a speed dial of one digit.
    SpeedDial8 = "Speed Dial 8", "*74", SpeedDial Call, Digits(1);
    /// Calls a speed dial of two digits.
    SpeedDial100 = "Speed Dial 100", "*75", SpeedDial Call, Digits(2);
    /// Executive call filtering on.
    FilteringOn = "Executive Call Filtering Activation", "#61", Filtering On, Nothing;
    /// Executive call filtering off.
    FilteringOff = "Executive Call Filtering Deactivation", "#62", Filtering Off, Nothing;
    /// An assistant hands a call to the executive.
    AssistantPush = "Executive-Assistant Call Push", "#63", Assistant Reserved, Nothing;
    /// An assistant calls on behalf of an executive.
    AssistantCalls = "Executive-Assistant Initiate Call", "#64", Assistant Reserved, PerhapsNumber;
}

impl CodeName {
    /// Whether dialling it does what it says. Those that are only reserved are on no list.
    pub fn is_carried_out(self) -> bool {
        self.act() != CodeAct::Reserved
    }
}

impl CodeFeature {
    /// What an administrator hides it by; `None` when it cannot be hidden.
    pub fn hidden_by(self) -> Option<Feature> {
        match self {
            Self::AnonymousCallReject => Some(Feature::AnonymousCallRejection),
            Self::ForwardAlways
            | Self::ForwardBusy
            | Self::ForwardNoAnswer
            | Self::ForwardNotReachable => Some(Feature::CallForwarding),
            Self::AlwaysToVoicemail => Some(Feature::SendCallsToVoicemail),
            Self::BusyToVoicemail | Self::NoAnswerToVoicemail | Self::Mailbox => {
                Some(Feature::Voicemail)
            }
            Self::SelectiveForward => Some(Feature::SelectivelyForwardCalls),
            Self::SelectiveReject => Some(Feature::SelectivelyRejectCalls),
            Self::CallWaiting => Some(Feature::CallWaiting),
            Self::HideNumber => Some(Feature::BlockCallerId),
            Self::ConnectedLine => Some(Feature::ConnectedLineIdentity),
            Self::ReachNumber => Some(Feature::SingleNumberReach),
            Self::SpeedDial => Some(Feature::SpeedDial),
            Self::Filtering | Self::Assistant => Some(Feature::Executive),
            // Rings are those of forwards and of the mailbox; who joins a call is asked whose call
            // it is, not who he is himself.
            Self::NoAnswerRings
            | Self::BargeIn
            | Self::DoNotDisturb
            | Self::MoveCall
            | Self::PickUp
            | Self::Park
            | Self::Recording => None,
        }
    }
}
