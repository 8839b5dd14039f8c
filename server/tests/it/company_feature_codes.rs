//! What an organisation dials, as its administrators decide it.

use belroute_server::entity::{audit, feature_code};
use belroute_shared::{
    company::feature_codes::{CompanyFeatureCode, CompanyFeatureCodes},
    error::Code,
    settings::feature_codes::CodeName,
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryOrder as _};
use serde_json::json;

use crate::world::{Client, World};

pub(crate) const CODES: &str = "/v1/company/featureAccessCodes";

on_both! {
    only_administrators_decide_about_codes,
    the_usual_codes_hold_until_somebody_decides,
    a_code_is_changed_and_written_down,
    no_two_things_have_the_same_code,
    what_is_no_code_is_named_beside_its_field,
    the_codes_of_one_organisation_are_not_those_of_another,
}

pub(crate) fn path(name: CodeName) -> String {
    format!("{CODES}/{}", name.word().replace(' ', "%20"))
}

async fn shown(client: &Client, name: CodeName) -> CompanyFeatureCode {
    let list: CompanyFeatureCodes = client.get(CODES).await.json();
    let mut list = list.feature_access_codes.into_iter();
    list.find(|it| it.name == name.word()).unwrap()
}

async fn only_administrators_decide_about_codes(world: &World) {
    let alice = world.sign_in("alice").await;
    alice.get(CODES).await.refused(403, Code::FeatureNotGranted);
    let change = json!({ "code": "*25" });
    let answer = alice.put(&path(CodeName::DoNotDisturbOn), &change).await;
    answer.refused(403, Code::FeatureNotGranted);
}

async fn the_usual_codes_hold_until_somebody_decides(world: &World) {
    let dana = world.sign_in("dana").await;
    let list: CompanyFeatureCodes = dana.get(CODES).await.json();
    for it in &list.feature_access_codes {
        assert_eq!(it.codes, it.usual, "{}", it.name);
        assert!(CodeName::of_word(&it.name).unwrap().is_carried_out());
    }
    let busy = shown(&dana, CodeName::ForwardBusyStatus).await;
    assert_eq!(busy.codes.code, "*67*");
    assert_eq!(busy.codes.alternate_code.as_deref(), Some("*18"));
}

async fn a_code_is_changed_and_written_down(world: &World) {
    let dana = world.sign_in("dana").await;
    let on = path(CodeName::DoNotDisturbOn);
    let change = json!({ "code": " *25 ", "alternateCode": "*98" });
    dana.put(&on, &change).await.done();
    let codes = shown(&dana, CodeName::DoNotDisturbOn).await.codes;
    assert_eq!(codes.code, "*25");
    assert_eq!(codes.alternate_code.as_deref(), Some("*98"));
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    let line = line.one(&world.db().read).await.unwrap().unwrap();
    assert_eq!(line.action, "featureCodeChanged");
    assert_eq!(line.object, "Do Not Disturb Activation");
    assert!(line.before.unwrap().contains("*78"));
    assert!(line.after.unwrap().contains("*25"));
    // Absent keeps, null takes away, and what is usual needs no row.
    dana.put(&on, &json!({ "code": "*78" })).await.done();
    let codes = shown(&dana, CodeName::DoNotDisturbOn).await.codes;
    assert_eq!(codes.alternate_code.as_deref(), Some("*98"));
    dana.put(&on, &json!({ "alternateCode": null }))
        .await
        .done();
    let rows = feature_code::Entity::find();
    assert_eq!(rows.count(&world.db().read).await.unwrap(), 0);
    let unknown = dana.put(&format!("{CODES}/Nothing"), &json!({})).await;
    unknown.refused(404, Code::NotFound);
    let reserved = dana.put(&path(CodeName::PickUp), &json!({})).await;
    reserved.refused(404, Code::NotFound);
}

async fn no_two_things_have_the_same_code(world: &World) {
    let dana = world.sign_in("dana").await;
    let on = path(CodeName::DoNotDisturbOn);
    let taken = dana.put(&on, &json!({ "code": "*79" })).await;
    taken.refused_field("code", Code::Taken);
    let taken = dana.put(&on, &json!({ "alternateCode": "*38" })).await;
    taken.refused_field("alternateCode", Code::Taken);
    let twice = dana.put(&on, &json!({ "alternateCode": "*78" })).await;
    twice.refused_field("alternateCode", Code::Twice);
    // What another thing has left is free.
    dana.put(&on, &json!({ "code": "*25" })).await.done();
    let waiting = path(CodeName::CallWaitingOn);
    dana.put(&waiting, &json!({ "code": "*78" })).await.done();
    let taken = dana.put(&on, &json!({ "code": "*78" })).await;
    taken.refused_field("code", Code::Taken);
    let both = (json!({ "code": "*26" }), json!({ "code": "*26" }));
    let (one, other) = tokio::join!(dana.put(&on, &both.0), dana.put(&waiting, &both.1));
    let done = [&one, &other].into_iter().filter(|it| it.status == 204);
    assert_eq!(done.count(), 1, "{one:?} {other:?}");
}

async fn what_is_no_code_is_named_beside_its_field(world: &World) {
    let dana = world.sign_in("dana").await;
    let on = path(CodeName::DoNotDisturbOn);
    for (code, refusal) in [
        ("", Code::Required),
        ("78", Code::NotACode),
        ("*", Code::NotACode),
        ("*7a", Code::NotACode),
        ("*12345678", Code::TooLong),
    ] {
        let answer = dana.put(&on, &json!({ "code": code })).await;
        answer.refused_field("code", refusal);
    }
    let answer = dana.put(&on, &json!({ "alternateCode": "78" })).await;
    answer.refused_field("alternateCode", Code::NotACode);
    assert_eq!(
        shown(&dana, CodeName::DoNotDisturbOn).await.codes.code,
        "*78"
    );
}

async fn the_codes_of_one_organisation_are_not_those_of_another(world: &World) {
    let dana = world.sign_in("dana").await;
    let on = path(CodeName::DoNotDisturbOn);
    dana.put(&on, &json!({ "code": "*25" })).await.done();
    let rows = feature_code::Entity::find();
    let rows = rows.all(&world.db().read).await.unwrap();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].organisation_id, world.seed.alpha);
}
