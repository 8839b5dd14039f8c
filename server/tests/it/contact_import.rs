//! Contacts out of files: what is told before, what is saved after, and what is refused.

use std::fmt::Write as _;

use axum::http::Method;
use belroute_server::entity::audit;
use belroute_shared::{
    company::contacts::{CompanyContacts, ImportPreview, Imported, LARGEST_FILE, NumberLabel},
    error::Code,
    live::LiveEvent,
};
use sea_orm::{EntityTrait as _, QueryOrder as _};
use serde_json::{Value, json};

use crate::world::{Answer, Client, World};

const CONTACTS: &str = "/v1/company/contacts";
const IMPORT: &str = "/v1/company/contacts/import";
const PREVIEW: &str = "/v1/company/contacts/import/preview";

on_both! {
    a_preview_tells_everything_and_saves_nothing,
    what_a_preview_called_good_is_saved_and_found,
    the_same_file_again_brings_nothing,
    vcards_are_imported_as_well,
    what_was_exported_comes_back_the_same,
    a_formula_in_a_cell_is_only_text,
    at_most_a_hundred_problems_are_told,
    ten_thousand_contacts_are_saved_and_one_more_is_refused,
    a_hundred_thousand_lines_are_refused,
    a_file_that_is_too_large_or_of_another_kind_is_refused,
    garbage_is_refused_and_nothing_is_saved,
}

const TABLE: &str = "\u{feff}naam;bedrijf;mobiel;werk;e-mail;notitie\r\n\
    Jan de Wit;Bakkerij;06 12345678;020-1234567;jan@b.test;\"komt\r\nvroeg\"\r\n\
    ;;06 12345679;;;\r\n\
    Piet;;1234;;piet;\r\n\
    Kees;;+31 6 12345670;;;\r\n";

async fn send(client: &Client, path: &str, media_type: &str, file: impl Into<Vec<u8>>) -> Answer {
    let request = client.request(Method::POST, path);
    let file: Vec<u8> = file.into();
    request.raw(media_type, file).send().await
}

async fn csv(client: &Client, path: &str, file: &str) -> Answer {
    send(client, path, "text/csv; charset=utf-8", file).await
}

async fn names(client: &Client) -> Vec<String> {
    let all: CompanyContacts = client.get(CONTACTS).await.json();
    let contacts = all.contacts.into_iter();
    contacts.map(|contact| contact.settings.name).collect()
}

async fn known_already(client: &Client) {
    let known = json!({ "name": "Kees", "numbers": [{ "number": "06 12345670" }] });
    assert_eq!(client.post(CONTACTS, &known).await.status, 201);
}

async fn a_preview_tells_everything_and_saves_nothing(world: &World) {
    let dana = world.sign_in("dana").await;
    known_already(&dana).await;
    let preview: ImportPreview = csv(&dana, PREVIEW, TABLE).await.json();
    assert_eq!(
        (preview.good, preview.refused, preview.duplicates),
        (1, 2, 1)
    );
    let jan = &preview.first[0];
    assert_eq!(jan.note.as_deref(), Some("komt\nvroeg"));
    let numbers: Vec<_> = jan
        .numbers
        .iter()
        .map(|it| (it.number.as_str(), it.label, it.display.as_str()))
        .collect();
    let expected = [
        ("+31612345678", NumberLabel::Mobile, "06 12345678"),
        ("+31201234567", NumberLabel::Work, "020 123 4567"),
    ];
    assert_eq!(numbers, expected);
    let told: Vec<_> = preview
        .problems
        .iter()
        .map(|it| (it.line, it.field.as_str(), it.code))
        .collect();
    let expected = [
        (4, "name", Code::Required),
        (5, "email", Code::NotAnEmail),
        (5, "numbers.0.number", Code::NotANumber),
        (6, "numbers.0.number", Code::Taken),
    ];
    assert_eq!(told, expected);
    assert_eq!(preview.more_problems, 0);
    assert_eq!(names(&dana).await, ["Kees"]);
}

async fn what_a_preview_called_good_is_saved_and_found(world: &World) {
    let (dana, bob) = (world.sign_in("dana").await, world.sign_in("bob").await);
    known_already(&dana).await;
    let mut stream = bob.listen().await;
    let imported: Imported = csv(&dana, IMPORT, TABLE).await.json();
    let expected = Imported {
        saved: 1,
        duplicates: 1,
        refused: 2,
    };
    assert_eq!(imported, expected);
    stream.until(|event| *event == LiveEvent::Phonebook).await;
    for query in ["wit", "bakkerij", "0201234", "%2B316123456"] {
        let path = format!("/v1/phonebook?kind=company&query={query}");
        let book: Value = bob.get(&path).await.json();
        let entries = book["sections"][0]["entries"].as_array().unwrap();
        let is_jan = |entry: &Value| entry["name"] == "Jan de Wit";
        assert!(entries.iter().any(is_jan), "{query}: {book}");
    }
    let line = audit::Entity::find().order_by_desc(audit::Column::Id);
    let line = line.one(&world.db().read).await.unwrap().unwrap();
    assert_eq!(line.action, "contactsImported");
    assert_eq!(
        line.after.unwrap(),
        r#"{"saved":1,"duplicates":1,"refused":2}"#
    );
}

async fn the_same_file_again_brings_nothing(world: &World) {
    let dana = world.sign_in("dana").await;
    let file = "name,number\nJan,06 12345678\nPiet,06 12345678\nJan,0612345678\n";
    let first: Imported = csv(&dana, IMPORT, file).await.json();
    // Two people may share a number; one person does not stand in the book twice.
    assert_eq!((first.saved, first.duplicates), (2, 1));
    let again: Imported = csv(&dana, IMPORT, file).await.json();
    assert_eq!((again.saved, again.duplicates), (0, 3));
    assert_eq!(names(&dana).await, ["Jan", "Piet"]);
}

async fn vcards_are_imported_as_well(world: &World) {
    let dana = world.sign_in("dana").await;
    let file = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë de\r\n  Vries\r\nTEL;TYPE=CELL:06 12345678\r\n\
        END:VCARD\r\nBEGIN:VCARD\r\nVERSION:4.0\r\nFN:No Number\r\nEND:VCARD\r\n\
        BEGIN:VCARD\r\nVERSION:4.0\r\nN:Wit;Jan;;;\r\n\
        TEL;VALUE=uri;TYPE=work:tel:+31-20-123-4567\r\nEND:VCARD\r\n";
    let preview: ImportPreview = send(&dana, PREVIEW, "text/vcard", file).await.json();
    assert_eq!((preview.good, preview.refused), (2, 1));
    assert_eq!(
        (preview.problems[0].line, preview.problems[0].code),
        (7, Code::Required)
    );
    let imported: Imported = send(&dana, IMPORT, "text/vcard", file).await.json();
    assert_eq!(imported.saved, 2);
    assert_eq!(names(&dana).await, ["Jan Wit", "Zoë de Vries"]);
}

async fn what_was_exported_comes_back_the_same(world: &World) {
    let dana = world.sign_in("dana").await;
    let contact = json!({
        "name": "=Jan, \"de\" Wit",
        "company": "-Bakkerij;",
        "numbers": [
            { "number": "06 12345678", "label": "mobile" },
            { "number": "020 1234567", "label": "work" },
            { "number": "+44 20 7946 0041", "label": "home" },
        ],
        "note": "two\nlines",
    });
    assert_eq!(dana.post(CONTACTS, &contact).await.status, 201);
    let before: CompanyContacts = dana.get(CONTACTS).await.json();
    let file = dana.get(&format!("{CONTACTS}/export")).await;
    let file = String::from_utf8(file.body.to_vec()).unwrap();
    dana.delete(&format!("{CONTACTS}/{}", before.contacts[0].id))
        .await
        .done();
    let imported: Imported = csv(&dana, IMPORT, &file).await.json();
    assert_eq!(imported.saved, 1, "{file}");
    let after: CompanyContacts = dana.get(CONTACTS).await.json();
    assert_eq!(after.contacts[0].settings, before.contacts[0].settings);
}

async fn a_formula_in_a_cell_is_only_text(world: &World) {
    let dana = world.sign_in("dana").await;
    let file = "name,number\n=cmd|' /C calc'!A0,06 12345678\n@sum(A1),06 12345679\n";
    let preview: ImportPreview = csv(&dana, PREVIEW, file).await.json();
    assert_eq!(preview.first[0].name, "=cmd|' /C calc'!A0");
    let imported: Imported = csv(&dana, IMPORT, file).await.json();
    assert_eq!(imported.saved, 2);
    let file = dana.get(&format!("{CONTACTS}/export")).await;
    let file = String::from_utf8(file.body.to_vec()).unwrap();
    assert!(
        file.contains("\n'=cmd|") && file.contains("\n'@sum"),
        "{file}"
    );
}

fn table(contacts: usize) -> String {
    let mut file = String::from("name,number\n");
    for index in 0..contacts {
        writeln!(file, "Contact {index},+3319900{index:05}").unwrap();
    }
    file
}

async fn at_most_a_hundred_problems_are_told(world: &World) {
    let dana = world.sign_in("dana").await;
    let file = format!("name,number\n{}", "Jan,anna\n".repeat(130));
    let preview: ImportPreview = csv(&dana, PREVIEW, &file).await.json();
    assert_eq!((preview.good, preview.refused), (0, 130));
    assert_eq!((preview.problems.len(), preview.more_problems), (100, 30));
    let imported: Imported = csv(&dana, IMPORT, &file).await.json();
    assert_eq!(imported.saved, 0);
}

async fn ten_thousand_contacts_are_saved_and_one_more_is_refused(world: &World) {
    let dana = world.sign_in("dana").await;
    let answer = csv(&dana, IMPORT, &table(10_001)).await;
    answer.refused_field("file", Code::TooMany);
    assert!(names(&dana).await.is_empty());
    let preview: ImportPreview = csv(&dana, PREVIEW, &table(10_000)).await.json();
    assert_eq!((preview.good, preview.first.len()), (10_000, 20));
    let imported: Imported = csv(&dana, IMPORT, &table(10_000)).await.json();
    assert_eq!(imported.saved, 10_000);
    let found: CompanyContacts = dana
        .get(&format!("{CONTACTS}?query=contact+9999"))
        .await
        .json();
    assert_eq!(found.contacts.len(), 1);
    let file = dana.get(&format!("{CONTACTS}/export")).await;
    let file = String::from_utf8(file.body.to_vec()).unwrap();
    assert_eq!(file.lines().count(), 10_001);
}

async fn a_hundred_thousand_lines_are_refused(world: &World) {
    let dana = world.sign_in("dana").await;
    for path in [PREVIEW, IMPORT] {
        let answer = csv(&dana, path, &table(100_000)).await;
        answer.refused_field("file", Code::TooMany);
    }
    assert!(names(&dana).await.is_empty());
}

async fn a_file_that_is_too_large_or_of_another_kind_is_refused(world: &World) {
    let dana = world.sign_in("dana").await;
    let large = vec![b'x'; LARGEST_FILE + 1];
    let answer = send(&dana, PREVIEW, "text/csv", large.clone()).await;
    answer.refused(413, Code::TooLarge);
    let answer = send(&dana, IMPORT, "text/vcard", large).await;
    answer.refused(413, Code::TooLarge);
    for media_type in ["application/json", "text/plain", "application/vnd.ms-excel"] {
        let answer = send(&dana, PREVIEW, media_type, TABLE).await;
        answer.refused(415, Code::UnsupportedMediaType);
    }
}

async fn garbage_is_refused_and_nothing_is_saved(world: &World) {
    let dana = world.sign_in("dana").await;
    let zip: &[u8] = b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0";
    for (file, in_table, in_cards) in [
        (
            &b"name,number\nJan\xe9,06 12345678"[..],
            Code::NotText,
            Code::NotText,
        ),
        (zip, Code::NotText, Code::NotText),
        (b"", Code::NoContacts, Code::NoContacts),
        (b"<html></html>", Code::NoColumns, Code::NoContacts),
        (b"Jan,06 12345678", Code::NoColumns, Code::NoContacts),
    ] {
        for path in [PREVIEW, IMPORT] {
            let answer = send(&dana, path, "text/csv", file).await;
            answer.refused_field("file", in_table);
            let answer = send(&dana, path, "text/vcard", file).await;
            answer.refused_field("file", in_cards);
        }
    }
    assert!(names(&dana).await.is_empty());
}
