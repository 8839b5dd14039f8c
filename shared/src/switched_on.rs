//! What is switched on for a user, and who gave it to him.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::instant;

/// Something that a user has: a setting of his, or what an administrator gave him. Each has a place
/// of its own in the panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum Function {
    /// Callers who withhold their number are refused.
    AnonymousCallReject,
    /// Colleagues may join a call.
    BargeIn,
    /// Callers who do not reach him.
    CallBlock,
    /// His number is hidden when he calls.
    CallerId,
    /// Every call is forwarded.
    ForwardAlways,
    /// Calls are forwarded while he is busy.
    ForwardBusy,
    /// Calls that nobody answers are forwarded.
    ForwardNoAnswer,
    /// Calls are forwarded while no phone can be reached.
    ForwardNotReachable,
    /// A mail about calls.
    CallNotify,
    /// Calls are parked for one another.
    CallPark,
    /// Calls of one another are taken.
    CallPickup,
    /// His calls are recorded.
    CallRecording,
    /// A second call while one goes on.
    CallWaiting,
    /// His own phones stay silent.
    DoNotDisturb,
    /// Assistants take his calls.
    Executive,
    /// He takes calls for executives.
    ExecutiveAssistant,
    /// Sitting at somebody else's phone.
    Hoteling,
    /// Another ring for chosen callers.
    PriorityAlert,
    /// Only chosen callers get through.
    SelectiveAccept,
    /// Chosen callers are forwarded.
    SelectiveForward,
    /// Chosen callers are turned away.
    SelectiveReject,
    /// All calls go to the mailbox at once.
    SendCallsToVoicemail,
    /// Other numbers ring one after the other.
    SequentialRing,
    /// Other numbers ring at the same time.
    SimultaneousRing,
    /// His other phones ring along.
    SingleNumberReach,
    /// The mailbox.
    Voicemail,
}

impl Function {
    /// All of them.
    pub const ALL: [Self; 26] = [
        Self::AnonymousCallReject,
        Self::BargeIn,
        Self::CallBlock,
        Self::CallerId,
        Self::ForwardAlways,
        Self::ForwardBusy,
        Self::ForwardNoAnswer,
        Self::ForwardNotReachable,
        Self::CallNotify,
        Self::CallPark,
        Self::CallPickup,
        Self::CallRecording,
        Self::CallWaiting,
        Self::DoNotDisturb,
        Self::Executive,
        Self::ExecutiveAssistant,
        Self::Hoteling,
        Self::PriorityAlert,
        Self::SelectiveAccept,
        Self::SelectiveForward,
        Self::SelectiveReject,
        Self::SendCallsToVoicemail,
        Self::SequentialRing,
        Self::SimultaneousRing,
        Self::SingleNumberReach,
        Self::Voicemail,
    ];
}

/// Who has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub enum GrantedTo {
    /// Everybody in the company.
    Everybody,
    /// It was given to this user.
    User,
}

/// How a user came by something. What nobody knows any more is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Granted {
    /// Who has it.
    pub to: GrantedTo,
    /// Who gave it, by the name that he had then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// When.
    #[serde(
        default,
        deserialize_with = "instant::optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub at: Option<Timestamp>,
}

/// One of the things that a user has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct UserFunction {
    /// Which.
    pub name: Function,
    /// Whether it is on now.
    pub enabled: bool,
    /// How he came by it.
    pub granted: Granted,
}

/// `GET /v1/switchedOn`: what is on, and what was given to the user whether it is on or not. What is
/// hidden from him is not in it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SwitchedOn {
    /// Each at most once.
    pub functions: Vec<UserFunction>,
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn what_is_not_known_is_left_out() {
        let function = UserFunction {
            name: Function::CallPark,
            enabled: true,
            granted: Granted {
                to: GrantedTo::User,
                by: None,
                at: None,
            },
        };
        let json = r#"{"name":"callPark","enabled":true,"granted":{"to":"user"}}"#;
        assert_eq!(serde_json::to_string(&function).unwrap(), json);
        let read: UserFunction = serde_json::from_str(json).unwrap();
        assert_eq!(read, function);
    }

    #[test]
    fn each_is_in_the_list_once() {
        let all: HashSet<Function> = Function::ALL.into_iter().collect();
        assert_eq!(all.len(), Function::ALL.len());
    }
}
