//! How something stands.

use belroute_shared::{
    settings::{
        Setting, anonymous_call_reject::AnonymousCallReject, call_forwarding::CallForwarding,
        call_waiting::CallWaiting, feature_codes::CodeFeature, selective::SelectiveReject,
    },
    typed_number::TypedNumber,
};

use super::{Asked, words::Said};
use crate::{
    caller_number::store as caller_number,
    error::{ApiError, ApiResult},
    settings::store,
};

/// How what a code is about stands for who has dialled it.
pub(super) async fn of(asked: &Asked<'_>, feature: CodeFeature) -> ApiResult<Said> {
    let session = asked.session();
    let (owner, organisation) = (session.user, session.organisation);
    let db = &asked.state.db.read;
    Ok(match feature {
        CodeFeature::AnonymousCallReject => {
            Said::is(setting::<AnonymousCallReject>(asked).await?.enabled)
        }
        CodeFeature::SelectiveReject => Said::is(setting::<SelectiveReject>(asked).await?.enabled),
        CodeFeature::CallWaiting => Said::is(setting::<CallWaiting>(asked).await?.enabled),
        CodeFeature::HideNumber => {
            let shown = caller_number::find(db, owner, organisation).await?;
            Said::is(shown.settings.calling_line_id_delivery_blocking_enabled)
        }
        CodeFeature::ConnectedLine => {
            let shown = caller_number::find(db, owner, organisation).await?;
            let settings = shown.settings;
            Said::is(settings.connected_line_identification_restriction_enabled)
        }
        _ => forward(&setting::<CallForwarding>(asked).await?, feature)
            .ok_or_else(|| ApiError::Internal(anyhow::anyhow!("a code without a status")))?,
    })
}

async fn setting<T: Setting>(asked: &Asked<'_>) -> ApiResult<T> {
    let owner = asked.session().user;
    let stored = store::find::<T>(&asked.state.db.read, owner).await?;
    Ok(stored.value.at(asked.state.clock.now()))
}

/// How a forward stands, and where it leads.
pub(super) fn forward(setting: &CallForwarding, feature: CodeFeature) -> Option<Said> {
    let forwards = &setting.call_forwarding;
    let (is_on, to) = match feature {
        CodeFeature::ForwardAlways => (forwards.always.enabled, &forwards.always.destination),
        CodeFeature::ForwardBusy => (forwards.busy.enabled, &forwards.busy.destination),
        CodeFeature::ForwardNoAnswer => {
            (forwards.no_answer.enabled, &forwards.no_answer.destination)
        }
        CodeFeature::ForwardNotReachable => (
            setting.business_continuity.enabled,
            &setting.business_continuity.destination,
        ),
        _ => return None,
    };
    Some(Said::to(is_on, to.as_ref().map(TypedNumber::to_string)))
}
