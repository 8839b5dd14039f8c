//! What users dial to switch a setting: the organisation's codes, and which of them a user has.

mod endpoints;
pub(crate) mod store;

use belroute_shared::{
    features::{Feature, MyFeatures},
    settings::feature_codes::CodeFeature,
};

pub(super) use endpoints::router;

/// Whether a user may dial the codes of something: what is hidden from him, or was not given to
/// him, he can change neither here nor by telephone.
pub(crate) fn may(mine: &MyFeatures, feature: CodeFeature) -> bool {
    let is_shown = mine.shows(feature.hidden_by());
    match feature {
        CodeFeature::AlwaysToVoicemail => is_shown && mine.shows(Some(Feature::Voicemail)),
        CodeFeature::NoAnswerRings => {
            mine.shows(Some(Feature::CallForwarding)) || mine.shows(Some(Feature::Voicemail))
        }
        CodeFeature::Filtering => is_shown && mine.is_executive,
        CodeFeature::Assistant => is_shown && mine.is_assistant,
        _ => is_shown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rings_are_those_of_forwards_and_of_the_mailbox() {
        let hidden = |hidden: &[Feature]| MyFeatures {
            hidden: hidden.to_vec(),
            ..MyFeatures::default()
        };
        let rings = CodeFeature::NoAnswerRings;
        assert!(may(&hidden(&[Feature::CallForwarding]), rings));
        assert!(may(&hidden(&[Feature::Voicemail]), rings));
        let both = [Feature::CallForwarding, Feature::Voicemail];
        assert!(!may(&hidden(&both), rings));
    }

    #[test]
    fn filtering_is_for_executives_alone() {
        let assistant = MyFeatures {
            is_assistant: true,
            ..MyFeatures::default()
        };
        assert!(!may(&assistant, CodeFeature::Filtering));
        let executive = MyFeatures {
            is_executive: true,
            ..MyFeatures::default()
        };
        assert!(may(&executive, CodeFeature::Filtering));
    }
}
