//! Groups of people in the database.

use std::collections::HashMap;

use belroute_shared::{
    company::call_groups::{CallGroupKind, CallGroupSettings, member},
    error::{Code, FieldError},
    ids::{CallGroupId, OrganisationId, UserId},
};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, DbErr, EntityTrait,
    IntoActiveModel as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _, Set,
};
use uuid::Uuid;

use crate::{
    colleagues,
    company::paging::{After, by_name},
    entity::{call_group, call_group_member},
    phonebook::keys,
    words,
};

/// The group of one kind that a user is in.
pub(crate) async fn find_of_member(
    db: &impl ConnectionTrait,
    member: UserId,
    organisation: OrganisationId,
    kind: CallGroupKind,
) -> Result<Option<call_group::Model>, DbErr> {
    let groups = call_group_member::Entity::find()
        .filter(call_group_member::COLUMN.user_id.eq(member.0))
        .filter(call_group_member::COLUMN.organisation_id.eq(organisation.0))
        .all(db)
        .await?;
    if groups.is_empty() {
        return Ok(None);
    }
    call_group::Entity::find()
        .filter(call_group::COLUMN.organisation_id.eq(organisation.0))
        .filter(call_group::COLUMN.kind.eq(words::word(kind)))
        .filter(
            call_group::COLUMN
                .id
                .is_in(groups.into_iter().map(|row| row.group_id)),
        )
        .one(db)
        .await
}

/// Of which kinds the groups are that a user is in.
pub(crate) async fn list_kinds(
    db: &impl ConnectionTrait,
    member: UserId,
    organisation: OrganisationId,
) -> Result<Vec<CallGroupKind>, DbErr> {
    let mine = call_group_member::Entity::find()
        .select_only()
        .column(call_group_member::Column::GroupId)
        .filter(call_group_member::COLUMN.user_id.eq(member.0))
        .into_query();
    let groups = call_group::Entity::find()
        .filter(call_group::COLUMN.organisation_id.eq(organisation.0))
        .filter(call_group::Column::Id.in_subquery(mine))
        .all(db)
        .await?;
    let kinds = groups.iter().filter_map(|row| words::of_word(&row.kind));
    Ok(kinds.collect())
}

/// The members of some groups, in their order.
pub(crate) async fn list_members(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    groups: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Vec<UserId>>, DbErr> {
    let rows = call_group_member::Entity::find()
        .filter(call_group_member::COLUMN.organisation_id.eq(organisation.0))
        .filter(call_group_member::COLUMN.group_id.is_in(groups))
        .order_by_asc(call_group_member::Column::Position)
        .all(db)
        .await?;
    let mut members: HashMap<Uuid, Vec<UserId>> = HashMap::new();
    for row in rows {
        let of_group = members.entry(row.group_id).or_default();
        of_group.push(UserId(row.user_id));
    }
    Ok(members)
}

/// Groups of an organisation by name, behind a cursor.
pub(crate) async fn list(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    query: &str,
    after: Option<&After>,
    rows: u64,
) -> Result<Vec<call_group::Model>, DbErr> {
    let mut wanted =
        call_group::Entity::find().filter(call_group::COLUMN.organisation_id.eq(organisation.0));
    for part in keys::parts(query) {
        wanted = wanted.filter(call_group::COLUMN.name_key.contains(part));
    }
    let (name, id) = (call_group::Column::NameKey, call_group::Column::Id);
    by_name(wanted, name, id, after, rows).all(db).await
}

/// A group of the organisation.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    id: CallGroupId,
) -> Result<Option<call_group::Model>, DbErr> {
    call_group::Entity::find_by_id(id.0)
        .filter(call_group::COLUMN.organisation_id.eq(organisation.0))
        .one(db)
        .await
}

/// Whether there is such a group in another organisation: for the audit log alone.
pub(crate) async fn is_stranger(db: &impl ConnectionTrait, id: CallGroupId) -> Result<bool, DbErr> {
    Ok(call_group::Entity::find_by_id(id.0)
        .one(db)
        .await?
        .is_some())
}

/// How many groups an organisation has.
pub(crate) async fn count(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
) -> Result<u64, DbErr> {
    call_group::Entity::find()
        .filter(call_group::COLUMN.organisation_id.eq(organisation.0))
        .count(db)
        .await
}

/// What an administrator decided about groups, out of their rows.
pub(crate) async fn settings(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    rows: Vec<call_group::Model>,
) -> Result<Vec<(CallGroupId, CallGroupSettings)>, DbErr> {
    let mut members = list_members(db, organisation, rows.iter().map(|row| row.id)).await?;
    let shown = rows.into_iter().filter_map(|row| {
        let settings = CallGroupSettings {
            member_ids: members.remove(&row.id).unwrap_or_default(),
            kind: words::of_word(&row.kind)?,
            name: row.name,
        };
        Some((CallGroupId(row.id), settings))
    });
    Ok(shown.collect())
}

/// Whether another group of the same kind has this name.
pub(crate) async fn is_name_taken(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    settings: &CallGroupSettings,
    except: Uuid,
) -> Result<bool, DbErr> {
    let other = call_group::Entity::find()
        .filter(call_group::COLUMN.organisation_id.eq(organisation.0))
        .filter(call_group::COLUMN.kind.eq(words::word(settings.kind)))
        .filter(
            call_group::COLUMN
                .name_key
                .eq(keys::name_key(&settings.name)),
        )
        .filter(call_group::COLUMN.id.ne(except))
        .one(db)
        .await?;
    Ok(other.is_some())
}

/// Which of the members are nobody of the organisation, or in another group of the same kind.
pub(crate) async fn conflicts(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    settings: &CallGroupSettings,
    except: Uuid,
) -> Result<Vec<FieldError>, DbErr> {
    let wanted = || settings.member_ids.iter().map(|id| id.0);
    let people = colleagues::list(db, organisation, wanted()).await?;
    let rows = call_group_member::Entity::find()
        .filter(call_group_member::COLUMN.user_id.is_in(wanted()))
        .filter(call_group_member::COLUMN.group_id.ne(except))
        .all(db)
        .await?;
    let of_kind: Vec<Uuid> = call_group::Entity::find()
        .filter(
            call_group::COLUMN
                .id
                .is_in(rows.iter().map(|row| row.group_id)),
        )
        .filter(call_group::COLUMN.kind.eq(words::word(settings.kind)))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let is_elsewhere = |id: Uuid| {
        rows.iter()
            .any(|row| row.user_id == id && of_kind.contains(&row.group_id))
    };
    let broken = wanted().enumerate().filter_map(|(at, id)| {
        if !people.contains_key(&id) {
            Some(member(at, Code::NotOffered))
        } else if is_elsewhere(id) {
            Some(member(at, Code::InAnotherGroup))
        } else {
            None
        }
    });
    Ok(broken.collect())
}

/// Makes a group with its members.
pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    organisation: OrganisationId,
    settings: &CallGroupSettings,
    now_ms: i64,
) -> Result<call_group::Model, DbErr> {
    let row = call_group::ActiveModel {
        id: Set(Uuid::now_v7()),
        organisation_id: Set(organisation.0),
        kind: Set(words::word(settings.kind)),
        name: Set(settings.name.clone()),
        name_key: Set(keys::name_key(&settings.name)),
        created_at_ms: Set(now_ms),
    }
    .insert(db)
    .await?;
    save_members(db, &row, settings).await?;
    Ok(row)
}

/// Saves the name and the members of a group.
pub(crate) async fn save(
    db: &impl ConnectionTrait,
    row: &call_group::Model,
    settings: &CallGroupSettings,
) -> Result<(), DbErr> {
    let mut changed = row.clone().into_active_model();
    changed.name = Set(settings.name.clone());
    changed.name_key = Set(keys::name_key(&settings.name));
    changed.update(db).await?;
    call_group_member::Entity::delete_many()
        .filter(call_group_member::COLUMN.group_id.eq(row.id))
        .exec(db)
        .await?;
    save_members(db, row, settings).await
}

async fn save_members(
    db: &impl ConnectionTrait,
    row: &call_group::Model,
    settings: &CallGroupSettings,
) -> Result<(), DbErr> {
    let members = (0..).zip(&settings.member_ids);
    let rows: Vec<_> = members
        .map(|(position, member)| call_group_member::ActiveModel {
            group_id: Set(row.id),
            user_id: Set(member.0),
            organisation_id: Set(row.organisation_id),
            position: Set(position),
        })
        .collect();
    if !rows.is_empty() {
        call_group_member::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// Takes a group away; its members go with it.
pub(crate) async fn delete(
    db: &impl ConnectionTrait,
    row: &call_group::Model,
) -> Result<(), DbErr> {
    call_group::Entity::delete_by_id(row.id)
        .filter(call_group::COLUMN.organisation_id.eq(row.organisation_id))
        .exec(db)
        .await?;
    Ok(())
}
