//! People who can be put among somebody's speed dials.

use belroute_shared::ids::{OrganisationId, UserId};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter as _};

use crate::{
    company::paging::{After, by_name},
    entity::user,
    phonebook::keys,
};

/// Which of them are wanted.
pub(super) struct Wanted<'a> {
    /// Words and digits that all have to be found.
    pub(super) query: &'a [&'a str],
    /// Who is left out.
    pub(super) without: Vec<UserId>,
    pub(super) after: Option<&'a After>,
    pub(super) rows: u64,
}

/// Colleagues by name.
pub(super) async fn list(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    wanted: Wanted<'_>,
) -> Result<Vec<user::Model>, DbErr> {
    let mut found = user::Entity::find()
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .filter(user::COLUMN.disabled_at_ms.is_null())
        .filter(
            user::COLUMN
                .id
                .is_not_in(wanted.without.iter().map(|id| id.0)),
        );
    for part in wanted.query.iter().flat_map(|words| keys::parts(words)) {
        found = found.filter(user::COLUMN.search_key.contains(part));
    }
    let (name, id) = (user::Column::NameKey, user::Column::Id);
    let page = by_name(found, name, id, wanted.after, wanted.rows);
    page.all(db).await
}
