//! Made-up firms and people, with numbers that are reserved for fiction.

use rand::{RngExt as _, rngs::StdRng};
use sea_orm::{ConnectionTrait, EntityTrait as _, Set};
use uuid::Uuid;

use crate::{
    entity::{contact, contact_number},
    phonebook::keys,
};

/// Rows written at once: well below the number of values that one statement may carry.
const CHUNK: usize = 500;

const FAMILIES: [&str; 24] = [
    "Van Dam",
    "Bakker",
    "De Wit",
    "Kuipers",
    "Hoekstra",
    "Postma",
    "Van Leeuwen",
    "Meijer",
    "Schipper",
    "Verhoeven",
    "Dijkstra",
    "Van der Linden",
    "Koster",
    "Blom",
    "Peeters",
    "Sørensen",
    "Müller",
    "Lefèvre",
    "Ångström",
    "Nováková",
    "García",
    "Vermeulen",
    "Timmermans",
    "Roos",
];
const TRADES: [&str; 16] = [
    "Installaties",
    "Bouw",
    "Transport",
    "Elektro",
    "Catering",
    "Makelaardij",
    "Dakwerken",
    "Accountants",
    "Drukkerij",
    "Tandartsen",
    "Advocaten",
    "Bloemen",
    "Schilders",
    "Advies",
    "Fietsen",
    "Koeltechniek",
];
const FIRST_NAMES: [&str; 20] = [
    "Aïsha",
    "Bram",
    "Chloé",
    "Dirk",
    "Emma",
    "Femke",
    "Günther",
    "Hilde",
    "Imre",
    "Jørgen",
    "Kees",
    "Lotte",
    "Milan",
    "Nienke",
    "Oscar",
    "Paulien",
    "Ruben",
    "Sophie",
    "Teun",
    "Willemijn",
];
const KNOWN: [&str; 8] = [
    "Gemeente Utrecht",
    "Technische Unie",
    "Huisartsenpost",
    "Waterschap Rivierenland",
    "Brouwerij De Molen",
    "Kinderdagverblijf Pippi",
    "Garage Centrum",
    "Bibliotheek Zuid",
];

/// Writes a company's contacts and gives their numbers.
pub(super) async fn fill(
    db: &impl ConnectionTrait,
    organisation: Uuid,
    count: u32,
    random: &mut StdRng,
) -> anyhow::Result<Vec<String>> {
    let mut contacts = Vec::new();
    let mut numbers = Vec::new();
    let mut written = Vec::new();
    for index in 0..count {
        let id = Uuid::now_v7();
        let (name, company) = who(index, random);
        let own: Vec<(String, Option<&str>)> = if index % 5 == 1 {
            vec![(number(index), None), (mobile(index), Some("mobile"))]
        } else {
            vec![(number(index), None)]
        };
        let words = [name.as_str(), company.as_deref().unwrap_or_default()];
        contacts.push(contact::ActiveModel {
            id: Set(id),
            organisation_id: Set(organisation),
            owner_id: Set(None),
            first_name: Set(None),
            last_name: Set(None),
            company: Set(company.clone()),
            email: Set(None),
            note: Set(None),
            name_key: Set(keys::name_key(&name)),
            search_key: Set(keys::search_key(
                words,
                own.iter().map(|(number, _)| number.as_str()),
            )),
            name: Set(name),
            ..Default::default()
        });
        for (position, (number, label)) in (0..).zip(own) {
            written.push(number.clone());
            numbers.push(contact_number::ActiveModel {
                contact_id: Set(id),
                position: Set(position),
                organisation_id: Set(organisation),
                owner_id: Set(None),
                number: Set(number),
                label: Set(label.map(str::to_owned)),
            });
        }
        if contacts.len() >= CHUNK {
            write(db, &mut contacts, &mut numbers).await?;
        }
    }
    write(db, &mut contacts, &mut numbers).await?;
    Ok(written)
}

async fn write(
    db: &impl ConnectionTrait,
    contacts: &mut Vec<contact::ActiveModel>,
    numbers: &mut Vec<contact_number::ActiveModel>,
) -> anyhow::Result<()> {
    if contacts.is_empty() {
        return Ok(());
    }
    contact::Entity::insert_many(contacts.drain(..))
        .exec_without_returning(db)
        .await?;
    contact_number::Entity::insert_many(numbers.drain(..))
        .exec_without_returning(db)
        .await?;
    Ok(())
}

fn who(index: u32, random: &mut StdRng) -> (String, Option<String>) {
    let pick =
        |from: &[&str], random: &mut StdRng| from[random.random_range(0..from.len())].to_owned();
    if let Some(known) = KNOWN.get(index as usize) {
        return ((*known).to_owned(), None);
    }
    let firm = format!("{} {}", pick(&FAMILIES, random), pick(&TRADES, random));
    if index.is_multiple_of(3) {
        return (firm, None);
    }
    (
        format!("{} {}", pick(&FIRST_NAMES, random), pick(&FAMILIES, random)),
        Some(firm),
    )
}

/// The widest ranges that are reserved for fiction, the French ones; ten thousand numbers each.
const WIDE: [&str; 6] = [
    "+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+3363998",
];

/// A number of a range that is reserved for fiction: of several countries for the first contacts,
/// of the widest ranges for the tens of thousands of a big organisation.
fn number(index: u32) -> String {
    let last = index / 4;
    match index % 4 {
        _ if index >= 3200 => {
            let range = WIDE[(index / 10_000) as usize % WIDE.len()];
            format!("{range}{:04}", index % 10_000)
        }
        0 => format!("+44207946{:04}", 100 + last % 800),
        1 => format!("+493023125{last:03}"),
        2 => format!("+3319900{:04}", 1000 + last),
        _ => format!("+1202555{:04}", 100 + last % 100),
    }
}

fn mobile(index: u32) -> String {
    format!("+447700900{:03}", index % 1000)
}
