//! People of one organisation, as lists name them: with the first of their public numbers.

use std::collections::HashMap;

use belroute_shared::{
    company::person::Person,
    ids::{OrganisationId, UserId},
    number::{Extension, PhoneNumber},
    settings::location::Location,
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::{
    directory::full_name,
    entity::{number, organisation, user},
};

/// Somebody of the organisation.
#[derive(Clone, Debug)]
pub(crate) struct Colleague {
    pub(crate) user: user::Model,
    pub(crate) direct_number: Option<PhoneNumber>,
}

impl Colleague {
    pub(crate) fn id(&self) -> UserId {
        UserId(self.user.id)
    }

    pub(crate) fn extension(&self) -> Option<Extension> {
        Extension::new(self.user.extension.clone()).ok()
    }

    pub(crate) fn name(&self) -> String {
        full_name(&self.user)
    }

    /// As lists of the company panel name him.
    pub(crate) fn person(&self) -> Person {
        Person {
            id: self.id(),
            name: self.name(),
            extension: self.extension(),
        }
    }
}

/// Where the people of an organisation work.
pub(crate) async fn location(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<Option<Location>, DbErr> {
    let row = organisation::Entity::find_by_id(organisation.0)
        .one(db)
        .await?;
    Ok(row.map(|row| Location {
        id: organisation,
        name: row.name,
    }))
}

/// Some people of an organisation by their ids; who belongs to another one is left out.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Colleague>, DbErr> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .filter(user::COLUMN.id.is_in(ids))
        .all(db)
        .await?;
    let people = with_numbers(db, organisation, rows).await?;
    Ok(people.into_iter().map(|it| (it.user.id, it)).collect())
}

/// Users with their numbers, in the order given.
pub(crate) async fn with_numbers(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    rows: Vec<user::Model>,
) -> Result<Vec<Colleague>, DbErr> {
    let mut direct: HashMap<Uuid, PhoneNumber> = HashMap::new();
    for row in number::Entity::find()
        .filter(number::COLUMN.organisation_id.eq(organisation.0))
        .filter(number::COLUMN.user_id.is_in(rows.iter().map(|row| row.id)))
        .order_by_asc(number::Column::Number)
        .all(db)
        .await?
    {
        if let (Some(owner), Ok(number)) = (row.user_id, PhoneNumber::new(row.number)) {
            direct.entry(owner).or_insert(number);
        }
    }
    let people = rows.into_iter().map(|user| Colleague {
        direct_number: direct.remove(&user.id),
        user,
    });
    Ok(people.collect())
}
