//! Rules of settings: which calls they act on, and when.
//!
//! [`shown`], [`made`], [`replaced`] and [`removed`] answer the requests about rules of any setting that
//! has some; [`rules!`] makes the endpoints over them.

mod activation;
mod change;
mod criterion;
mod destinations;
mod endpoints;
mod names;
mod store;

use belroute_shared::rule::{RuleFeature, criterion::CriterionEntry};
use sea_orm::ConnectionTrait;

use self::names::ScheduleNames;
use crate::{error::ApiResult, session::Session};

pub(crate) use activation::activate;
pub(crate) use change::{made, removed, replaced, shown};
pub(crate) use destinations::refused as refused_destinations;
pub(crate) use endpoints::rules;
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
