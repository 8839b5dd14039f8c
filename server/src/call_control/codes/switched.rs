//! Switching something once for each call to its code.

use belroute_shared::{
    error::Code, live::LiveEvent, routing::plan::Plan, settings::feature_codes::CodeFeature,
};

use super::{Asked, store, switch};
use crate::{
    audit,
    error::{ApiError, ApiResult},
    features,
    settings::{Change, feature_codes::may},
};

/// Changes what a code is about and says so; the same question again only says so.
pub(super) async fn once(
    asked: &Asked<'_>,
    feature: CodeFeature,
    is_on: bool,
    number: Option<String>,
) -> ApiResult<Plan> {
    let session = asked.session();
    let key = store::key(session.user, asked.dialled, &asked.question.sip_call_id);
    if let Some(plan) = store::find(&asked.state.db.read, &key).await? {
        return Ok(plan);
    }
    let change = Change::begin(asked.state, session, None).await?;
    // The same question may have been answered while this one waited for its turn.
    if let Some(plan) = store::find(&change.db, &key).await? {
        return Ok(plan);
    }
    let mine = features::store::find(&change.db, session.user, session.organisation).await?;
    if !may(&mine, feature) {
        return Err(ApiError::NotGranted(Code::FeatureNotGranted));
    }
    let done = switch::apply(&change, &mine, feature, is_on, number.as_deref()).await?;
    let what = if is_on { "on" } else { "off" };
    let plan = asked.confirmed(feature, what, &done.said);
    let now_ms = change.now.as_millisecond();
    store::insert(&change.db, key, session.organisation, &plan, now_ms).await?;
    for it in &done.changed {
        let (before, after) = (&it.before, &it.after);
        // Who dials has no page that could offer to undo it.
        let _by_phone =
            audit::write_setting(&change.db, session, it.setting, before, after, now_ms).await?;
    }
    change.commit().await?;
    for it in done.changed {
        if it.setting == "callerId" {
            asked.state.live.tell(session.user, LiveEvent::CallerNumber);
        }
        let setting = it.setting.to_owned();
        asked
            .state
            .live
            .tell(session.user, LiveEvent::Setting { setting });
    }
    Ok(plan)
}
