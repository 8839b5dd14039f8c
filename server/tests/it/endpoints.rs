//! One table of everything that the panel answers: who is refused, and that nothing is missing.

use std::collections::BTreeSet;

use axum::http::Method;
use belroute_shared::error::Code;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::{Ask, Client, World};

/// Every endpoint, in the order of its address.
pub(crate) const ENDPOINTS: [(&str, &str); 325] = [
    ("GET", "/v1/account"),
    ("PUT", "/v1/account"),
    ("DELETE", "/v1/account/browsers/{id}"),
    ("GET", "/v1/account/devices"),
    ("POST", "/v1/account/devices"),
    ("POST", "/v1/account/devices/pairings"),
    ("GET", "/v1/account/devices/pairings/{id}"),
    ("DELETE", "/v1/account/devices/{id}"),
    ("POST", "/v1/account/devices/{id}/credentials"),
    ("GET", "/v1/account/password"),
    ("PUT", "/v1/account/password"),
    ("POST", "/v1/account/recoveryCodes"),
    ("GET", "/v1/account/secondFactors"),
    ("POST", "/v1/account/secondFactors/passkey"),
    ("POST", "/v1/account/secondFactors/passkey/confirm"),
    ("POST", "/v1/account/secondFactors/totp"),
    ("POST", "/v1/account/secondFactors/totp/confirm"),
    ("DELETE", "/v1/account/secondFactors/{id}"),
    ("PUT", "/v1/account/secondFactors/{id}/primary"),
    ("DELETE", "/v1/account/sessions"),
    ("GET", "/v1/account/sessions"),
    ("DELETE", "/v1/account/sessions/{id}"),
    ("GET", "/v1/calls"),
    ("GET", "/v1/calls/export"),
    ("GET", "/v1/calls/lines"),
    ("POST", "/v1/calls/seen"),
    ("DELETE", "/v1/calls/{id}"),
    ("GET", "/v1/calls/{id}"),
    ("POST", "/v1/calls/{id}/restore"),
    ("PUT", "/v1/calls/{id}/seen"),
    ("GET", "/v1/changes"),
    ("POST", "/v1/changes/undo"),
    ("GET", "/v1/changes/{id}/undo"),
    ("POST", "/v1/changes/{id}/undo"),
    ("GET", "/v1/company/auditLog"),
    ("GET", "/v1/company/blockedNumbers"),
    ("POST", "/v1/company/blockedNumbers"),
    ("DELETE", "/v1/company/blockedNumbers/{id}"),
    ("GET", "/v1/company/callGroups"),
    ("POST", "/v1/company/callGroups"),
    ("DELETE", "/v1/company/callGroups/{id}"),
    ("GET", "/v1/company/callGroups/{id}"),
    ("PUT", "/v1/company/callGroups/{id}"),
    ("GET", "/v1/company/callRecording"),
    ("GET", "/v1/company/contacts"),
    ("POST", "/v1/company/contacts"),
    ("GET", "/v1/company/contacts/export"),
    ("POST", "/v1/company/contacts/import"),
    ("POST", "/v1/company/contacts/import/preview"),
    ("DELETE", "/v1/company/contacts/{id}"),
    ("GET", "/v1/company/contacts/{id}"),
    ("PUT", "/v1/company/contacts/{id}"),
    ("PUT", "/v1/company/defaultNumber"),
    ("GET", "/v1/company/dialPlans"),
    ("POST", "/v1/company/dialPlans"),
    ("DELETE", "/v1/company/dialPlans/{id}"),
    ("GET", "/v1/company/dialPlans/{id}"),
    ("PUT", "/v1/company/dialPlans/{id}"),
    ("GET", "/v1/company/featureAccess"),
    ("PUT", "/v1/company/featureAccess"),
    ("GET", "/v1/company/featureAccess/users"),
    ("GET", "/v1/company/featureAccessCodes"),
    ("PUT", "/v1/company/featureAccessCodes/{name}"),
    ("GET", "/v1/company/hotelingHosts"),
    ("DELETE", "/v1/company/identityProvider"),
    ("GET", "/v1/company/identityProvider"),
    ("PUT", "/v1/company/identityProvider"),
    ("POST", "/v1/company/identityProvider/test"),
    ("GET", "/v1/company/mailboxes"),
    ("GET", "/v1/company/numbers"),
    ("POST", "/v1/company/numbers"),
    ("DELETE", "/v1/company/numbers/{number}"),
    ("GET", "/v1/company/numbers/{number}"),
    ("PUT", "/v1/company/numbers/{number}"),
    ("GET", "/v1/company/schedules"),
    ("POST", "/v1/company/schedules"),
    ("POST", "/v1/company/schedules/import"),
    ("POST", "/v1/company/schedules/import/preview"),
    ("DELETE", "/v1/company/schedules/{id}"),
    ("GET", "/v1/company/schedules/{id}"),
    ("PUT", "/v1/company/schedules/{id}"),
    ("GET", "/v1/company/schedules/{id}/uses"),
    ("GET", "/v1/company/signInRules"),
    ("PUT", "/v1/company/signInRules"),
    ("GET", "/v1/company/users"),
    ("POST", "/v1/company/users"),
    ("GET", "/v1/company/users/{id}"),
    ("PUT", "/v1/company/users/{id}"),
    ("GET", "/v1/company/users/{id}/callRecording"),
    ("PUT", "/v1/company/users/{id}/callRecording"),
    ("POST", "/v1/company/users/{id}/disable"),
    ("POST", "/v1/company/users/{id}/enable"),
    ("GET", "/v1/company/users/{id}/featureAccess"),
    ("PUT", "/v1/company/users/{id}/featureAccess"),
    ("GET", "/v1/company/users/{id}/hotelingHost"),
    ("PUT", "/v1/company/users/{id}/hotelingHost"),
    ("DELETE", "/v1/company/users/{id}/hotelingHost/guest"),
    ("POST", "/v1/company/users/{id}/invitation"),
    ("GET", "/v1/company/users/{id}/mailbox"),
    ("PUT", "/v1/company/users/{id}/mailbox"),
    ("POST", "/v1/company/users/{id}/panel"),
    ("POST", "/v1/company/users/{id}/resetSecondFactor"),
    ("POST", "/v1/company/users/{id}/temporaryPassword"),
    ("GET", "/v1/contacts"),
    ("POST", "/v1/contacts"),
    ("GET", "/v1/contacts/export"),
    ("POST", "/v1/contacts/import"),
    ("POST", "/v1/contacts/import/preview"),
    ("POST", "/v1/contacts/organizations/{orgId}/contacts"),
    ("POST", "/v1/contacts/organizations/{orgId}/contacts/bulk"),
    (
        "POST",
        "/v1/contacts/organizations/{orgId}/contacts/bulk/delete",
    ),
    ("GET", "/v1/contacts/organizations/{orgId}/contacts/search"),
    (
        "DELETE",
        "/v1/contacts/organizations/{orgId}/contacts/{contactId}",
    ),
    (
        "GET",
        "/v1/contacts/organizations/{orgId}/contacts/{contactId}",
    ),
    (
        "PATCH",
        "/v1/contacts/organizations/{orgId}/contacts/{contactId}",
    ),
    ("DELETE", "/v1/contacts/{id}"),
    ("GET", "/v1/contacts/{id}"),
    ("PUT", "/v1/contacts/{id}"),
    ("GET", "/v1/emailAddresses"),
    ("POST", "/v1/emailAddresses"),
    ("DELETE", "/v1/emailAddresses/{id}"),
    ("POST", "/v1/emailAddresses/{id}/confirmation"),
    ("PUT", "/v1/emailAddresses/{id}/primary"),
    ("GET", "/v1/emailConfirmations/{token}"),
    ("POST", "/v1/emailConfirmations/{token}"),
    ("GET", "/v1/events"),
    ("GET", "/v1/extraNumbers"),
    ("PUT", "/v1/extraNumbers"),
    ("GET", "/v1/favourites"),
    ("PUT", "/v1/favourites"),
    ("DELETE", "/v1/favourites/{id}"),
    ("PUT", "/v1/favourites/{id}"),
    ("GET", "/v1/features"),
    ("GET", "/v1/invitations/{token}"),
    ("POST", "/v1/invitations/{token}"),
    ("GET", "/v1/invitations/{token}/administrators"),
    ("GET", "/v1/mailboxes"),
    ("GET", "/v1/numbers"),
    ("POST", "/v1/pairings/{code}"),
    ("POST", "/v1/passwordResets"),
    ("GET", "/v1/passwordResets/{token}"),
    ("POST", "/v1/passwordResets/{token}"),
    ("GET", "/v1/people/{id}"),
    ("PUT", "/v1/people/{id}"),
    ("GET", "/v1/people/{id}/features/callerId"),
    ("PUT", "/v1/people/{id}/features/callerId"),
    (
        "POST",
        "/v1/people/{id}/features/voicemail/actions/resetPin/invoke",
    ),
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
    ("DELETE", "/v1/session"),
    ("GET", "/v1/session"),
    ("POST", "/v1/session"),
    ("POST", "/v1/session/activity"),
    ("POST", "/v1/session/confirm"),
    ("DELETE", "/v1/session/panel"),
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
    ("GET", "/v1/speedDials"),
    ("PUT", "/v1/speedDials"),
    ("GET", "/v1/switchedOn"),
    ("POST", "/v1/telephony/calls/dial"),
    ("POST", "/v1/telephony/calls/hangup"),
    ("GET", "/v1/telephony/calls/history"),
    ("POST", "/v1/telephony/calls/members/me/dial"),
    ("POST", "/v1/telephony/calls/members/me/hangup"),
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
    ("PUT", "/v1/telephony/config/people/me/voicemail/pin"),
    ("GET", "/v1/telephony/config/people/me/voicemail/rules"),
    ("PUT", "/v1/telephony/config/people/{id}/voicemail/passcode"),
    ("GET", "/v1/telephony/config/voicemail/rules"),
    ("PUT", "/v1/telephony/config/voicemail/rules"),
    ("GET", "/v1/telephony/config/voicemail/settings"),
    ("PUT", "/v1/telephony/config/voicemail/settings"),
    ("GET", "/v1/telephony/voiceMessages"),
    ("POST", "/v1/telephony/voiceMessages/markAsRead"),
    ("POST", "/v1/telephony/voiceMessages/markAsUnread"),
    ("POST", "/v1/telephony/voiceMessages/members/me/markAsRead"),
    (
        "POST",
        "/v1/telephony/voiceMessages/members/me/markAsUnread",
    ),
    ("GET", "/v1/telephony/voiceMessages/members/me/memberships"),
    ("GET", "/v1/telephony/voiceMessages/members/me/summary"),
    (
        "GET",
        "/v1/telephony/voiceMessages/members/me/voiceMessages",
    ),
    (
        "DELETE",
        "/v1/telephony/voiceMessages/members/me/voiceMessages/{id}",
    ),
    ("GET", "/v1/telephony/voiceMessages/summary"),
    ("DELETE", "/v1/telephony/voiceMessages/{id}"),
    ("GET", "/v1/voiceMessages"),
    ("GET", "/v1/voiceMessages/{id}"),
    ("GET", "/v1/voiceMessages/{id}/audio"),
    ("POST", "/v1/voiceMessages/{id}/forward"),
    ("DELETE", "/v1/voiceMessages/{id}/kept"),
    ("PUT", "/v1/voiceMessages/{id}/kept"),
    ("POST", "/v1/voiceMessages/{id}/restore"),
    ("DELETE", "/v1/voicemailGreetings/{kind}"),
    ("GET", "/v1/voicemailGreetings/{kind}"),
];

/// Those that answer also who has not signed in.
const PUBLIC: [(&str, &str); 16] = [
    ("DELETE", "/v1/session"),
    ("GET", "/v1/emailConfirmations/{token}"),
    ("GET", "/v1/invitations/{token}"),
    ("GET", "/v1/invitations/{token}/administrators"),
    ("GET", "/v1/passwordResets/{token}"),
    ("GET", "/v1/session"),
    ("GET", "/v1/session/singleSignOn/callback"),
    ("POST", "/v1/emailConfirmations/{token}"),
    ("POST", "/v1/invitations/{token}"),
    ("POST", "/v1/pairings/{code}"),
    ("POST", "/v1/passwordResets"),
    ("POST", "/v1/passwordResets/{token}"),
    ("POST", "/v1/session"),
    ("POST", "/v1/session/singleSignOn"),
    ("POST", "/v1/session/passkey"),
    ("POST", "/v1/session/passkey/confirm"),
];

on_both! {
    every_endpoint_refuses_the_signed_out,
}

#[test]
fn no_endpoint_is_missing_from_the_table_and_none_too_many() {
    let description = serde_json::to_value(belroute_server::openapi()).unwrap();
    let described: BTreeSet<(String, String)> = description["paths"]
        .as_object()
        .unwrap()
        .iter()
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().keys();
            methods.map(|method| (path.clone(), method.to_uppercase()))
        })
        .collect();
    let table: BTreeSet<(String, String)> = ENDPOINTS
        .iter()
        .map(|(method, path)| ((*path).to_owned(), (*method).to_owned()))
        .collect();
    assert_eq!(described, table);
    assert!(PUBLIC.iter().all(|public| ENDPOINTS.contains(public)));
}

#[test]
fn the_description_in_the_repository_is_that_of_the_program() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi.json");
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    let made = belroute_server::openapi().to_pretty_json().unwrap();
    assert!(
        committed.trim_end() == made.trim_end(),
        "openapi.json is out of date; \
         write it with `cargo run -p belroute-server -- openapi > openapi.json`",
    );
}

async fn every_endpoint_refuses_the_signed_out(world: &World) {
    let strangers = [
        world.visitor(),
        world.visitor().with_cookie("session=made-up".to_owned()),
        world.visitor().with_token("made-up"),
    ];
    for stranger in &strangers {
        for endpoint in ENDPOINTS.iter().filter(|known| !PUBLIC.contains(known)) {
            refuses(stranger, endpoint).await;
        }
    }
}

/// A request to an endpoint: about something that is not there, and with a body that says nothing.
pub(crate) fn ask(client: &Client, (method, path): &(&str, &str)) -> Ask {
    let path = path
        .replace("{id}", &Uuid::nil().to_string())
        .replace("{orgId}", &Uuid::nil().to_string())
        .replace("{contactId}", &Uuid::nil().to_string())
        .replace("{eventId}", &Uuid::nil().to_string())
        .replace("{kind}", "busy")
        .replace("{type}", "businessHours")
        .replace("{name}", "Nothing")
        .replace("{number}", "%2B442079460041");
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let request = client.request(method.clone(), &path);
    if method == Method::GET {
        request
    } else {
        request.json(&json!({}))
    }
}

async fn refuses(stranger: &Client, endpoint: &(&str, &str)) {
    let answer = ask(stranger, endpoint).send().await;
    let (method, path) = endpoint;
    assert_eq!(answer.status, 401, "{method} {path}: {answer:?}");
    answer.refused(401, Code::SignedOut);
}

/// A client that follows the description finds a body described for every refusal.
#[test]
fn every_described_refusal_has_the_one_error_body() {
    let description = serde_json::to_value(belroute_server::openapi()).unwrap();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            for (status, response) in operation["responses"].as_object().unwrap() {
                if status.starts_with('4') || status.starts_with('5') {
                    let schema = &response["content"]["application/json"]["schema"]["$ref"];
                    let expected = Value::from("#/components/schemas/ErrorBody");
                    assert_eq!(*schema, expected, "{method} {path} {status}");
                }
            }
        }
    }
}
