//! A user's own contacts out of files and into them.

use std::fmt::Write as _;

use axum::http::Method;
use belroute_shared::{
    contacts::{Imported, OwnContacts, OwnImportPreview},
    error::Code,
    live::LiveEvent,
};
use serde_json::json;

use crate::{
    contacts::CONTACTS,
    world::{Answer, Client, World},
};

const IMPORT: &str = "/v1/contacts/import";
const PREVIEW: &str = "/v1/contacts/import/preview";

on_both! {
    a_preview_tells_everything_and_saves_nothing,
    cards_of_every_version_are_imported,
    what_was_exported_comes_back_the_same,
    a_table_without_parts_of_names_is_cut,
    more_than_there_is_room_for_are_refused_as_a_whole,
    too_many_lines_and_odd_files_are_refused,
    an_export_takes_no_other_format,
}

async fn send(client: &Client, path: &str, media_type: &str, file: &str) -> Answer {
    let request = client.request(Method::POST, path);
    request.raw(media_type, file.to_owned()).send().await
}

async fn all(client: &Client) -> OwnContacts {
    client.get(CONTACTS).await.json()
}

async fn names(client: &Client) -> Vec<String> {
    let contacts = all(client).await.contacts.into_iter();
    contacts.map(|contact| contact.settings.name()).collect()
}

async fn a_preview_tells_everything_and_saves_nothing(world: &World) {
    let (alice, bob) = (world.sign_in("alice").await, world.sign_in("bob").await);
    let known = json!({ "firstName": "Kees", "numbers": [{ "number": "06 12345670" }] });
    assert_eq!(alice.post(CONTACTS, &known).await.status, 201);
    let file = "voornaam;achternaam;mobiel;e-mail\r\nJan;de Wit;06 12345678;\r\n;;06 12345679;\r\n\
        Piet;;1234;piet\r\nK.;;+31 6 12345670;\r\nMail;;;m@b.test\r\n";
    let preview: OwnImportPreview = send(&alice, PREVIEW, "text/csv", file).await.json();
    assert_eq!(
        (preview.good, preview.duplicates, preview.refused),
        (2, 1, 2)
    );
    assert_eq!(preview.room, 999);
    assert_eq!(preview.first[0].last_name.as_deref(), Some("de Wit"));
    let told: Vec<_> = preview
        .problems
        .iter()
        .map(|it| (it.line, it.field.as_str(), it.code, it.known_as.as_deref()))
        .collect();
    let expected = [
        (3, "firstName", Code::Required, None),
        (4, "email", Code::NotAnEmail, None),
        (4, "numbers.0.number", Code::NotANumber, None),
        (5, "numbers.0.number", Code::Taken, Some("Kees")),
    ];
    assert_eq!(told, expected);
    assert_eq!(names(&alice).await, ["Kees"]);
    let mut stream = alice.listen().await;
    let imported: Imported = send(&alice, IMPORT, "text/csv", file).await.json();
    stream.until(|event| *event == LiveEvent::Phonebook).await;
    assert_eq!(
        (imported.saved, imported.duplicates, imported.refused),
        (2, 1, 2)
    );
    assert_eq!(names(&alice).await, ["Jan de Wit", "Kees", "Mail"]);
    assert!(names(&bob).await.is_empty());
    // What one user knows is no news for another.
    let bobs: OwnImportPreview = send(&bob, PREVIEW, "text/csv", file).await.json();
    assert_eq!((bobs.good, bobs.duplicates), (3, 0));
}

async fn cards_of_every_version_are_imported(world: &World) {
    let alice = world.sign_in("alice").await;
    let file = "BEGIN:VCARD\r\nVERSION:2.1\r\n\
        N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Vri=C3=ABs;Zo=C3=AB\r\nTEL;CELL:06 12345671\r\n\
        END:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Jan de Wit\r\nN:Wit;Jan;de;;\r\n\
        TEL;TYPE=WORK:06 12345672\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:Bakker BV\r\n\
        ORG:Bakker BV\r\nEMAIL:mailto:info@bakker.test\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nFN:Piet Smit\r\nTEL:06 12345674\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:5.0\r\nFN:Later\r\nTEL:06 12345675\r\nEND:VCARD\r\n";
    let preview: OwnImportPreview = send(&alice, PREVIEW, "text/vcard", file).await.json();
    assert_eq!((preview.good, preview.refused), (4, 1));
    let problem = &preview.problems[0];
    assert_eq!((problem.line, problem.code), (22, Code::NotOffered));
    let imported: Imported = send(&alice, IMPORT, "text/vcard", file).await.json();
    assert_eq!(imported.saved, 4);
    let contacts = all(&alice).await.contacts;
    let parts: Vec<_> = contacts
        .iter()
        .map(|it| {
            let settings = &it.settings;
            (
                settings.first_name.as_deref(),
                settings.last_name.as_deref(),
            )
        })
        .collect();
    let expected = [
        (None, None),
        (Some("Jan de"), Some("Wit")),
        (Some("Piet"), Some("Smit")),
        (Some("Zoë"), Some("Vriës")),
    ];
    assert_eq!(parts, expected);
}

async fn what_was_exported_comes_back_the_same(world: &World) {
    let alice = world.sign_in("alice").await;
    for contact in [
        json!({
            "firstName": "=Jan, \"de\"", "lastName": "'+Wit;", "company": "-Bakkerij;\\,",
            "numbers": [
                { "number": "06 12345678", "label": "mobile" },
                { "number": "020 1234567", "label": "work" },
                { "number": "+44 20 7946 0041", "label": "home" },
                { "number": "020 1234568", "label": "other" },
            ],
            "email": "jan@b.test",
            "note": format!("@two\nlines; of, \\ {}", "é".repeat(90)),
        }),
        json!({ "company": "Bakker BV", "email": "info@bakker.test" }),
        json!({ "lastName": "de Vries", "numbers": [{ "number": "06 12345670" }] }),
        json!({ "firstName": "Jan Peter", "numbers": [{ "number": "06 12345671" }] }),
    ] {
        assert_eq!(alice.post(CONTACTS, &contact).await.status, 201);
    }
    let settings = async || {
        let contacts = all(&alice).await.contacts.into_iter();
        contacts.map(|contact| contact.settings).collect::<Vec<_>>()
    };
    let before = settings().await;
    for (format, media_type) in [("csv", "text/csv"), ("vcard", "text/vcard")] {
        let file = alice
            .get(&format!("{CONTACTS}/export?format={format}"))
            .await;
        assert_eq!(
            file.header("content-type"),
            Some(format!("{media_type}; charset=utf-8").as_str())
        );
        let file = String::from_utf8(file.body.to_vec()).unwrap();
        for contact in all(&alice).await.contacts {
            alice
                .delete(&format!("{CONTACTS}/{}", contact.id))
                .await
                .done();
        }
        let imported: Imported = send(&alice, IMPORT, media_type, &file).await.json();
        assert_eq!(imported.saved, 4, "{file}");
        assert_eq!(settings().await, before, "{file}");
        let again: Imported = send(&alice, IMPORT, media_type, &file).await.json();
        assert_eq!((again.saved, again.duplicates), (0, 4), "{file}");
        if format == "csv" {
            assert!(file.contains("\n\"'=Jan,"), "{file}");
        }
    }
}

async fn a_table_without_parts_of_names_is_cut(world: &World) {
    let alice = world.sign_in("alice").await;
    let file = "name,company,number\nJan de Wit,,06 12345678\n,Bakker BV,06 12345679\n";
    let imported: Imported = send(&alice, IMPORT, "text/csv", file).await.json();
    assert_eq!(imported.saved, 2);
    let contacts = all(&alice).await.contacts;
    assert_eq!(contacts[0].settings.company.as_deref(), Some("Bakker BV"));
    assert_eq!(contacts[1].settings.last_name.as_deref(), Some("de Wit"));
}

fn table(contacts: usize) -> String {
    let mut file = String::from("name,number\n");
    for index in 0..contacts {
        writeln!(file, "Contact {index},+3319900{index:05}").unwrap();
    }
    file
}

async fn more_than_there_is_room_for_are_refused_as_a_whole(world: &World) {
    let alice = world.sign_in("alice").await;
    let preview: OwnImportPreview = send(&alice, PREVIEW, "text/csv", &table(1001)).await.json();
    assert_eq!((preview.good, preview.room), (1001, 1000));
    let answer = send(&alice, IMPORT, "text/csv", &table(1001)).await;
    answer.refused(409, Code::TooMany);
    assert!(names(&alice).await.is_empty());
    let imported: Imported = send(&alice, IMPORT, "text/csv", &table(1000)).await.json();
    assert_eq!(imported.saved, 1000);
    let file = alice.get(&format!("{CONTACTS}/export")).await;
    let file = String::from_utf8(file.body.to_vec()).unwrap();
    assert_eq!(file.lines().count(), 1001);
    // All of it is known now: nothing is saved, and nothing is too much.
    let again: Imported = send(&alice, IMPORT, "text/csv", &file).await.json();
    assert_eq!((again.saved, again.duplicates), (0, 1000));
}

async fn too_many_lines_and_odd_files_are_refused(world: &World) {
    let alice = world.sign_in("alice").await;
    for path in [PREVIEW, IMPORT] {
        let answer = send(&alice, path, "text/csv", &table(100_000)).await;
        answer.refused_field("file", Code::TooMany);
        let answer = send(&alice, path, "text/csv", "Jan,06 12345678").await;
        answer.refused_field("file", Code::NoColumns);
        let answer = send(&alice, path, "text/vcard", "Jan,06 12345678").await;
        answer.refused_field("file", Code::NoContacts);
        let answer = send(&alice, path, "text/plain", "x").await;
        answer.refused(415, Code::UnsupportedMediaType);
        let large = "x".repeat(belroute_shared::contacts::LARGEST_FILE + 1);
        let answer = send(&alice, path, "text/vcard", &large).await;
        answer.refused(413, Code::TooLarge);
    }
    assert!(names(&alice).await.is_empty());
}

async fn an_export_takes_no_other_format(world: &World) {
    let alice = world.sign_in("alice").await;
    let answer = alice.get(&format!("{CONTACTS}/export?format=xlsx")).await;
    assert_eq!(answer.status, 400, "{answer:?}");
}
