//! Features in plain words: what each is called, and what it does.

use belroute_shared::features::{Access, Feature, OutgoingPermission};

use crate::text;

/// What a feature is called.
pub fn of_feature(feature: Feature) -> &'static str {
    match feature {
        Feature::AnonymousCallRejection => text!(feature_access.anonymous),
        Feature::BargeIn => text!(feature_access.barge_in),
        Feature::BlockCallerId => text!(feature_access.block_caller_id),
        Feature::CallForwarding => text!(feature_access.forwarding),
        Feature::CallNotify => text!(feature_access.notify),
        Feature::CallWaiting => text!(feature_access.waiting),
        Feature::ConnectedLineIdentity => text!(feature_access.connected_line),
        Feature::Executive => text!(feature_access.executive),
        Feature::Hoteling => text!(feature_access.hoteling),
        Feature::PriorityAlert => text!(feature_access.priority_alert),
        Feature::SelectivelyAcceptCalls => text!(feature_access.accept),
        Feature::SelectivelyForwardCalls => text!(feature_access.forward_chosen),
        Feature::SelectivelyRejectCalls => text!(feature_access.reject),
        Feature::SendCallsToVoicemail => text!(feature_access.all_to_voicemail),
        Feature::SequentialRing => text!(feature_access.sequential),
        Feature::SimultaneousRing => text!(feature_access.simultaneous),
        Feature::SingleNumberReach => text!(feature_access.single_number),
        Feature::SpeedDial => text!(feature_access.speed_dial),
        Feature::Voicemail => text!(feature_access.voicemail),
        Feature::VoicemailDownload => text!(feature_access.download),
        Feature::VoicemailEmailCopy => text!(feature_access.email_copy),
        Feature::VoicemailFaxMessaging => text!(feature_access.fax),
        Feature::VoicemailMessageStorage => text!(feature_access.storage),
        Feature::VoicemailNotifications => text!(feature_access.notifications),
        Feature::VoicemailTransferNumber => text!(feature_access.transfer),
    }
}

/// What it does.
pub fn about_feature(feature: Feature) -> &'static str {
    match feature {
        Feature::AnonymousCallRejection => text!(feature_access.anonymous_text),
        Feature::BargeIn => text!(feature_access.barge_in_text),
        Feature::BlockCallerId => text!(feature_access.block_caller_id_text),
        Feature::CallForwarding => text!(feature_access.forwarding_text),
        Feature::CallNotify => text!(feature_access.notify_text),
        Feature::CallWaiting => text!(feature_access.waiting_text),
        Feature::ConnectedLineIdentity => text!(feature_access.connected_line_text),
        Feature::Executive => text!(feature_access.executive_text),
        Feature::Hoteling => text!(feature_access.hoteling_text),
        Feature::PriorityAlert => text!(feature_access.priority_alert_text),
        Feature::SelectivelyAcceptCalls => text!(feature_access.accept_text),
        Feature::SelectivelyForwardCalls => text!(feature_access.forward_chosen_text),
        Feature::SelectivelyRejectCalls => text!(feature_access.reject_text),
        Feature::SendCallsToVoicemail => text!(feature_access.all_to_voicemail_text),
        Feature::SequentialRing => text!(feature_access.sequential_text),
        Feature::SimultaneousRing => text!(feature_access.simultaneous_text),
        Feature::SingleNumberReach => text!(feature_access.single_number_text),
        Feature::SpeedDial => text!(feature_access.speed_dial_text),
        Feature::Voicemail => text!(feature_access.voicemail_text),
        Feature::VoicemailDownload => text!(feature_access.download_text),
        Feature::VoicemailEmailCopy => text!(feature_access.email_copy_text),
        Feature::VoicemailFaxMessaging => text!(feature_access.fax_text),
        Feature::VoicemailMessageStorage => text!(feature_access.storage_text),
        Feature::VoicemailNotifications => text!(feature_access.notifications_text),
        Feature::VoicemailTransferNumber => text!(feature_access.transfer_text),
    }
}

/// Whether it is shown.
pub fn of_access(access: Access) -> &'static str {
    match access {
        Access::FullAccess => text!(feature_access.shown),
        Access::NoAccess => text!(feature_access.hidden),
    }
}

/// Where calls may be sent.
pub fn of_permission(permission: OutgoingPermission) -> &'static str {
    match permission {
        OutgoingPermission::Internal => text!(feature_access.internal),
        OutgoingPermission::National => text!(feature_access.national),
        OutgoingPermission::All => text!(feature_access.everywhere),
    }
}
