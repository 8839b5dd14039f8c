//! What a code changes in somebody's settings.

use belroute_shared::{
    error::Code,
    features::{Feature, MyFeatures},
    settings::{
        Setting, anonymous_call_reject::AnonymousCallReject, call_forwarding::CallForwarding,
        call_waiting::CallWaiting, do_not_disturb::DoNotDisturb, executive::CallFiltering,
        feature_codes::CodeFeature, selective::SelectiveForward,
        single_number_reach::SingleNumberReach, voicemail::Voicemail,
    },
    typed_number::TypedNumber,
};
use serde::Serialize;
use serde_json::{Value, json};

use super::{status::forward, words::Said};
use crate::{
    caller_number::store as caller_number,
    directory,
    error::{ApiError, ApiResult},
    settings::Change,
};

/// A setting that was changed.
pub(super) struct Changed {
    pub(super) setting: &'static str,
    pub(super) before: Value,
    pub(super) after: Value,
}

/// What was done, and how it stands now.
pub(super) struct Done {
    pub(super) said: Said,
    pub(super) changed: Vec<Changed>,
}

/// Switches something on or off. A number that was dialled is where it leads; without one it leads
/// where it did before.
pub(super) async fn apply(
    change: &Change<'_>,
    mine: &MyFeatures,
    feature: CodeFeature,
    is_on: bool,
    number: Option<&str>,
) -> ApiResult<Done> {
    let enabled = json!({ "enabled": is_on });
    match feature {
        CodeFeature::DoNotDisturb => plain::<DoNotDisturb>(change, is_on, enabled).await,
        CodeFeature::AnonymousCallReject => {
            plain::<AnonymousCallReject>(change, is_on, enabled).await
        }
        CodeFeature::CallWaiting => plain::<CallWaiting>(change, is_on, enabled).await,
        CodeFeature::SelectiveForward => plain::<SelectiveForward>(change, is_on, enabled).await,
        CodeFeature::Filtering => plain::<CallFiltering>(change, is_on, enabled).await,
        CodeFeature::AlwaysToVoicemail => {
            plain::<Voicemail>(change, is_on, json!({ "sendAllCalls": enabled })).await
        }
        CodeFeature::BusyToVoicemail => {
            plain::<Voicemail>(change, is_on, json!({ "sendBusyCalls": enabled })).await
        }
        CodeFeature::NoAnswerToVoicemail => {
            plain::<Voicemail>(change, is_on, json!({ "sendUnansweredCalls": enabled })).await
        }
        CodeFeature::ForwardAlways
        | CodeFeature::ForwardBusy
        | CodeFeature::ForwardNoAnswer
        | CodeFeature::ForwardNotReachable => forwarding(change, feature, is_on, number).await,
        CodeFeature::NoAnswerRings => rings(change, mine, number).await,
        CodeFeature::HideNumber => hide(change, is_on).await,
        CodeFeature::ReachNumber => reach(change, is_on, number).await,
        _ => Err(ApiError::Internal(anyhow::anyhow!(
            "a code switches what cannot be switched"
        ))),
    }
}

async fn plain<T: Setting>(change: &Change<'_>, is_on: bool, patch: Value) -> ApiResult<Done> {
    let (_, changed) = put::<T>(change, patch).await?;
    Ok(Done {
        said: Said::is(is_on),
        changed: changed.into_iter().collect(),
    })
}

/// Puts a patch over a setting, judged like one from its page.
async fn put<T: Setting>(change: &Change<'_>, patch: Value) -> ApiResult<(T, Option<Changed>)> {
    let before = change.find::<T>().await?.value;
    let after = change.judged(&before, patch).await?;
    let changed = keep(change, &before, &after).await?;
    Ok((after, changed))
}

async fn keep<T: Setting>(
    change: &Change<'_>,
    before: &T,
    after: &T,
) -> ApiResult<Option<Changed>> {
    if before == after {
        return Ok(None);
    }
    change.save(after).await?;
    changed(T::NAME, before, after).map(Some)
}

fn changed<T: Serialize>(setting: &'static str, before: &T, after: &T) -> ApiResult<Changed> {
    let json = |it: &T| serde_json::to_value(it).map_err(|error| ApiError::Internal(error.into()));
    Ok(Changed {
        setting,
        before: json(before)?,
        after: json(after)?,
    })
}

async fn forwarding(
    change: &Change<'_>,
    feature: CodeFeature,
    is_on: bool,
    number: Option<&str>,
) -> ApiResult<Done> {
    let mut leg = json!({ "enabled": is_on });
    if let Some(number) = number {
        leg["destination"] = json!(number);
    }
    let patch = match feature {
        CodeFeature::ForwardAlways => json!({ "callForwarding": { "always": leg } }),
        CodeFeature::ForwardBusy => json!({ "callForwarding": { "busy": leg } }),
        CodeFeature::ForwardNoAnswer => json!({ "callForwarding": { "noAnswer": leg } }),
        _ => json!({ "businessContinuity": leg }),
    };
    let (after, changed) = put::<CallForwarding>(change, patch).await?;
    Ok(Done {
        said: forward(&after, feature).unwrap_or_default(),
        changed: changed.into_iter().collect(),
    })
}

/// Rings before a call counts as not answered: those of the forward, and those of the mailbox. Who
/// has only one of them changes that one.
async fn rings(change: &Change<'_>, mine: &MyFeatures, number: Option<&str>) -> ApiResult<Done> {
    let rings: u16 = number.and_then(|digits| digits.parse().ok()).unwrap_or(0);
    let count = json!({ "numberOfRings": rings });
    let mut all = Vec::new();
    if mine.shows(Some(Feature::CallForwarding)) {
        let patch = json!({ "callForwarding": { "noAnswer": count } });
        all.extend(put::<CallForwarding>(change, patch).await?.1);
    }
    if mine.shows(Some(Feature::Voicemail)) {
        let patch = json!({ "sendUnansweredCalls": count });
        all.extend(put::<Voicemail>(change, patch).await?.1);
    }
    Ok(Done {
        said: Said {
            rings: Some(rings),
            ..Said::is(true)
        },
        changed: all,
    })
}

async fn hide(change: &Change<'_>, is_on: bool) -> ApiResult<Done> {
    let (owner, organisation) = (change.session.user, change.session.organisation);
    let shown = caller_number::find(&change.db, owner, organisation).await?;
    let (before, mut after) = (shown.settings, shown.settings);
    after.calling_line_id_delivery_blocking_enabled = is_on;
    let mut all = Vec::new();
    if after != before {
        caller_number::save_settings(&change.db, owner, organisation, after).await?;
        all.push(changed("callerId", &before, &after)?);
    }
    Ok(Done {
        said: Said::is(is_on),
        changed: all,
    })
}

/// The user's other phones, or one of them. One that is switched on is meant to ring, so all of it
/// is switched on with it.
async fn reach(change: &Change<'_>, is_on: bool, number: Option<&str>) -> ApiResult<Done> {
    let Some(number) = number else {
        return plain::<SingleNumberReach>(change, is_on, json!({ "enabled": is_on })).await;
    };
    let before = change.find::<SingleNumberReach>().await?.value;
    let mut after = before.clone();
    let country = directory::country(&change.db, change.session.organisation).await?;
    let typed = country.parse(number).map(TypedNumber::from);
    let mut numbers = after.numbers.iter_mut();
    let found = numbers.find(|it| typed.as_ref() == Some(&it.settings.phone_number));
    let Some(found) = found else {
        return Err(ApiError::field("numbers", Code::NotFound));
    };
    found.settings.enabled = is_on;
    after.enabled |= is_on;
    let changed = keep(change, &before, &after).await?;
    Ok(Done {
        said: Said {
            is_on,
            number: typed.map(|number| number.to_string()),
            rings: None,
        },
        changed: changed.into_iter().collect(),
    })
}
