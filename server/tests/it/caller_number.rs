//! The number others see: what may be shown, what is chosen, and hiding it.

use belroute_server::entity::caller_id_grant;
use belroute_shared::{
    caller_number::{
        AvailableCallerIds, CallerId, CallerIdSettings, CallerIdType, SelectedCallerId,
    },
    error::Code,
};
use sea_orm::EntityTrait as _;
use serde_json::{Value, json};

use crate::world::{
    Client, World, from_user,
    seed::{ALICE, BOB, COMPANY, EVE, OUTSIDE, PLANNING, SALES},
};

const AVAILABLE: &str = "/v1/telephony/config/people/me/settings/availableCallerIds";
const SELECTED: &str = "/v1/telephony/config/people/me/settings/selectedCallerId";
const HIDING: &str = "/v1/telephony/config/people/me/settings/callerId";

on_both! {
    the_default_stands_first_among_the_numbers_that_may_be_shown,
    without_an_own_number_the_default_is_the_companys,
    who_has_no_number_at_all_has_nothing_to_choose,
    each_kind_of_number_can_be_chosen_in_both_forms,
    the_choice_is_what_the_next_call_shows,
    a_number_that_was_not_given_is_refused_and_nothing_is_changed,
    a_choice_that_cannot_be_read_is_refused,
    a_withdrawn_number_falls_back_to_the_default,
    a_number_marked_as_default_replaces_the_own_one,
    hiding_keeps_what_a_change_does_not_name,
    a_wrong_wish_to_hide_is_refused_and_nothing_is_changed,
    hiding_and_choosing_do_not_disturb_each_other,
    what_an_administrator_has_hidden_keeps_its_value,
    a_choice_survives_a_restart,
    a_colleague_has_a_choice_of_his_own,
}

async fn selected(client: &Client) -> CallerId {
    client
        .get(SELECTED)
        .await
        .json::<SelectedCallerId>()
        .selected
}

async fn selected_number(client: &Client) -> String {
    selected(client).await.direct_number.unwrap().to_string()
}

async fn the_default_stands_first_among_the_numbers_that_may_be_shown(world: &World) {
    let alice = world.sign_in("alice").await;
    let expected = json!({"availableCallerIds": [
        {"type": "DEFAULT_CLID", "name": "Direct", "directNumber": ALICE},
        {"type": "CALL_QUEUE", "id": world.seed.sales, "name": "Sales", "directNumber": SALES,
            "extension": "2000"},
        {"type": "HUNT_GROUP", "id": world.seed.planning, "name": "Planning",
            "directNumber": PLANNING, "extension": "2001"},
        {"type": "ADDITIONAL_CLID", "name": "Company", "directNumber": COMPANY},
    ]});
    assert_eq!(alice.get(AVAILABLE).await.json::<Value>(), expected);
    let first = json!({"selected": expected["availableCallerIds"][0]});
    assert_eq!(alice.get(SELECTED).await.json::<Value>(), first);
}

async fn without_an_own_number_the_default_is_the_companys(world: &World) {
    let dana = world.sign_in("dana").await;
    let available: AvailableCallerIds = dana.get(AVAILABLE).await.json();
    assert_eq!(available.available_caller_ids.len(), 1);
    assert_eq!(selected(&dana).await, available.available_caller_ids[0]);
    assert_eq!(selected(&dana).await.kind, CallerIdType::DefaultClid);
    assert_eq!(selected_number(&dana).await, COMPANY);
}

async fn who_has_no_number_at_all_has_nothing_to_choose(world: &World) {
    let frank = world.sign_in("frank").await;
    let available: AvailableCallerIds = frank.get(AVAILABLE).await.json();
    assert_eq!(available.available_caller_ids, []);
    frank.get(SELECTED).await.refused(404, Code::NotFound);
}

async fn each_kind_of_number_can_be_chosen_in_both_forms(world: &World) {
    let alice = world.sign_in("alice").await;
    let choices = [
        (json!({"type": "CALL_QUEUE", "id": world.seed.sales}), SALES),
        (
            json!({"type": "HUNT_GROUP", "id": world.seed.planning}),
            PLANNING,
        ),
        (
            json!({"type": "ADDITIONAL_CLID", "directNumber": COMPANY}),
            COMPANY,
        ),
        (json!({"type": "DEFAULT_CLID"}), ALICE),
        (
            json!({"type": "DEFAULT_CLID", "directNumber": ALICE}),
            ALICE,
        ),
    ];
    for (choice, number) in &choices {
        alice.put(SELECTED, choice).await.done();
        assert_eq!(selected_number(&alice).await, *number, "{choice}");
    }
    for (choice, number) in &choices {
        let wrapped = json!({"selected": choice});
        alice.put(SELECTED, &wrapped).await.done();
        assert_eq!(selected_number(&alice).await, *number, "{wrapped}");
    }
    // What was listed can be sent back as it is.
    let listed: AvailableCallerIds = alice.get(AVAILABLE).await.json();
    for offered in listed.available_caller_ids {
        alice.put(SELECTED, &offered).await.done();
        assert_eq!(selected(&alice).await, offered);
    }
}

async fn the_choice_is_what_the_next_call_shows(world: &World) {
    let alice = world.sign_in("alice").await;
    let choice = json!({"type": "CALL_QUEUE", "id": world.seed.sales});
    alice.put(SELECTED, &choice).await.done();
    assert_eq!(
        shown_to_outside(world).await["uri"],
        format!("sip:{SALES}@alpha.test")
    );
}

async fn a_number_that_was_not_given_is_refused_and_nothing_is_changed(world: &World) {
    let alice = world.sign_in("alice").await;
    let choice = json!({"type": "ADDITIONAL_CLID", "directNumber": COMPANY});
    alice.put(SELECTED, &choice).await.done();
    for refused in [
        json!({"type": "ADDITIONAL_CLID", "directNumber": OUTSIDE}),
        json!({"type": "ADDITIONAL_CLID", "directNumber": BOB}),
        json!({"type": "ADDITIONAL_CLID", "directNumber": EVE}),
        json!({"type": "ADDITIONAL_CLID"}),
        json!({"type": "DEFAULT_CLID", "directNumber": EVE}),
        json!({"type": "CALL_QUEUE", "id": world.seed.planning}),
        json!({"type": "CALL_QUEUE", "id": "nothing"}),
        json!({"type": "HUNT_GROUP"}),
    ] {
        let answer = alice.put(SELECTED, &refused).await;
        answer.refused(403, Code::NumberNotAllowed);
        assert_eq!(selected_number(&alice).await, COMPANY, "{refused}");
    }
    let bob = world.sign_in("bob").await;
    let answer = bob.put(SELECTED, &choice).await;
    answer.refused(403, Code::NumberNotAllowed);
    assert_eq!(selected_number(&bob).await, BOB);
}

async fn a_choice_that_cannot_be_read_is_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    for bad in [
        json!({}),
        json!({"type": "BEST_CLID"}),
        json!({"selected": {"type": "ADDITIONAL_CLID", "directNumber": "020 7946 0010"}}),
        json!("DEFAULT_CLID"),
    ] {
        alice
            .put(SELECTED, &bad)
            .await
            .refused(400, Code::Malformed);
    }
    assert_eq!(selected_number(&alice).await, ALICE);
}

async fn a_withdrawn_number_falls_back_to_the_default(world: &World) {
    let alice = world.sign_in("alice").await;
    let choice = json!({"type": "ADDITIONAL_CLID", "directNumber": COMPANY});
    alice.put(SELECTED, &choice).await.done();
    let id = world.user("alice").id;
    world
        .write(async |db| {
            let withdrawn = caller_id_grant::Entity::delete_by_id((id, COMPANY.to_owned()));
            withdrawn.exec(db).await.unwrap();
        })
        .await;
    assert_eq!(selected_number(&alice).await, ALICE);
    assert_eq!(
        shown_to_outside(world).await["uri"],
        format!("sip:{ALICE}@alpha.test")
    );
    let answer = alice.put(SELECTED, &choice).await;
    answer.refused(403, Code::NumberNotAllowed);
}

async fn a_number_marked_as_default_replaces_the_own_one(world: &World) {
    let id = world.user("alice").id;
    world
        .write(async |db| {
            use sea_orm::{ActiveModelTrait as _, Set};
            let marked = caller_id_grant::ActiveModel {
                user_id: Set(id),
                number: Set(COMPANY.to_owned()),
                is_default: Set(true),
                ..Default::default()
            };
            marked.update(db).await.unwrap();
        })
        .await;
    let alice = world.sign_in("alice").await;
    let available: AvailableCallerIds = alice.get(AVAILABLE).await.json();
    let first = &available.available_caller_ids[0];
    assert_eq!(first.kind, CallerIdType::DefaultClid);
    assert_eq!(selected_number(&alice).await, COMPANY);
    assert_eq!(available.available_caller_ids.len(), 3);
}

async fn hiding_keeps_what_a_change_does_not_name(world: &World) {
    let alice = world.sign_in("alice").await;
    let before: CallerIdSettings = alice.get(HIDING).await.json();
    assert_eq!(before, CallerIdSettings::default());
    for (field, expected) in [
        (
            json!({"connectedLineIdentificationRestrictionEnabled": true}),
            (false, true),
        ),
        (
            json!({"callingLineIdDeliveryBlockingEnabled": true}),
            (true, true),
        ),
        (json!({}), (true, true)),
        (
            json!({"connectedLineIdentificationRestrictionEnabled": false}),
            (true, false),
        ),
    ] {
        alice.put(HIDING, &field).await.done();
        let now: CallerIdSettings = alice.get(HIDING).await.json();
        let found = (
            now.calling_line_id_delivery_blocking_enabled,
            now.connected_line_identification_restriction_enabled,
        );
        assert_eq!(found, expected, "{field}");
    }
}

async fn a_wrong_wish_to_hide_is_refused_and_nothing_is_changed(world: &World) {
    let alice = world.sign_in("alice").await;
    for bad in [
        json!({"callingLineIdDeliveryBlockingEnabled": "yes"}),
        json!({"callingLineIdDeliveryBlockingEnabled": null}),
        json!([]),
    ] {
        alice.put(HIDING, &bad).await.refused(400, Code::Malformed);
    }
    let now: CallerIdSettings = alice.get(HIDING).await.json();
    assert_eq!(now, CallerIdSettings::default());
}

async fn hiding_and_choosing_do_not_disturb_each_other(world: &World) {
    let alice = world.sign_in("alice").await;
    let hide = json!({"callingLineIdDeliveryBlockingEnabled": true});
    alice.put(HIDING, &hide).await.done();
    let choice = json!({"type": "ADDITIONAL_CLID", "directNumber": COMPANY});
    alice.put(SELECTED, &choice).await.done();
    assert_eq!(selected_number(&alice).await, COMPANY);
    let hidden: CallerIdSettings = alice.get(HIDING).await.json();
    assert!(hidden.calling_line_id_delivery_blocking_enabled);
    let show = json!({"callingLineIdDeliveryBlockingEnabled": false});
    alice.put(HIDING, &show).await.done();
    assert_eq!(selected_number(&alice).await, COMPANY);
}

async fn what_an_administrator_has_hidden_keeps_its_value(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.sign_in("alice").await);
    let both = |delivery: bool, line: bool| {
        json!({
            "callingLineIdDeliveryBlockingEnabled": delivery,
            "connectedLineIdentificationRestrictionEnabled": line,
        })
    };
    alice.put(HIDING, &both(true, false)).await.done();
    let hide = json!({ "features": { "blockCallerId": "NO_ACCESS" } });
    dana.put("/v1/company/featureAccess", &hide).await.done();
    let answer = alice.put(HIDING, &both(false, true)).await;
    answer.refused(403, Code::FeatureNotGranted);
    let shown: Value = alice.get(HIDING).await.json();
    assert_eq!(shown, both(true, false));
    // Naming it as it is changes nothing; the other one has its own feature.
    alice.put(HIDING, &both(true, true)).await.done();
    let hide = json!({ "features": { "connectedLineIdentity": "NO_ACCESS" } });
    dana.put("/v1/company/featureAccess", &hide).await.done();
    let answer = alice.put(HIDING, &both(true, false)).await;
    answer.refused(403, Code::FeatureNotGranted);
    let shown: Value = alice.get(HIDING).await.json();
    assert_eq!(shown, both(true, true));
    // She chooses among her numbers as before, and calls stay without one.
    let number = json!({ "type": "ADDITIONAL_CLID", "directNumber": COMPANY });
    alice.put(SELECTED, &number).await.done();
    assert_eq!(selected_number(&alice).await, COMPANY);
}

async fn a_choice_survives_a_restart(world: &World) {
    let alice = world.sign_in("alice").await;
    let choice = json!({"type": "ADDITIONAL_CLID", "directNumber": COMPANY});
    alice.put(SELECTED, &choice).await.done();
    let later = world
        .restarted(|_| ())
        .visitor()
        .with_cookie(alice.cookie());
    assert_eq!(selected_number(&later).await, COMPANY);
}

async fn a_colleague_has_a_choice_of_his_own(world: &World) {
    let alice = world.sign_in("alice").await;
    let hide = json!({"callingLineIdDeliveryBlockingEnabled": true});
    alice.put(HIDING, &hide).await.done();
    let bob = world.sign_in("bob").await;
    let bobs: CallerIdSettings = bob.get(HIDING).await.json();
    assert_eq!(bobs, CallerIdSettings::default());
}

/// What somebody outside sees of a call that Alice places now.
async fn shown_to_outside(world: &World) -> Value {
    let question = from_user("1001@alpha.test", &format!("{OUTSIDE}@alpha.test"));
    let plan = world.engine().plan(question).await;
    plan["caller_id"].clone()
}
