//! The groups that the user is in.

use axum::extract::State;
use belroute_shared::{
    company::call_groups::CallGroupKind,
    error::{Code, ErrorBody},
    settings::call_groups::{CallGroup, GroupMember, MemberType},
};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::store;
use crate::{
    colleagues::{self, Colleague},
    error::{ApiError, ApiResult},
    json::Json,
    session::{AtPanel, Session},
    state::AppState,
};

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(show_park))
        .routes(routes!(show_pickup))
}

/// The people who park calls for one another, the user among them.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/callPark",
    tag = "callSettings",
    responses((status = 200, body = CallGroup), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn show_park(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<CallGroup>> {
    shown(&state, session, CallGroupKind::CallPark).await
}

/// The people who take one another's calls, the user among them.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/callPickupGroup",
    tag = "callSettings",
    responses((status = 200, body = CallGroup), (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody)))]
async fn show_pickup(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<CallGroup>> {
    shown(&state, session, CallGroupKind::CallPickup).await
}

/// A group is something that an administrator gives: who is in none has not got it.
async fn shown(
    state: &AppState,
    session: Session,
    kind: CallGroupKind,
) -> ApiResult<Json<CallGroup>> {
    let (db, organisation) = (&state.db.read, session.organisation);
    let group = store::find_of_member(db, session.user, organisation, kind)
        .await?
        .ok_or(ApiError::NotGranted(Code::FeatureNotGranted))?;
    let mut members = store::list_members(db, organisation, [group.id]).await?;
    let members = members.remove(&group.id).unwrap_or_default();
    let people = colleagues::list(db, organisation, members.iter().map(|id| id.0)).await?;
    let members = members.iter();
    let members = members.filter_map(|id| people.get(&id.0).map(member));
    Ok(Json(CallGroup {
        group_name: Some(group.name),
        member_list: members.collect(),
    }))
}

fn member(colleague: &Colleague) -> GroupMember {
    GroupMember {
        id: colleague.id(),
        kind: MemberType::People,
        first_name: colleague.user.first_name.clone(),
        last_name: colleague.user.last_name.clone(),
        display_name: colleague.name(),
        department_name: None,
        direct_number: colleague.direct_number.clone(),
        extension: colleague.extension(),
        email: Some(colleague.user.email.clone()),
    }
}
