//! A user's own contacts are nobody else's business: not at his panel when it is opened, and not in
//! the log.

use axum::http::Method;
use belroute_shared::{
    changes::Changes,
    company::{audit_log::AuditLog, users::OpenPanel},
    error::Code,
};
use serde_json::json;

use crate::{changes_undo::change_of, contacts::CONTACTS, world::World};

on_both! {
    what_a_contact_holds_is_its_users_alone,
}

async fn what_a_contact_holds_is_its_users_alone(world: &World) {
    let (dana, alice) = (world.sign_in("dana").await, world.script("alice").await);
    let contact =
        json!({ "firstName": "Jan", "email": "jan@private.test", "note": "Knocks twice" });
    let change = change_of(&alice.post(CONTACTS, &contact).await);
    let own: Changes = alice.get("/v1/changes").await.json();
    assert!(own.lines[0].can_undo);
    assert!(
        own.lines[0]
            .line
            .after
            .as_ref()
            .unwrap()
            .contains("Knocks twice")
    );

    let log: AuditLog = dana.get("/v1/company/auditLog").await.json();
    let line = log.lines.iter().find(|line| line.object == "contacts");
    let line = line.unwrap();
    assert_eq!(line.id.to_string(), change);
    assert_eq!((&line.before, &line.after), (&None, &None));

    let open = format!("/v1/company/users/{}/panel", world.user("alice").id);
    let panel: OpenPanel = dana.press(Method::POST, &open).await.json();
    let at_panel = |method, path: &str| {
        let ask = dana.request(method, path);
        ask.header("x-belroute-panel", &panel.id.to_string())
    };
    let list = at_panel(Method::GET, CONTACTS).send().await;
    list.refused(403, Code::OpenedPanel);
    let seen: Changes = at_panel(Method::GET, "/v1/changes").send().await.json();
    let line = seen.lines.iter().find(|it| it.line.object == "contacts");
    let line = line.unwrap();
    assert!(!line.can_undo);
    assert_eq!((&line.line.before, &line.line.after), (&None, &None));
    let undo = format!("/v1/changes/{change}/undo");
    for method in [Method::GET, Method::POST] {
        let answer = at_panel(method, &undo).send().await;
        answer.refused(404, Code::NotFound);
    }
}
