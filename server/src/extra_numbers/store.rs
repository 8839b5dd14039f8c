//! Further numbers of users in the database.

use std::collections::HashMap;

use belroute_shared::{
    extra_numbers::{
        ExtraNumber, ExtraNumbers, MOST_EXTRA_NUMBERS, ShownExtraNumber, ShownExtraNumbers,
    },
    ids::{OrganisationId, UserId},
    typed_number::TypedNumber,
};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _, Set, sea_query::SelectStatement,
};
use uuid::Uuid;

use crate::{directory, entity::extra_number, phonebook::keys, words};

/// All of a user's, in his own order.
pub(crate) async fn find(db: &impl ConnectionTrait, owner: UserId) -> Result<ExtraNumbers, DbErr> {
    let rows = extra_number::Entity::find()
        .filter(extra_number::COLUMN.user_id.eq(owner.0))
        .order_by_asc(extra_number::Column::Position)
        .all(db)
        .await?;
    let numbers = rows.into_iter().map(|row| ExtraNumber {
        number: TypedNumber::new(row.number),
        label: words::of_word(&row.label).unwrap_or_default(),
        shown_to_colleagues: row.is_shown,
    });
    Ok(ExtraNumbers {
        extra_numbers: numbers.collect(),
    })
}

/// The same as people of the organisation's country write them.
pub(super) async fn shown(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    numbers: &ExtraNumbers,
) -> Result<ShownExtraNumbers, DbErr> {
    let country = directory::country(db, organisation).await?;
    let all = numbers.extra_numbers.iter();
    let all = all.map(|it| ShownExtraNumber {
        extra_number: it.clone(),
        display: country.display(it.number.as_str()),
    });
    Ok(ShownExtraNumbers {
        extra_numbers: all.collect(),
        limit: MOST_EXTRA_NUMBERS,
    })
}

/// Puts these in the place of all that there were.
pub(crate) async fn save(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    wanted: &ExtraNumbers,
) -> Result<(), DbErr> {
    extra_number::Entity::delete_many()
        .filter(extra_number::COLUMN.user_id.eq(owner.0))
        .exec(db)
        .await?;
    let rows: Vec<_> = (0..)
        .zip(&wanted.extra_numbers)
        .map(|(position, it)| extra_number::ActiveModel {
            user_id: Set(owner.0),
            position: Set(position),
            organisation_id: Set(organisation.0),
            number: Set(it.number.to_string()),
            label: Set(it.label.word().to_owned()),
            is_shown: Set(it.shown_to_colleagues),
            search_key: Set(keys::search_key([], [it.number.as_str()])),
        })
        .collect();
    if !rows.is_empty() {
        extra_number::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// What some users show their colleagues, by user: one question for all.
pub(crate) async fn list_shown(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    owners: &[UserId],
) -> Result<HashMap<Uuid, Vec<extra_number::Model>>, DbErr> {
    let rows = extra_number::Entity::find()
        .filter(extra_number::COLUMN.organisation_id.eq(organisation.0))
        .filter(extra_number::COLUMN.is_shown.eq(true))
        .filter(
            extra_number::COLUMN
                .user_id
                .is_in(owners.iter().map(|owner| owner.0)),
        )
        .order_by_asc(extra_number::Column::Position)
        .all(db)
        .await?;
    let mut shown: HashMap<Uuid, Vec<extra_number::Model>> = HashMap::new();
    for row in rows {
        shown.entry(row.user_id).or_default().push(row);
    }
    Ok(shown)
}

/// Who shows his colleagues a number that holds these digits.
pub(crate) fn owners_of(organisation: OrganisationId, digits: &str) -> SelectStatement {
    extra_number::Entity::find()
        .select_only()
        .column(extra_number::Column::UserId)
        .filter(extra_number::COLUMN.organisation_id.eq(organisation.0))
        .filter(extra_number::COLUMN.is_shown.eq(true))
        .filter(extra_number::COLUMN.search_key.contains(digits))
        .into_query()
}
