//! The features in the order in which they act on a call, as users find them among their settings.

use belroute_shared::features::Feature;

use crate::t;

/// Features under one heading.
pub(super) struct Group {
    /// Id of the heading.
    pub(super) id: &'static str,
    /// The heading.
    pub(super) title: fn() -> &'static str,
    pub(super) features: &'static [Feature],
    /// They are parts of a mailbox: who has none sees none of them.
    pub(super) is_of_mailbox: bool,
}

const fn group(
    id: &'static str,
    title: fn() -> &'static str,
    features: &'static [Feature],
) -> Group {
    Group {
        id,
        title,
        features,
        is_of_mailbox: false,
    }
}

/// All groups.
pub(super) const GROUPS: &[Group] = &[
    group(
        "features-through",
        t!(feature_access.through),
        &[
            Feature::AnonymousCallRejection,
            Feature::SelectivelyRejectCalls,
            Feature::SelectivelyAcceptCalls,
        ],
    ),
    group(
        "features-elsewhere",
        t!(feature_access.elsewhere),
        &[
            Feature::SelectivelyForwardCalls,
            Feature::Executive,
            Feature::CallForwarding,
        ],
    ),
    group(
        "features-rings",
        t!(feature_access.rings),
        &[
            Feature::CallWaiting,
            Feature::PriorityAlert,
            Feature::SingleNumberReach,
            Feature::SimultaneousRing,
            Feature::SequentialRing,
        ],
    ),
    group(
        "features-seen",
        t!(feature_access.seen),
        &[Feature::BlockCallerId, Feature::ConnectedLineIdentity],
    ),
    group(
        "features-besides",
        t!(feature_access.besides),
        &[
            Feature::CallNotify,
            Feature::BargeIn,
            Feature::Hoteling,
            Feature::SpeedDial,
        ],
    ),
    Group {
        is_of_mailbox: true,
        ..group(
            "features-mailbox",
            t!(feature_access.mailbox),
            &[
                Feature::Voicemail,
                Feature::SendCallsToVoicemail,
                Feature::VoicemailNotifications,
                Feature::VoicemailEmailCopy,
                Feature::VoicemailDownload,
                Feature::VoicemailMessageStorage,
                Feature::VoicemailFaxMessaging,
                Feature::VoicemailTransferNumber,
            ],
        )
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_stands_in_one_group() {
        let groups = GROUPS.iter().flat_map(|group| group.features);
        let mut found: Vec<Feature> = groups.copied().collect();
        found.sort_unstable();
        assert_eq!(found, Feature::ALL);
    }
}
