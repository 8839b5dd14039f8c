//! Who is behind a number: one look-up for a whole list, never one for each row.
//!
//! A colleague wins over a dial plan, that over a contact of one's own, and that over one of the
//! company. Where several contacts of one book have a number, nobody can say which of them calls: it
//! has no name then, not even that of another book.

use std::collections::{BTreeSet, HashMap};

use belroute_shared::{
    ids::{EntryId, OrganisationId, UserId},
    phonebook::EntryKind,
};
use sea_orm::{
    Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QuerySelect as _,
    sea_query::SimpleExpr,
};
use uuid::Uuid;

use crate::{
    entity::{contact, contact_number, dial_plan, number, organisation, user},
    numbers::Country,
};

/// The country in which an organisation's people write numbers.
pub(crate) async fn country(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Country, DbErr> {
    let row = organisation::Entity::find_by_id(organisation.0)
        .one(db)
        .await?;
    Ok(Country::of(
        row.as_ref().map_or("", |row| row.country.as_str()),
    ))
}

/// Names of numbers.
#[derive(Debug, Default)]
pub(crate) struct Directory {
    known: HashMap<String, Known>,
}

/// Who has a number.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) kind: EntryKind,
    pub(crate) id: EntryId,
    pub(crate) name: String,
}

impl Directory {
    /// Looks numbers and extensions up for one user.
    pub(crate) async fn of_numbers(
        db: &impl ConnectionTrait,
        organisation: OrganisationId,
        viewer: UserId,
        numbers: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Self, DbErr> {
        let wanted: BTreeSet<String> = numbers
            .into_iter()
            .map(|number| number.as_ref().to_owned())
            .collect();
        let (public, short): (Vec<String>, Vec<String>) = wanted
            .into_iter()
            .partition(|number| number.starts_with('+'));
        let mut directory = Self::default();
        // The strongest comes last and stays.
        directory
            .add_contacts(db, organisation, viewer, &public)
            .await?;
        directory
            .add_owners(db, organisation, &public, &short)
            .await?;
        Ok(directory)
    }

    /// Who has a number.
    pub(crate) fn get(&self, number: &str) -> Option<&Known> {
        self.known.get(number)
    }

    /// The name of a number.
    pub(crate) fn name(&self, number: &str) -> Option<&str> {
        self.get(number).map(|known| known.name.as_str())
    }

    async fn add_contacts(
        &mut self,
        db: &impl ConnectionTrait,
        organisation: OrganisationId,
        viewer: UserId,
        public: &[String],
    ) -> Result<(), DbErr> {
        if public.is_empty() {
            return Ok(());
        }
        let of_company_or_own = Condition::any()
            .add(contact_number::COLUMN.owner_id.is_null())
            .add(contact_number::COLUMN.owner_id.eq(viewer.0));
        let rows: Vec<(String, Option<Uuid>, Uuid)> = contact_number::Entity::find()
            .select_only()
            .columns([
                contact_number::Column::Number,
                contact_number::Column::OwnerId,
                contact_number::Column::ContactId,
            ])
            .filter(contact_number::COLUMN.organisation_id.eq(organisation.0))
            .filter(contact_number::COLUMN.number.is_in(public))
            .filter(of_company_or_own)
            .into_tuple()
            .all(db)
            .await?;
        // Whose number it is in the company's book, and in his own; `None` for several.
        let mut holders: HashMap<(String, EntryKind), Option<Uuid>> = HashMap::new();
        for (number, owner, contact) in rows {
            let kind = owner.map_or(EntryKind::Company, |_| EntryKind::Contact);
            holders
                .entry((number, kind))
                .and_modify(|holder| *holder = holder.filter(|known| *known == contact))
                .or_insert(Some(contact));
        }
        let names: HashMap<Uuid, contact::Model> = contact::Entity::find()
            .filter(contact::COLUMN.organisation_id.eq(organisation.0))
            .filter(
                contact::COLUMN
                    .id
                    .is_in(holders.values().flatten().copied()),
            )
            .all(db)
            .await?
            .into_iter()
            .map(|row| (row.id, row))
            .collect();
        let (own, company): (Vec<_>, Vec<_>) = holders
            .into_iter()
            .partition(|((_, kind), _)| *kind == EntryKind::Contact);
        for ((number, kind), holder) in company.into_iter().chain(own) {
            match holder.and_then(|id| names.get(&id)) {
                Some(contact) => self.put(number, kind, contact.id, contact.name.clone()),
                None => {
                    self.known.remove(&number);
                }
            }
        }
        Ok(())
    }

    async fn add_owners(
        &mut self,
        db: &impl ConnectionTrait,
        organisation: OrganisationId,
        public: &[String],
        short: &[String],
    ) -> Result<(), DbErr> {
        let owned = if public.is_empty() {
            Vec::new()
        } else {
            number::Entity::find()
                .filter(number::COLUMN.organisation_id.eq(organisation.0))
                .filter(number::COLUMN.number.is_in(public))
                .all(db)
                .await?
        };
        if owned.is_empty() && short.is_empty() {
            return Ok(());
        }
        let users = user::Entity::find()
            .filter(either(
                user::COLUMN.organisation_id.eq(organisation.0),
                user::COLUMN.extension.is_in(short),
                user::COLUMN
                    .id
                    .is_in(owned.iter().filter_map(|row| row.user_id)),
            ))
            .all(db)
            .await?;
        let plans = dial_plan::Entity::find()
            .filter(either(
                dial_plan::COLUMN.organisation_id.eq(organisation.0),
                dial_plan::COLUMN.extension.is_in(short),
                dial_plan::COLUMN
                    .id
                    .is_in(owned.iter().filter_map(|row| row.dial_plan_id)),
            ))
            .all(db)
            .await?;
        for plan in plans {
            for row in owned.iter().filter(|row| row.dial_plan_id == Some(plan.id)) {
                self.put(
                    row.number.clone(),
                    EntryKind::DialPlan,
                    plan.id,
                    plan.name.clone(),
                );
            }
            self.put(plan.extension, EntryKind::DialPlan, plan.id, plan.name);
        }
        for user in users {
            let name = full_name(&user);
            for row in owned.iter().filter(|row| row.user_id == Some(user.id)) {
                self.put(
                    row.number.clone(),
                    EntryKind::Colleague,
                    user.id,
                    name.clone(),
                );
            }
            self.put(user.extension, EntryKind::Colleague, user.id, name);
        }
        Ok(())
    }

    fn put(&mut self, number: String, kind: EntryKind, id: Uuid, name: String) {
        self.known.insert(
            number,
            Known {
                kind,
                id: EntryId(id),
                name,
            },
        );
    }
}

/// Rows of an organisation by one of two keys. The organisation stands in both, so that each is
/// found by its own index.
fn either(organisation: SimpleExpr, first: SimpleExpr, second: SimpleExpr) -> Condition {
    Condition::any()
        .add(Condition::all().add(organisation.clone()).add(first))
        .add(Condition::all().add(organisation).add(second))
}

/// First and last name, as one writes them.
pub(crate) fn full_name(user: &user::Model) -> String {
    format!("{} {}", user.first_name, user.last_name)
        .trim()
        .to_owned()
}
