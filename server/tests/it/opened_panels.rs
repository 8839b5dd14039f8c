//! A user's panel, opened by an administrator.

use axum::http::Method;
use belroute_server::entity::audit;
use belroute_shared::{
    company::users::OpenPanel,
    error::{Code, ErrorBody},
    live::LiveEvent,
    session::SessionState,
};
use sea_orm::{
    ActiveModelTrait as _, EntityTrait as _, IntoActiveModel as _, QueryOrder as _, Set,
};
use serde_json::{Value, json};

use crate::{
    endpoints::{self, ENDPOINTS},
    world::{Answer, Client, World, seed},
};

const SELECTED: &str = "/v1/telephony/config/people/me/settings/selectedCallerId";

/// What an administrator may see and do at somebody's panel. Everything that is neither here nor in
/// [`DOOR`] is the user's alone.
const OPEN: [(&str, &str); 155] = [
    ("GET", "/v1/account"),
    ("PUT", "/v1/account"),
    ("GET", "/v1/account/devices"),
    ("GET", "/v1/calls"),
    ("GET", "/v1/calls/lines"),
    ("GET", "/v1/calls/{id}"),
    ("GET", "/v1/changes"),
    ("POST", "/v1/changes/undo"),
    ("GET", "/v1/changes/{id}/undo"),
    ("POST", "/v1/changes/{id}/undo"),
    ("GET", "/v1/events"),
    ("GET", "/v1/extraNumbers"),
    ("PUT", "/v1/extraNumbers"),
    ("GET", "/v1/favourites"),
    ("GET", "/v1/features"),
    // Every page asks for them; none is told of.
    ("GET", "/v1/mailboxes"),
    ("GET", "/v1/numbers"),
    ("GET", "/v1/people/{id}"),
    ("PUT", "/v1/people/{id}"),
    ("GET", "/v1/people/{id}/features/callerId"),
    ("PUT", "/v1/people/{id}/features/callerId"),
    ("DELETE", "/v1/people/{id}/picture"),
    ("GET", "/v1/people/{id}/picture"),
    ("PUT", "/v1/people/{id}/picture"),
    ("GET", "/v1/phonebook"),
    ("GET", "/v1/route"),
    ("GET", "/v1/route/callers"),
    ("GET", "/v1/route/chain"),
    ("GET", "/v1/route/workingDay"),
    ("GET", "/v1/schedules"),
    ("GET", "/v1/schedules/holidays"),
    ("POST", "/v1/schedules/import"),
    ("POST", "/v1/schedules/import/preview"),
    ("GET", "/v1/schedules/{type}/{id}/uses"),
    ("GET", "/v1/session"),
    ("POST", "/v1/session/activity"),
    ("DELETE", "/v1/session/panel"),
    ("GET", "/v1/speedDials"),
    ("PUT", "/v1/speedDials"),
    ("GET", "/v1/switchedOn"),
    ("GET", "/v1/telephony/calls/history"),
    ("GET", "/v1/telephony/calls/members/me/history"),
    ("GET", "/v1/telephony/config/people/me"),
    (
        "GET",
        "/v1/telephony/config/people/me/locations/schedules/{type}/{id}",
    ),
    ("GET", "/v1/telephony/config/people/me/schedules"),
    ("POST", "/v1/telephony/config/people/me/schedules"),
    (
        "DELETE",
        "/v1/telephony/config/people/me/schedules/{type}/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/schedules/{type}/{id}",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/schedules/{type}/{id}",
    ),
    (
        "POST",
        "/v1/telephony/config/people/me/schedules/{type}/{id}/events",
    ),
    (
        "DELETE",
        "/v1/telephony/config/people/me/schedules/{type}/{id}/events/{eventId}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/schedules/{type}/{id}/events/{eventId}",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/schedules/{type}/{id}/events/{eventId}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/anonymousCallReject",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/anonymousCallReject",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/availableCallerIds",
    ),
    ("GET", "/v1/telephony/config/people/me/settings/bargeIn"),
    ("PUT", "/v1/telephony/config/people/me/settings/bargeIn"),
    ("GET", "/v1/telephony/config/people/me/settings/callBlock"),
    (
        "POST",
        "/v1/telephony/config/people/me/settings/callBlock/numbers",
    ),
    (
        "DELETE",
        "/v1/telephony/config/people/me/settings/callBlock/numbers/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/callBlock/numbers/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/callForwarding",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/callForwarding",
    ),
    ("GET", "/v1/telephony/config/people/me/settings/callNotify"),
    ("PUT", "/v1/telephony/config/people/me/settings/callNotify"),
    (
        "POST",
        "/v1/telephony/config/people/me/settings/callNotify/criteria",
    ),
    (
        "DELETE",
        "/v1/telephony/config/people/me/settings/callNotify/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/callNotify/criteria/{id}",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/callNotify/criteria/{id}",
    ),
    ("GET", "/v1/telephony/config/people/me/settings/callPark"),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/callPickupGroup",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/callPolicies",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/callPolicies",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/callRecording",
    ),
    ("GET", "/v1/telephony/config/people/me/settings/callWaiting"),
    ("PUT", "/v1/telephony/config/people/me/settings/callWaiting"),
    ("GET", "/v1/telephony/config/people/me/settings/callerId"),
    ("PUT", "/v1/telephony/config/people/me/settings/callerId"),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/doNotDisturb",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/doNotDisturb",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/executive/alert",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/executive/alert",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/executive/assignedAssistants",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/executive/assignedAssistants",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/executive/assistant",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/executive/assistant",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/executive/availableAssistants",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/executive/callFiltering",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/executive/callFiltering",
    ),
    (
        "POST",
        "/v1/telephony/config/people/me/settings/executive/callFiltering/criteria",
    ),
    (
        "DELETE",
        "/v1/telephony/config/people/me/settings/executive/callFiltering/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/executive/callFiltering/criteria/{id}",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/executive/callFiltering/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/executive/screening",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/executive/screening",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/featureAccessCode",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/hoteling/availableHosts",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/hoteling/guest",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/hoteling/guest",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/priorityAlert",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/priorityAlert",
    ),
    (
        "POST",
        "/v1/telephony/config/people/me/settings/priorityAlert/criteria",
    ),
    (
        "DELETE",
        "/v1/telephony/config/people/me/settings/priorityAlert/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/priorityAlert/criteria/{id}",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/priorityAlert/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/selectedCallerId",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/selectedCallerId",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/selectiveAccept",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/selectiveAccept",
    ),
    (
        "POST",
        "/v1/telephony/config/people/me/settings/selectiveAccept/criteria",
    ),
    (
        "DELETE",
        "/v1/telephony/config/people/me/settings/selectiveAccept/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/selectiveAccept/criteria/{id}",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/selectiveAccept/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/selectiveForward",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/selectiveForward",
    ),
    (
        "POST",
        "/v1/telephony/config/people/me/settings/selectiveForward/criteria",
    ),
    (
        "DELETE",
        "/v1/telephony/config/people/me/settings/selectiveForward/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/selectiveForward/criteria/{id}",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/selectiveForward/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/selectiveReject",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/selectiveReject",
    ),
    (
        "POST",
        "/v1/telephony/config/people/me/settings/selectiveReject/criteria",
    ),
    (
        "DELETE",
        "/v1/telephony/config/people/me/settings/selectiveReject/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/selectiveReject/criteria/{id}",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/selectiveReject/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/sequentialRing",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/sequentialRing",
    ),
    (
        "POST",
        "/v1/telephony/config/people/me/settings/sequentialRing/criteria",
    ),
    (
        "DELETE",
        "/v1/telephony/config/people/me/settings/sequentialRing/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/sequentialRing/criteria/{id}",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/sequentialRing/criteria/{id}",
    ),
    ("GET", "/v1/telephony/config/people/me/settings/services"),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/simultaneousRing",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/simultaneousRing",
    ),
    (
        "POST",
        "/v1/telephony/config/people/me/settings/simultaneousRing/criteria",
    ),
    (
        "DELETE",
        "/v1/telephony/config/people/me/settings/simultaneousRing/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/simultaneousRing/criteria/{id}",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/simultaneousRing/criteria/{id}",
    ),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/singleNumberReach",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/singleNumberReach",
    ),
    (
        "POST",
        "/v1/telephony/config/people/me/settings/singleNumberReach/numbers",
    ),
    (
        "DELETE",
        "/v1/telephony/config/people/me/settings/singleNumberReach/numbers/{id}",
    ),
    (
        "PUT",
        "/v1/telephony/config/people/me/settings/singleNumberReach/numbers/{id}",
    ),
    ("GET", "/v1/telephony/config/people/me/settings/speedDials"),
    ("PUT", "/v1/telephony/config/people/me/settings/speedDials"),
    (
        "GET",
        "/v1/telephony/config/people/me/settings/speedDials/availableMembers",
    ),
    ("GET", "/v1/telephony/config/people/me/settings/voicemail"),
    ("PUT", "/v1/telephony/config/people/me/settings/voicemail"),
    (
        "POST",
        "/v1/telephony/config/people/me/settings/voicemail/actions/busyGreetingUpload/invoke",
    ),
    (
        "POST",
        "/v1/telephony/config/people/me/settings/voicemail/actions/noAnswerGreetingUpload/invoke",
    ),
    ("GET", "/v1/telephony/config/people/me/voicemail/pin"),
    ("GET", "/v1/telephony/config/people/me/voicemail/rules"),
    ("DELETE", "/v1/voicemailGreetings/{kind}"),
    ("GET", "/v1/voicemailGreetings/{kind}"),
];

/// What leads into the panel knows of no session, and so of no panel that is open in one.
const DOOR: [(&str, &str); 23] = [
    ("GET", "/v1/emailConfirmations/{token}"),
    ("POST", "/v1/emailConfirmations/{token}"),
    ("GET", "/v1/invitations/{token}"),
    ("POST", "/v1/invitations/{token}"),
    ("GET", "/v1/invitations/{token}/administrators"),
    ("POST", "/v1/pairings/{code}"),
    ("POST", "/v1/passwordResets"),
    ("GET", "/v1/passwordResets/{token}"),
    ("POST", "/v1/passwordResets/{token}"),
    ("POST", "/v1/session"),
    ("POST", "/v1/session/passkey"),
    ("POST", "/v1/session/passkey/confirm"),
    ("POST", "/v1/session/password"),
    ("POST", "/v1/session/recoveryCodes"),
    ("POST", "/v1/session/recoveryCodes/stored"),
    ("POST", "/v1/session/resume"),
    ("POST", "/v1/session/secondFactor"),
    ("POST", "/v1/session/secondFactor/passkey"),
    ("POST", "/v1/session/secondFactor/passkey/confirm"),
    ("POST", "/v1/session/singleSignOn"),
    ("GET", "/v1/session/singleSignOn/callback"),
    ("POST", "/v1/session/totp"),
    ("POST", "/v1/session/totp/confirm"),
];

on_both! {
    an_administrator_changes_a_setting_and_both_names_are_written_down,
    what_is_the_users_alone_stays_shut,
    the_administrators_own_tabs_stay_his_own,
    a_panel_closes_after_half_an_hour_and_when_it_is_left,
    the_id_opens_nothing_in_another_session,
    who_is_no_administrator_any_more_has_no_panel_open,
    it_needs_a_fresh_password_and_somebody_of_the_same_organisation,
    events_come_for_the_panel_and_end_with_it,
}

async fn open(dana: &Client, id: impl std::fmt::Display) -> Answer {
    let path = format!("/v1/company/users/{id}/panel");
    dana.press(Method::POST, &path).await
}

pub(crate) async fn panel_of(world: &World, dana: &Client, name: &str) -> String {
    let answer = open(dana, world.user(name).id).await;
    assert_eq!(answer.status, 201);
    answer.json::<OpenPanel>().id.to_string()
}

pub(crate) async fn ask(dana: &Client, panel: &str, method: Method, path: &str) -> Answer {
    let ask = dana.request(method, path);
    ask.header("x-belroute-panel", panel).send().await
}

async fn put(dana: &Client, panel: &str, path: &str, body: &Value) -> Answer {
    let ask = dana.request(Method::PUT, path).json(body);
    ask.header("x-belroute-panel", panel).send().await
}

async fn an_administrator_changes_a_setting_and_both_names_are_written_down(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let panel = panel_of(world, &dana, "alice").await;
    let state: SessionState = ask(&dana, &panel, Method::GET, "/v1/session").await.json();
    let SessionState::SignedIn(me) = state else {
        panic!("{state:?}");
    };
    assert_eq!(me.first_name, "Alice");
    let opened = me.opened_panel.unwrap();
    assert_eq!(opened.by, "Dana");
    assert_eq!(opened.ends_at.as_second(), World::NOON.as_second() + 1800);
    let selected = json!({ "type": "ADDITIONAL_CLID", "directNumber": seed::COMPANY });
    put(&dana, &panel, SELECTED, &selected).await.done();
    let shown: Value = alice.get(SELECTED).await.json();
    assert_eq!(shown["selected"]["directNumber"], seed::COMPANY);
    let lines = audit::Entity::find().order_by_asc(audit::Column::Id);
    let lines = lines.all(&world.db().read).await.unwrap();
    let told: Vec<_> = lines
        .iter()
        .filter(|line| line.user_id == Some(world.user("alice").id))
        .filter(|line| line.actor_id == Some(world.user("dana").id))
        .map(|line| (line.action.as_str(), line.object.as_str()))
        .collect();
    assert_eq!(
        told,
        [("panelOpened", ""), ("settingChanged", "selectedCallerId")]
    );
    let changed = lines.last().unwrap();
    assert!(changed.before.as_ref().unwrap().contains(seed::ALICE));
    assert!(changed.after.as_ref().unwrap().contains(seed::COMPANY));
}

async fn what_is_the_users_alone_stays_shut(world: &World) {
    let dana = world.sign_in("dana").await;
    for endpoint in &ENDPOINTS {
        // Leaving is among them.
        let panel = panel_of(world, &dana, "alice").await;
        let ask = endpoints::ask(&dana, endpoint).header("x-belroute-panel", &panel);
        if *endpoint == ("GET", "/v1/events") {
            ask.listen().await;
            continue;
        }
        let answer = ask.send().await;
        if OPEN.contains(endpoint) {
            // What the user was not given is not there for who has opened his panel either.
            let is_not_given = answer.status == 403
                && serde_json::from_slice::<ErrorBody>(&answer.body)
                    .is_ok_and(|body| body.code() == Code::FeatureNotGranted);
            let is_shut = [401, 403].contains(&answer.status.as_u16());
            assert!(is_not_given || !is_shut, "{endpoint:?}: {answer:?}");
        } else if !DOOR.contains(endpoint) {
            assert_eq!(answer.status, 403, "{endpoint:?}: {answer:?}");
            answer.refused(403, Code::OpenedPanel);
        }
    }
    for endpoint in OPEN.iter().chain(&DOOR) {
        assert!(ENDPOINTS.contains(endpoint), "{endpoint:?}");
    }
}

async fn the_administrators_own_tabs_stay_his_own(world: &World) {
    let dana = world.sign_in("dana").await;
    panel_of(world, &dana, "alice").await;
    let me: Value = dana.get("/v1/session").await.json();
    assert_eq!(me["firstName"], "Dana");
    assert_eq!(me.get("openedPanel"), None);
    // What is no panel does not make a tab the administrator's own.
    for nonsense in ["x", "", "01a20284-58f4-71dc-8947-fc217813f24d"] {
        let answer = ask(&dana, nonsense, Method::GET, "/v1/calls").await;
        answer.refused(401, Code::SignedOut);
    }
}

async fn a_panel_closes_after_half_an_hour_and_when_it_is_left(world: &World) {
    let dana = world.sign_in("dana").await;
    let panel = panel_of(world, &dana, "alice").await;
    ask(&dana, &panel, Method::DELETE, "/v1/session/panel")
        .await
        .done();
    let answer = ask(&dana, &panel, Method::GET, "/v1/calls").await;
    answer.refused(401, Code::SignedOut);
    dana.get("/v1/calls").await;
    dana.delete("/v1/session/panel")
        .await
        .refused(404, Code::NotFound);
    let panel = panel_of(world, &dana, "alice").await;
    world.set_clock(1799);
    assert_eq!(
        ask(&dana, &panel, Method::GET, "/v1/calls").await.status,
        200
    );
    world.set_clock(1800);
    let answer = ask(&dana, &panel, Method::GET, "/v1/calls").await;
    answer.refused(401, Code::SignedOut);
    assert_eq!(dana.get("/v1/calls").await.status, 200);
}

async fn the_id_opens_nothing_in_another_session(world: &World) {
    let dana = world.sign_in("dana").await;
    let panel = panel_of(world, &dana, "alice").await;
    for name in ["bob", "dana", "eve"] {
        let other = world.sign_in(name).await;
        let answer = ask(&other, &panel, Method::GET, "/v1/calls").await;
        answer.refused(401, Code::SignedOut);
    }
    let script = world.script("dana").await;
    let answer = ask(&script, &panel, Method::GET, "/v1/calls").await;
    answer.refused(401, Code::SignedOut);
    dana.delete("/v1/session").await.done();
    let answer = ask(&dana, &panel, Method::GET, "/v1/calls").await;
    answer.refused(401, Code::SignedOut);
}

async fn who_is_no_administrator_any_more_has_no_panel_open(world: &World) {
    let dana = world.sign_in("dana").await;
    let panel = panel_of(world, &dana, "alice").await;
    world
        .write(async |db| {
            let mut row = world.user("dana").clone().into_active_model();
            row.role = Set("user".to_owned());
            row.update(db).await.unwrap();
        })
        .await;
    let answer = ask(&dana, &panel, Method::GET, "/v1/calls").await;
    answer.refused(401, Code::SignedOut);
}

async fn it_needs_a_fresh_password_and_somebody_of_the_same_organisation(world: &World) {
    let dana = world.sign_in("dana").await;
    open(&dana, world.user("eve").id)
        .await
        .refused(404, Code::NotFound);
    open(&dana, world.user("dana").id)
        .await
        .refused(409, Code::Conflict);
    let alice = world.user("alice").id;
    let disable = format!("/v1/company/users/{alice}/disable");
    dana.press(Method::POST, &disable).await.done();
    open(&dana, alice).await.refused(409, Code::Conflict);
    open(&world.script("dana").await, world.user("bob").id)
        .await
        .refused(403, Code::FeatureNotGranted);
    world.set_clock(901);
    open(&dana, world.user("bob").id)
        .await
        .refused(403, Code::ConfirmPassword);
}

async fn events_come_for_the_panel_and_end_with_it(world: &World) {
    let dana = world.sign_in("dana").await;
    let panel = panel_of(world, &dana, "alice").await;
    let path = format!("/v1/events?panel={panel}");
    let mut events = dana.request(Method::GET, &path).listen().await;
    let hidden = json!({ "callingLineIdDeliveryBlockingEnabled": true });
    let settings = "/v1/telephony/config/people/me/settings/callerId";
    put(&dana, &panel, settings, &hidden).await.done();
    events
        .until(|event| matches!(event, LiveEvent::CallerNumber))
        .await;
    ask(&dana, &panel, Method::DELETE, "/v1/session/panel")
        .await
        .done();
    events
        .until(|event| matches!(event, LiveEvent::SignedOut))
        .await;
}
