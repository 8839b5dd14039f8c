//! Allowed and chosen numbers in the database.

use belroute_shared::{
    caller_number::{CallerId, CallerIdChoice, CallerIdSettings, CallerIdType},
    ids::{OrganisationId, UserId},
    number::{Extension, PhoneNumber},
};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, QueryFilter as _, QueryOrder as _, QuerySelect as _, Set,
    sea_query::OnConflict,
};

use crate::entity::{caller_id, caller_id_grant, dial_plan, number, organisation};

/// How many numbers a user may be given; more would make the list useless.
const MOST: u64 = 100;

/// What the administrator allows, the default first. There is always a default, if the user or the
/// organisation has any number.
pub(crate) async fn list_allowed(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<Vec<CallerId>, DbErr> {
    let rows = caller_id_grant::Entity::find()
        .filter(caller_id_grant::COLUMN.user_id.eq(owner.0))
        .filter(caller_id_grant::COLUMN.organisation_id.eq(organisation.0))
        .order_by_desc(caller_id_grant::Column::IsDefault)
        .order_by_asc(caller_id_grant::Column::Position)
        .order_by_asc(caller_id_grant::Column::Number)
        .limit(MOST)
        .all(db)
        .await?;
    let plans = dial_plan::Entity::find()
        .filter(dial_plan::COLUMN.organisation_id.eq(organisation.0))
        .filter(
            dial_plan::COLUMN
                .id
                .is_in(rows.iter().filter_map(|row| row.dial_plan_id)),
        )
        .all(db)
        .await?;
    let has_default = rows.iter().any(|row| row.is_default);
    let mut allowed = Vec::with_capacity(rows.len() + 1);
    if !has_default {
        allowed.extend(organisation_default(db, owner, organisation).await?);
    }
    for row in rows {
        let Ok(direct_number) = PhoneNumber::new(row.number) else {
            continue;
        };
        let plan = plans.iter().find(|plan| Some(plan.id) == row.dial_plan_id);
        let kind = if row.is_default {
            CallerIdType::DefaultClid
        } else {
            kind_of(&row.kind)
        };
        let is_group = matches!(kind, CallerIdType::CallQueue | CallerIdType::HuntGroup);
        allowed.push(CallerId {
            kind,
            id: plan.filter(|_| is_group).map(|plan| plan.id.to_string()),
            name: Some(row.label),
            direct_number: Some(direct_number),
            extension: plan
                .filter(|_| is_group)
                .and_then(|plan| Extension::new(plan.extension.clone()).ok()),
        });
    }
    Ok(allowed)
}

/// Where no grant is marked default: the user's own number, else the organisation's.
async fn organisation_default(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<Option<CallerId>, DbErr> {
    let own = number::Entity::find()
        .filter(number::COLUMN.user_id.eq(owner.0))
        .order_by_asc(number::Column::Number)
        .one(db)
        .await?;
    let (number, name) = match own {
        Some(row) => (Some(row.number), Some(row.label)),
        None => match organisation::Entity::find_by_id(organisation.0)
            .one(db)
            .await?
        {
            Some(row) => (row.default_number, Some(row.name)),
            None => (None, None),
        },
    };
    Ok(number
        .and_then(|number| PhoneNumber::new(number).ok())
        .map(|direct_number| CallerId {
            kind: CallerIdType::DefaultClid,
            id: None,
            name,
            direct_number: Some(direct_number),
            extension: None,
        }))
}

/// What a user shows: one of the allowed numbers, and whether it is hidden.
#[derive(Clone, Debug)]
pub(crate) struct Shown {
    /// The choice. One that was withdrawn reads as the default; `None` when nothing is allowed.
    pub(crate) selected: Option<CallerId>,
    /// Hiding.
    pub(crate) settings: CallerIdSettings,
}

/// What a call that this user places now would show.
pub(crate) async fn find(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<Shown, DbErr> {
    find_once(db, owner, organisation, None).await
}

/// The same for one call that shows another number than usual. One that he may not show changes
/// nothing.
pub(crate) async fn find_once(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    once: Option<&str>,
) -> Result<Shown, DbErr> {
    let allowed = list_allowed(db, owner, organisation).await?;
    let row = caller_id::Entity::find_by_id(owner.0).one(db).await?;
    let of = |number: &str| allowed.iter().find(|choice| is_number(choice, number));
    let once = once.and_then(of);
    let usual = || row.as_ref().and_then(|row| row.number.as_deref());
    let selected = once.or_else(|| usual().and_then(of));
    let selected = selected.or_else(|| allowed.first()).cloned();
    let mut settings = row.map(settings).unwrap_or_default();
    // Who picks a number wants it to be seen.
    settings.calling_line_id_delivery_blocking_enabled &= once.is_none();
    Ok(Shown { selected, settings })
}

/// Whether a choice shows this number.
pub(crate) fn is_number(choice: &CallerId, number: &str) -> bool {
    let shown = choice.direct_number.as_ref();
    shown.is_some_and(|shown| shown.as_str() == number)
}

/// The allowed number that a choice names, if there is one.
pub(crate) fn allowed_choice(allowed: Vec<CallerId>, choice: &CallerIdChoice) -> Option<CallerId> {
    let wanted = CallerId {
        kind: choice.kind,
        id: choice.id.clone(),
        name: None,
        direct_number: choice.direct_number.clone(),
        extension: None,
    };
    allowed.into_iter().find(|offered| {
        // A number says more than a type: clients may name the default by its number too.
        offered.is_same_choice(&wanted)
            && (choice.direct_number.is_none() || offered.direct_number == choice.direct_number)
    })
}

/// Saves the chosen number. The default is kept as "nothing chosen", so that it moves along when
/// the administrator moves it.
pub(crate) async fn save_selected(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    selected: &CallerId,
) -> Result<(), DbErr> {
    let number = match selected.kind {
        CallerIdType::DefaultClid => None,
        _ => selected.direct_number.as_ref().map(ToString::to_string),
    };
    let row = caller_id::ActiveModel {
        user_id: Set(owner.0),
        organisation_id: Set(organisation.0),
        number: Set(number),
        is_hidden: Set(false),
        is_connected_line_hidden: Set(false),
    };
    upsert(db, row, &[caller_id::Column::Number]).await
}

/// Saves hiding.
pub(crate) async fn save_settings(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    settings: CallerIdSettings,
) -> Result<(), DbErr> {
    let row = caller_id::ActiveModel {
        user_id: Set(owner.0),
        organisation_id: Set(organisation.0),
        number: Set(None),
        is_hidden: Set(settings.calling_line_id_delivery_blocking_enabled),
        is_connected_line_hidden: Set(settings.connected_line_identification_restriction_enabled),
    };
    let columns = [
        caller_id::Column::IsHidden,
        caller_id::Column::IsConnectedLineHidden,
    ];
    upsert(db, row, &columns).await
}

async fn upsert(
    db: &impl ConnectionTrait,
    row: caller_id::ActiveModel,
    changed: &[caller_id::Column],
) -> Result<(), DbErr> {
    caller_id::Entity::insert(row)
        .on_conflict(
            OnConflict::column(caller_id::Column::UserId)
                .update_columns(changed.iter().copied())
                .to_owned(),
        )
        .exec(db)
        .await?;
    Ok(())
}

fn settings(row: caller_id::Model) -> CallerIdSettings {
    CallerIdSettings {
        calling_line_id_delivery_blocking_enabled: row.is_hidden,
        connected_line_identification_restriction_enabled: row.is_connected_line_hidden,
    }
}

fn kind_of(word: &str) -> CallerIdType {
    match word {
        "callQueue" => CallerIdType::CallQueue,
        "huntGroup" => CallerIdType::HuntGroup,
        _ => CallerIdType::AdditionalClid,
    }
}
