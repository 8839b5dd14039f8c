//! Showing, making, changing and removing rules, for every setting that has some.

use axum::http::StatusCode;
use belroute_shared::{
    error::{Code, FieldError},
    ids::{RuleId, ScheduleId},
    rule::{MOST_RULES, MadeRule, Rule, RuleFeature, criterion::Criterion},
    settings::NumberField,
};
use sea_orm::{ConnectionTrait, SqlErr};
use serde_json::Value;
use uuid::Uuid;

use super::{
    criterion,
    names::{self, ScheduleNames},
    store,
};
use crate::{
    error::{ApiError, ApiResult},
    etag::{self, IfMatch},
    features,
    json::Json,
    session::Session,
    settings::{
        Change,
        numbers::{self, Kept},
    },
    state::AppState,
};

/// Answers the `GET` of a rule.
pub(crate) async fn shown(
    state: &AppState,
    session: Session,
    feature: RuleFeature,
    id: RuleId,
) -> ApiResult<(etag::Header, Json<Criterion>)> {
    let db = &state.db.read;
    let (owner, organisation) = (session.user, session.organisation);
    features::require(db, owner, organisation, Some(feature.feature())).await?;
    let rule = find(db, session, feature, id).await?;
    let shown = written(db, feature, &rule).await?;
    Ok((etag::header(etag::of_content(&shown)?), Json(shown)))
}

/// Answers the `POST` of a rule: it comes behind the others.
pub(crate) async fn made(
    state: &AppState,
    session: Session,
    feature: RuleFeature,
    body: Value,
) -> ApiResult<(StatusCode, Json<MadeRule>)> {
    let change = Change::begin(state, session, Some(feature.feature())).await?;
    let none = Criterion::default();
    let id = RuleId(Uuid::now_v7());
    let rule = judged(&change, feature, &none, body, |schedule, wanted| {
        wanted.into_rule(id, feature, schedule, true)
    })
    .await?;
    if store::list(&change.db, session.user, feature).await?.len() >= MOST_RULES {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    let now_ms = change.now.as_millisecond();
    let (owner, organisation) = (session.user, session.organisation);
    store::insert(&change.db, owner, organisation, feature, &rule, now_ms)
        .await
        .map_err(without_schedule)?;
    let after = written(&change.db, feature, &rule).await?;
    finish(change, feature, None, Some(&after)).await?;
    Ok((StatusCode::CREATED, Json(MadeRule { id })))
}

/// Changes a rule where it stands; absent fields keep their value. Gives its new tag.
pub(crate) async fn replaced(
    state: &AppState,
    session: Session,
    feature: RuleFeature,
    id: RuleId,
    seen: &IfMatch,
    patch: Value,
) -> ApiResult<etag::Header> {
    let change = Change::begin(state, session, Some(feature.feature())).await?;
    let stored = find(&change.db, session, feature, id).await?;
    let before = written(&change.db, feature, &stored).await?;
    seen.check_content(&before)?;
    let is_active = stored.is_active;
    let rule = judged(&change, feature, &before, patch, |schedule, wanted| {
        wanted.into_rule(id, feature, schedule, is_active)
    })
    .await?;
    if rule == stored {
        return Ok(etag::header(etag::of_content(&before)?));
    }
    store::replace(&change.db, session.user, feature, &rule)
        .await
        .map_err(without_schedule)?;
    let after = written(&change.db, feature, &rule).await?;
    let header = etag::header(etag::of_content(&after)?);
    finish(change, feature, Some(&before), Some(&after)).await?;
    Ok(header)
}

/// Removes a rule.
pub(crate) async fn removed(
    state: &AppState,
    session: Session,
    feature: RuleFeature,
    id: RuleId,
    seen: &IfMatch,
) -> ApiResult<StatusCode> {
    let change = Change::begin(state, session, Some(feature.feature())).await?;
    let rule = find(&change.db, session, feature, id).await?;
    let before = written(&change.db, feature, &rule).await?;
    seen.check_content(&before)?;
    store::remove(&change.db, session.user, feature, id).await?;
    finish(change, feature, Some(&before), None).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn find(
    db: &impl ConnectionTrait,
    session: Session,
    feature: RuleFeature,
    id: RuleId,
) -> ApiResult<Rule> {
    let rules = store::list(db, session.user, feature).await?;
    let mut rules = rules.into_iter();
    rules.find(|it| it.id == id).ok_or(ApiError::NotFound)
}

/// A rule as clients read it.
async fn written(
    db: &impl ConnectionTrait,
    feature: RuleFeature,
    rule: &Rule,
) -> ApiResult<Criterion> {
    let names = ScheduleNames::of(db, std::slice::from_ref(rule)).await?;
    Ok(Criterion::of(rule, feature, names.schedule(rule)))
}

/// The rule that a patch over another one describes. Everything that is wrong with it is refused
/// together.
async fn judged(
    change: &Change<'_>,
    feature: RuleFeature,
    before: &Criterion,
    patch: Value,
    rule: impl FnOnce(Option<ScheduleId>, Criterion) -> Rule,
) -> ApiResult<Rule> {
    let mut wanted = criterion::patched(before, feature, patch)?;
    let (db, user) = (&change.db, &change.user);
    // An exception that becomes a rule begins to use the number that it sends calls to.
    let acts = |it: &Criterion| it.acts(feature) == Some(true);
    let kept = if acts(&wanted) && !acts(before) {
        Kept::of(before, callers)
    } else {
        Kept::of(before, Criterion::numbers)
    };
    let mut found = numbers::complete(db, user, &mut wanted, Criterion::numbers, &kept).await?;
    found.extend(wanted.check(feature).err().into_iter().flatten());
    let mut schedule = None;
    if let Some(named) = wanted.schedule() {
        schedule = names::find(db, change.session, &named).await?;
        if schedule.is_none() {
            found.push(unknown_schedule());
        }
    }
    if found.is_empty() {
        Ok(rule(schedule, wanted))
    } else {
        Err(ApiError::Invalid(found))
    }
}

/// Those numbers of a rule that are not called.
fn callers(rule: &mut Criterion, visit: &mut dyn FnMut(NumberField<'_>)) {
    rule.numbers(&mut |it| {
        if !it.takes.is_called() {
            visit(it);
        }
    });
}

fn unknown_schedule() -> FieldError {
    FieldError::new("scheduleName", Code::UnknownSchedule)
}

/// A schedule of the company can go between reading it and writing the rule.
fn without_schedule(error: sea_orm::DbErr) -> ApiError {
    match error.sql_err() {
        Some(SqlErr::ForeignKeyConstraintViolation(_)) => unknown_schedule().into(),
        _ => error.into(),
    }
}

async fn finish(
    change: Change<'_>,
    feature: RuleFeature,
    before: Option<&Criterion>,
    after: Option<&Criterion>,
) -> ApiResult<()> {
    change.touch(feature.name()).await?;
    change.finish(feature.name(), &before, &after).await
}
