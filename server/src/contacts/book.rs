//! The contacts of a company, or those of one user, in the database.

mod numbers;

use std::collections::HashMap;

use belroute_shared::{
    contacts::{LabelledNumber, NumberLabel},
    ids::{EntryId, OrganisationId, UserId},
};
use sea_orm::{
    ActiveModelTrait as _, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _, Select, Set,
    sea_query::{Expr, SimpleExpr},
};
use uuid::Uuid;

use super::Card;
use crate::{
    company::paging::{After, by_name},
    database::Database,
    entity::{contact, contact_number, favourite},
    phonebook::keys,
    words,
};

/// Rows written at once: well below the number of values that one statement may carry.
const CHUNK: usize = 500;
/// Values asked for at once.
const ASKED: usize = 5000;
/// Parts of at least this many letters are in SQLite's index.
const INDEXED: usize = 3;

/// Whose contacts they are. Every question about contacts is asked of a book, so that none is
/// answered out of somebody else's.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Book {
    organisation: OrganisationId,
    /// `None` for the company's.
    owner: Option<UserId>,
}

impl Book {
    /// The company's contacts.
    pub(crate) fn of_company(organisation: OrganisationId) -> Self {
        Self {
            organisation,
            owner: None,
        }
    }

    /// A user's own.
    pub(crate) fn of_user(organisation: OrganisationId, owner: UserId) -> Self {
        Self {
            organisation,
            owner: Some(owner),
        }
    }

    fn all(self) -> Select<contact::Entity> {
        contact::Entity::find()
            .filter(contact::COLUMN.organisation_id.eq(self.organisation.0))
            .filter(self.owned())
    }

    fn owned(self) -> SimpleExpr {
        match self.owner {
            Some(owner) => contact::COLUMN.owner_id.eq(owner.0),
            None => contact::COLUMN.owner_id.is_null(),
        }
    }

    /// Contacts by name, behind a cursor.
    pub(crate) async fn list(
        self,
        db: &Database,
        query: &str,
        after: Option<&After>,
        rows: u64,
    ) -> Result<Vec<contact::Model>, DbErr> {
        let mut wanted = self.all();
        for part in keys::parts(query) {
            // A user has few enough to be read one by one.
            if self.owner.is_none() && db.is_sqlite() && part.chars().count() >= INDEXED {
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
    pub(crate) async fn first(
        self,
        db: &impl ConnectionTrait,
        rows: u64,
    ) -> Result<Vec<contact::Model>, DbErr> {
        let (name, id) = (contact::Column::NameKey, contact::Column::Id);
        by_name(self.all(), name, id, None, rows).all(db).await
    }

    /// How many contacts there are.
    pub(crate) async fn count(self, db: &impl ConnectionTrait) -> Result<u64, DbErr> {
        self.all().count(db).await
    }

    /// One contact.
    pub(crate) async fn find(
        self,
        db: &impl ConnectionTrait,
        id: Uuid,
    ) -> Result<Option<contact::Model>, DbErr> {
        self.all().filter(contact::COLUMN.id.eq(id)).one(db).await
    }

    /// Some contacts, without an order.
    pub(crate) async fn find_all(
        self,
        db: &impl ConnectionTrait,
        ids: &[Uuid],
    ) -> Result<Vec<contact::Model>, DbErr> {
        let mut found = Vec::new();
        for some in ids.chunks(ASKED) {
            let wanted = self
                .all()
                .filter(contact::COLUMN.id.is_in(some.iter().copied()));
            found.extend(wanted.all(db).await?);
        }
        Ok(found)
    }

    /// Which of these are contacts of another organisation: for the audit log alone.
    pub(crate) async fn strangers(
        self,
        db: &impl ConnectionTrait,
        ids: &[Uuid],
    ) -> Result<Vec<Uuid>, DbErr> {
        contact::Entity::find()
            .select_only()
            .column(contact::Column::Id)
            .filter(contact::COLUMN.id.is_in(ids.iter().copied()))
            .filter(contact::COLUMN.organisation_id.ne(self.organisation.0))
            .into_tuple()
            .all(db)
            .await
    }

    /// What is written down about contacts, in the order given.
    pub(crate) async fn cards(
        self,
        db: &impl ConnectionTrait,
        rows: Vec<contact::Model>,
    ) -> Result<Vec<(EntryId, Card)>, DbErr> {
        let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
        let mut numbers = self.numbers(db, &ids).await?;
        let cards = rows.into_iter().map(|row| {
            let id = row.id;
            (
                EntryId(id),
                card(row, numbers.remove(&id).unwrap_or_default()),
            )
        });
        Ok(cards.collect())
    }

    /// What is written down about one contact.
    pub(crate) async fn card(
        self,
        db: &impl ConnectionTrait,
        row: &contact::Model,
    ) -> Result<Card, DbErr> {
        let mut numbers = self.numbers(db, &[row.id]).await?;
        let own = numbers.remove(&row.id).unwrap_or_default();
        Ok(card(row.clone(), own))
    }

    async fn numbers(
        self,
        db: &impl ConnectionTrait,
        contacts: &[Uuid],
    ) -> Result<HashMap<Uuid, Vec<LabelledNumber>>, DbErr> {
        let mut found: HashMap<Uuid, Vec<LabelledNumber>> = HashMap::new();
        for some in contacts.chunks(ASKED) {
            let rows = contact_number::Entity::find()
                .filter(
                    contact_number::COLUMN
                        .organisation_id
                        .eq(self.organisation.0),
                )
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
                let numbers = found.entry(row.contact_id).or_default();
                numbers.push(LabelledNumber {
                    number: row.number,
                    label: label.unwrap_or(NumberLabel::Other),
                    display: String::new(),
                });
            }
        }
        Ok(found)
    }

    /// Some contacts without their numbers.
    pub(crate) async fn bare(
        self,
        db: &impl ConnectionTrait,
        ids: &[Uuid],
    ) -> Result<HashMap<Uuid, Card>, DbErr> {
        let rows = self.find_all(db, ids).await?;
        let cards = rows.into_iter().map(|row| (row.id, card(row, Vec::new())));
        Ok(cards.collect())
    }

    /// Makes a contact with an id.
    pub(crate) async fn insert(
        self,
        db: &impl ConnectionTrait,
        id: Uuid,
        card: &Card,
    ) -> Result<(), DbErr> {
        self.row(id, card).insert(db).await?;
        insert_numbers(db, self.number_rows(id, card)).await
    }

    /// Makes many contacts with their ids, a few statements for all.
    pub(crate) async fn insert_all(
        self,
        db: &impl ConnectionTrait,
        all: &[(Uuid, Card)],
    ) -> Result<(), DbErr> {
        for some in all.chunks(CHUNK) {
            let rows = some
                .iter()
                .map(|(id, card)| (self.row(*id, card), self.number_rows(*id, card)));
            let (contacts, numbers): (Vec<_>, Vec<_>) = rows.unzip();
            contact::Entity::insert_many(contacts)
                .exec_without_returning(db)
                .await?;
            insert_numbers(db, numbers.into_iter().flatten().collect()).await?;
        }
        Ok(())
    }

    /// Saves what is written down about a contact, with the keys that it is found by.
    pub(crate) async fn save(
        self,
        db: &impl ConnectionTrait,
        row: contact::Model,
        card: &Card,
    ) -> Result<(), DbErr> {
        let id = row.id;
        let mut changed = row.into_active_model();
        write(&mut changed, card);
        changed.update(db).await?;
        contact_number::Entity::delete_many()
            .filter(contact_number::COLUMN.contact_id.eq(id))
            .filter(
                contact_number::COLUMN
                    .organisation_id
                    .eq(self.organisation.0),
            )
            .exec(db)
            .await?;
        insert_numbers(db, self.number_rows(id, card)).await
    }

    /// Makes many contacts; those that are there already are made anew, and keep their stars.
    pub(crate) async fn replace_all(
        self,
        db: &impl ConnectionTrait,
        known: &[Uuid],
        all: &[(Uuid, Card)],
    ) -> Result<(), DbErr> {
        self.delete_rows(db, known).await?;
        self.insert_all(db, all).await
    }

    /// Removes a contact, with its numbers and everybody's star on it.
    pub(crate) async fn delete(self, db: &impl ConnectionTrait, id: Uuid) -> Result<(), DbErr> {
        self.delete_all(db, &[id]).await
    }

    /// Removes some contacts of this book.
    pub(crate) async fn delete_all(
        self,
        db: &impl ConnectionTrait,
        ids: &[Uuid],
    ) -> Result<(), DbErr> {
        favourite::Entity::delete_many()
            .filter(favourite::COLUMN.organisation_id.eq(self.organisation.0))
            .filter(favourite::COLUMN.entry_id.is_in(ids.iter().copied()))
            .exec(db)
            .await?;
        self.delete_rows(db, ids).await
    }

    async fn delete_rows(self, db: &impl ConnectionTrait, ids: &[Uuid]) -> Result<(), DbErr> {
        contact::Entity::delete_many()
            .filter(contact::COLUMN.id.is_in(ids.iter().copied()))
            .filter(contact::COLUMN.organisation_id.eq(self.organisation.0))
            .filter(self.owned())
            .exec(db)
            .await?;
        Ok(())
    }

    fn row(self, id: Uuid, card: &Card) -> contact::ActiveModel {
        let mut row = contact::ActiveModel {
            id: Set(id),
            organisation_id: Set(self.organisation.0),
            owner_id: Set(self.owner.map(|owner| owner.0)),
            ..Default::default()
        };
        write(&mut row, card);
        row
    }

    fn number_rows(self, contact: Uuid, card: &Card) -> Vec<contact_number::ActiveModel> {
        (0..)
            .zip(&card.numbers)
            .map(|(position, line)| contact_number::ActiveModel {
                contact_id: Set(contact),
                position: Set(position),
                organisation_id: Set(self.organisation.0),
                owner_id: Set(self.owner.map(|owner| owner.0)),
                number: Set(line.number.clone()),
                label: Set(Some(line.label.word().to_owned())),
            })
            .collect()
    }
}

fn card(row: contact::Model, numbers: Vec<LabelledNumber>) -> Card {
    Card {
        name: row.name,
        first_name: row.first_name,
        last_name: row.last_name,
        company: row.company,
        numbers,
        email: row.email,
        note: row.note,
    }
}

async fn insert_numbers(
    db: &impl ConnectionTrait,
    rows: Vec<contact_number::ActiveModel>,
) -> Result<(), DbErr> {
    // Who is reached by mail alone has none.
    if !rows.is_empty() {
        contact_number::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

fn write(row: &mut contact::ActiveModel, card: &Card) {
    let words = [
        card.name.as_str(),
        card.company.as_deref().unwrap_or_default(),
        card.email.as_deref().unwrap_or_default(),
    ];
    let numbers = card.numbers.iter().map(|line| line.number.as_str());
    row.name = Set(card.name.clone());
    row.first_name = Set(card.first_name.clone());
    row.last_name = Set(card.last_name.clone());
    row.company = Set(card.company.clone());
    row.email = Set(card.email.clone());
    row.note = Set(card.note.clone());
    row.name_key = Set(keys::name_key(&card.name));
    row.search_key = Set(keys::search_key(words, numbers));
}
