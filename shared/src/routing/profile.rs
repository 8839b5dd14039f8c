//! What [`decide`](super::decide::decide) is given about a user.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    devices::DeviceKind,
    ids::UserId,
    instant,
    number::{Extension, PhoneNumber},
    rule::{Rule, RuleFeature},
    schedules::Schedule,
    settings::{
        anonymous_call_reject::AnonymousCallReject,
        call_block::CallBlock,
        call_forwarding::CallForwarding,
        call_notify::CallNotify,
        call_policies::{BlockCallerId, CallPolicies},
        call_waiting::CallWaiting,
        do_not_disturb::DoNotDisturb,
        executive::{Alert, CallFiltering, Screening},
        executive_assistant::Divert,
        priority_alert::PriorityAlert,
        selective::{SelectiveAccept, SelectiveForward, SelectiveReject},
        sequential_ring::SequentialRing,
        simultaneous_ring::SimultaneousRing,
        single_number_reach::SingleNumberReach,
        voicemail::Voicemail,
    },
    zone::Zone,
};

/// Everything about one user that bears on calls to him.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The user.
    pub user: UserId,
    /// First and last name.
    pub name: String,
    /// The internal number.
    pub extension: Extension,
    /// His public numbers, the first one first.
    pub numbers: Vec<PhoneNumber>,
    /// Address of record at the engine, such as `sip:2041@pbx.test`.
    pub address: String,
    /// Devices that the engine can reach now, by name.
    pub devices: Vec<ReachableDevice>,
    /// Answered calls that he has now, as far as events have told.
    pub active_calls: u16,
    /// Address of the mailbox without its cause, such as `sip:vm-2041@media.test`; absent when
    /// the user has no mailbox or the organisation no media server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mailbox: Option<String>,
    /// How many calls the user can have at once, waiting ones included.
    pub capacity: u16,
    /// The organisation's time zone.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "CET-1CEST,M3.5.0,M10.5.0/3"))]
    pub zone: Zone,
    /// What he has set.
    pub settings: Settings,
    /// His rules.
    pub rules: Rules,
    /// The schedules that the rules name.
    pub schedules: Vec<Schedule>,
    /// When forwarding was last changed: every call has gone where it goes at least since then.
    /// Bears on no call.
    #[serde(
        default,
        deserialize_with = "instant::optional",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = DateTime))]
    pub forwarding_changed_at: Option<Timestamp>,
    /// The phone at which he sits as a guest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest_at: Option<HostPhone>,
    /// A guest sits at his phone, which therefore does not ring for him.
    #[serde(default)]
    pub has_guest: bool,
    /// His assistants, if he is an executive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub executive: Option<Executive>,
}

/// A device that would ring now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ReachableDevice {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: DeviceKind,
}

/// The phone of a host, at which a guest sits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct HostPhone {
    /// Address of record of the host.
    pub address: String,
    /// Name of the host.
    pub name: String,
    /// Whether the engine can reach it.
    pub is_registered: bool,
}

/// What an executive has set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Executive {
    /// Which calls the assistants get.
    pub filtering: CallFiltering,
    /// How they are alerted.
    pub alert: Alert,
    /// How the executive hears of it.
    pub screening: Screening,
    /// The assistants, in the order in which they ring.
    pub assistants: Vec<Assistant>,
}

/// An assistant of an executive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Assistant {
    /// Who.
    pub user: UserId,
    /// First and last name.
    pub name: String,
    /// His internal number.
    pub extension: Extension,
    /// Whether he takes this executive's calls now.
    pub is_opted_in: bool,
}

/// The settings of a user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Refusing callers who withhold their number.
    pub anonymous_call_reject: AnonymousCallReject,
    /// Callers who do not reach him.
    pub call_block: CallBlock,
    /// Forwarding.
    pub call_forwarding: CallForwarding,
    /// A mail about calls.
    pub call_notify: CallNotify,
    /// From whom it is hidden who answers what he sends on.
    pub call_policies: CallPolicies,
    /// Whether he is hidden when he answers what was sent to him.
    pub block_caller_id: BlockCallerId,
    /// A second call while one goes on.
    pub call_waiting: CallWaiting,
    /// Do not disturb.
    pub do_not_disturb: DoNotDisturb,
    /// As an assistant: where calls for his executives go.
    pub divert: Divert,
    /// Another ring for chosen callers.
    pub priority_alert: PriorityAlert,
    /// Only chosen callers get through.
    pub selective_accept: SelectiveAccept,
    /// Chosen callers are sent elsewhere.
    pub selective_forward: SelectiveForward,
    /// Chosen callers are turned away.
    pub selective_reject: SelectiveReject,
    /// Other numbers one after the other.
    pub sequential_ring: SequentialRing,
    /// Other numbers at the same time.
    pub simultaneous_ring: SimultaneousRing,
    /// His other phones.
    pub single_number_reach: SingleNumberReach,
    /// When the mailbox answers.
    pub voicemail: Voicemail,
}

/// The rules of a user, by setting, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", default)]
pub struct Rules {
    /// Call notify.
    pub call_notify: Vec<Rule>,
    /// Executive call filtering.
    pub executive_call_filtering: Vec<Rule>,
    /// Priority alert.
    pub priority_alert: Vec<Rule>,
    /// Selectively accept.
    pub selective_accept: Vec<Rule>,
    /// Selectively forward.
    pub selective_forward: Vec<Rule>,
    /// Selectively reject.
    pub selective_reject: Vec<Rule>,
    /// Sequential ring.
    pub sequential_ring: Vec<Rule>,
    /// Simultaneous ring.
    pub simultaneous_ring: Vec<Rule>,
}

impl Rules {
    /// The rules of a setting.
    pub fn of(&self, feature: RuleFeature) -> &[Rule] {
        match feature {
            RuleFeature::CallNotify => &self.call_notify,
            RuleFeature::ExecutiveCallFiltering => &self.executive_call_filtering,
            RuleFeature::PriorityAlert => &self.priority_alert,
            RuleFeature::SelectiveAccept => &self.selective_accept,
            RuleFeature::SelectiveForward => &self.selective_forward,
            RuleFeature::SelectiveReject => &self.selective_reject,
            RuleFeature::SequentialRing => &self.sequential_ring,
            RuleFeature::SimultaneousRing => &self.simultaneous_ring,
        }
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, feature: RuleFeature) -> &mut Vec<Rule> {
        match feature {
            RuleFeature::CallNotify => &mut self.call_notify,
            RuleFeature::ExecutiveCallFiltering => &mut self.executive_call_filtering,
            RuleFeature::PriorityAlert => &mut self.priority_alert,
            RuleFeature::SelectiveAccept => &mut self.selective_accept,
            RuleFeature::SelectiveForward => &mut self.selective_forward,
            RuleFeature::SelectiveReject => &mut self.selective_reject,
            RuleFeature::SequentialRing => &mut self.sequential_ring,
            RuleFeature::SimultaneousRing => &mut self.simultaneous_ring,
        }
    }
}
