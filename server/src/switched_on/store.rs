//! All that says what somebody has, out of the database.

use std::collections::HashMap;

use belroute_shared::{
    company::users::Grant,
    features::{Access, Feature},
    ids::{OrganisationId, UserId},
    routing::directory::Depth,
    settings::{barge_in::BargeIn, executive::CallFiltering, hoteling::HotelingGuest},
    switched_on::{Function, Granted, GrantedTo, SwitchedOn, UserFunction},
};
use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};

use super::{
    functions::{Has, feature_of, grant_of, is_on, is_shown},
    granted::{GRANTING, Line},
};
use crate::{
    caller_number,
    clock::moment,
    entity::{audit, user_grant},
    features::store as features,
    settings::store as settings,
    words,
};

/// So many lines of the log are looked through.
const MOST_LINES: u64 = 200;

/// What is on for a user, and what was given to him.
pub(super) async fn find(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
    now: Timestamp,
) -> Result<SwitchedOn, DbErr> {
    let rows = settings::list(db, &[owner], Depth::Whole).await?;
    let mine = features::find(db, owner, organisation).await?;
    let given = features::find_given(db, owner, organisation).await?;
    let has = Has {
        now,
        settings: settings::of_rows(rows.iter()),
        barge_in: settings::find::<BargeIn>(db, owner).await?.value,
        filtering: settings::find::<CallFiltering>(db, owner).await?.value,
        hoteling: settings::find::<HotelingGuest>(db, owner).await?.value,
        caller_id: caller_number::store::find(db, owner, organisation)
            .await?
            .settings,
        mine,
        given,
    };
    let own = features::of_user(db, owner, organisation).await?;
    let lines = lines(db, owner, organisation).await?;
    let grants = grants(db, owner).await?;
    let granted = |function: Function| {
        let found = if function == Function::CallRecording {
            Some(lines.iter().find(|line| line.records()))
        } else if matches!(function, Function::CallPark | Function::CallPickup) {
            Some(None)
        } else if let Some(grant) = grant_of(function) {
            Some(lines.iter().find(|line| line.gives(grant)))
        } else {
            let feature = feature_of(function);
            let is_own = |it: Feature| own.get(&it) == Some(&Access::FullAccess);
            let feature = feature.filter(|it| is_own(*it));
            feature.map(|it| lines.iter().find(|line| line.shows(it)))
        };
        match found {
            Some(line) => Granted {
                to: GrantedTo::User,
                by: line.map(|line| line.by.clone()),
                // The line may be older than the log is long.
                at: line.map(|line| line.at).or_else(|| {
                    let grant = grant_of(function)?;
                    grants.get(&grant).copied()
                }),
            },
            None => Granted {
                to: GrantedTo::Everybody,
                by: None,
                at: None,
            },
        }
    };
    let functions = Function::ALL.into_iter();
    let functions = functions.filter(|it| is_shown(*it, &has)).map(|name| {
        let (enabled, granted) = (is_on(name, &has), granted(name));
        UserFunction {
            name,
            enabled,
            granted,
        }
    });
    let is_told = |it: &UserFunction| it.enabled || it.granted.to == GrantedTo::User;
    Ok(SwitchedOn {
        functions: functions.filter(is_told).collect(),
    })
}

/// Since when a user has what he was given.
async fn grants(
    db: &impl ConnectionTrait,
    owner: UserId,
) -> Result<HashMap<Grant, Timestamp>, DbErr> {
    let rows = user_grant::Entity::find()
        .filter(user_grant::COLUMN.user_id.eq(owner.0))
        .all(db)
        .await?;
    let rows = rows.iter();
    let since =
        rows.filter_map(|row| Some((words::of_word(&row.kind)?, moment(row.granted_at_ms))));
    Ok(since.collect())
}

/// What administrators have done about a user, the newest first.
async fn lines(
    db: &impl ConnectionTrait,
    owner: UserId,
    organisation: OrganisationId,
) -> Result<Vec<Line>, DbErr> {
    let rows = audit::Entity::find()
        .filter(audit::COLUMN.organisation_id.eq(organisation.0))
        .filter(audit::COLUMN.user_id.eq(owner.0))
        .filter(audit::COLUMN.action.is_in(GRANTING.iter().map(words::word)))
        .order_by_desc(audit::Column::AtMs)
        .order_by_desc(audit::Column::Id)
        .limit(MOST_LINES)
        .all(db)
        .await?;
    Ok(rows.iter().filter_map(Line::of).collect())
}
