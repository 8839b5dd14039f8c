//! What administrators have decided about features, in the database.

use std::collections::{BTreeMap, HashMap};

use belroute_shared::{
    company::feature_access::{FeatureAccess, UserFeatureAccess},
    features::{Access, Feature, OutgoingPermission},
    ids::{OrganisationId, UserId},
};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter as _,
    QuerySelect as _, QueryTrait as _, Set, sea_query::Expr,
};
use uuid::Uuid;

use crate::{
    entity::{organisation_feature, user, user_feature},
    features::store as features,
    words,
};

/// What an organisation's users see.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<FeatureAccess, DbErr> {
    let decided = features::of_organisation(db, organisation).await?;
    Ok(FeatureAccess::of(|feature| decided.get(&feature).copied()))
}

/// What one of its users sees.
pub(super) async fn find_of_user(
    db: &impl ConnectionTrait,
    user: &user::Model,
    organisation: &FeatureAccess,
) -> Result<UserFeatureAccess, DbErr> {
    let (owner, of) = (UserId(user.id), OrganisationId(user.organisation_id));
    let own = features::of_user(db, owner, of).await?;
    let permission = words::of_word(&user.outgoing_permission).unwrap_or_default();
    let own = |feature| own.get(&feature).copied();
    Ok(UserFeatureAccess::of(organisation, own, permission))
}

/// A user of the organisation.
pub(super) async fn find_user(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<Option<user::Model>, DbErr> {
    user::Entity::find_by_id(owner.0)
        .filter(user::COLUMN.organisation_id.eq(organisation.0))
        .one(db)
        .await
}

/// Of whom it holds that something else was decided than for everybody.
pub(super) fn differs(organisation: OrganisationId) -> Condition {
    let decided = user_feature::Entity::find()
        .select_only()
        .column(user_feature::Column::UserId)
        .filter(user_feature::COLUMN.organisation_id.eq(organisation.0))
        .into_query();
    let everywhere = words::word(OutgoingPermission::All);
    Condition::any()
        .add(user::Column::Id.in_subquery(decided))
        .add(user::COLUMN.outgoing_permission.ne(everywhere))
}

/// What was decided for some users alone.
pub(super) async fn list_own(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    owners: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, BTreeMap<Feature, Access>>, DbErr> {
    let rows = user_feature::Entity::find()
        .filter(user_feature::COLUMN.organisation_id.eq(organisation.0))
        .filter(user_feature::COLUMN.user_id.is_in(owners))
        .all(db)
        .await?;
    let mut own: HashMap<Uuid, BTreeMap<Feature, Access>> = HashMap::new();
    for row in rows {
        let word = words::of_word::<Feature>(&row.feature).zip(words::of_word(&row.access));
        own.entry(row.user_id).or_default().extend(word);
    }
    Ok(own)
}

/// Saves what differs. What everybody sees is not written down: it is so without anybody's word.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    before: &FeatureAccess,
    wanted: &FeatureAccess,
) -> Result<(), DbErr> {
    let changed = wanted.features.iter();
    let changed: Vec<(Feature, Access)> = changed
        .filter(|(feature, access)| before.features.get(feature) != Some(access))
        .map(|(feature, access)| (*feature, *access))
        .collect();
    let names = changed.iter().map(|(feature, _)| words::word(feature));
    organisation_feature::Entity::delete_many()
        .filter(
            organisation_feature::COLUMN
                .organisation_id
                .eq(organisation.0),
        )
        .filter(organisation_feature::Column::Feature.is_in(names))
        .exec(db)
        .await?;
    let rows = changed
        .into_iter()
        .filter(|(_, access)| *access == Access::NoAccess)
        .map(|(feature, access)| organisation_feature::ActiveModel {
            organisation_id: Set(organisation.0),
            feature: Set(words::word(feature)),
            access: Set(words::word(access)),
        });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        organisation_feature::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// Saves what differs. Shown by a user's own word is not the same as shown without one: that word
/// stays when the organisation hides the feature.
pub(super) async fn save_of_user(
    db: &impl ConnectionTrait,
    user: &user::Model,
    before: &UserFeatureAccess,
    wanted: &UserFeatureAccess,
) -> Result<(), DbErr> {
    let own_before = |feature| before.features.get(feature).and_then(|it| it.own);
    let changed = wanted.features.iter();
    let changed: Vec<(Feature, Option<Access>)> = changed
        .filter(|(feature, it)| own_before(feature) != it.own)
        .map(|(feature, it)| (*feature, it.own))
        .collect();
    let names = changed.iter().map(|(feature, _)| words::word(feature));
    user_feature::Entity::delete_many()
        .filter(user_feature::COLUMN.user_id.eq(user.id))
        .filter(
            user_feature::COLUMN
                .organisation_id
                .eq(user.organisation_id),
        )
        .filter(user_feature::Column::Feature.is_in(names))
        .exec(db)
        .await?;
    let rows = changed.into_iter().filter_map(|(feature, own)| {
        Some(user_feature::ActiveModel {
            user_id: Set(user.id),
            organisation_id: Set(user.organisation_id),
            feature: Set(words::word(feature)),
            access: Set(words::word(own?)),
        })
    });
    let rows: Vec<_> = rows.collect();
    if !rows.is_empty() {
        user_feature::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    let permission = words::word(wanted.outgoing_permission);
    user::Entity::update_many()
        .col_expr(user::Column::OutgoingPermission, Expr::value(permission))
        .filter(user::COLUMN.id.eq(user.id))
        .filter(user::COLUMN.organisation_id.eq(user.organisation_id))
        .exec(db)
        .await?;
    Ok(())
}
