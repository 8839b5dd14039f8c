//! What administrators gave a user and he reads: his groups, and whether he is recorded.

use belroute_shared::{
    error::Code,
    features::{Given, MyFeatures},
    settings::{call_groups::CallGroup, call_recording::CallRecording},
};
use serde_json::json;

use crate::{
    company_call_groups::{id, make, new},
    company_call_recording::recording,
    world::{Client, World, seed::BOB},
};

const SETTINGS: &str = "/v1/telephony/config/people/me/settings";

on_both! {
    a_member_reads_his_group_and_nobody_else_does,
    who_is_recorded_reads_how,
}

/// What the page is told of before it asks.
async fn given(client: &Client) -> Given {
    client.get("/v1/features").await.json::<MyFeatures>().given
}

async fn a_member_reads_his_group_and_nobody_else_does(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let (park, pickup) = (
        format!("{SETTINGS}/callPark"),
        format!("{SETTINGS}/callPickupGroup"),
    );
    for path in [&park, &pickup] {
        alice.get(path).await.refused(403, Code::FeatureNotGranted);
    }
    let members = [id(world, "bob"), id(world, "alice")];
    let group = make(&dana, &new("callPickup", "Reception", &members)).await;
    alice.get(&park).await.refused(403, Code::FeatureNotGranted);
    let only_pickup = Given {
        call_pickup_group: true,
        ..Given::default()
    };
    assert_eq!(given(&alice).await, only_pickup);
    assert_eq!(given(&dana).await, Given::default());
    let shown: CallGroup = alice.get(&pickup).await.json();
    assert_eq!(shown.group_name.as_deref(), Some("Reception"));
    let bob = &shown.member_list[0];
    assert_eq!(
        (bob.id, bob.display_name.as_str()),
        (members[0], "Bob de Vries")
    );
    assert_eq!(bob.direct_number.as_ref().unwrap().as_str(), BOB);
    assert_eq!(bob.email.as_deref(), Some("bob@alpha.test"));
    dana.get(&pickup)
        .await
        .refused(403, Code::FeatureNotGranted);
    let eve = world.sign_in("eve").await;
    eve.get(&pickup).await.refused(403, Code::FeatureNotGranted);
    let without = json!({ "memberIds": [members[0]] });
    dana.put(&group, &without).await.done();
    assert_eq!(given(&alice).await, Given::default());
    alice
        .get(&pickup)
        .await
        .refused(403, Code::FeatureNotGranted);
}

async fn who_is_recorded_reads_how(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let path = format!("{SETTINGS}/callRecording");
    alice.get(&path).await.refused(403, Code::FeatureNotGranted);
    let on = json!({ "enabled": true, "recordingMode": "On Demand" });
    dana.put(&recording(world, "alice"), &on).await.done();
    let shown: CallRecording = alice.get(&path).await.json();
    assert!(shown.enabled);
    let recorded = Given {
        call_recording: true,
        ..Given::default()
    };
    assert_eq!(given(&alice).await, recorded);
    let off = json!({ "enabled": false });
    dana.put(&recording(world, "alice"), &off).await.done();
    alice.get(&path).await.refused(403, Code::FeatureNotGranted);
}
