//! Settings whose rules may refer to a schedule.

use belroute_shared::rule::RuleFeature;

use crate::{paths, text};

/// Where a setting stands among the call settings.
pub(super) fn address(feature: RuleFeature) -> String {
    let anchor = match feature {
        RuleFeature::CallNotify => "mail-about-calls",
        RuleFeature::ExecutiveCallFiltering => "assistants",
        RuleFeature::PriorityAlert => "another-ring",
        RuleFeature::SelectiveAccept => "let-through",
        RuleFeature::SelectiveForward => "forward-chosen",
        RuleFeature::SelectiveReject => "turn-away",
        RuleFeature::SequentialRing => "ring-in-turn",
        RuleFeature::SimultaneousRing => "ring-together",
    };
    format!("{}#{anchor}", paths::CALL_SETTINGS)
}

/// What a setting is called.
pub(super) fn name_of(feature: RuleFeature) -> &'static str {
    match feature {
        RuleFeature::CallNotify => text!(schedules.call_notify),
        RuleFeature::ExecutiveCallFiltering => text!(schedules.executive),
        RuleFeature::PriorityAlert => text!(schedules.priority_alert),
        RuleFeature::SelectiveAccept => text!(schedules.selective_accept),
        RuleFeature::SelectiveForward => text!(schedules.selective_forward),
        RuleFeature::SelectiveReject => text!(schedules.selective_reject),
        RuleFeature::SequentialRing => text!(calling.in_turn.name),
        RuleFeature::SimultaneousRing => text!(calling.together.name),
    }
}
