//! Speed dials: the list with its codes and the list of Webex Calling, and dialling them.

use axum::http::Method;
use belroute_shared::{error::Code, settings::speed_dials::AvailableMembers};
use serde_json::{Value, json};

use crate::{
    changes_undo::{change_of, undone},
    world::{
        Client, World,
        calling::setting,
        from_user,
        seed::{BOB, OUTSIDE},
    },
};

const DIALS: &str = "/v1/speedDials";

on_both! {
    the_list_is_replaced_with_its_codes_and_undone,
    what_is_wrong_is_told_at_its_place,
    clients_of_webex_read_and_write_it_without_codes,
    a_number_of_a_contact_is_the_contacts,
    colleagues_are_offered_until_they_are_in_the_list,
    of_a_contact_that_is_gone_the_number_comes_back,
    a_code_calls_whom_it_stands_for,
    a_code_of_nobody_or_of_somebody_else_calls_nobody,
    a_stale_list_is_refused,
}

async fn dials(client: &Client) -> Value {
    client.get(DIALS).await.json::<Value>()["speedDials"].clone()
}

fn webex() -> String {
    setting("speedDials")
}

async fn plan(world: &World, code: &str) -> Value {
    let question = from_user("1001@alpha.test", &format!("{code}@alpha.test"));
    world.engine().plan(question).await
}

async fn the_list_is_replaced_with_its_codes_and_undone(world: &World) {
    let alice = world.sign_in("alice").await;
    assert_eq!(
        alice.get(DIALS).await.json::<Value>(),
        json!({ "speedDials": [], "availableEntriesCount": 100 })
    );
    let bob = world.user("bob").id;
    let list = json!({ "speedDials": [
        { "personId": bob, "code": "3" },
        { "phoneNumber": "06 12345678", "lineKeyLabel": " Jan ", "code": " 07 " },
        { "phoneNumber": "2000" },
    ] });
    let change = change_of(&alice.put(DIALS, &list).await);
    let expected = json!([
        { "personId": bob, "code": "3", "name": "Bob de Vries", "display": "1002" },
        { "phoneNumber": "+31612345678", "lineKeyLabel": "Jan", "code": "07",
          "display": "06 12345678" },
        { "phoneNumber": "2000", "name": "Sales", "display": "2000" },
    ]);
    assert_eq!(dials(&alice).await, expected);
    // The same again changes nothing.
    alice.put(DIALS, &list).await.done();
    alice.put(DIALS, &json!({})).await.done();
    assert_eq!(dials(&alice).await, expected);
    undone(&alice, &change).await;
    assert_eq!(dials(&alice).await, json!([]));
}

async fn what_is_wrong_is_told_at_its_place(world: &World) {
    let alice = world.sign_in("alice").await;
    let eve = world.user("eve").id;
    let me = world.user("alice").id;
    for (list, field, code) in [
        (json!([{}]), "speedDials.0.phoneNumber", Code::Required),
        (
            json!([{ "phoneNumber": "anna" }]),
            "speedDials.0.phoneNumber",
            Code::NotANumber,
        ),
        (
            json!([{ "phoneNumber": "7777" }]),
            "speedDials.0.phoneNumber",
            Code::NobodysExtension,
        ),
        (
            json!([{ "personId": eve }]),
            "speedDials.0.personId",
            Code::NotOffered,
        ),
        (
            json!([{ "personId": me }]),
            "speedDials.0.personId",
            Code::NotOffered,
        ),
        (
            json!([{ "contactId": me }]),
            "speedDials.0.contactId",
            Code::NotOffered,
        ),
        (
            json!([{ "phoneNumber": OUTSIDE, "code": "2" }, { "phoneNumber": BOB, "code": "2" }]),
            "speedDials.1.code",
            Code::Twice,
        ),
        (
            json!([{ "phoneNumber": OUTSIDE, "code": "0" }]),
            "speedDials.0.code",
            Code::NotACode,
        ),
        (
            json!([{ "phoneNumber": OUTSIDE, "lineKeyLabel": "x".repeat(81) }]),
            "speedDials.0.lineKeyLabel",
            Code::TooLong,
        ),
    ] {
        let answer = alice.put(DIALS, &json!({ "speedDials": list })).await;
        answer.refused_field(field, code);
    }
    let many: Vec<Value> = (0..101)
        .map(|index| json!({ "phoneNumber": format!("+33199000{index:03}") }))
        .collect();
    let answer = alice.put(DIALS, &json!({ "speedDials": many })).await;
    answer.refused_field("speedDials", Code::TooMany);
    let answer = alice
        .put(DIALS, &json!({ "speedDials": many[..100] }))
        .await;
    answer.done();
    let contact = json!({ "firstName": "Jan", "numbers": [{ "number": "06 12345678" }],
        "speedDial": {} });
    let answer = alice.post("/v1/contacts", &contact).await;
    answer.refused(409, Code::TooMany);
}

async fn clients_of_webex_read_and_write_it_without_codes(world: &World) {
    let alice = world.script("alice").await;
    let bob = world.user("bob").id;
    let list = json!({ "speedDials": [
        { "personId": bob, "code": "3" }, { "phoneNumber": OUTSIDE, "code": "12" },
    ] });
    alice.put(DIALS, &list).await.done();
    let shown: Value = alice.get(&webex()).await.json();
    let alpha = world.seed.alpha;
    let expected = json!({
        "speedDials": [
            { "id": bob, "type": "PEOPLE", "firstName": "Bob", "lastName": "de Vries",
              "displayName": "Bob de Vries", "phoneNumber": BOB, "extension": "1002",
              "locationName": shown["speedDials"][0]["locationName"], "locationId": alpha },
            { "firstName": "", "lastName": "",
              "displayName": shown["speedDials"][1]["displayName"], "phoneNumber": OUTSIDE },
        ],
        "availableEntriesCount": 98,
    });
    assert_eq!(shown, expected);
    // In another order, with a new one; a person's number comes along.
    let list = json!({ "speedDials": [
        { "phoneNumber": OUTSIDE, "lineKeyLabel": "Out" },
        { "phoneNumber": "+31612345678" },
        { "id": bob, "phoneNumber": BOB },
    ] });
    alice.put(&webex(), &list).await.done();
    let codes = |list: Value| -> Vec<Value> {
        let list = list.as_array().unwrap().clone();
        list.into_iter().map(|it| it["code"].clone()).collect()
    };
    assert_eq!(
        codes(dials(&alice).await),
        [json!("12"), json!(null), json!("3")]
    );
    assert_eq!(dials(&alice).await[0]["lineKeyLabel"], "Out");
    let stranger = json!({ "speedDials": [{ "id": world.user("eve").id }] });
    let answer = alice.put(&webex(), &stranger).await;
    answer.refused_field("speedDials.0.id", Code::NotOffered);
    alice
        .put(&webex(), &json!({ "speedDials": [] }))
        .await
        .done();
    assert_eq!(dials(&alice).await, json!([]));
}

async fn a_number_of_a_contact_is_the_contacts(world: &World) {
    let alice = world.sign_in("alice").await;
    let contact = json!({ "firstName": "Jan", "numbers": [{ "number": "06 12345678" }] });
    let made: Value = alice.post("/v1/contacts", &contact).await.json();
    let list = json!({ "speedDials": [{ "phoneNumber": "+31612345678" }] });
    alice.put(&webex(), &list).await.done();
    assert_eq!(dials(&alice).await[0]["contactId"], made["id"]);
    let path = format!("/v1/contacts/{}", made["id"].as_str().unwrap());
    alice
        .put(&path, &json!({ "speedDial": { "code": "9" } }))
        .await
        .done();
    alice.put(&webex(), &list).await.done();
    let shown: Value = alice.get(&path).await.json();
    assert_eq!(shown["speedDial"], json!({ "code": "9" }));
    let entries: Value = alice.get(&webex()).await.json();
    assert_eq!(entries["speedDials"][0]["firstName"], "Jan");
    // Nobody is told of contacts of somebody else.
    let bob = world.sign_in("bob").await;
    bob.put(&webex(), &list).await.done();
    assert_eq!(dials(&bob).await[0].get("contactId"), None);
    let theirs = json!({ "speedDials": [{ "contactId": made["id"] }] });
    let answer = bob.put(DIALS, &theirs).await;
    answer.refused_field("speedDials.0.contactId", Code::NotOffered);
}

async fn colleagues_are_offered_until_they_are_in_the_list(world: &World) {
    let alice = world.sign_in("alice").await;
    let members = async |query: &str| -> Vec<String> {
        let path = format!("{}/availableMembers{query}", webex());
        let mut next = Some(path);
        let mut names = Vec::new();
        while let Some(path) = next {
            let answer = alice.get(&path).await;
            let page: AvailableMembers = answer.json();
            names.extend(page.members.into_iter().map(|it| it.display_name));
            next = answer.next();
        }
        names
    };
    assert_eq!(members("?max=1").await, ["Bob de Vries", "Dana"]);
    assert_eq!(members("?name=vries").await, ["Bob de Vries"]);
    assert_eq!(members("?phoneNumber=1003").await, ["Dana"]);
    let beta = world.seed.beta;
    assert!(members(&format!("?locationId={beta}")).await.is_empty());
    let list = json!({ "speedDials": [{ "personId": world.user("bob").id }] });
    alice.put(DIALS, &list).await.done();
    assert_eq!(members("").await, ["Dana"]);
}

async fn of_a_contact_that_is_gone_the_number_comes_back(world: &World) {
    let alice = world.sign_in("alice").await;
    let contact = json!({ "firstName": "Jan", "numbers": [{ "number": "06 12345678" }],
        "speedDial": { "code": "2" } });
    let made: Value = alice.post("/v1/contacts", &contact).await.json();
    let emptied = alice.put(DIALS, &json!({ "speedDials": [] })).await;
    let path = format!("/v1/contacts/{}", made["id"].as_str().unwrap());
    let removed = change_of(&alice.delete(&path).await);
    undone(&alice, &change_of(&emptied)).await;
    let expected = json!([{ "phoneNumber": "+31612345678", "code": "2",
        "display": "06 12345678" }]);
    assert_eq!(dials(&alice).await, expected);
    // What is shown can be sent back.
    alice
        .put(DIALS, &json!({ "speedDials": dials(&alice).await }))
        .await
        .done();
    undone(&alice, &removed).await;
    assert_eq!(
        alice.get(&path).await.json::<Value>().get("speedDial"),
        None
    );
}

async fn a_code_calls_whom_it_stands_for(world: &World) {
    let alice = world.sign_in("alice").await;
    world.registers("1002@alpha.test", "Desk", 0.0).await;
    let list = json!({ "speedDials": [
        { "personId": world.user("bob").id, "code": "2" },
        { "phoneNumber": OUTSIDE, "code": "07" },
        { "phoneNumber": "1002", "code": "99" },
    ] });
    alice.put(DIALS, &list).await.done();
    for (code, dialled) in [("*742", "1002"), ("*7599", "1002"), ("*7507", OUTSIDE)] {
        let mut called = plan(world, code).await;
        let mut expected = plan(world, dialled).await;
        assert_eq!(called["action"], "ring", "{code}: {called}");
        for plan in [&mut called, &mut expected] {
            plan.as_object_mut().unwrap().remove("call");
        }
        assert_eq!(called["steps"], expected["steps"], "{code}");
        assert_eq!(called["caller_id"], expected["caller_id"], "{code}");
    }
}

async fn a_code_of_nobody_or_of_somebody_else_calls_nobody(world: &World) {
    let bare = world.restarted(|config| config.media_server = None);
    let bob = world.sign_in("bob").await;
    let list = json!({ "speedDials": [{ "phoneNumber": OUTSIDE, "code": "2" }] });
    bob.put(DIALS, &list).await.done();
    for (code, status) in [("*742", 404), ("*7507", 404), ("*752", 403), ("*7422", 403)] {
        let plan = plan(&bare, code).await;
        assert_eq!(
            (&plan["action"], &plan["code"]),
            (&json!("reject"), &json!(status)),
            "{code}"
        );
    }
    let alice = world.sign_in("alice").await;
    let list = json!({ "speedDials": [{ "phoneNumber": OUTSIDE, "code": "2" }] });
    alice.put(DIALS, &list).await.done();
    assert_eq!(plan(&bare, "*742").await["action"], "ring");
    world.hide("alice", "speedDial").await;
    assert_eq!(plan(&bare, "*742").await["code"], 403);
}

async fn a_stale_list_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    let tag = alice.get(DIALS).await.tag();
    let list = json!({ "speedDials": [{ "phoneNumber": OUTSIDE, "code": "2" }] });
    alice.put(DIALS, &list).await.done();
    for path in [DIALS.to_owned(), webex()] {
        let late = alice.request(Method::PUT, &path).header("if-match", &tag);
        let answer = late.json(&json!({ "speedDials": [] })).send().await;
        assert_eq!(answer.stale(), alice.get(&path).await.json::<Value>());
    }
}
