//! Rules of settings: which calls they act on, and when.
//!
//! [`shown`], [`made`], [`replaced`] and [`removed`] answer the requests about rules of any setting that
//! has some; [`rules!`] makes the endpoints over them.

mod activation;
mod change;
mod criterion;
mod destinations;
mod endpoints;
pub(crate) mod logged;
mod names;
mod put_back;
mod store;

use belroute_shared::{
    ids::UserId,
    rule::{
        RuleFeature,
        criterion::{Criterion, CriterionEntry},
    },
};
use sea_orm::ConnectionTrait;
use serde_json::Value;

use self::names::ScheduleNames;
use crate::{error::ApiResult, session::Session};

pub(crate) use activation::activate;
pub(crate) use change::{made, removed, replaced, shown};
pub(crate) use destinations::refused as refused_destinations;
pub(crate) use endpoints::rules;
pub(crate) use put_back::put_back;
pub(crate) use store::{of_rows, schedules, written};

/// The rules of a setting as its `GET` lists them.
pub(super) async fn entries(
    db: &impl ConnectionTrait,
    session: Session,
    feature: RuleFeature,
) -> ApiResult<Vec<CriterionEntry>> {
    let rules = store::list(db, session.user, feature).await?;
    let names = ScheduleNames::of(db, &rules).await?;
    let entry = |rule| CriterionEntry::of(rule, feature, names.name(rule));
    Ok(rules.iter().map(entry).collect())
}

/// The rules of a setting as they would be written down, in their order.
pub(crate) async fn logged_all(
    db: &impl ConnectionTrait,
    owner: UserId,
    feature: RuleFeature,
) -> ApiResult<Vec<Value>> {
    let rules = store::list(db, owner, feature).await?;
    let names = ScheduleNames::of(db, &rules).await?;
    let written = rules.iter().map(|rule| {
        let criterion = Criterion::of(rule, feature, names.schedule(rule));
        logged::logged(&criterion, rule.is_active)
    });
    written.collect()
}
