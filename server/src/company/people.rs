//! Some of an organisation's users, as lists of the company panel name them.

use belroute_shared::{company::person::Person, ids::OrganisationId};
use sea_orm::{Condition, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::paging::{After, Wish, by_name};
use crate::{colleagues::Colleague, entity::user, error::ApiResult, phonebook::keys};

/// Those of whom a condition holds, by name, found by words, behind a cursor.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    whose: Condition,
    wish: &Wish,
) -> ApiResult<Vec<user::Model>> {
    let after = wish.after()?;
    let mut wanted = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .filter(whose);
    for part in keys::parts(wish.query()) {
        wanted = wanted.filter(user::COLUMN.search_key.contains(part));
    }
    let (name, id) = (user::Column::NameKey, user::Column::Id);
    let wanted = by_name(wanted, name, id, after.as_ref(), wish.rows());
    Ok(wanted.all(db).await?)
}

/// Where one stands in such a list.
pub(super) fn place(row: &user::Model) -> After {
    (row.name_key.clone(), row.id)
}

/// One as lists name him.
pub(super) fn person(user: user::Model) -> Person {
    let direct_number = None;
    Colleague {
        user,
        direct_number,
    }
    .person()
}
