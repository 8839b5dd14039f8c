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
    logged::logged,
    names::{self, ScheduleNames},
    store,
};
use crate::{
    audit::Told,
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
    let mut rules = store::list(db, session.user, feature).await?;
    let shown = written(db, feature, one_of(&mut rules, id)?).await?;
    Ok((etag::header(etag::of_content(&shown)?), Json(shown)))
}

/// Answers the `POST` of a rule: it comes behind the others.
pub(crate) async fn made(
    state: &AppState,
    session: Session,
    feature: RuleFeature,
    body: Value,
) -> ApiResult<(StatusCode, Told, Json<MadeRule>)> {
    let change = Change::begin(state, session, Some(feature.feature())).await?;
    let none = Criterion::default();
    let id = RuleId(Uuid::now_v7());
    let rule = judged(&change, feature, &none, body, |schedule, wanted| {
        wanted.into_rule(id, feature, schedule, true)
    })
    .await?;
    let mut rules = store::list(&change.db, session.user, feature).await?;
    if rules.len() >= MOST_RULES {
        return Err(ApiError::Conflict(Code::TooMany));
    }
    let after = written(&change.db, feature, &rule).await?;
    rules.push(rule);
    save(&change, feature, &rules).await?;
    let after = logged(&after, true)?;
    let told = change.finish(feature.name(), &Value::Null, &after).await?;
    Ok((StatusCode::CREATED, told, Json(MadeRule { id })))
}

/// Changes a rule where it stands; absent fields keep their value. Gives what to tell, and its new
/// tag.
pub(crate) async fn replaced(
    state: &AppState,
    session: Session,
    feature: RuleFeature,
    id: RuleId,
    seen: &IfMatch,
    patch: Value,
) -> ApiResult<(Told, etag::Header)> {
    let change = Change::begin(state, session, Some(feature.feature())).await?;
    let mut rules = store::list(&change.db, session.user, feature).await?;
    let stored = one_of(&mut rules, id)?;
    let before = written(&change.db, feature, stored).await?;
    seen.check_content(&before)?;
    let is_active = stored.is_active;
    let rule = judged(&change, feature, &before, patch, |schedule, wanted| {
        wanted.into_rule(id, feature, schedule, is_active)
    })
    .await?;
    if rule == *stored {
        let tag = etag::header(etag::of_content(&before)?);
        return Ok((Told::default(), tag));
    }
    let after = written(&change.db, feature, &rule).await?;
    *stored = rule;
    save(&change, feature, &rules).await?;
    let header = etag::header(etag::of_content(&after)?);
    let told = change.finish(feature.name(), &before, &after).await?;
    Ok((told, header))
}

/// Removes a rule.
pub(crate) async fn removed(
    state: &AppState,
    session: Session,
    feature: RuleFeature,
    id: RuleId,
    seen: &IfMatch,
) -> ApiResult<(StatusCode, Told)> {
    let change = Change::begin(state, session, Some(feature.feature())).await?;
    let mut rules = store::list(&change.db, session.user, feature).await?;
    let stored = one_of(&mut rules, id)?;
    let before = written(&change.db, feature, stored).await?;
    seen.check_content(&before)?;
    let before = logged(&before, stored.is_active)?;
    rules.retain(|it| it.id != id);
    save(&change, feature, &rules).await?;
    let told = change.finish(feature.name(), &before, &Value::Null).await?;
    Ok((StatusCode::NO_CONTENT, told))
}

fn one_of(rules: &mut [Rule], id: RuleId) -> ApiResult<&mut Rule> {
    let mut rules = rules.iter_mut();
    rules.find(|it| it.id == id).ok_or(ApiError::NotFound)
}

/// A rule as clients read it.
pub(super) async fn written(
    db: &impl ConnectionTrait,
    feature: RuleFeature,
    rule: &Rule,
) -> ApiResult<Criterion> {
    let names = ScheduleNames::of(db, std::slice::from_ref(rule)).await?;
    Ok(Criterion::of(rule, feature, names.schedule(rule)))
}

/// The rule that a patch over another one describes. Everything that is wrong with it is refused
/// together.
pub(super) async fn judged(
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

pub(super) async fn save(
    change: &Change<'_>,
    feature: RuleFeature,
    rules: &[Rule],
) -> ApiResult<()> {
    let (owner, organisation) = (change.session.user, change.session.organisation);
    let now_ms = change.now.as_millisecond();
    let saved = store::save(&change.db, owner, organisation, feature, rules, now_ms).await;
    saved.map_err(|error| match error.sql_err() {
        // A schedule of the company can go between reading it and writing the rule.
        Some(SqlErr::ForeignKeyConstraintViolation(_)) => unknown_schedule().into(),
        _ => error.into(),
    })
}
