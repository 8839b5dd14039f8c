//! What the user has been given, by the names that Webex Calling has for its services.

use axum::extract::State;
use belroute_shared::{
    error::ErrorBody,
    features::{Feature, MyFeatures},
};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{error::ApiResult, features, json::Json, session::AtPanel, state::AppState};

/// Services that nobody can be without.
const ALWAYS: [&str; 5] = [
    "Basic Call Logs",
    "Call Block",
    "Do Not Disturb",
    "External Calling Line ID Delivery",
    "Internal Calling Line ID Delivery",
];

pub(crate) fn router() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(show))
}

#[derive(Debug, Serialize, ToSchema)]
struct Services {
    services: Vec<&'static str>,
}

/// The services that the user has and sees.
#[utoipa::path(get, path = "/v1/telephony/config/people/me/settings/services",
    tag = "callSettings",
    responses((status = 200, body = Services), (status = 401, body = ErrorBody)))]
async fn show(
    State(state): State<AppState>,
    AtPanel(session): AtPanel,
) -> ApiResult<Json<Services>> {
    let db = &state.db.read;
    let mine = features::store::find(db, session.user, session.organisation).await?;
    let shown = Feature::ALL.iter().filter(|it| mine.shows(Some(**it)));
    let mut services: Vec<_> = shown.flat_map(|it| names(*it, &mine)).collect();
    services.extend(ALWAYS);
    services.sort_unstable();
    Ok(Json(Services { services }))
}

fn names(feature: Feature, mine: &MyFeatures) -> Vec<&'static str> {
    let name = match feature {
        Feature::AnonymousCallRejection => "Anonymous Call Rejection",
        Feature::BargeIn => "Barge-in Exempt",
        Feature::BlockCallerId => "Calling Line ID Delivery Blocking",
        Feature::CallForwarding => {
            return vec![
                "Call Forwarding Always",
                "Call Forwarding Busy",
                "Call Forwarding No Answer",
                "Call Forwarding Not Reachable",
            ];
        }
        Feature::CallNotify => "Call Notify",
        Feature::CallWaiting => "Call Waiting",
        Feature::ConnectedLineIdentity => "Connected Line Identification Restriction",
        Feature::Executive if mine.is_assistant => "Executive-Assistant",
        Feature::Executive => "Executive",
        Feature::Hoteling => "Hoteling Guest",
        Feature::PriorityAlert => "Priority Alert",
        Feature::SelectivelyAcceptCalls => "Selective Call Acceptance",
        Feature::SelectivelyForwardCalls => "Call Forwarding Selective",
        Feature::SelectivelyRejectCalls => "Selective Call Rejection",
        Feature::SequentialRing => "Sequential Ring",
        Feature::SimultaneousRing => "Simultaneous Ring Personal",
        Feature::SingleNumberReach => "BroadWorks Anywhere",
        Feature::SpeedDial => "Speed Dial 100",
        Feature::Voicemail => "Voice Messaging User",
        // Parts of the mailbox are no services of their own.
        _ => return Vec::new(),
    };
    vec![name]
}
