//! The company's contacts in the database. They have no owner.

use std::collections::{HashMap, HashSet};

use belroute_shared::{
    company::contacts::{CompanyContact, ContactSettings, LabelledNumber, NumberLabel},
    ids::{EntryId, OrganisationId},
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select, Set,
    sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    company::paging::{After, by_name},
    database::Database,
    entity::{contact, contact_number, favourite},
    numbers::Country,
    phonebook::keys,
    words,
};

/// Rows written at once: well below the number of values that one statement may carry.
const CHUNK: usize = 500;
/// Values asked for at once.
const ASKED: usize = 5000;
/// Parts of at least this many letters are in SQLite's index.
const INDEXED: usize = 3;

/// The company's contacts.
fn of_company(organisation: OrganisationId) -> Select<contact::Entity> {
    contact::Entity::find()
        .filter(contact::COLUMN.organisation_id.eq(organisation.0))
        .filter(contact::COLUMN.owner_id.is_null())
}

/// Contacts by name, behind a cursor.
pub(super) async fn list(
    db: &Database,
    organisation: OrganisationId,
    query: &str,
    after: Option<&After>,
    rows: u64,
) -> Result<Vec<contact::Model>, DbErr> {
    let mut wanted = of_company(organisation);
    for part in keys::parts(query) {
        if db.is_sqlite() && part.chars().count() >= INDEXED {
            let indexed = "contact.sequence in \
                (select rowid from contact_search where search_key like ?)";
            wanted = wanted.filter(Expr::cust_with_values(indexed, [format!("%{part}%")]));
        }
        wanted = wanted.filter(contact::COLUMN.search_key.contains(part));
    }
    let (name, id) = (contact::Column::NameKey, contact::Column::Id);
    by_name(wanted, name, id, after, rows).all(&db.read).await
}

/// The first contacts by name.
pub(super) async fn first(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    rows: u64,
) -> Result<Vec<contact::Model>, DbErr> {
    let (name, id) = (contact::Column::NameKey, contact::Column::Id);
    let wanted = of_company(organisation);
    by_name(wanted, name, id, None, rows).all(db).await
}

/// How many contacts the company has.
pub(super) async fn count(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<u64, DbErr> {
    of_company(organisation).count(db).await
}

/// A contact of the company.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    id: Uuid,
) -> Result<Option<contact::Model>, DbErr> {
    of_company(organisation)
        .filter(contact::COLUMN.id.eq(id))
        .one(db)
        .await
}

/// Whether there is such a contact in another organisation: for the audit log alone.
pub(super) async fn is_stranger(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    id: Uuid,
) -> Result<bool, DbErr> {
    let row = contact::Entity::find()
        .filter(contact::COLUMN.id.eq(id))
        .filter(contact::COLUMN.organisation_id.ne(organisation.0))
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// Contacts with their numbers, in the order given.
pub(super) async fn shown(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    country: Country,
    rows: Vec<contact::Model>,
) -> Result<Vec<CompanyContact>, DbErr> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut numbers = numbers(db, organisation, &ids).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let id = row.id;
            let mut settings = settings_of(row, numbers.remove(&id).unwrap_or_default());
            for line in &mut settings.numbers {
                line.display = country.display(&line.number);
            }
            CompanyContact {
                id: EntryId(id),
                settings,
            }
        })
        .collect())
}

/// What is stored about one contact.
pub(super) async fn settings(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    row: &contact::Model,
) -> Result<ContactSettings, DbErr> {
    let mut numbers = numbers(db, organisation, &[row.id]).await?;
    let own = numbers.remove(&row.id).unwrap_or_default();
    Ok(settings_of(row.clone(), own))
}

fn settings_of(row: contact::Model, numbers: Vec<LabelledNumber>) -> ContactSettings {
    ContactSettings {
        name: row.name,
        company: row.company,
        numbers,
        email: row.email,
        note: row.note,
    }
}

async fn numbers(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    contacts: &[Uuid],
) -> Result<HashMap<Uuid, Vec<LabelledNumber>>, DbErr> {
    let mut found: HashMap<Uuid, Vec<LabelledNumber>> = HashMap::new();
    for some in contacts.chunks(ASKED) {
        let rows = contact_number::Entity::find()
            .filter(contact_number::COLUMN.organisation_id.eq(organisation.0))
            .filter(
                contact_number::COLUMN
                    .contact_id
                    .is_in(some.iter().copied()),
            )
            .order_by_asc(contact_number::Column::Position)
            .all(db)
            .await?;
        for row in rows {
            let label = row.label.as_deref().and_then(words::of_word);
            found
                .entry(row.contact_id)
                .or_default()
                .push(LabelledNumber {
                    number: row.number,
                    label: label.unwrap_or(NumberLabel::Other),
                    display: String::new(),
                });
        }
    }
    Ok(found)
}

/// Which of these numbers a contact of the company has.
pub(super) async fn known_numbers(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    numbers: &[&str],
) -> Result<HashSet<String>, DbErr> {
    let mut known = HashSet::new();
    for some in numbers.chunks(ASKED) {
        let rows: Vec<String> = contact_number::Entity::find()
            .select_only()
            .column(contact_number::Column::Number)
            .filter(contact_number::COLUMN.organisation_id.eq(organisation.0))
            .filter(contact_number::COLUMN.owner_id.is_null())
            .filter(contact_number::COLUMN.number.is_in(some.iter().copied()))
            .into_tuple()
            .all(db)
            .await?;
        known.extend(rows);
    }
    Ok(known)
}

/// Makes a contact.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    settings: &ContactSettings,
) -> Result<Uuid, DbErr> {
    let (row, numbers) = rows(organisation, settings);
    let row = row.insert(db).await?;
    insert_numbers(db, numbers).await?;
    Ok(row.id)
}

/// Makes many contacts, a few statements for all.
pub(super) async fn insert_all(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    all: &[ContactSettings],
) -> Result<(), DbErr> {
    for some in all.chunks(CHUNK) {
        let (contacts, numbers): (Vec<_>, Vec<_>) = some
            .iter()
            .map(|settings| rows(organisation, settings))
            .unzip();
        contact::Entity::insert_many(contacts)
            .exec_without_returning(db)
            .await?;
        insert_numbers(db, numbers.into_iter().flatten()).await?;
    }
    Ok(())
}

/// Saves what is written down about a contact, with the keys that it is found by.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    row: contact::Model,
    settings: &ContactSettings,
) -> Result<(), DbErr> {
    let id = row.id;
    let mut changed = row.into_active_model();
    write(&mut changed, settings);
    changed.update(db).await?;
    contact_number::Entity::delete_many()
        .filter(contact_number::COLUMN.contact_id.eq(id))
        .filter(contact_number::COLUMN.organisation_id.eq(organisation.0))
        .exec(db)
        .await?;
    insert_numbers(db, number_rows(organisation, id, settings)).await
}

/// Removes a contact, with its numbers and everybody's star on it.
pub(super) async fn delete(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    id: Uuid,
) -> Result<(), DbErr> {
    favourite::Entity::delete_many()
        .filter(favourite::COLUMN.organisation_id.eq(organisation.0))
        .filter(favourite::COLUMN.entry_id.eq(id))
        .exec(db)
        .await?;
    contact::Entity::delete_many()
        .filter(contact::COLUMN.id.eq(id))
        .filter(contact::COLUMN.organisation_id.eq(organisation.0))
        .filter(contact::COLUMN.owner_id.is_null())
        .exec(db)
        .await?;
    Ok(())
}

async fn insert_numbers(
    db: &impl ConnectionTrait,
    rows: impl IntoIterator<Item = contact_number::ActiveModel>,
) -> Result<(), DbErr> {
    contact_number::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

fn rows(
    organisation: OrganisationId,
    settings: &ContactSettings,
) -> (contact::ActiveModel, Vec<contact_number::ActiveModel>) {
    let id = Uuid::now_v7();
    let mut row = contact::ActiveModel {
        id: Set(id),
        organisation_id: Set(organisation.0),
        owner_id: Set(None),
        ..Default::default()
    };
    write(&mut row, settings);
    (row, number_rows(organisation, id, settings))
}

fn write(row: &mut contact::ActiveModel, settings: &ContactSettings) {
    let words = [
        settings.name.as_str(),
        settings.company.as_deref().unwrap_or_default(),
        settings.email.as_deref().unwrap_or_default(),
    ];
    let numbers = settings.numbers.iter().map(|line| line.number.as_str());
    row.name = Set(settings.name.clone());
    row.company = Set(settings.company.clone());
    row.email = Set(settings.email.clone());
    row.note = Set(settings.note.clone());
    row.name_key = Set(keys::name_key(&settings.name));
    row.search_key = Set(keys::search_key(words, numbers));
}

fn number_rows(
    organisation: OrganisationId,
    contact: Uuid,
    settings: &ContactSettings,
) -> Vec<contact_number::ActiveModel> {
    (0..)
        .zip(&settings.numbers)
        .map(|(position, line)| contact_number::ActiveModel {
            contact_id: Set(contact),
            position: Set(position),
            organisation_id: Set(organisation.0),
            owner_id: Set(None),
            number: Set(line.number.clone()),
            label: Set(Some(line.label.word().to_owned())),
        })
        .collect()
}
