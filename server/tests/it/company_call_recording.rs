//! Whether users' calls are recorded, as administrators decide it.

use belroute_server::entity::audit;
use belroute_shared::{
    company::call_recording::RecordedUsers,
    error::Code,
    live::LiveEvent,
    settings::call_recording::{CallRecording, RecordingMode},
};
use sea_orm::{EntityTrait as _, QueryOrder as _};
use serde_json::json;

use crate::{company_users::path, world::World};

on_both! {
    only_administrators_decide_about_recording,
    what_is_decided_merges_and_is_written_down,
    what_is_wrong_is_named_beside_its_field,
    whose_calls_are_recorded_is_listed,
}

const RECORDED: &str = "/v1/company/callRecording";

pub(crate) fn recording(world: &World, name: &str) -> String {
    format!("{}/callRecording", path(world, name))
}

async fn only_administrators_decide_about_recording(world: &World) {
    let alice = world.sign_in("alice").await;
    let own = recording(world, "alice");
    for path in [RECORDED, own.as_str()] {
        alice.get(path).await.refused(403, Code::FeatureNotGranted);
    }
    let answer = alice.put(&own, &json!({ "enabled": false })).await;
    answer.refused(403, Code::FeatureNotGranted);
}

async fn what_is_decided_merges_and_is_written_down(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let alices = recording(world, "alice");
    let before: CallRecording = dana.get(&alices).await.json();
    assert_eq!(before, CallRecording::default());
    let mut stream = alice.listen().await;
    let on = json!({ "enabled": true, "recordingMode": "Always with Pause/Resume" });
    dana.put(&alices, &on).await.done();
    stream.until(|event| *event == LiveEvent::Access).await;
    let announced = json!({ "announcementEnabled": true });
    dana.put(&alices, &announced).await.done();
    let after: CallRecording = dana.get(&alices).await.json();
    assert!(after.enabled && after.announcement_enabled);
    assert_eq!(after.recording_mode, RecordingMode::AlwaysWithPauseResume);
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    let line = line.one(&world.db().read).await.unwrap().unwrap();
    assert_eq!(line.action, "recordingChanged");
    assert_eq!(line.user_id, Some(world.user("alice").id));
}

async fn what_is_wrong_is_named_beside_its_field(world: &World) {
    let dana = world.sign_in("dana").await;
    let alices = recording(world, "alice");
    for (duration, code) in [(json!(9), Code::TooLow), (json!(1801), Code::TooHigh)] {
        let tone = json!({ "warningToneEnabled": true, "warningToneDuration": duration });
        let answer = dana.put(&alices, &tone).await;
        answer.refused_field("warningToneDuration", code);
    }
    let answer = dana
        .put(&alices, &json!({ "warningToneEnabled": true }))
        .await;
    answer.refused_field("warningToneDuration", Code::Required);
    let link = json!({ "vendor": { "name": "x", "loginUrl": "javascript:alert(1)" } });
    let answer = dana.put(&alices, &link).await;
    answer.refused_field("vendor.loginUrl", Code::NotOffered);
}

async fn whose_calls_are_recorded_is_listed(world: &World) {
    let dana = world.sign_in("dana").await;
    let none: RecordedUsers = dana.get(RECORDED).await.json();
    assert_eq!(none, RecordedUsers::default());
    let on = json!({ "enabled": true, "recordingMode": "Always" });
    for name in ["bob", "alice"] {
        dana.put(&recording(world, name), &on).await.done();
    }
    // What was decided and is off is none, whatever its words look like.
    let off = json!({
        "enabled": false,
        "announcementEnabled": true,
        "vendor": { "name": "\"enabled\":true" },
    });
    dana.put(&recording(world, "dana"), &off).await.done();
    let all: RecordedUsers = dana.get(RECORDED).await.json();
    let names: Vec<&str> = all.users.iter().map(|it| it.user.name.as_str()).collect();
    assert_eq!(names, ["Alice Müller", "Bob de Vries"]);
    assert_eq!(all.users[0].recording.recording_mode, RecordingMode::Always);
    let answer = dana.get(&format!("{RECORDED}?max=1")).await;
    let next: RecordedUsers = dana.get(&answer.next().unwrap()).await.json();
    assert_eq!(next.users[0].user.name, "Bob de Vries");
    let found: RecordedUsers = dana.get(&format!("{RECORDED}?query=1002")).await.json();
    assert_eq!(found.users, next.users);
}
