//! Whose some numbers are, in one book.

use std::collections::HashMap;

use belroute_shared::ids::EntryId;
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QuerySelect as _, Select,
    sea_query::SimpleExpr,
};
use uuid::Uuid;

use super::{ASKED, Book};
use crate::entity::{contact, contact_number};

impl Book {
    /// Which of these numbers and e-mail addresses a contact has, and what it is called.
    pub(crate) async fn known(
        self,
        db: &impl ConnectionTrait,
        keys: &[&str],
    ) -> Result<HashMap<String, String>, DbErr> {
        let (addresses, numbers): (Vec<&str>, Vec<&str>) =
            keys.iter().partition(|key| key.contains('@'));
        let mut holders: HashMap<String, Uuid> = HashMap::new();
        for some in numbers.chunks(ASKED) {
            let rows: Vec<(String, Uuid)> = contact_number::Entity::find()
                .select_only()
                .columns([
                    contact_number::Column::Number,
                    contact_number::Column::ContactId,
                ])
                .filter(
                    contact_number::COLUMN
                        .organisation_id
                        .eq(self.organisation.0),
                )
                .filter(self.numbers_owned())
                .filter(contact_number::COLUMN.number.is_in(some.iter().copied()))
                .into_tuple()
                .all(db)
                .await?;
            for (number, contact) in rows {
                let first = holders.entry(number).or_insert(contact);
                *first = contact.min(*first);
            }
        }
        for some in addresses.chunks(ASKED) {
            let rows: Vec<(String, Uuid)> = self
                .all()
                .select_only()
                .columns([contact::Column::Email, contact::Column::Id])
                .filter(contact::COLUMN.email.is_in(some.iter().copied()))
                .into_tuple()
                .all(db)
                .await?;
            for (address, contact) in rows {
                let first = holders.entry(address).or_insert(contact);
                *first = contact.min(*first);
            }
        }
        let ids: Vec<Uuid> = holders.values().copied().collect();
        let cards = self.bare(db, &ids).await?;
        let name = |id: &Uuid| cards.get(id).map(|card| card.name.clone());
        let known = holders
            .into_iter()
            .filter_map(|(number, id)| Some((number, name(&id)?)));
        Ok(known.collect())
    }

    /// The first numbers of some contacts, by contact; at most as many as one user dials by speed.
    pub(crate) async fn first_numbers(
        self,
        db: &impl ConnectionTrait,
        contacts: &[Uuid],
    ) -> Result<HashMap<Uuid, String>, DbErr> {
        if contacts.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = self
            .first_number_rows()
            .filter(
                contact_number::COLUMN
                    .contact_id
                    .is_in(contacts.iter().copied()),
            )
            .all(db)
            .await?;
        let rows = rows.into_iter().map(|row| (row.contact_id, row.number));
        Ok(rows.collect())
    }

    /// Whose first number some numbers are; one that is the first of several contacts is nobody's.
    pub(crate) async fn holders(
        self,
        db: &impl ConnectionTrait,
        numbers: &[&str],
    ) -> Result<HashMap<String, EntryId>, DbErr> {
        if numbers.is_empty() {
            return Ok(HashMap::new());
        }
        let rows = self
            .first_number_rows()
            .filter(contact_number::COLUMN.number.is_in(numbers.iter().copied()))
            .all(db)
            .await?;
        let mut holders: HashMap<String, Option<EntryId>> = HashMap::new();
        for row in rows {
            holders
                .entry(row.number)
                .and_modify(|holder| *holder = None)
                .or_insert(Some(EntryId(row.contact_id)));
        }
        let one = holders
            .into_iter()
            .filter_map(|(number, id)| Some((number, id?)));
        Ok(one.collect())
    }

    fn first_number_rows(self) -> Select<contact_number::Entity> {
        contact_number::Entity::find()
            .filter(
                contact_number::COLUMN
                    .organisation_id
                    .eq(self.organisation.0),
            )
            .filter(self.numbers_owned())
            .filter(contact_number::COLUMN.position.eq(0))
    }

    fn numbers_owned(self) -> SimpleExpr {
        match self.owner {
            Some(owner) => contact_number::COLUMN.owner_id.eq(owner.0),
            None => contact_number::COLUMN.owner_id.is_null(),
        }
    }
}
